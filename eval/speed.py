"""`python -m eval.speed`: how fast Shorewise takes in documents and starts, as ratios to others in the same run.

Every pair runs one after the other, as often as asked, in processes of its own, and the median ratio counts: on a busy
machine a single time says little, a ratio of neighbours something.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

Task = Callable[[Path, Path], float]
NOTES = 10_000


def raw_encoder(corpus: Path, _home: Path) -> float:
    """Texts a second of sentence-transformers, in its own batches sorted by length."""
    from ingest.embed import _sentence_transformer
    from ingest.model import model_folder

    model, texts = _sentence_transformer(model_folder()), passages(corpus)
    model.encode(texts[:2])
    began = time.monotonic()
    model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return len(texts) / (time.monotonic() - began)


def own_encoder(corpus: Path, _home: Path) -> float:
    """Texts a second of the library's embedder."""
    from ingest.embed import load_embedder
    from ingest.settings import Settings

    embedder, texts = load_embedder(Settings.load()), passages(corpus)
    embedder.encode(texts[:2])
    began = time.monotonic()
    embedder.encode(texts)
    return len(texts) / (time.monotonic() - began)


def quickstart(corpus: Path, home: Path) -> float:
    """Files a second of LangChain's quickstart, imports apart: read, cut, embed with torch, put into Chroma."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from eval.quickstart import OVERLAP, SIZE
    from ingest.embed import _sentence_transformer
    from ingest.model import model_folder

    class Published(Embeddings):
        """What `HuggingFaceEmbeddings` does, without the package."""

        def __init__(self) -> None:
            self._model = _sentence_transformer(model_folder())

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    began = time.monotonic()
    files = sorted(corpus.iterdir())
    documents = [Document(file.read_text("utf-8"), metadata={"source": str(file)}) for file in files]
    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    Chroma.from_documents(splitter.split_documents(documents), Published(), persist_directory=str(home))
    return len(files) / (time.monotonic() - began)


def own_ingest(corpus: Path, home: Path) -> float:
    """Files a second of `sync`, imports apart: read in a worker, cut, embed, put into SQLite and Chroma, close."""
    import ingest.chroma
    from ingest.settings import Settings
    from ingest.store import Store
    from ingest.sync import sync

    ingest.chroma.version()
    began = time.monotonic()
    with Store.open(Settings.load(home=home, builtin=False)) as store:
        added = sync(store, [corpus]).count("added")
    assert added
    return added / (time.monotonic() - began)


def own_resync(_corpus: Path, home: Path) -> float:
    """Files a second of a `sync` that finds `NOTES` files unchanged."""
    from ingest.settings import Settings
    from ingest.store import Store
    from ingest.sync import sync

    notes = write_notes(home / "notes")
    settings = Settings.load(home=home / "home", builtin=False)
    with Store.open(settings) as store:
        assert sync(store, [notes]).count("added") == NOTES
    with Store.open(settings) as store:
        began = time.monotonic()
        assert sync(store, [notes]).count("unchanged") == NOTES
        return NOTES / (time.monotonic() - began)


def hashing(_corpus: Path, home: Path) -> float:
    """Files a second when the same files are read and hashed, and no more."""
    notes = write_notes(home / "notes")
    began = time.monotonic()
    for note in sorted(notes.iterdir()):
        hashlib.sha256(note.read_bytes()).hexdigest()
    return NOTES / (time.monotonic() - began)


def write_notes(folder: Path) -> Path:
    folder.mkdir()
    for number in range(NOTES):
        (folder / f"{number:05}.txt").write_text(f"Note {number} is about {number * 7919 % 104729} boxes.\n", "utf-8")
    return folder


def cold_ask(_corpus: Path, home: Path) -> float:
    """Questions a second that a person gets answered from a shell, each by a process of its own."""
    shorewise = [sys.executable, "-c", "from bot.cli import main; main()", "ask", "What is nearshoring?"]
    environment = os.environ | {"SHOREWISE_HOME": str(home / "home")}
    return 1 / statistics.median(seconds(shorewise, environment) for _ in range(4))


def cold_import(_corpus: Path, _home: Path) -> float:
    """Times a second that a process can start and import sentence-transformers."""
    return 1 / statistics.median(seconds([sys.executable, "-c", "import sentence_transformers"]) for _ in range(4))


def seconds(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    began = time.monotonic()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - began


def passages(corpus: Path) -> list[str]:
    """The texts that the library embeds for a corpus."""
    from ingest.assemble import assemble
    from ingest.read import read_bytes

    return [
        passage.index_text
        for file in sorted(corpus.iterdir())
        for passage in assemble(read_bytes(file.read_bytes(), file.name), file.stem, "", "")[1]
    ]


def write_corpus(squad: Path, folder: Path, paragraphs: int, per_file: int) -> None:
    """Write the paragraphs of a SQuAD file as text files."""
    data = json.loads(squad.read_text("utf-8"))["data"]
    texts = [paragraph["context"] for article in data for paragraph in article["paragraphs"]][:paragraphs]
    for start in range(0, len(texts), per_file):
        (folder / f"{start:05}.txt").write_text("\n\n".join(texts[start : start + per_file]) + "\n", "utf-8")


PAIRS: dict[str, tuple[Task, Task]] = {
    "encoder": (own_encoder, raw_encoder),
    "quickstart": (own_ingest, quickstart),
    "resync": (own_resync, hashing),
    "cold": (cold_ask, cold_import),
}
TASKS = {task.__name__: task for pair in PAIRS.values() for task in pair}


def measured(task: Task, corpus: Path) -> float:
    """Run a task in a process of its own, in an empty folder."""
    with TemporaryDirectory(prefix="shorewise-speed-") as home:
        command = [sys.executable, "-m", "eval.speed", "--task", task.__name__, str(corpus), home]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def compare(name: str, corpus: Path, repeats: int) -> str:
    """One line: both rates and the median of their ratios."""
    own, other = PAIRS[name]
    rates = [(measured(own, corpus), measured(other, corpus)) for _ in range(repeats)]
    ratio = statistics.median(mine / theirs for mine, theirs in rates)
    first, second = (statistics.median(column) for column in zip(*rates, strict=True))
    ratios = ", ".join(f"{mine / theirs:.2f}" for mine, theirs in rates)
    return f"{name}: {first:.2f} a second against {second:.2f}; ratio {ratio:.2f} ({ratios})"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.speed", description=__doc__)
    parser.add_argument("--squad", type=Path, metavar="F", help="a SQuAD 2.0 file whose paragraphs are taken in")
    parser.add_argument("--paragraphs", type=int, default=400)
    parser.add_argument("--per-file", type=int, default=4, help="paragraphs of a file")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--pair", choices=list(PAIRS), action="append")
    parser.add_argument("--task", nargs=3, metavar=("NAME", "CORPUS", "HOME"), help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.task:
        name, corpus, home = asked.task
        print(TASKS[name](Path(corpus), Path(home)))
        return 0
    if asked.squad is None:
        parser.error("--squad names the file with the paragraphs")
    with TemporaryDirectory(prefix="shorewise-speed-corpus-") as folder:
        write_corpus(asked.squad, Path(folder), asked.paragraphs, asked.per_file)
        for name in asked.pair or PAIRS:
            print(compare(name, Path(folder), asked.repeats), flush=True)
    print(f"Load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
