"""Rates, ranks, intervals and peers: what a map can show, and with whom a place may be compared."""
