"""The profile of one county or municipality."""
