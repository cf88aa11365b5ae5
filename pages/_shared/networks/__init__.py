"""The register of networks and the follow-up board."""
