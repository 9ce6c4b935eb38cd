"""Names the folder of vectors in use, what made it, and what its files were like when they were closed."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from zlib import crc32

MANIFEST = "manifest.json"
_PORTION = 1 << 20

Sums = dict[str, list[int]]
"""Size and checksum of each file, by its path inside the folder."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` is None while a process has the folder open."""

    folder: str
    collection: str
    chromadb: str
    files: Sums | None


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


def file_sums(folder: Path, names: Collection[str] = ()) -> Sums:
    """Look at every file below a folder, or at some by their names; 100 MB take about a tenth of a second."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    named = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: [path.stat().st_size, _sum(path)] for name, path in named.items() if not names or name in names}


def _sum(path: Path) -> int:
    found = 0
    with path.open("rb") as file:
        while portion := file.read(_PORTION):
            found = crc32(portion, found)
    return found
