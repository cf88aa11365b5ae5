"""A reader's own file: choosing, reading, checking and using it."""
