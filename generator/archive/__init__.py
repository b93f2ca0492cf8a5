"""Results to the archive: addresses, shelves, badges and sums."""
