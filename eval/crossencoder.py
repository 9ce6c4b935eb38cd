"""Trains the layers of ingest/crossencoder.onnx from the published embedding model, and exports them.

Its word vectors stay as they are, so that the file need not hold them. No dropout: drawing its random numbers takes
half of the time on a processor, and a question is seldom seen with the same texts twice.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from eval.judging import Asked, Written
from eval.layers import Layers, export, exported
from ingest.crossencoder import LAYERS, LONGEST
from ingest.embed import load_tokenizer
from ingest.embedder import Encode
from ingest.model import model_folder

TOGETHER = 4  # texts that a question is learned with, at most one of which answers
QUESTIONS = 16  # learned at a time
ROUNDS = 1  # times that each question is learned, with other texts
RATE, HEAD_RATE, WARM = 5e-5, 5e-4, 0.06
NEW = 0.5  # what the layers fitted further count for in the mean with those before, which tells more than either
HARD = 5  # of the likest lines, from which those that do not answer are drawn
IN_CONTEXT = 0.9  # how often the texts stand behind their headings
FAR, OFF_TOPIC = 0.5, 0.15  # how often one text that does not answer is of another document; and how often all are
REPORTED = 50  # steps after which the mean loss is printed


@dataclass(frozen=True, slots=True)
class Learned:
    """A question with texts, the first of which answers it where `answered`, and none of the others."""

    question: str
    texts: tuple[str, ...]
    answered: bool


def fit(
    written: Sequence[Written], encode: Encode, chance: random.Random, path: Path = LAYERS, further: bool = False
) -> None:
    """Train on what was written and write the layers to `path`; prints the mean loss now and then.

    With `further` it goes on from the layers that `path` holds instead of the published ones, and writes the mean of
    both.
    """
    torch.manual_seed(chance.randrange(2**31))
    layers, tokenizer = Layers(), load_tokenizer(model_folder(), LONGEST)
    before = exported(path) if further else {}
    layers.load_state_dict(before, strict=False)
    layers.read.embeddings.requires_grad_(False)
    layers.read.embeddings.token_type_embeddings.requires_grad_(True)
    trained = [part for name, part in layers.named_parameters() if part.requires_grad and not name.startswith("odds")]
    optimizer = torch.optim.AdamW(
        [{"params": trained, "lr": RATE}, {"params": layers.odds.parameters(), "lr": HEAD_RATE}], fused=True
    )
    shelf = Shelf.of(written, encode)
    learned = [batch for _ in range(ROUNDS) for batch in shuffled(to_learn(shelf, chance), chance)]
    steps, loss_sum = len(learned), 0.0
    rates = [group["lr"] for group in optimizer.param_groups]
    for step, batch in enumerate(learned, 1):
        share = min(1.0, step / (WARM * steps)) * max(0.02, 1 - step / steps)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        loss = _loss(layers, tokenizer, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        loss_sum += loss.item()
        if step % REPORTED == 0:
            print(f"{step} of {steps}, loss {loss_sum / REPORTED:.3f}", flush=True)
            loss_sum = 0.0
    now = layers.state_dict()
    layers.load_state_dict({name: torch.lerp(value, now[name], NEW) for name, value in before.items()}, strict=False)
    export(layers.eval(), path)


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The documents to learn from, with a row for each line and for each question of each."""

    written: Sequence[Written]
    rows: Sequence[NDArray[np.float32]]
    asked: Sequence[NDArray[np.float32]]

    @classmethod
    def of(cls, written: Sequence[Written], encode: Encode) -> "Shelf":
        rows = [encode(document.lines) for document in written]
        return cls(written, rows, [encode([one.text for one in document.asked]) for document in written])

    def nearest(self, at: int, vector: NDArray[np.float32]) -> list[int]:
        """Return the places of a document's lines, those likest to a vector first."""
        return [int(place) for place in np.argsort(-self.rows[at] @ vector, kind="stable")]

    def elsewhere(self, at: int, vector: NDArray[np.float32], count: int, chance: random.Random) -> list[str]:
        """Return the lines of any other document that are likest to a vector."""
        other = (at + chance.randrange(1, len(self.written))) % len(self.written)
        return [self.written[other].read(place) for place in self.nearest(other, vector)[:count]]


