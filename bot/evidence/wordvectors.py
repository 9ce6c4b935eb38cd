"""The vectors of the words of passages, kept for the next question."""

from collections.abc import Callable, Sequence

from ingest.embedder import TokenVectors
from ingest.types import Passage

CACHED = 1_000  # passages whose word vectors are kept, some 100 MB

EncodeTokens = Callable[[Sequence[str]], list[TokenVectors]]


def read_passages(
    passages: Sequence[Passage], encode_tokens: EncodeTokens, cache: dict[str, TokenVectors]
) -> list[TokenVectors]:
    """Return the vectors of each passage's words and headings, those from the cache that are in it; the others are put
    there, in place of the oldest."""
    # Kept by their words, as a changed document may keep the ids of its passages.
    texts = [passage.index_text for passage in passages]
    known = {text: tokens for text in texts if (tokens := cache.get(text))}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    fresh = dict(zip(missing, encode_tokens(missing), strict=True))
    cache.update(fresh)
    for text in list(cache)[:-CACHED]:
        cache.pop(text, None)
    return [(known | fresh)[text] for text in texts]
