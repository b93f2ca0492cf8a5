"""Pages about texts that resemble one another."""
