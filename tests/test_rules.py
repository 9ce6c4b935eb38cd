"""Every mistake an author of decision.yaml can make is refused, and the rules as shipped are complete."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import kb
from bot.rules.book import load_rules, resting
from bot.rules.support import resolve_passage, slug
from ingest.errors import RulesError
from ingest.read.markdown import read_markdown

Data = dict[str, Any]


def rule(data: Data, table: str, name: str) -> Data:
    found: Data = next(entry for entry in data[table] if entry["id"] == name)
    return found


def load_edited(folder: Path, edit: Callable[[Data], object]) -> None:
    data = yaml.safe_load(kb.DECISION.read_text(encoding="utf-8"))
    edit(data)
    path = folder / "decision.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    load_rules(path)


def add_rule(table: str, **changes: Any) -> Callable[[Data], None]:
    base = {
        "id": "added",
        "rank": 5,
        "when": {"speed": "high"},
        "then": "third",
        "hard": False,
        "reason": "Because.",
        "passage": "choosing#speed-of-start",
        "basis": "judgement",
    }
    return lambda data: data[table].append(base | changes)


MISTAKES: dict[str, tuple[Callable[[Data], object], list[str]]] = {
    "typo in a top key": (
        lambda d: d.update(locations=d.pop("location")),
        ["unknown key 'locations'", "allowed", "location"],
    ),
    "typo in a rule's key": (
        lambda d: rule(d, "location", "savings").update(reson="x"),
        ["location.savings", "unknown key 'reson'", "reason"],
    ),
    "missing key": (
        lambda d: rule(d, "location", "savings").pop("reason"),
        ["location.savings.reason is missing"],
    ),
    "missing passage": (
        lambda d: rule(d, "ownership", "fast-start").pop("passage"),
        ["ownership.fast-start.passage is missing"],
    ),
    "empty reason": (lambda d: rule(d, "location", "savings").update(reason=""), ["location.savings.reason"]),
    "unknown fact": (
        lambda d: rule(d, "ownership", "fast-start").update(when={"sped": "high"}),
        ["ownership.fast-start.when", "'sped'", "core, horizon"],
    ),
    "unknown value": (
        lambda d: rule(d, "ownership", "fast-start").update(when={"speed": "hihg"}),
        ["ownership.fast-start.when.speed", "'hihg'", "high, low"],
    ),
    "unquoted yes": (
        lambda d: rule(d, "location", "expansion").update(when={"expansion": True}),
        ["location.expansion.when.expansion", "quote yes and no"],
    ),
    "value named twice": (
        lambda d: rule(d, "ownership", "no-investment").update(when={"investment": ["avoid", "avoid"]}),
        ["ownership.no-investment.when.investment", "twice"],
    ),
    "every value of a fact": (
        lambda d: rule(d, "ownership", "fast-start").update(when={"speed": ["high", "low"]}),
        ["ownership.fast-start.when.speed", "every value"],
    ),
    "fact that only gives context": (
        lambda d: rule(d, "location", "savings").update(when={"sector": "health"}),
        ["location.savings.when", "'sector'", "allowed"],
    ),
    "location as its own condition": (
        lambda d: rule(d, "location", "savings").update(when={"location": "home"}),
        ["location.savings.when", "'location'", "allowed"],
    ),
    "unknown side": (
        lambda d: rule(d, "ownership", "fast-start").update(then="vendor"),
        ["ownership.fast-start.then", "'vendor'", "own, third"],
    ),
    "unknown basis": (
        lambda d: rule(d, "ownership", "fast-start").update(basis="opinion"),
        ["ownership.fast-start.basis", "'source' or 'judgement'"],
    ),
    "rank as text": (
        lambda d: rule(d, "ownership", "fast-start").update(rank="90"),
        ["ownership.fast-start.rank"],
    ),
    "hard as text": (
        lambda d: rule(d, "ownership", "fast-start").update(hard="no"),
        ["ownership.fast-start.hard"],
    ),
    "id that is no word id": (
        lambda d: rule(d, "ownership", "fast-start").update(id="Fast Start"),
        ["ownership.Fast Start.id"],
    ),
    "duplicate rank": (
        lambda d: rule(d, "ownership", "fast-start").update(rank=80),
        ["ownership", "rank 80", "lasting-core, fast-start"],
    ),
    "duplicate id": (
        lambda d: rule(d, "ownership", "fast-start").update(id="savings"),
        ["savings", "used twice"],
    ),
    "shadowed row": (
        add_rule("ownership", rank=95, when={"speed": "high", "core": "non_core"}),
        ["ownership.added", "never decide", "fast-start"],
    ),
    "row behind a hard one": (
        add_rule(
            "location",
            rank=45,
            when={"data": "must_stay", "place": "home_only"},
            then="home",
            passage="choosing#speed-of-start",
        ),
        ["location.added", "never decide", "data-must-stay"],
    ),
    "wrong polarity of a row": (
        lambda d: rule(d, "ownership", "short-need").update(when={"horizon": "long"}),
        ["ownership.short-need.when.horizon", "pushes away from third", "allowed here: short"],
    ),
    "wrong polarity of a fact": (
        lambda d: d["facts"]["core"].update(pushes={"ownership": "third"}),
        ["ownership.lasting-core.when.core", "pushes away from own"],
    ),
    "gap in the middle of a literal": (
        lambda d: rule(d, "ownership", "no-investment").update(when={"investment": "avoid"}),
        ["ownership.no-investment.when.investment", "allowed here: cannot"],
    ),
    "fact that does not push the axis": (
        add_rule("location", rank=95, when={"core": "core"}, then="home"),
        ["location.added.when.core", "facts.core.pushes"],
    ),
    "push that no rule uses": (
        lambda d: d["facts"]["core"].update(pushes={"ownership": "own", "location": "home"}),
        ["facts.core.pushes.location", "no location rule"],
    ),
    "push to an unknown side": (
        lambda d: d["facts"]["core"].update(pushes={"ownership": "mine"}),
        ["facts.core.pushes.ownership", "own, third"],
    ),
    "missing default": (
        lambda d: d["facts"]["collab"].pop("default"),
        ["facts.collab.default is missing", "no, overlap, same"],
    ),
    "default of a fact that is asked": (
        lambda d: d["facts"]["core"].update(default={"value": "core", "say": True, "reason": "x"}),
        ["facts.core.default", "unstated: assume"],
    ),
    "unknown default": (
        lambda d: d["facts"]["collab"]["default"].update(value="none"),
        ["facts.collab.default.value", "'none'", "no, overlap, same"],
    ),
    "default that meets a rule": (
        lambda d: d["facts"]["collab"]["default"].update(value="same"),
        ["close-collaboration.when.collab", "no rule may rest on it"],
    ),
    "sector unknown to a default": (
        lambda d: d["facts"]["data"]["default"]["unless"].update(values=["banking"]),
        ["facts.data.default.unless.values", "'banking'", "finance, health"],
    ),
    "prior without a value": (
        lambda d: d["facts"]["core"].update(prior={"weights": {"core": 1.0}, "reason": "x"}),
        ["facts.core.prior.weights", "non_core, core"],
    ),
    "prior that rules a value out": (
        lambda d: d["facts"]["core"].update(prior={"weights": {"non_core": 0.0, "core": 1.0}, "reason": "x"}),
        ["facts.core.prior.weights.non_core", "greater than 0"],
    ),
    "unquoted no as a value": (
        lambda d: d["facts"]["expansion"].update(values={False: "No", True: "Yes"}),
        ["facts.expansion.values", "valid string"],
    ),
    "prior without a reason": (
        lambda d: d["facts"]["core"].update(prior={"weights": {"non_core": 1.0, "core": 1.0}}),
        ["facts.core.prior.reason is missing"],
    ),
    "unknown outcome": (
        lambda d: d["outcomes"].update(nearshoring=d["outcomes"].pop("in_house")),
        ["outcomes", "nearshoring", "in_house"],
    ),
    "outcome in the wrong cell": (
        lambda d: d["outcomes"]["in_house"].update(ownership="third"),
        ["outcomes.in_house", "ownership own"],
    ),
    "gap": (
        lambda d: d["ownership"].remove(rule(d, "ownership", "supporting-work")),
        ["ownership", "meet no rule", "core=non_core"],
    ),
    "no resting row": (
        lambda d: d["location"].remove(rule(d, "location", "no-reason-abroad")),
        ["location", "empty `when`"],
    ),
    "resting row that is not the last": (
        lambda d: rule(d, "location", "no-reason-abroad").update(rank=1),
        ["location", "the last by rank"],
    ),
    "catch-all in ownership": (add_rule("ownership", rank=999, when={}), ["added.when", "at least one fact"]),
    "hard rules that collide": (
        lambda d: d["conflicts"].remove(rule(d, "conflicts", "nobody-to-do-it")),
        ["outside-companies-forbidden and no-money-no-skills collide", "third_party=forbidden"],
    ),
    "conflict without colliding rules": (
        lambda d: d["conflicts"].append(
            rule(d, "conflicts", "bound-yet-abroad") | {"id": "extra", "when": {"cost": "savings", "scale": "small"}}
        ),
        ["conflicts.extra", "no hard rules collide"],
    ),
    "unknown document": (
        lambda d: rule(d, "location", "savings").update(passage="choosen#savings"),
        ["savings.passage", "'choosen'", "choosing"],
    ),
    "unknown section": (
        lambda d: rule(d, "location", "savings").update(passage="choosing#saving"),
        ["savings.passage", "'saving'", "core-work"],
    ),
    "unknown paragraph": (
        lambda d: rule(d, "location", "savings").update(paragraph=99),
        ["savings.passage", "no paragraph 99"],
    ),
    "passage without a section": (
        lambda d: rule(d, "location", "savings").update(passage="choosing"),
        ["location.savings.passage"],
    ),
    "typo in a risk's key": (
        lambda d: rule(d, "risks", "lock-in").update(mitigations="x"),
        ["risks.lock-in", "unknown key 'mitigations'", "mitigation"],
    ),
    "risk without a mitigation": (
        lambda d: rule(d, "risks", "lock-in").pop("mitigation"),
        ["risks.lock-in.mitigation is missing"],
    ),
    "mitigation without a passage": (
        lambda d: rule(d, "risks", "lock-in")["mitigation"].pop("passage"),
        ["risks.lock-in.mitigation.passage is missing"],
    ),
    "typo in a mitigation's key": (
        lambda d: rule(d, "risks", "lock-in")["mitigation"].update(texts="x"),
        ["risks.lock-in.mitigation", "unknown key 'texts'", "allowed: text, passage"],
    ),
    "mitigation with an unknown section": (
        lambda d: rule(d, "risks", "lock-in")["mitigation"].update(passage="exit#how"),
        ["lock-in.mitigation.passage", "'how'", "when-to-agree-exit-terms"],
    ),
    "mitigation with an unknown basis": (
        lambda d: rule(d, "risks", "lock-in")["mitigation"].update(basis="hearsay"),
        ["risks.lock-in.mitigation.basis", "'source' or 'judgement'"],
    ),
    "mitigation beyond the last paragraph": (
        lambda d: rule(d, "risks", "lock-in")["mitigation"].update(paragraph=9),
        ["lock-in.mitigation.passage", "no paragraph 9"],
    ),
    "empty risk": (lambda d: rule(d, "risks", "lock-in").update(text=""), ["risks.lock-in.text"]),
    "risk with an unknown document": (
        lambda d: rule(d, "risks", "lock-in").update(passage="lock#what"),
        ["lock-in.passage", "'lock'", "vendor-lock-in"],
    ),
    "risk with an unknown fact": (
        lambda d: rule(d, "risks", "lock-in").update(when={"owner": "third"}),
        ["risks.lock-in.when", "'owner'", "ownership"],
    ),
    "risk with an unknown value": (
        lambda d: rule(d, "risks", "lock-in").update(when={"ownership": "vendor"}),
        ["risks.lock-in.when.ownership", "'vendor'", "own, third"],
    ),
    "risk without a condition": (
        lambda d: rule(d, "risks", "lock-in").update(when={}),
        ["lock-in.when", "at least one fact"],
    ),
    "two risks of one rank": (
        lambda d: rule(d, "risks", "lock-in").update(rank=10),
        ["risks", "rank 10", "structural-risk, lock-in"],
    ),
    "risk called like a rule": (
        lambda d: rule(d, "risks", "lock-in").update(id="savings"),
        ["savings", "used twice"],
    ),
    "no risk table": (lambda d: d.pop("risks"), ["risks is missing"]),
    "outcome without a risk of its own": (
        lambda d: d["risks"].remove(rule(d, "risks", "everything-yourself")),
        ["risks: none holds for in_house", "'home'", "'own'"],
    ),
    "next step with a typo": (
        lambda d: rule(d, "next_steps", "move-the-work").update(txt="x"),
        ["next_steps.move-the-work", "unknown key 'txt'", "text"],
    ),
    "next step with an unknown section": (
        lambda d: rule(d, "next_steps", "move-the-work").update(passage="guides#how-to-move"),
        ["move-the-work.passage", "'how-to-move'", "how-to-choose-a-vendor"],
    ),
    "next step with every value": (
        lambda d: rule(d, "next_steps", "move-the-work").update(when={"location": ["home", "abroad"]}),
        ["next_steps.move-the-work.when.location", "every value"],
    ),
    "two next steps of one rank": (
        lambda d: rule(d, "next_steps", "move-the-work").update(rank=10),
        ["next_steps", "rank 10", "choose-a-provider, move-the-work"],
    ),
    "outcome without a next step of its own": (
        lambda d: [
            one.update(when=one["when"] | {"core": "core"}) for one in d["next_steps"] if "ownership" in one["when"]
        ],
        ["next_steps: none holds for in_house", "'own'"],
    ),
    "no words for a mix": (lambda d: d.pop("hybrid"), ["hybrid is missing"]),
    "mix with an unknown paragraph": (
        lambda d: d["hybrid"].update(paragraph=7),
        ["hybrid.passage", "no paragraph 7"],
    ),
    "mix with a typo": (lambda d: d["hybrid"].update(txt="x"), ["hybrid", "unknown key 'txt'", "text"]),
    "rule called like the words for a mix": (
        lambda d: rule(d, "risks", "lock-in").update(id="hybrid"),
        ["hybrid", "taken"],
    ),
    "cross-axis fact unknown": (lambda d: d["cross_axis"].append("price"), ["cross_axis", "'price'"]),
    "fact called like an axis": (
        lambda d: d["context"].update(location=d["context"]["parts"]),
        ["location", "names of their own"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_with_file_key_and_allowed_values(mistake: str, tmp_path: Path) -> None:
    edit, words = MISTAKES[mistake]
    with pytest.raises(RulesError) as caught:
        load_edited(tmp_path, edit)
    message = str(caught.value)
    assert message.startswith("decision.yaml")
    for word in words:
        assert word in message


def test_an_overruled_hard_rule_names_the_rule_before_it(tmp_path: Path) -> None:
    def edit(data: Data) -> None:
        rule(data, "location", "abroad-only").update(rank=85)
        rule(data, "location", "sensitive-data").update(rank=84)

    with pytest.raises(RulesError, match="abroad-only: this hard rule is overruled by sensitive-data"):
        load_edited(tmp_path, edit)


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decision.yaml"
    path.write_text(kb.DECISION.read_text(encoding="utf-8") + '\nversion: "2"\n', encoding="utf-8")
    with pytest.raises(RulesError, match=r"decision.yaml .*'version' stands twice"):
        load_rules(path)


@pytest.mark.parametrize("content", ["", "[1, 2]", "facts: [", "just words"])
def test_a_file_that_holds_no_rules_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "decision.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RulesError, match=r"decision\.yaml"):
        load_rules(path)


def test_bytes_that_are_no_text_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "decision.yaml"
    path.write_bytes(b"version: \xff\xfe\x00")
    with pytest.raises(RulesError, match=r"decision\.yaml"):
        load_rules(path)
    with pytest.raises(RulesError, match=r"missing\.yaml cannot be read"):
        load_rules(tmp_path / "missing.yaml")


def test_an_unchanged_copy_loads(tmp_path: Path) -> None:
    load_edited(tmp_path, lambda data: data)


def test_a_mended_rank_order_changes_nothing_but_the_ranks(tmp_path: Path) -> None:
    load_edited(tmp_path, lambda data: [entry.update(rank=entry["rank"] * 7) for entry in data["ownership"]])


def test_every_rule_quotes_its_passage_word_for_word() -> None:
    book = load_rules()
    measures = {f"{risk.id}.mitigation" for risk in book.file.risks}
    assert set(book.citations) == {entry.id for entry in resting(book.file)} | measures | {"hybrid"}
    texts = {
        parsed.document_id: parsed.text
        for parsed in (read_markdown(path.read_bytes(), path.name) for path in kb.DOCUMENTS.rglob("*.md"))
    }
    for citation in book.citations.values():
        assert citation.quote
        assert texts[citation.document_id][citation.start : citation.end] == citation.quote
        assert citation.address is None or citation.address.startswith("http")


def test_a_passage_is_named_by_document_and_heading() -> None:
    found = resolve_passage("choosing#core-work")
    assert (found.document_id, found.section, found.n) == ("choosing", "Core work", 0)
    listed = resolve_passage("exit#what-exit-clauses-should-cover")
    assert listed.quote.startswith("Exit clauses should cover these matters:")
    assert listed.quote.endswith("key staff")
    assert slug("What’s “core” work, really?") == "what-s-core-work-really"


def test_every_shipped_text_is_a_sentence() -> None:
    file = load_rules().file
    reasons = [rule.reason for rule in [*file.location, *file.ownership]] + [one.reason for one in file.conflicts]
    texts = [entry.text for entry in [*file.refinements, *file.risks, *file.next_steps]]
    texts += [risk.mitigation.text for risk in file.risks] + [cell.meaning for cell in file.outcomes.values()]
    questions = [fact.question for fact in [*file.facts.values(), *file.context.values()]]
    assert all(text[0].isupper() and text.endswith(".") for text in reasons + texts)
    assert all(question.endswith("?") for question in questions)


def test_the_book_words_facts_values_and_outcomes() -> None:
    book = load_rules()
    assert book.label("horizon") == "How long"
    assert book.value_label("sector", "health") == "Health care"
    assert book.value_label("collab", ["no", "overlap"]) == "No special closeness or Shared hours and visits"
    assert book.value_label("round_clock", ["no", "yes"]) == "Not clear"
    assert book.outcome_label("in_house") == "Keep it in-house"
    assert len(book.facts) == 14
    assert book.table.result.outcome.size == 124_416
    assert len(book.sha256) == 64
