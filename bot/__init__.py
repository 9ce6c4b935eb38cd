"""Question in, cited answer or reasoned recommendation out."""
