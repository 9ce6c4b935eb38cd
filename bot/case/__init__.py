"""The conversation about a decision: what opens a case, what each turn does to it, what is said of the result."""
