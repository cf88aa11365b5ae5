"""The map: what it shows, its component, and the routes that serve its code and geometry."""
