"""Tells whether a text answers a question, by reading the two together.

A cross-encoder: the embedding model's layers, trained further by eval/crossencoder.py. The published word vectors are
taken as they are; crossencoder.onnx beside this file holds the layers, their weights as whole numbers of eight bits,
and crossencoder.sha256 its hash.
"""

import json
import mmap
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.embedder import each
from ingest.errors import ModelError
from ingest.model import digest
from ingest.utf8 import in_utf8

LAYERS = Path(__file__).parent / "crossencoder.onnx"
LONGEST = 128  # word pieces of a question and a text together that are read
WORDS = "embeddings.word_embeddings.weight"

# Word vectors (1, tokens, 384) and whether a token is the text's (1, tokens) to the log-odds (1,).
Score = Callable[[NDArray[np.float32], NDArray[np.int64]], NDArray[np.float32]]


class CrossEncoder:
    """Scores texts against a question, each pair by itself, so that a score never depends on its neighbours."""

    def __init__(self, tokenizer: Any, words: NDArray[np.float32], score: Score, at_once: int = 1) -> None:
        self._tokenizer, self._words, self._score = tokenizer, words, score
        self._pool = ThreadPoolExecutor(at_once, "shorewise-judge") if at_once > 1 else None

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the log-odds that each text answers the question, (n,); of long ones only the beginning is read."""
        return np.array(each(texts, lambda text: self._one(question, text), self._pool), np.float32)

    def _one(self, question: str, text: str) -> float:
        encoding = self._tokenizer.encode(in_utf8(question), in_utf8(text))
        return float(self._score(self._words[encoding.ids][None], np.array([encoding.type_ids], np.int64))[0])


def unchanged(layers: Path) -> bool:
    """Tell whether layers are those that were written together with their hash."""
    try:
        return digest(layers) == layers.with_suffix(".sha256").read_text("ascii").strip()
    except (OSError, ModelError):
        return False


def word_vectors(path: Path) -> NDArray[np.float32]:
    """Return the vectors of all word pieces, (30522, 384), read from a file of safetensors where they are needed."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    size = int.from_bytes(mapped[:8], "little")
    at = json.loads(mapped[8 : 8 + size])[WORDS]
    start, end = at["data_offsets"]
    return np.frombuffer(mapped, "<f4", (end - start) // 4, 8 + size + start).reshape(at["shape"])
