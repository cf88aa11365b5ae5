"""PowerPoint slides with native charts, tables and shapes."""
