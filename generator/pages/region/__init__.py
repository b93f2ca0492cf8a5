"""The page of one region."""
