"""The optional language model: what it is told, and what of its words is let through."""
