"""The page of one organ over its years."""
