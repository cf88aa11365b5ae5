"""Word documents, the page to print and the page that works without a network."""
