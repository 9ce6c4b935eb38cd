"""The Decide tab's own parts: pinning, saving, comparing, taking a memo away, and the markup of what comes with it."""

import base64
import re

import pytest

from bot.markup.html import escape
from bot.memo.reading import given
from bot.page import bench as page_bench
from bot.page.bench import FORMATS, Kept
from bot.render import compare as render_compare
from bot.render import decision as render_decision
from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.rules.sidebyside import MOST_PARTS, compare
from bot.rules.whatif import what_if
from bot.types import Reading

CORE: page_bench.Facts = {"core": "core", "control": "high", "horizon": "long", "cost": "savings", "scale": "large"}
ROUTINE: page_bench.Facts = {"core": "non_core", "horizon": "short", "cost": "savings", "data": "sensitive"}
HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def test_a_pinned_situation_stands_beside_the_present_one_with_what_moved(book: RuleBook) -> None:
    assert page_bench.moves(ROUTINE, Kept(), book) == ""
    same = page_bench.moves(CORE, Kept(pinned=CORE), book)
    assert "Nothing has moved so far." in same
    moved = page_bench.moves({**CORE, "horizon": "short"}, Kept(pinned=CORE), book)
    assert "the result, who, the reasons." in moved
    assert "Longer than 12 months" in moved


def test_a_fact_taken_back_shows_as_not_known(book: RuleBook) -> None:
    gone = {name: value for name, value in CORE.items() if name != "horizon"}
    assert "not known" in page_bench.moves(gone, Kept(pinned=CORE), book)


def test_saved_situations_replace_their_namesake_and_are_bounded(book: RuleBook) -> None:
    kept, said = page_bench.keep("Payroll", Kept(), CORE)
    assert said is None
    kept, _ = page_bench.keep("Payroll", kept, ROUTINE)
    assert kept.saved == (("Payroll", ROUTINE),)
    assert "save again under another name" in page_bench.side_by_side(kept, book)
    for number in range(1, MOST_PARTS):
        kept, _ = page_bench.keep(str(number), kept, CORE)
    full, said = page_bench.keep("One more", kept, CORE)
    assert full == kept
    assert f"{MOST_PARTS} situations are saved" in str(said)


@pytest.mark.parametrize("name", ["", "x" * 81])
def test_a_situation_without_a_fitting_name_is_not_saved(name: str) -> None:
    kept, said = page_bench.keep(name, Kept(), CORE)
    assert kept == Kept()
    assert "a name of 1 to 80 characters" in str(said)


def test_parts_that_differ_are_marked_and_advised_a_mix_with_its_passage(book: RuleBook) -> None:
    shown = render_compare.comparison(compare([("Design", CORE), (HOSTILE, ROUTINE)], book), book)
    assert shown.count('class="differs"') == 5
    assert book.file.hybrid.text in shown
    assert "Open the passage" in shown
    assert "<img" not in shown


@pytest.mark.parametrize("suffix", FORMATS.values())
def test_the_memo_of_the_page_holds_the_form_s_facts_and_the_words_that_still_hold(suffix: str, book: RuleBook) -> None:
    readings = (
        Reading(fact="core", value="non_core", words=HOSTILE, start=0, end=9),
        Reading(fact="horizon", value="long", words="for years", start=10, end=19),
    )
    markup = page_bench.memo_file(suffix, ROUTINE, Kept(read=readings), book)
    found = re.search(r'data-name="([^"]+)" data-bytes="([^"]+)"', markup)
    assert found is not None
    assert found.group(1).endswith(suffix)
    back = given(base64.b64decode(found.group(2)), "memo")
    assert back.facts == ROUTINE
    assert [one.words for one in back.read] == [HOSTILE]


def test_a_result_shows_risks_steps_and_every_value_of_the_facts_that_matter(book: RuleBook) -> None:
    decision = decide(ROUTINE, book)
    shown = render_decision.result(decision, book)
    for risk in decision.risks:
        assert str(escape(risk.text)) in shown
    assert "What reduces it" in shown
    assert "Next steps" in shown
    assert "Make no difference here" in shown
    assert shown.count('class="try answer') == sum(
        len(one.values) for one in decision.sensitivity if len({(v.status, v.outcome) for v in one.values}) > 1
    )
    assert "<table" in shown


def test_nothing_known_shows_no_table_of_values(book: RuleBook) -> None:
    shown = render_decision.result(decide({}, book), book)
    assert "What comes out under each value" not in shown
    assert "Risks" not in shown


def test_a_read_fact_can_be_corrected_with_one_click_and_taken_back(book: RuleBook) -> None:
    read = [Reading(fact="investment", value="cannot", words="no money", start=0, end=8)]
    shown = render_decision.words_read(read, book, ["cannot"])
    values = re.findall(r'data-fact="investment" data-value="(\w*)" aria-label', shown)
    assert values == ["avoid", "willing", ""]
    sector = render_decision.words_read(
        [Reading(fact="sector", value="health", words="clinic", start=0, end=6)], book, ["health"]
    )
    assert re.findall(r'data-value="(\w*)" aria-label', sector) == [""]


def test_an_unmoved_what_if_says_so(book: RuleBook) -> None:
    assert "Nothing has moved so far." in render_compare.moves(what_if(CORE, {}, book), book)
