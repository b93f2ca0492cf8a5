"""The search index: the copy that is searched, its shards and tables."""
