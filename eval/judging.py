"""Does a sentence answer a question? Fits ingest/crossencoder.onnx to questions written for it, and counts.

python -m eval.judging             counts on the calibration and report questions: by likeness of vectors, and together
python -m eval.judging --fit       fits anew and writes ingest/crossencoder.onnx first; an hour or two
python -m eval.judging --further   the same, going on from the layers in the file

A file of eval/data/judging is the work of one writer, who saw neither the program nor its documents: each document
with numbered lines, then its questions, with the lines that answer, or with "-", a line that looks alike, and behind
"=" a sentence that would answer. So that no kind of question is answerable or not by itself, each is learned both
ways, with its answer and without: one that is not answered with the sentence that would. The layers in the file were
fitted to the questions of the first 26 writers of `tune`, and further to those of the next 14 with a quarter of these.
The last 16 came after: fitting further to them as well told no more on the calibration questions (first .718 instead of
.720, AUROC .774 instead of .763), so that they serve to count what the rules refuse, on writers who were not learned.
"""

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.evidence.judged import Scores
from ingest.embedder import Encode

DATA = Path(__file__).parent / "data" / "judging"
PARAGRAPH = 5
NEAREST = 10  # lines of a document that are judged, by the likeness of their vectors
_LINE = re.compile(r"(\d+)\. (.+)")
_ASKED = re.compile(r"\? (.+?) \| (-?) ?([\d,]*)(?: = (.+))?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a document: the places of the `lines` that answer it; where none does, of those that look
    `alike`, and a sentence that `would` answer."""

    text: str
    answers: tuple[int, ...]
    alike: tuple[int, ...]
    would: str | None


@dataclass(slots=True)
class Written:
    """A document: its title, its lines with the heading above each ("" for none), and the questions about it."""

    title: str
    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def in_context(self, text: str, heading: str) -> str:
        """Return a text behind the title and its heading, about as bot.evidence.judged gives it."""
        above = " > ".join(filter(None, [self.title, heading]))
        return f"{above}: {text}" if above else text

    def bare(self) -> "Written":
        """Return the document without title and headings."""
        return replace(self, title="", headings=[""] * len(self.lines))

    def markdown(self) -> str:
        """Return the document as a person would write it, a line without a full stop as an item."""
        parts, heading, paragraph = [f"# {self.title}"], "", list[str]()
        for line, above in zip(self.lines, self.headings, strict=True):
            prose = line[-1] in '.!?"”)'
            if paragraph and (above != heading or not prose or len(paragraph) == PARAGRAPH):
                parts.append(" ".join(paragraph))
                paragraph = []
            if above != heading:
                heading = above
                parts.append(f"## {heading}")
            if prose:
                paragraph.append(line)
            else:
                parts.append(f"- {' – '.join(filter(None, map(str.strip, line.split('|'))))}")
        return "\n\n".join([*parts, *filter(None, [" ".join(paragraph)])]) + "\n"

    def read(self, place: int) -> str:
        return self.in_context(self.lines[place], self.headings[place])

    def would(self, asked: Asked) -> str:
        """Return the sentence that would answer, below the heading of the line that looks alike."""
        return self.in_context(asked.would or "", self.headings[asked.alike[0]] if asked.alike else "")


def writers(split: str) -> list[list[Written]]:
    """Return the documents of each writer of a split, `tune`, `calibration` or `report`."""
    return [list(documents(file.read_text("utf-8"))) for file in sorted((DATA / split).iterdir())]


def load(split: str) -> list[Written]:
    """Return the documents of all writers of a split."""
    return [document for written in writers(split) for document in written]


def documents(text: str) -> Iterator[Written]:
    """Give the documents of a file. Raises ValueError for a line of no known form or out of place."""
    for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]:
        title, *lines = filter(None, map(str.strip, part.splitlines()))
        found, heading = Written(title), ""
        for line in lines:
            numbered, asked = _LINE.fullmatch(line), _ASKED.fullmatch(line)
            if line.startswith("## "):
                heading = line[3:]
            elif numbered and int(numbered[1]) == len(found.lines) + 1:
                found.lines.append(numbered[2])
                found.headings.append(heading)
            elif asked and not (asked[4] and not asked[2]):
                places = tuple(int(number) - 1 for number in asked[3].split(",") if number)
                answers, alike = ((), places) if asked[2] else (places, ())
                found.asked.append(Asked(asked[1], answers, alike, asked[4]))
            else:
                raise ValueError(f"neither the next line nor a question: {line}")
        yield found


@dataclass(frozen=True, slots=True)
class Counts:
    """The share of answered questions whose best line answers; the areas under the curve of telling answered from
    unanswered ones by the best line, as they were written and each both ways."""

    first: float
    written: float
    both_ways: float

    def __str__(self) -> str:
        return f"first {self.first:.3f}, AUROC {self.written:.3f}, both ways {self.both_ways:.3f}"


def count(found: Sequence[Written], encode: Encode, scores: Scores) -> Counts:
    from sklearn.metrics import roc_auc_score

    first: list[bool] = []
    told: list[tuple[bool, float]] = []
    turned: list[tuple[bool, float]] = []
    for document in found:
        likeness = encode([one.text for one in document.asked]) @ encode(document.lines).T
        for one, row in zip(document.asked, likeness, strict=True):
            near = [int(place) for place in np.argsort(-row, kind="stable")[:NEAREST]]
            texts = [document.read(place) for place in near] + ([document.would(one)] if one.would else [])
            odds = scores(one.text, texts)
            best = near[int(odds[: len(near)].argmax())]
            told.append((bool(one.answers), float(odds[: len(near)].max())))
            if one.answers:
                first.append(best in one.answers)
                others = [float(each) for each, place in zip(odds, near, strict=True) if place not in one.answers]
                turned += [(False, max(others))] if others else []
            elif one.would:
                turned.append((True, float(odds.max())))
    areas = [roc_auc_score(*zip(*pairs, strict=True)) for pairs in (told, told + turned)]
    return Counts(sum(first) / len(first), *areas)


def main() -> None:
    from ingest.embed import load_crossencoder, load_embedder
    from ingest.settings import Settings

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="fit anew and write the layers first")
    parser.add_argument("--further", action="store_true", help="go on fitting the layers first")
    asked = parser.parse_args()
    encode = load_embedder(Settings.load()).encode
    if asked.fit or asked.further:
        from eval.crossencoder import fit

        fit(load("tune"), encode, random.Random(int(asked.further)), further=asked.further)

    def by_vectors(question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = encode(texts) @ encode([question])[0]
        return found

    together = load_crossencoder().scores
    for split in ("calibration", "report"):
        written = load(split)
        print(f"{split}: {sum(len(one.asked) for one in written)} questions")
        print("  by their vectors:", count(written, encode, by_vectors))
        print("  read together:   ", count(written, encode, together))


if __name__ == "__main__":
    main()
