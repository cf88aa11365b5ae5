"""Fetch the publishers' current files and put them in use: python -m analysis.refresh; see analysis.refresh.run."""
