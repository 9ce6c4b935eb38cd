"""Turns texts and their single tokens into unit vectors with all-MiniLM-L6-v2, on ONNX Runtime or torch.

The only module that imports sentence_transformers, onnxruntime and tokenizers.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from ingest.errors import ModelError
from ingest.export import FORMAT, ONNX, export, is_intact
from ingest.model import PUBLISHED, model_folder, verify
from ingest.progress import Progress, Step, silent
from ingest.settings import Settings

NAME = "all-MiniLM-L6-v2"
DIMENSION = 384
PREPARING = "Preparing the model (once)"
MAX_TOKENS = 256
SHORT, RECENT = 300, 64
"""Characters of a text whose reading is kept, and how many such readings are (a tenth of a megabyte each)."""

Result = TypeVar("Result")
Vectors = NDArray[np.float32]
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
        rows = self._each(lambda text: self._readings(text)[2], texts)
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Give the contextual vectors of every text's word pieces."""
        return self._each(self._tokens, texts)

    def _each(self, work: Callable[[str], Result], texts: Sequence[str]) -> list[Result]:
        """Do the work for every text, the longest first so that all threads end together."""
        unlike = sorted(dict.fromkeys(texts), key=len, reverse=True)
        run = self._pool.map if self._pool and len(unlike) > 1 else map
        done = dict(zip(unlike, run(work, unlike), strict=True))
        return [done[text] for text in texts]

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


def load_embedder(settings: Settings, progress: Progress | None = None, source: Path | None = None) -> Embedder:
    """Load the model, exporting it first where that was not done yet.

    `source` is the folder with the published files, by default the installed package's. Raises ModelError
    when a file is missing or not the published one, or when `backend` asks for an export that fails.
    """
    source = source or model_folder()
    tokenizer = _tokenizer(source)
    if settings.backend == "torch":
        return Embedder(tokenizer, _torch_forward(source), "torch")
    try:
        ensure_export(settings, progress, source)
        return Embedder(tokenizer, _onnx_forward(exported_folder(settings) / ONNX), "onnx", processors())
    except ModelError as error:
        if settings.backend == "onnx":
            raise
        why = str(error)
    forward = _torch_forward(source)  # refuses what is not the published model, so that is never said of it below
    (progress or silent)(Step(PREPARING, 1, 1, note=f"The model runs on torch, which is slower. {why}"))
    return Embedder(tokenizer, forward, "torch")


def ensure_export(settings: Settings, progress: Progress | None = None, source: Path | None = None) -> bool:
    """Export the model unless an intact export is there; tells whether it had to. Raises ModelError."""
    folder, source = exported_folder(settings), source or model_folder()
    if is_intact(folder):
        return False
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{folder.name}.lock"):
            if is_intact(folder):
                return False
            _export(folder, source, progress or silent)
    except (OSError, RuntimeError, ImportError) as error:
        raise ModelError(
            f"The model cannot be exported to {folder}: {_first_line(error)}. "
            "Allow writing there, set SHOREWISE_CACHE to another folder, or SHOREWISE_BACKEND=torch."
        ) from error
    return True


def _export(folder: Path, source: Path, progress: Progress) -> None:
    progress(Step(PREPARING, 0, 1))
    original, tokenizer = _sentence_transformer(source), _tokenizer(source)
    export(
        _as_module(original),
        PUBLISHED["model.safetensors"],
        folder,
        reference=lambda texts: np.asarray(
            original.encode(list(texts), normalize_embeddings=True, show_progress_bar=False), np.float32
        ),
        encode=lambda path, texts: Embedder(tokenizer, _onnx_forward(path), "onnx").encode(texts),
    )
    progress(Step(PREPARING, 1, 1))


def processors() -> int:
    """Give how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def exported_folder(settings: Settings) -> Path:
    return settings.cache / f"{PUBLISHED['model.safetensors'][:16]}-{FORMAT}"


def _tokenizer(source: Path) -> Any:
    from tokenizers import Tokenizer

    verify(source, "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _onnx_forward(path: Path) -> Forward:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # Texts run beside each other; threads inside one text would only wait for each other.
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no common base but this
        raise ModelError(
            f"The exported model {path} cannot be run: {_first_line(error)}. "
            "Run `shorewise doctor`, or set SHOREWISE_BACKEND=torch."
        ) from error

    def forward(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> tuple[Vectors, Vectors]:
        tokens, sentences = session.run(None, {"input_ids": ids, "attention_mask": mask})
        return tokens, sentences

    return forward


def _torch_forward(source: Path) -> Forward:
    import torch

    model = _sentence_transformer(source)
    module = _as_module(model)

    def forward(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> tuple[Vectors, Vectors]:
        with torch.no_grad():
            tokens, sentences = module(torch.from_numpy(ids).to(model.device), torch.from_numpy(mask).to(model.device))
        return tokens.cpu().numpy(), sentences.cpu().numpy()

    return forward


def _sentence_transformer(source: Path) -> Any:
    verify(source)
    # Read when the library is imported: without them it may ask the network for files it already has.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model = SentenceTransformer(str(source), local_files_only=True)
    model.max_seq_length = MAX_TOKENS
    return model.eval()


def _as_module(model: Any) -> Any:
    """Wrap a model that takes a dictionary as one that takes ids and mask."""
    import torch

    class Positional(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            features = self.model({"input_ids": ids, "attention_mask": mask})
            return features["token_embeddings"], features["sentence_embedding"]

    return Positional().eval()


def _own(encoding: Any) -> list[int]:
    return [i for i, special in enumerate(encoding.special_tokens_mask) if not special]


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
