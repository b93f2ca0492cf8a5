"""Evidence to place: the gazetteer, the resolver and readable ids."""
