"""Exports the embedding model to ONNX once for all data folders, checked against the model it came from."""

import json
import shutil
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import ModelError
from ingest.model import PUBLISHED, digest

ONNX = "model.onnx"
MANIFEST = "manifest.json"
# A change of what the file computes needs a new number, so that folders of older versions are left alone.
FORMAT = 1
AGREEMENT = 0.9999
PROBES = (
    "What is captive offshoring?",
    "Who keeps control when the work moves to a partner in another country",
    "café № 7 – naïve “quotes”, 12.5 % of £3m",
    " ".join(["a long passage about contracts, quality and travel costs"] * 40),
    "x",
)


def is_intact(folder: Path, thorough: bool = False) -> bool:
    """Tell whether an exported model is the one that was verified, and made from the published one.

    The hash is computed when size or time of the file changed, or when `thorough`; else the manifest is
    believed. A new time with the right hash is noted, so that the next start is quick again.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        stamp = _stamp(folder)
        if manifest["source_sha256"] != PUBLISHED["model.safetensors"]:
            return False
        if manifest["stamp"] == stamp and not thorough:
            return True
        if manifest["sha256"] != digest(folder / ONNX):
            return False
    except (OSError, ValueError, KeyError, TypeError, ModelError):
        return False
    if manifest["stamp"] != stamp:
        # A cache that cannot be written costs every start the time of hashing, and nothing else.
        with suppress(OSError):
            (folder / MANIFEST).write_text(json.dumps(manifest | {"stamp": stamp}, indent=1), "utf-8")
    return True


def export(
    module: Any,
    source_hash: str,
    folder: Path,
    reference: Callable[[tuple[str, ...]], NDArray[np.float32]],
    encode: Callable[[Path, tuple[str, ...]], NDArray[np.float32]],
) -> None:
    """Write `folder` with the model and its manifest, whole or not at all.

    `module` maps input ids and mask to token and sentence vectors. `encode` runs a written file on texts; its
    vectors must agree with those of `reference`, else ModelError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    try:
        _write(module, work / ONNX)
        ours, theirs = encode(work / ONNX, PROBES), reference(PROBES)
        agreement = float(np.min(np.sum(ours * theirs, axis=1)))
        if agreement <= AGREEMENT:
            raise ModelError(
                f"The exported model disagrees with the original (cosine {agreement:.5f}). "
                "Set SHOREWISE_BACKEND=torch to do without the export."
            )
        manifest = {
            "format": FORMAT,
            "source_sha256": source_hash,
            "sha256": digest(work / ONNX),
            "stamp": _stamp(work),
            "agreement": agreement,
        }
        (work / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        work.replace(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _stamp(folder: Path) -> list[int]:
    status = (folder / ONNX).stat()
    return [status.st_size, status.st_mtime_ns]


def _write(module: Any, path: Path) -> None:
    import torch

    ids = torch.tensor([[101, 2054, 2003, 102], [101, 2054, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    axes = {0: "texts", 1: "tokens"}
    with torch.no_grad(), warnings.catch_warnings():
        # The tracer is the exporter that needs no further package; it warns that it is the older one.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["tokens", "sentence"],
            dynamic_axes={
                "input_ids": axes,
                "attention_mask": axes,
                "tokens": axes,
                "sentence": {0: "texts"},
            },
            opset_version=17,
            dynamo=False,
        )
