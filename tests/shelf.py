"""Documents about trams, museums and bees, and small stores that hold them, for the tests of the answering side."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.chain import Bot
from bot.rules.book import load_rules
from bot.settings import BotSettings
from bot.types import Answer, Evidence, Hit, Query
from bot.words.language import content_words
from ingest.assemble import assemble
from ingest.embed import load_embedder
from ingest.embedder import Embedder
from ingest.read import read_bytes
from ingest.settings import Settings
from ingest.store import Store
from ingest.types import Document, Passage

TRAMS = """---
id: trams
title: Trams
sources:
  - {key: depot, title: The depot book, address: "https://trams.example/depot"}
  - {key: line, title: The line book, address: "https://trams.example/line"}
---
## What is a tram?

A tram is a rail vehicle that runs on tracks along public streets. It draws its power from an overhead wire. Most
trams share the road with cars. [^depot]

## Advantages of trams

Trams bring these advantages to a city: [^line]

- they carry more passengers than a bus
- they make little noise
- they last for thirty years or more

## Risks of trams

Trams bring these risks:

- cyclists fall when a wheel is caught in the groove of the rail
- a broken wire stops the whole line

## Trams and trolleybuses compared

| | Tram | Trolleybus |
|---|---|---|
| Track | steel rails in the street | no track at all |
| Power | one overhead wire | two overhead wires |
| Noise | a rumble | hardly any |

## Opening a tram line

The first line of the city opened in 1897 and was eight kilometres long. The fare was two pence.
"""

MUSEUMS = """---
id: museums
title: Museums
---
## Museum

A museum is an institution that keeps and shows a collection for the public. A curator looks after the collection.
However, most objects of a museum lie in the store and are never shown.

## Gallery

A gallery is a room or a house in which works of art are shown. A commercial gallery sells the works of art that hang
on its walls.
"""

BEES = """---
id: bees
title: Beekeeping
---
## What is a hive?

A hive is a box in which bees live and store their honey. The beekeeper lifts the frames out of the hive to inspect
them.

## How to harvest honey

To harvest honey, the beekeeper goes through these steps:

1. smoke the hive so that the bees stay calm
2. lift the frames out of the super
3. cut the wax caps off the comb
4. spin the frames in an extractor

## Swarming

In May a strong colony swarms when the hive is too small. A swarm of bees seldom stings.
"""

SHELF = {"trams": TRAMS, "museums": MUSEUMS, "bees": BEES}


def made(document_id: str, text: str) -> tuple[Document, tuple[Passage, ...]]:
    return assemble(read_bytes(text.encode(), f"{document_id}.md"), document_id, f"hash of {text}", "somewhere")


@contextmanager
def bot_of(home: Path, texts: Mapping[str, str] = SHELF, builtin: bool = False, **changes: str) -> Iterator[Bot]:
    """Give a bot over these documents, ingested in this order, with settings changed."""
    settings = BotSettings.load(home=home, builtin=builtin, **changes)
    with Store.open(settings) as store:
        store.sync_builtin()
        for document_id, text in texts.items():
            store.put(*made(document_id, text))
        with Bot(store, settings, load_rules()) as bot:
            yield bot


def evidence_of(document_id: str, text: str, scores: Mapping[str, float]) -> list[Evidence]:
    """Give the units of a document as evidence, best first; a unit scores what the words it begins with say, else 0."""
    found = []
    for passage in made(document_id, text)[1]:
        for unit in passage.units:
            words = passage.words_of(unit)
            score = next((score for opening, score in scores.items() if words.startswith(opening)), 0.0)
            found.append(Evidence(unit, Hit(passage, 0.5, 1.0, 0.5, 1, 1), score))
    return sorted(found, key=lambda item: (-item.score, item.hit.passage.id, item.unit.start))


def tampered(document: Document, old: str, new: str) -> Document:
    assert old in document.text
    return replace(document, text=document.text.replace(old, new))


def asked(question: str, kind: str, *subjects: str) -> Query:
    terms = tuple(dict.fromkeys(content_words(question)))
    return Query(question, question, kind, terms, subjects)  # type: ignore[arg-type]


def assert_sourced(answer: Answer, documents: Mapping[str, Document]) -> None:
    """Check what every answer promises: true quotes, in order, and no unsourced sentence but frames."""
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    by_number = {citation.n: citation for citation in answer.citations}
    for citation in answer.citations:
        document = documents[citation.document_id]
        assert citation.quote.strip()
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.title == document.title
    assert answer.sentences
    assert answer.markdown.strip()
    for sentence in answer.sentences:
        if sentence.role == "frame":
            assert sentence.citations == []
        else:
            assert sentence.role is None
            assert sentence.text == by_number[sentence.citations[0]].quote
            assert set(sentence.citations) <= set(by_number)


def texts_of(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def by_id(documents: Sequence[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


@cache
def model() -> Embedder:
    """The real model on ONNX Runtime."""
    return load_embedder(Settings.load(backend="onnx"))


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    return model().encode(texts)
