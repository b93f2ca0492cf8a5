"""What was published from build to build: an input of the next build, appended to by ``gongkai ledger``."""
