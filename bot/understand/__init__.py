"""A question and the turns before it become a `Query` that stands alone: its kind, its names, what "it" means."""
