"""HTML and Markdown that quoted text cannot break out of."""
