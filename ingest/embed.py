"""Loads all-MiniLM-L6-v2, the published files and no others, on ONNX Runtime or torch, and what was trained from it.

The only module of the product that imports sentence_transformers, onnxruntime and tokenizers.
"""

import os
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from ingest.crossencoder import LAYERS, LONGEST, CrossEncoder, unchanged, word_vectors
from ingest.embedder import Embedder, Forward, Vectors
from ingest.errors import ModelError
from ingest.export import FORMAT, ONNX, export, is_intact
from ingest.model import PUBLISHED, model_folder, verify
from ingest.progress import Progress, Step, silent
from ingest.settings import Settings

PREPARING = "Preparing the model (once)"
MAX_TOKENS = 256


def load_embedder(settings: Settings, progress: Progress | None = None, source: Path | None = None) -> Embedder:
    """Load the model, exporting it first where that was not done yet.

    `source` is the folder with the published files, by default the installed package's. Raises ModelError
    when a file is missing or not the published one, or when `backend` asks for an export that fails.
    """
    source = source or model_folder()
    tokenizer = load_tokenizer(source)
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


def load_crossencoder(layers: Path | None = None) -> CrossEncoder:
    """Load what tells whether a text answers a question, by default the layers that come with Shorewise.

    Raises ModelError when a file is missing or damaged.
    """
    source, layers = model_folder(), layers or LAYERS
    verify(source, "model.safetensors")
    if not unchanged(layers):
        raise ModelError(f"The model file {layers} is missing or damaged. Install Shorewise again.")
    session = _session(layers, "Install Shorewise again.")

    def score(words: Vectors, of_text: NDArray[np.int64]) -> Vectors:
        (found,) = session.run(None, {"words": words, "of_text": of_text})
        return np.asarray(found, np.float32)

    return CrossEncoder(
        load_tokenizer(source, LONGEST), word_vectors(source / "model.safetensors"), score, processors()
    )


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
    original, tokenizer = _sentence_transformer(source), load_tokenizer(source)
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


def load_tokenizer(source: Path, longest: int = MAX_TOKENS) -> Any:
    """Load the published tokenizer, which cuts at the longest number of word pieces. Raises ModelError."""
    from tokenizers import Tokenizer

    verify(source, "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


def _onnx_forward(path: Path) -> Forward:
    session = _session(path, "Run `shorewise doctor`, or set SHOREWISE_BACKEND=torch.")

    def forward(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> tuple[Vectors, Vectors]:
        tokens, sentences = session.run(None, {"input_ids": ids, "attention_mask": mask})
        return tokens, sentences

    return forward


def _session(path: Path, advice: str) -> Any:
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Texts run beside each other; threads inside one text would only wait for each other.
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors have no common base but this
        raise ModelError(f"The model file {path} cannot be run: {_first_line(error)}. {advice}") from error


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


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
