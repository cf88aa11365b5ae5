"""The comparison of one place with its peers."""
