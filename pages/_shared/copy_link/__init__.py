"""A button that copies the address of the view the reader has before them."""
