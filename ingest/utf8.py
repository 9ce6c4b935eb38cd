"""Text as it can be passed on: in UTF-8, which has no place for half of a pair of surrogates."""


def in_utf8(text: str) -> str:
    """Return a text with "?" for each lone surrogate."""
    return text.encode("utf-8", "replace").decode("utf-8")
