"""The register of programmes."""
