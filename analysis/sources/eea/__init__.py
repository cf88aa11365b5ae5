"""EEA and Norway Grants, published by the Financial Mechanism Office."""
