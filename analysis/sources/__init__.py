"""One module per publisher, named as its id in data/sources.toml."""
