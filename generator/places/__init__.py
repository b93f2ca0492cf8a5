"""Evidence to place: the gazetteer, the resolver and the slugs of names."""
