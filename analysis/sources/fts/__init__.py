"""The European Commission's Financial Transparency System."""
