"""Widgets by which a reader chooses programmes, years, places and register rows."""
