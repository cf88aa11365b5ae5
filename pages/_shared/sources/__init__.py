"""The register of sources with its accounts, coverage and disagreements."""
