"""Passages of a small library are read while nobody asks."""

import threading
import time
from pathlib import Path

import pytest
from shelf import bot_of

from bot import ahead, window
from bot.ahead import Ahead


def test_a_question_finds_all_passages_read_and_gets_the_same_answer(tmp_path: Path) -> None:
    with bot_of(tmp_path) as bot:
        first = bot.ask("What is a tram?")
        bot.word_vectors.clear()
        bot.read_ahead()
        library = bot.store.library
        texts = [passage.index_text for passage in library.passages(library.all_passage_ids())]
        assert list(bot.word_vectors) == list(dict.fromkeys(texts))
        assert bot.ask("What is a tram?").model_dump(exclude={"timings_ms"}) == first.model_dump(exclude={"timings_ms"})
        assert len(bot.word_vectors) == len(set(texts))


def test_a_library_that_is_too_large_to_stay_read_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "CACHED", 3)
    with bot_of(tmp_path) as bot:
        bot.read_ahead()
        assert not bot.word_vectors


def test_nothing_is_done_for_a_while_after_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "QUIET", 0.3)
    waiting, done = Ahead(), list[float]()
    waiting.make_way()
    began = time.monotonic()
    waiting.each("ab", lambda _: done.append(time.monotonic()))
    assert len(done) == 2
    assert done[0] - began >= 0.29


def test_a_bot_that_is_closed_reads_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "QUIET", 60.0)
    with bot_of(tmp_path) as bot:
        bot.ask("What is a tram?")
        reading = threading.Thread(target=bot.read_ahead)
        reading.start()
    reading.join(10.0)
    assert not reading.is_alive()
    assert not bot.word_vectors


def test_who_closes_waits_for_what_was_begun() -> None:
    working, begun, done = Ahead(), threading.Event(), list[str]()

    def work(thing: str) -> None:
        begun.set()
        time.sleep(0.1)
        done.append(thing)

    thread = threading.Thread(target=working.each, args=("abc", work))
    thread.start()
    begun.wait()
    working.close()
    assert done == ["a"]
    thread.join(10.0)
    assert done == ["a"]
