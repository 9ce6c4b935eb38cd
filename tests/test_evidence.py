"""Sentences are scored against a question, its rare words counting more, and each keeps its place in the passage."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shelf import asked, bot_of

from bot.chain import Bot, Turn
from bot.evidence.leaning import unit_before
from bot.evidence.sentences import SUBJECT, Weigher, text_of
from bot.evidence.wordvectors import CACHED
from bot.types import Evidence, Query
from bot.understand.question import overlap
from ingest.embedder import TokenVectors


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with bot_of(tmp_path_factory.mktemp("home")) as bot:
        yield bot


def weigher(bot: Bot, cache: dict[str, TokenVectors] | None = None) -> Weigher:
    library, embedder = bot.store.library, bot.store.embedder
    return Weigher(
        embedder.encode_tokens,
        embedder.encode,
        library.document_frequency,
        library.passage_count(),
        bot.names.index,
        cache,
    )


def query(bot: Bot, text: str) -> Query:
    return bot.understand(Turn(text)).query


def evidence(bot: Bot, text: str) -> tuple[Evidence, ...]:
    own = weigher(bot)
    return own.match(own.question(query(bot, text)), bot.search(text, 20)).evidence


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Where does the electricity of a tram come from?", "It draws its power"),
        ("In which month do bees swarm?", "In May"),
        ("Who takes care of a museum's objects?", "A curator"),
        ("How long is the line?", "The first line"),
        ("Can a gallery sell works of art?", "A commercial gallery"),
        ("What happens to cyclists because of trams?", "cyclists fall"),
    ],
)
def test_the_sentence_that_answers_is_among_the_best_three(bot: Bot, question: str, opening: str) -> None:
    best = [text_of(item) for item in evidence(bot, question)[:3]]
    assert any(text.startswith(opening) for text in best), best


def test_every_unit_of_every_passage_is_scored_once_best_first(bot: Bot) -> None:
    found = evidence(bot, "What is a tram?")
    places = [(item.hit.passage.id, item.unit.start) for item in found]
    library = bot.store.library
    passages = library.passages(library.all_passage_ids())
    assert sorted(places) == sorted((passage.id, unit.start) for passage in passages for unit in passage.units)
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)


def test_the_words_of_a_unit_are_those_of_the_document_at_its_place(bot: Bot) -> None:
    for item in evidence(bot, "What is a tram?"):
        text = bot.document(item.hit.passage.document_id).text
        assert text_of(item) == text[item.unit.start : item.unit.end]


def test_scores_depend_neither_on_the_order_of_passages_nor_on_what_was_read_before(bot: Bot) -> None:
    own = weigher(bot)
    question, hits = own.question(query(bot, "How do I harvest honey?")), bot.search("honey", 20)
    together = own.match(question, hits)
    again = own.match(question, hits[::-1])
    alone = [weigher(bot).match(question, [hit]) for hit in hits]
    scores = {(item.hit.passage.id, item.unit.start): item.score for item in together.evidence}
    assert again.evidence == together.evidence
    for match in alone:
        for item in match.evidence:
            assert scores[item.hit.passage.id, item.unit.start] == pytest.approx(item.score, abs=2e-5)


def test_word_weights_sum_to_one_and_rare_words_weigh_more(bot: Bot) -> None:
    question = weigher(bot).question(query(bot, "Does the tram have an extractor?"))
    assert float(question.weights.sum()) == pytest.approx(1.0, abs=1e-6)
    assert question.rarity["extractor"] > question.rarity["tram"]
    assert set(question.rarity) == {"tram", "extractor"}


def test_rarity_is_the_logarithm_of_passages_to_those_that_hold_the_word(bot: Bot) -> None:
    total = bot.store.library.passage_count()
    rarity = weigher(bot).question(asked("extractor quasar", "other")).rarity
    assert rarity == {
        "extractor": pytest.approx(math.log(1 + total / 2)),
        "quasar": pytest.approx(math.log(1 + total / 1)),
    }


def test_an_everyday_word_is_met_by_one_that_means_the_same(tmp_path: Path) -> None:
    with bot_of(tmp_path / "home", {"depot": "# Depot\n\nManagers are paid by the tenant. Trams are blue.\n"}) as bot:
        found = {text_of(item): item.met for item in evidence(bot, "Who has to pay the boss?")}
    assert "boss" in found["Managers are paid by the tenant."]
    assert "boss" not in found["Trams are blue."]


def test_a_question_of_stop_words_alone_weighs_all_its_words_alike(bot: Bot) -> None:
    weights = weigher(bot).question(asked("who is it", "other")).weights
    assert len(weights) >= 3
    assert np.allclose(weights, weights[0])


def test_a_sentence_about_the_asked_subject_beats_one_about_another(bot: Bot) -> None:
    of_gallery = evidence(bot, "What is a gallery?")
    of_museum = evidence(bot, "What is a museum?")
    assert of_gallery[0].hit.passage.section == ("Gallery",)
    assert of_museum[0].hit.passage.section == ("Museum",)
    fits = {item.hit.passage.section: item.fit for item in of_gallery if item.unit == item.hit.passage.units[0]}
    assert fits[("Gallery",)] == 1.0
    assert fits[("Museum",)] == -1.0


def test_speaking_of_the_asked_subject_raises_the_score_by_its_share(bot: Bot) -> None:
    own, hits = weigher(bot), bot.search("gallery", 20)
    question = own.question(query(bot, "What is a gallery?"))
    blind = replace(question, subjects=())
    found = own.match(question, hits).evidence
    places = {(item.hit.passage.id, item.unit.start): item.score - SUBJECT * item.fit for item in found}
    for item in own.match(blind, hits).evidence:
        assert item.fit == 0.0
        assert places[item.hit.passage.id, item.unit.start] == pytest.approx(item.score, abs=2e-5)


def test_one_side_of_a_comparison_is_weighed_by_itself(bot: Bot) -> None:
    own = weigher(bot)
    both = asked("How do a museum and a gallery differ?", "comparison", "museum", "gallery")
    hits = bot.search("museum gallery", 20)
    for side in both.subjects:
        best = own.match(own.question(both, side), hits, side).evidence[0]
        assert best.side == side
        assert best.hit.passage.section == (side.capitalize(),)


def test_the_best_match_of_each_word_is_noted_over_all_passages(bot: Bot) -> None:
    own = weigher(bot)
    question, hits = own.question(query(bot, "swarm of bees")), bot.search("swarm of bees", 20)
    whole, part = own.match(question, hits), own.match(question, hits[-2:])
    assert (whole.best >= part.best).all()
    assert float(whole.best.max()) <= 1.0001
    assert own.match(question, []).evidence == ()


def test_word_vectors_are_kept_for_the_next_question_up_to_a_bound(bot: Bot) -> None:
    hits = bot.search("tram", 3)
    kept: dict[str, TokenVectors] = dict.fromkeys(map(str, range(1_100)), bot.store.embedder.encode_tokens(["x"])[0])
    own = weigher(bot, kept)
    own.match(own.question(query(bot, "tram")), hits)
    assert len(kept) == CACHED
    assert {hit.passage.index_text for hit in hits} <= set(kept)


def test_overlap_is_the_share_of_the_words_weighted_by_rarity() -> None:
    rarity = {"trams": 1.0, "noise": 3.0}
    assert overlap(rarity, "A tram is quiet.") == 0.25
    assert overlap(rarity, "Noises of a tram.") == 1.0
    assert overlap(rarity, "Bees hum.") == 0.0
    assert overlap({}, "Bees hum.") == 0.0


def test_the_unit_before_is_the_neighbour_in_the_passage(bot: Bot) -> None:
    hit = next(hit for hit in bot.search("museum", 20) if hit.passage.section == ("Museum",))
    first, second, third = (Evidence(unit, hit, 0.5) for unit in hit.passage.units)
    assert unit_before(first) is None
    assert unit_before(second) == first.unit
    assert unit_before(third) == second.unit


RULES = """# Bylaws

