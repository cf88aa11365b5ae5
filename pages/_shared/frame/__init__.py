"""What stands around every page: style, shared controls, sign-in, errors, footer."""
