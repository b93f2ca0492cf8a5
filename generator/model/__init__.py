"""The vocabulary: frozen types that every room speaks in."""
