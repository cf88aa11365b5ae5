"""Twin towns, project partners and the network of who works with whom."""