## Terms

General house rules (GHR) are the rules of the club, and the members vote on them each spring.

## Changes

The text of the general house rules may not be altered during the year.

## Singing

A choir is a group of people who sing. Most members of the club sing in a choir.

The club and its choir meet on Mondays. A choir is not a club of its own. A club house has a kitchen.
"""

NAMED = "# The town\n\n## Club\n\nClubs of the town meet often.\n\n## Choir\n\nChoirs of the town sing often.\n"


def test_a_thing_counts_as_named_by_any_of_its_names(tmp_path: Path) -> None:
    with bot_of(tmp_path, {"bylaws": RULES}) as bot:
        best = evidence(bot, "Can the GHR be altered?")[0]
        assert text_of(best).startswith("The text of the general house rules may not be altered")


def test_what_relates_two_things_and_opens_with_one_is_best(tmp_path: Path) -> None:
    with bot_of(tmp_path, {"bylaws": RULES, "clubs": NAMED}) as bot:
        assert text_of(evidence(bot, "Is a choir a club?")[0]) == "A choir is not a club of its own."


def test_who_asks_why_gets_the_sentence_with_a_reason(tmp_path: Path) -> None:
    text = "# Towers\n\nThe tower leans a little further each year. The tower leans because of its soft ground.\n"
    with bot_of(tmp_path, {"towers": text}) as bot:
        assert "because" in text_of(evidence(bot, "Why does the tower lean?")[0])


def test_the_thing_asked_for_counts_more_than_what_surrounds_it(tmp_path: Path) -> None:
    text = "# Guards\n\nA guard of the town is awake at night. Two badges are worn, a whistle and a lamp.\n"
    with bot_of(tmp_path, {"guards": text}) as bot:
        assert text_of(evidence(bot, "Which badges does a guard of the town wear at night?")[0]).startswith("Two")


def test_a_sentence_that_asks_itself_is_worth_less_than_one_that_tells(tmp_path: Path) -> None:
    text = "# Boards\n\nQ: Can I wash boards in it? A: Boards swell when it washes them.\n"
    with bot_of(tmp_path, {"boards": text}) as bot:
        assert text_of(evidence(bot, "Can I wash boards in it?")[0]).startswith("A: Boards swell")


def test_a_bare_no_replies_to_its_own_question_only(tmp_path: Path) -> None:
    text = "# Mill\n\n## Must I wear a helmet?\n\nNo. Caps are fine.\n\n## Visits\n\nA visit takes an hour.\n"
    with bot_of(tmp_path, {"mill": text}) as bot:
        assert bot.ask("Do I have to wear a helmet?").sentences[0].text == "No."
        for question in ("Is the mill open on a visit?", "What helmet is worn in the mill?"):
            assert "No." not in [one.text for one in bot.ask(question).sentences]
