"""The embedder: the published model, the same vectors every time, tokens where they stand in the text."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest import embed, export, model
from ingest.embed import ensure_export, exported_folder, load_embedder
from ingest.embedder import Embedder
from ingest.errors import ModelError
from ingest.settings import Settings

TEXTS = [
    "What is captive offshoring?",
    "",
    "A provider abroad – “near-shore”, 12.5 %",
    "word " * 600,
    "e\u0301 😀",
]


@pytest.fixture(scope="module")
def tampered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "model"
    shutil.copytree(model.model_folder(), folder)
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x01")
    return folder


def test_vectors_are_unit_rows_in_the_given_order(embedder: Embedder) -> None:
    rows = embedder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert float(rows[0] @ embedder.encode(["Offshoring to a company of one's own"])[0]) > 0.5


def test_a_vector_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    together = embedder.encode(TEXTS)
    alone = np.concatenate([embedder.encode([text]) for text in reversed(TEXTS)])[::-1]
    assert np.array_equal(together, alone)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, 384)
    assert embedder.encode_tokens([]) == []


def test_onnx_and_torch_agree(embedder: Embedder) -> None:
    torch = load_embedder(Settings.load(backend="torch"))
    assert (embedder.backend, torch.backend) == ("onnx", "torch")
    agreement = np.sum(embedder.encode(TEXTS) * torch.encode(TEXTS), axis=1)
    assert agreement.min() > 0.9999


def test_token_offsets_are_code_points_of_the_text(embedder: Embedder) -> None:
    text = "😀 Café naïve: offshoring"
    [tokens] = embedder.encode_tokens([text])
    pieces = [text[start:end] for start, end in tokens.offsets]
    assert "".join(pieces) == text.replace(" ", "")
    assert tokens.vectors.shape == (len(pieces), 384)
    assert len(tokens.ids) == len(tokens.words) == len(pieces)
    np.testing.assert_allclose(np.linalg.norm(tokens.vectors, axis=1), 1, atol=1e-5)


def test_the_pieces_of_one_word_share_its_number(embedder: Embedder) -> None:
    [tokens] = embedder.encode_tokens(["offshoring pays"])
    assert len(tokens.words) > 2
    assert len(set(tokens.words)) == 2


def test_a_text_without_words_has_no_tokens(embedder: Embedder) -> None:
    [tokens] = embedder.encode_tokens([""])
    assert tokens.offsets == []
    assert tokens.vectors.shape == (0, 384)


def test_a_long_text_is_cut_at_256_pieces(embedder: Embedder) -> None:
    assert len(embedder.tokenize("word " * 600)) == embed.MAX_TOKENS - 2


def test_a_lone_surrogate_is_taken_as_an_unknown_letter(embedder: Embedder) -> None:
    [tokens] = embedder.encode_tokens(["ab \ud800 cd"])
    assert tokens.offsets[-1] == (5, 7)


def test_a_tampered_model_is_refused_by_either_backend(tampered: Path, tmp_path: Path) -> None:
    for backend in ("onnx", "torch", "auto"):
        with pytest.raises(ModelError, match="not the published one"):
            load_embedder(Settings.load(backend=backend, cache=tmp_path / "cache"), source=tampered)


def test_a_tampered_tokenizer_is_refused_even_when_the_model_is_exported(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json is not the published one"):
        load_embedder(Settings.load(), source=tmp_path)


def test_a_missing_model_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"tokenizer\.json cannot be read"):
        load_embedder(Settings.load(), source=tmp_path)


def test_the_model_is_exported_once(tmp_path: Path) -> None:
    settings = Settings.load(cache=tmp_path / "cache")
    steps: list[str] = []
    assert ensure_export(settings, lambda step: steps.append(step.task))
    assert steps
    assert not ensure_export(settings)
    folder = exported_folder(settings)
    assert json.loads((folder / export.MANIFEST).read_text())["agreement"] > export.AGREEMENT
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".export")] == []


def test_a_changed_export_is_noticed(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(exported_folder(Settings.load()), folder)
    (folder / export.ONNX).touch()
    before = (folder / export.MANIFEST).read_text()
    assert export.is_intact(folder)
    assert (folder / export.MANIFEST).read_text() != before
    with (folder / export.ONNX).open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\x01")
    assert not export.is_intact(folder)
    assert not export.is_intact(folder, thorough=True)


def test_a_cache_that_cannot_be_written_leaves_torch(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    notes: list[str] = []
    loaded = load_embedder(Settings.load(cache=tmp_path / "cache"), lambda step: notes.append(step.note))
    assert loaded.backend == "torch"
    assert notes[-1].startswith("The model runs on torch, which is slower. The model cannot be exported to")
    with pytest.raises(ModelError, match="SHOREWISE_BACKEND=torch"):
        load_embedder(Settings.load(cache=tmp_path / "cache", backend="onnx"))


def test_running_an_exported_model_does_not_import_torch(embedder: Embedder) -> None:
    code = (
        "import sys; from ingest.embed import load_embedder; from ingest.settings import Settings; "
        "load_embedder(Settings.load()).encode(['x']); sys.exit('torch' in sys.modules)"
    )
    root = Path(embed.__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_an_export_of_another_model_is_made_again(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(exported_folder(Settings.load()), folder)
    path = folder / export.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"source_sha256": "0" * 64}))
    assert not export.is_intact(folder)
