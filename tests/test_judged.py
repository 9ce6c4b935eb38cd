"""Whether a sentence answers a question is judged by reading the two together."""

import gc
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from shelf import TRAMS, bot_of, encode, evidence_of

from bot.evidence.judged import READ, WORTH, chance_of, in_context, judged
from bot.evidence.sentences import Match, text_of
from eval.judging import DATA, Written, count, documents, load
from ingest import embed
from ingest.crossencoder import LAYERS, CrossEncoder
from ingest.embed import load_crossencoder
from ingest.errors import ModelError
from ingest.model import PUBLISHED, digest

LINE = "The hall seats 80 people and has a small kitchen."
TEXTS = [LINE, "Dogs may not be brought into the building.", "", "word " * 600, "e\u0301 😀 \ud800 \x00"]
NONE = np.zeros(0, np.float32)


@pytest.fixture(scope="module")
def encoder() -> CrossEncoder:
    return load_crossencoder()


def match_of(scores: dict[str, float]) -> Match:
    return Match(tuple(evidence_of("trams", TRAMS, scores)), NONE, NONE)


def test_a_bot_that_is_closed_lets_go_of_its_models(tmp_path: Path) -> None:
    with bot_of(tmp_path) as bot:
        held = [weakref.ref(one) for one in (bot.crossencoder, bot.store.embedder)]
        assert bot.ask("What is a tram?").sentences
    gc.collect()
    assert [one() for one in held] == [None, None]


def test_a_line_that_tells_the_thing_asked_is_likelier_than_one_that_tells_another_of_the_same(
    encoder: CrossEncoder,
) -> None:
    for question, telling, alike in (
        ("how many people fit into the hall", LINE, "The hall was built in 1931 and repainted last year."),
        ("can I bring my dog", TEXTS[1], "Our dog Bruno greets visitors at the door of the building."),
        ("who looks after the boiler", "Mr Haas services the boiler twice a year.", "The boiler stands in the cellar."),
    ):
        told, other = encoder.scores(question, [telling, alike])
        assert told > other, question


def test_a_score_does_not_depend_on_its_neighbours(encoder: CrossEncoder) -> None:
    together = encoder.scores("how many people fit into the hall", TEXTS)
    alone = [encoder.scores("how many people fit into the hall", [text])[0] for text in TEXTS]
    assert together.tolist() == alone
    assert together.dtype == np.float32
    assert np.isfinite(together).all()


def test_no_texts_and_hostile_questions_are_taken(encoder: CrossEncoder) -> None:
    assert encoder.scores("how many?", []).shape == (0,)
    for question in ("", "word " * 900, "\ud800", "[SEP] [CLS] [MASK]", "<script>"):
        assert np.isfinite(encoder.scores(question, TEXTS)).all()


def test_a_damaged_file_is_named_in_a_sentence(tmp_path: Path) -> None:
    damaged = tmp_path / "layers.onnx"
    damaged.write_bytes(b"no layers")
    for path in (damaged, tmp_path / "missing.onnx"):
        with pytest.raises(ModelError, match=r"is missing or damaged\. Install Shorewise again\."):
            load_crossencoder(path)
    damaged.with_suffix(".sha256").write_text(digest(damaged))
    with pytest.raises(ModelError, match=r"cannot be run: .*\. Install Shorewise again\."):
        load_crossencoder(damaged)


def test_word_vectors_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PUBLISHED:
        (tmp_path / name).write_bytes(b"other")
    monkeypatch.setattr(embed, "model_folder", lambda: tmp_path)
    with pytest.raises(ModelError, match="is not the published one"):
        load_crossencoder()


def test_whole_numbers_are_multiplied_exactly_on_every_processor() -> None:
    """Some add up products of eight by eight bits in sixteen, so that only seven of a weight's may be used."""
    for one in onnx.load(LAYERS).graph.initializer:
        if one.name.endswith("_quantized"):
            assert np.abs(onnx.numpy_helper.to_array(one).astype(int)).max() <= 64


