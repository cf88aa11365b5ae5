"""Interreg: keep.eu and the programmes' own lists."""
