"""What leaves for a meeting: slides, pages, case text, and the series on the whole screen."""
