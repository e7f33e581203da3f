"""Values, intervals and results over time, drawn with characters."""
