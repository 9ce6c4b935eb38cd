"""The wheel: what the product needs, nothing else, and it runs from another folder."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import kb

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without network and unpack it."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    build = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(folder), str(ROOT)]
    built = subprocess.run(build, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def product_files() -> Iterator[str]:
    for package in ("bot", "ingest", "kb"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


def test_the_wheel_holds_the_product_and_its_data(unpacked: Path) -> None:
    held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert set(product_files()) <= held
    assert {Path(name).suffix for name in held} >= {".py", ".yaml", ".sql", ".css", ".js", ".md"}
    assert {name.split("/")[0].split("-")[0] for name in held} == {"bot", "ingest", "kb", "shorewise"}
    licences = [path for path in unpacked.glob("*.dist-info/licenses/**/*") if path.is_file()]
    assert {path.name for path in licences} == {"LICENSE", "crossencoder.LICENSE"}


def test_the_command_runs_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    code = "import kb, sys; from bot.start import main; print(kb.__file__); sys.argv[1:] = ['rules', 'show']; main()"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(str(unpacked))
    assert "captive_offshoring" in shown.stdout


def test_the_built_in_documents_of_the_wheel_are_those_of_the_source(unpacked: Path) -> None:
    documents = sorted(path.relative_to(kb.DOCUMENTS) for path in kb.DOCUMENTS.rglob("*.md"))
    for name in documents:
        assert (unpacked / "kb" / "documents" / name).read_bytes() == (kb.DOCUMENTS / name).read_bytes()
    assert documents
