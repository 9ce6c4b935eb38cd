"""Which sentences answer the question, and whether they are enough or something asked for is not told."""
