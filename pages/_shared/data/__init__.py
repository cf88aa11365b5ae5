"""The data that a run reads: one version, with or without the reader's own rows."""
