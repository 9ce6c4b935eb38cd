"""Names the folder of vectors in use, what made it, and the sizes its files had when they were closed."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`sizes` is None while a process has the folder open."""

    folder: str
    collection: str
    chromadb: str
    sizes: dict[str, int] | None


def read_manifest(root: Path) -> Manifest | None:
    """Give the manifest of a folder; None when there is none that names a folder inside it."""
    try:
        manifest = Manifest(**json.loads((root / MANIFEST).read_text("utf-8")))
        inside = (root / manifest.folder).parent == root and (root / manifest.folder).is_dir()
    except (OSError, ValueError, TypeError):
        return None
    return manifest if inside else None


def write_manifest(root: Path, manifest: Manifest) -> None:
    """Replace the manifest, whole or not at all."""
    draft = root / f"{MANIFEST}.new"
    draft.write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
    draft.replace(root / MANIFEST)


def file_sizes(folder: Path) -> dict[str, int]:
    """Give the size in bytes of every file below a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
