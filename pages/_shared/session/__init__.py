"""Session state, query parameters and small scripts: the ground of all pages."""
