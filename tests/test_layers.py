"""The rules of the layout: imports go one way, each vendor has its file, modules stay one sitting long."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["kb", "ingest", "bot", "eval", "tests"]
"""Each may import only from itself and from what stands to its left."""
VENDORS = {
    "chromadb": {"ingest/chroma.py"},
    "sqlite3": {"ingest/database.py"},
    "sentence_transformers": {"ingest/embed.py"},
    "onnxruntime": {"ingest/embed.py"},
    "tokenizers": {"ingest/embed.py"},
    "transformers": {"ingest/embed.py"},
    "torch": {"ingest/embed.py", "ingest/export.py"},
    "markdown_it": {"ingest/read/inline.py", "ingest/read/markdown.py", "ingest/read/marks.py"},
    "charset_normalizer": {"ingest/read/clean.py"},
    "docx": {"ingest/read/word.py", "bot/memo/word.py"},
    "lxml": {"ingest/read/book.py"},
    "openpyxl": {"ingest/read/sheets.py"},
    "pptx": {"ingest/read/slides.py"},
    "pypdfium2": {"ingest/read/pdf.py"},
    "selectolax": {"ingest/read/html.py", "ingest/read/htmltable.py", "ingest/read/hidden.py"},
    "langchain": {"bot/wording/model.py", "bot/rules/tool.py"},
    "langchain_core": {"bot/chain.py", "bot/wording/model.py", "bot/evidence/retrieve.py", "bot/turn.py"},
    "gradio": {"bot/page/*.py"},
    "uvicorn": {"bot/page/server.py"},
}
"""Where a vendor may be imported in the product; eval builds rivals from some of them, tests damage what they write."""
LONGEST = 250
"""Lines of a module; the aim is below 200, so that it can be read in one sitting."""


def modules(*layers: str) -> list[Path]:
    return [path for layer in layers for path in sorted((ROOT / layer).rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return the full names a module imports, wherever in it the import stands."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relative to itself"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def top(name: str) -> str:
    return name.split(".")[0]


def test_every_layer_has_modules() -> None:
    assert all(modules(layer) for layer in LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_go_one_way(layer: str) -> None:
    later = set(LAYERS[LAYERS.index(layer) + 1 :])
    wrong = [(name_of(path), name) for path in modules(layer) for name in imports(path) if top(name) in later]
    assert wrong == []


def room(name: str) -> str:
    """Return the room of a module of `bot`, "bot.words", or itself if it stands in none: "bot.chain"."""
    return ".".join(name.split(".")[:2])


def test_the_rooms_of_the_bot_import_one_way() -> None:
    """No room of `bot` imports from one that imports from it, by whatever way round."""
    needs: dict[str, set[str]] = {}
    for path in modules("bot"):
        mine = room(name_of(path).removesuffix(".py").replace("/", "."))
        others = {room(name) for name in imports(path) if top(name) == "bot"}
        needs.setdefault(mine, set()).update(others - {mine})
    assert len(needs) > 10
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_readers_know_nothing_of_the_library() -> None:
    own = ("ingest.read", "ingest.errors", "ingest.types")
    readers = [path for path in modules("ingest") if path.parent.name == "read" and path.name != "worker.py"]
    wrong = [
        (name_of(path), name)
        for path in readers
        for name in imports(path)
        if top(name) == "ingest" and not name.startswith(own)
    ]
    assert readers
    assert wrong == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_vendor_is_imported_in_its_own_file_only(vendor: str) -> None:
    allowed = VENDORS[vendor]
    importing = {path for path in modules("kb", "ingest", "bot") if vendor in map(top, imports(path))}
    wrong = [name_of(path) for path in importing if not any(path.relative_to(ROOT).match(one) for one in allowed)]
    assert wrong == []


def test_nothing_is_mocked() -> None:
    mocks = ("unittest.mock", "mock.", "pytest_mock")
    wrong = [(name_of(path), name) for path in modules(*LAYERS) for name in imports(path) if name.startswith(mocks)]
    assert wrong == []


def test_a_module_is_one_sitting_long() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in modules(*LAYERS[:-1])}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_a_module_says_its_one_purpose_first() -> None:
    silent = [name_of(path) for path in modules(*LAYERS) if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_packages_open_with_a_shop_window() -> None:
    """A package's own file says what is in it; only the readers' table of formats is code."""
    for path in modules(*LAYERS[:-1]):
        if path.name == "__init__.py" and path.parent.name != "read":
            tree = ast.parse(path.read_text("utf-8"))
            logic = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.If | ast.For)]
            assert logic == [], name_of(path)
