"""Turns texts and their single tokens into unit vectors with whatever runs the model."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

NAME = "all-MiniLM-L6-v2"
DIMENSION = 384
SHORT, RECENT = 300, 64
"""Characters of a text whose reading is kept, and how many such readings are (a tenth of a megabyte each)."""

Result = TypeVar("Result")
Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
"""Gives one unit row per text."""
# Input ids and mask, both (texts, tokens), to token vectors and sentence vectors.
Forward = Callable[[NDArray[np.int64], NDArray[np.int64]], tuple[Vectors, Vectors]]


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The word pieces of one text without special tokens.

    `offsets` are code points into the text, `words` the position of the word a piece belongs to,
    `vectors` unit rows.
    """

    offsets: list[tuple[int, int]]
    ids: list[int]
    words: list[int]
    vectors: Vectors


class Embedder:
    """Encodes each text by itself, several at a time, so that a vector never depends on its neighbours.

    In a batch the last bits of a vector change with what else is in it, even among texts of one length, and answers
    must come out the same after a rebuild. One thread a text is faster, too: nothing is padded (eval.speed).
    """

    name = NAME
    dimension = DIMENSION

    def __init__(self, tokenizer: Any, forward: Forward, backend: str, at_once: int = 1) -> None:
        self._tokenizer, self._forward, self.backend = tokenizer, forward, backend
        self._pool = ThreadPoolExecutor(at_once, "shorewise-embed") if at_once > 1 else None
        self._recent = lru_cache(RECENT)(self._read)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Give one unit row per text, (n, 384), in the given order; words past 256 pieces are not seen."""
        rows = each(texts, lambda text: self._readings(text)[2], self._pool)
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Give the contextual vectors of every text's word pieces."""
        return each(texts, self._tokens, self._pool)

    def tokenize(self, text: str) -> list[str]:
        """Give the word pieces of a text without special tokens, cut at 256."""
        encoding = self._encoding(text)
        return [encoding.tokens[i] for i in _own(encoding)]

    def _encoding(self, text: str) -> Any:
        # Lone surrogates cannot be passed on as UTF-8; a replacement of the same length keeps the offsets.
        return self._tokenizer.encode(text.encode("utf-8", "replace").decode("utf-8"))

    def _readings(self, text: str) -> tuple[Any, Vectors, Vectors]:
        """Give the encoding of a text, the vectors of its tokens and its own; a short one is mostly a question, which
        every step of an answer wants once more."""
        return self._recent(text) if len(text) <= SHORT else self._read(text)

    def _read(self, text: str) -> tuple[Any, Vectors, Vectors]:
        encoding = self._encoding(text)
        tokens, sentences = self._forward(
            np.array([encoding.ids], np.int64), np.array([encoding.attention_mask], np.int64)
        )
        return encoding, tokens[0], sentences[0]

    def _tokens(self, text: str) -> TokenVectors:
        encoding, tokens, _ = self._readings(text)
        own = _own(encoding)
        vectors = tokens[own]
        return TokenVectors(
            offsets=[encoding.offsets[i] for i in own],
            ids=[encoding.ids[i] for i in own],
            words=[encoding.word_ids[i] for i in own],
            vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
        )


def each(texts: Sequence[str], work: Callable[[str], Result], pool: ThreadPoolExecutor | None) -> list[Result]:
    """Do the work for every text, the longest first so that all threads end together."""
    unlike = sorted(dict.fromkeys(texts), key=len, reverse=True)
    run = pool.map if pool and len(unlike) > 1 else map
    done = dict(zip(unlike, run(work, unlike), strict=True))
    return [done[text] for text in texts]


def _own(encoding: Any) -> list[int]:
    return [i for i, special in enumerate(encoding.special_tokens_mask) if not special]
