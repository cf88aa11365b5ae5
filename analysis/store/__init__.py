"""What is in data/: tables, the register of sources, and which version of them is in use."""
