"""What is told of a place or a comparison: stories of slides, their charts, and case texts."""
