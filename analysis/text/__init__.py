"""Words and numbers as readers see them: translations and formats, by language."""
