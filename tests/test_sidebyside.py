"""Situations side by side: each decided as alone, the facts that differ marked, a mix advised where parts differ."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.rules.book import RuleBook, load_rules
from bot.rules.decide import decide
from bot.rules.sidebyside import MOST_PARTS, compare
from bot.service.advice_text import shown_comparison
from ingest.errors import FactsError

CORE: dict[str, object] = {"core": "core", "control": "high", "horizon": "long", "cost": "not_main", "skills": "have"}
ROUTINE: dict[str, object] = {"core": "non_core", "horizon": "short", "cost": "savings", "skills": "have"}


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_rules()


def test_each_part_is_decided_as_it_would_be_alone(book: RuleBook) -> None:
    found = compare([("Design", CORE), ("Tests", ROUTINE)], book)
    assert [part.decision for part in found.parts] == [decide(CORE, book), decide(ROUTINE, book)]
    assert {one.fact for one in found.differing} == {"core", "control", "horizon", "cost"}
    assert next(one.values for one in found.differing if one.fact == "control") == ["high", None]


def test_parts_that_come_out_differently_are_advised_a_mix_with_its_passage(book: RuleBook) -> None:
    found = compare([("Design", CORE), ("Tests", ROUTINE)], book)
    assert found.hybrid is not None
    assert found.hybrid.citation == found.citations[0].n == 1
    assert found.citations[0].quote.startswith("A hybrid keeps")
    assert found.citations[0].quote in shown_comparison(found, book)


def test_parts_that_come_out_alike_need_no_mix(book: RuleBook) -> None:
    found = compare([("One", ROUTINE), ("Two", {**ROUTINE, "scale": "small"})], book)
    assert (found.hybrid, found.citations) == (None, [])
    assert [one.fact for one in found.differing] == ["scale"]


def test_a_part_that_is_not_decided_is_not_said_to_differ(book: RuleBook) -> None:
    found = compare([("Known", ROUTINE), ("Open", {})], book)
    assert found.hybrid is None
    assert "Open: not decided yet" in found.summary


@pytest.mark.parametrize(
    ("situations", "reason"),
    [
        ([("One", {})], "1 situations cannot be compared; give 2 to 8"),
        ([(str(n), {}) for n in range(MOST_PARTS + 1)], "9 situations cannot be compared"),
        ([("Same", {}), ("Same", {})], "Two situations are called 'Same'"),
        ([(" ", {}), ("b", {})], "needs a name"),
        ([("x" * 81, {}), ("b", {})], "needs a name of 1 to 80 characters"),
        ([("a", {}), ("b", {"core": "kore"})], "b: core cannot be 'kore'; allowed: non_core, core"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    situations: list[tuple[str, dict[str, object]]], reason: str, book: RuleBook
) -> None:
    with pytest.raises(FactsError, match=reason):
        compare(situations, book)


def test_the_command_compares_two_files_and_the_parts_of_one(tmp_path: Path) -> None:
    one, two, parts = tmp_path / "one.json", tmp_path / "two.json", tmp_path / "parts.json"
    one.write_text(json.dumps(CORE))
    two.write_text(json.dumps(ROUTINE))
    parts.write_text(json.dumps({"parts": [{"name": "Design", "facts": CORE}, {"name": "Tests", "facts": ROUTINE}]}))
    run = CliRunner().invoke
    said = run(app, ["decide", "--compare", str(one), str(two)])
    assert said.exit_code == 0
    assert "They differ in:" in said.stdout
    deep = tmp_path / ("folder" * 20)
    deep.mkdir()
    moved = [path.rename(deep / path.name) for path in (one, two)]
    names = [
        part["name"]
        for part in json.loads(run(app, ["decide", "--compare", *map(str, moved), "--json"]).stdout)["parts"]
    ]
    assert [(len(name), name[0], name[-9:]) for name in names] == [(80, "…", "/one.json"), (80, "…", "/two.json")]
    given = json.loads(run(app, ["decide", "--facts", str(parts), "--json"]).stdout)
    assert [part["name"] for part in given["parts"]] == ["Design", "Tests"]
    assert set(given) == {"parts", "differing", "summary", "hybrid", "citations"}


def test_the_command_changes_a_fact_and_writes_a_memo_that_it_reads_back(tmp_path: Path) -> None:
    facts, memo = tmp_path / "facts.json", tmp_path / "memo.docx"
    facts.write_text(json.dumps(ROUTINE))
    run = CliRunner().invoke
    changed = run(
        app,
        [
            *("decide", "--facts", str(facts), "--what-if", "data=must_stay", "--what-if", "horizon=unknown"),
            *("--memo", str(memo), "--date", "2026-11-25"),
        ],
    )
    assert changed.exit_code == 0, changed.output
    assert "Changed: How long: Up to 12 months -> not known" in changed.stdout
    assert "Moved: " in changed.stdout
    assert "Risk: " not in changed.stdout
    told = run(app, ["decide", "--facts", str(facts), "--explain"]).stdout
    assert all(part in told for part in ("Risk: ", "What reduces it: ", "Next step: ", "(now)", "Make no difference"))
    back = json.loads(run(app, ["decide", "--facts", str(memo), "--json"]).stdout)
    assert back["facts"] == {"core": "non_core", "skills": "have", "cost": "savings", "data": "must_stay"}
    seen = json.loads(run(app, ["decide", "--facts", str(facts), "--what-if", "core=core", "--json"]).stdout)
    assert set(seen) == {"changes", "before", "after", "moved"}


@pytest.mark.parametrize(
    "words",
    [
        ["--compare", "a", "b", "--text", "x"],
        ["--compare", "a", "b", "--memo", "m.md"],
        ["--text", "x", "--memo", "m.pdf"],
        ["--batch", "b", "--what-if", "core=core"],
        ["--text", "x", "--date", "yesterday"],
        [],
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(words: list[str]) -> None:
    assert CliRunner().invoke(app, ["decide", *words]).exit_code == 2
