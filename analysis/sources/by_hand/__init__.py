"""Registers that are kept by hand from public pages, each row with its source."""
