"""Reports as pictures: set in type, spoiled as scanners, copiers and cameras do, with the truth of every cell."""
