"""A figure, table or text on the page, with its source and what can be taken away."""
