"""Municipal boundaries in the Norwegian Mapping Authority's own files."""
