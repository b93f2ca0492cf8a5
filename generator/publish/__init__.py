"""Pages to files: rendering, assets and the transactional writer."""