def test_the_likeliest_units_go_first_and_only_the_best_are_read() -> None:
    read: list[str] = []

    def scores(question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        assert question == "what powers a tram?"
        read.extend(texts)
        return np.array([4.0 if "draws its power" in text else -4.0 for text in texts], np.float32)

    before = match_of({"A tram is": 1.0, "It draws": 0.9})
    after = judged("what powers a tram?", before, scores)
    assert text_of(before.evidence[0]).startswith("A tram is")
    assert text_of(after.evidence[0]).startswith("It draws")
    assert after.evidence[0].score == pytest.approx(0.9 + WORTH * chance_of(4.0), abs=1e-4)
    assert len(read) == READ
    assert read[0].startswith("Trams > What is a tram?: A tram is")
    assert {item.unit.start for item in after.evidence} == {item.unit.start for item in before.evidence}
    assert sum(item.chance is not None for item in after.evidence) == READ
    assert in_context(after.evidence[0]) in read


def test_the_sentence_behind_the_first_one_is_read_too() -> None:
    before = match_of({"A tram is": 1.0, **dict.fromkeys(("Trams", "they", "cyclists", "a broken"), 0.5)})
    after = judged("what is a tram?", before, lambda _, texts: np.linspace(5, 4, len(texts), dtype=np.float32), 0.0)
    behind = next(item for item in after.evidence if text_of(item).startswith("It draws"))
    assert behind.score == 0
    assert behind.chance == chance_of(5)


def test_a_unit_that_is_clearly_likelier_goes_before_one_that_scores_more() -> None:
    def scores(_: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([1.0 if "draws its power" in text else -1.0 for text in texts], np.float32)

    far = judged("what powers a tram?", match_of({"A tram is": 2.0, "It draws": 0.9}), scores)
    assert text_of(far.evidence[0]).startswith("A tram is")
    before = match_of({"A tram is": 1.4, "It draws": 0.9})
    after = judged("what powers a tram?", before, scores)
    assert text_of(after.evidence[0]).startswith("It draws")
    assert after.evidence[0].score > after.evidence[1].score
    assert text_of(judged("what powers a tram?", before, scores, 0.0).evidence[0]).startswith("A tram is")


def test_what_is_worth_nothing_keeps_its_order() -> None:
    before = match_of({"A tram is": 1.0, "It draws": 0.9})
    after = judged("what is a tram?", before, lambda _, texts: np.linspace(-5, 5, len(texts), dtype=np.float32), 0.0)
    assert [item.unit for item in after.evidence] == [item.unit for item in before.evidence]
    assert after.evidence[0].chance is not None


def test_a_unit_has_room_below_long_headings_and_an_item_stands_behind_its_lead_in() -> None:
    text = f"# Hall\n\n## {'Very long heading ' * 40}\n\nYou may not bring:\n\n- dogs\n- swings\n"
    dogs = next(item for item in evidence_of("hall", text, {}) if text_of(item) == "dogs")
    assert in_context(dogs).endswith(" heading: You may not bring: dogs")
    assert len(in_context(dogs)) < 300


def test_nothing_found_is_nothing_judged(encoder: CrossEncoder) -> None:
    assert judged("what?", Match((), NONE, NONE), encoder.scores).evidence == ()


def test_a_chance_is_a_share() -> None:
    assert [chance_of(odds) for odds in (-800.0, 0.0, 800.0)] == [0.0, 0.5, 1.0]


def test_on_documents_of_writers_who_were_not_learned_from_reading_together_tells_more(encoder: CrossEncoder) -> None:
    some = load("report")[::6]

    def by_vectors(question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = encode(texts) @ encode([question])[0]
        return found

    vectors, together = count(some, encode, by_vectors), count(some, encode, encoder.scores)
    assert together.first > vectors.first
    assert together.written > vectors.written + 0.15
    assert together.both_ways > vectors.both_ways + 0.15


def test_no_text_is_in_two_parts_and_every_question_points_at_lines() -> None:
    files = [{path.name for path in (DATA / split).iterdir()} for split in ("tune", "calibration", "report")]
    assert all(not one & other for at, one in enumerate(files) for other in files[:at])
    parts = {split: load(split) for split in ("tune", "calibration", "report")}
    titles = [{one.title for one in found} for found in parts.values()]
    assert all(not one & other for at, one in enumerate(titles) for other in titles[:at])
    # A short sentence such as "Nobody was hurt." can be written twice.
    lines = [{line for one in found for line in one.lines} for found in parts.values()]
    assert all(len(one & other) <= 2 for at, one in enumerate(lines) for other in lines[:at])
    for document in (one for found in parts.values() for one in found):
        for asked in document.asked:
            assert all(0 <= place < len(document.lines) for place in (*asked.answers, *asked.alike)), asked
            assert asked.answers or not asked.would or asked.would not in document.lines


def test_a_file_is_read_as_it_says() -> None:
    (found,) = documents(
        "# Hall\n1. It seats 80.\n## Rules\n2. No dogs.\n? dogs? | 2\n? price? | - 1 = Hire costs 5.\n"
    )
    assert found == Written("Hall", ["It seats 80.", "No dogs."], ["", "Rules"], found.asked)
    assert [(one.answers, one.alike, one.would) for one in found.asked] == [
        ((1,), (), None),
        ((), (0,), "Hire costs 5."),
    ]
    assert found.read(1) == "Hall > Rules: No dogs."
    assert found.would(found.asked[1]) == "Hall: Hire costs 5."
    assert found.markdown() == "# Hall\n\nIt seats 80.\n\n## Rules\n\nNo dogs.\n"
    bare = found.bare()
    assert (bare.read(1), bare.would(found.asked[1])) == ("No dogs.", "Hire costs 5.")
    for wrong in ("dogs", "2. No dogs.", "? dogs | 1 = It seats 80."):
        with pytest.raises(ValueError, match="neither the next line nor a question"):
            list(documents(f"# Hall\n{wrong}\n"))
