"""The full-screen view of a series, and the keys that move through it."""