def to_learn(shelf: Shelf, chance: random.Random) -> Iterator[Learned]:
    """Give every question with texts that do not answer it, and one that does where there is any."""
    bare = replace(shelf, written=[document.bare() for document in shelf.written])
    for at in range(len(shelf.written)):
        for one, vector in zip(shelf.written[at].asked, shelf.asked[at], strict=True):
            read = shelf if chance.random() < IN_CONTEXT else bare
            document = read.written[at]
            if chance.random() < OFF_TOPIC:
                texts = read.elsewhere(at, vector, TOGETHER - 1, chance)
            else:
                texts = _beside(read, at, one, vector, chance)
            if one.answers:
                texts = [document.read(chance.choice(one.answers)), *texts]
            elif one.would:
                texts = [document.would(one), *texts]
            yield Learned(one.text, tuple(texts), bool(one.answers or one.would))


def _beside(shelf: Shelf, at: int, one: Asked, vector: NDArray[np.float32], chance: random.Random) -> list[str]:
    """Return texts that do not answer: lines that look alike, the likest ones, and one from far off now and then."""
    document = shelf.written[at]
    others = [place for place in shelf.nearest(at, vector) if place not in one.answers]
    alike = list(one.alike[: TOGETHER - 2])
    hard = [place for place in others if place not in alike][:HARD]
    drawn = chance.sample(hard, min(len(hard), TOGETHER - 1 - len(alike)))
    texts = [document.read(place) for place in [*alike, *drawn]]
    if len(drawn) > 1 and chance.random() < FAR:
        texts[-1:] = shelf.elsewhere(at, vector, 1, chance)
    return texts


def shuffled(learned: Iterator[Learned], chance: random.Random) -> Iterator[list[Learned]]:
    """Give batches in any order, each of about equal lengths, as the longest decides what all cost."""
    found = list(learned)
    chance.shuffle(found)
    chunk = QUESTIONS * 50
    for start in range(0, len(found), chunk):
        by_length = sorted(found[start : start + chunk], key=lambda one: max(map(len, one.texts)) + len(one.question))
        batches = [by_length[at : at + QUESTIONS] for at in range(0, len(by_length), QUESTIONS)]
        chance.shuffle(batches)
        yield from batches


def _loss(layers: Layers, tokenizer: Any, batch: Sequence[Learned]) -> Tensor:
    """Return how far the odds are from what is so: of each text, of the best one, and of none without the answer."""
    pairs = [(one.question, text) for one in batch for text in one.texts]
    truth = torch.tensor([float(one.answered and not place) for one in batch for place in range(len(one.texts))])
    ids, of_text, seen = _tokens(tokenizer, pairs)
    odds = layers(layers.read.embeddings.word_embeddings(ids), of_text, seen)
    loss = functional.binary_cross_entropy_with_logits(odds, truth)
    start = 0
    for one in batch:
        none_or_any = torch.cat([torch.zeros(1), odds[start : start + len(one.texts)]])
        if one.answered:
            loss = loss - torch.log_softmax(none_or_any, 0)[1] / len(batch)
            none_or_any = torch.cat([none_or_any[:1], none_or_any[2:]])
        loss = loss - torch.log_softmax(none_or_any, 0)[0] / len(batch)
        start += len(one.texts)
    return loss


def _tokens(tokenizer: Any, pairs: Sequence[tuple[str, str]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the ids of word pieces, which are the text's, and which are any, all (pairs, tokens)."""
    found = tokenizer.encode_batch(list(pairs))
    shape = (len(found), max(len(one.ids) for one in found))
    ids, of_text, seen = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long), torch.zeros(shape)
    for row, one in enumerate(found):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        of_text[row, : len(one.ids)] = torch.tensor(one.type_ids)
        seen[row, : len(one.ids)] = 1.0
    return ids, of_text, seen
