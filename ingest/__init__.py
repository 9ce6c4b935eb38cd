"""Documents in, library out: read files, cut passages, embed them, keep text and vectors in step."""
