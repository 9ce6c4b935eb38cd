"""Read the facts of a situation from a person's own words; what is not clearly stated stays unread."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.facts.cues import LIGHT, Lexicon, Match, load_lexicon, topic_of
from bot.facts.denials import Denial, carries, denials_of
from bot.facts.destination import destined, is_wish
from bot.facts.homeland import ABROAD, EITHER, HOME, PLACE, home_in, lands_apart, located
from bot.facts.measures import measures_of
from bot.facts.scope import Clause, clauses_of
from bot.facts.speakers import belongs_elsewhere
from bot.facts.subjects import HOURS, comes_by_itself, told_of_work
from bot.facts.weigh import Found, Value, weigh
from bot.types import Reading
from bot.words.amounts import Measure
from bot.words.tokens import tokens_of

MAX_CHARS = 20_000  # a longer text is read up to here: some 3,000 words, more than any situation needs
BESIDE = ("fillers", "authorities", "advisers", "reports")  # may stand beside a cue that fills its clause
SUPPOSING = ("supposition", "modal", "question")
FORBIDDING = frozenset({"forbid", "forbad", "prohibit", "ban", "disallow"})
PRIORITY = ("unable", "unwilling", "forbidden", "needless", "plain")


def read_facts(text: str) -> tuple[Reading, ...]:
    """Return what the text states about the person's own case, in the order of the facts.

    Questions, suppositions, doubts, other people's cases and orders to the program state nothing;
    statements that contradict each other leave the fact unread.
    """
    lexicon = load_lexicon()
    text = text[:MAX_CHARS]
    return tuple(weigh(found_in(text, lexicon), text, lexicon))


def found_in(text: str, lexicon: Lexicon, supposed: bool = False) -> list[Found]:
    """What the clauses state; with `supposed`, what the clauses suppose instead."""
    found: list[Found] = []
    corrections = 0
    clauses = clauses_of(tokens_of(text), lexicon)
    before: Clause | None = None
    for clause, reached in with_denials(clauses, lexicon):
        corrections += clause.corrects
        if supposed:
            clause = opened(clause)
        read = read_clause(clause, reached, lexicon, supposed)
        if comes_by_itself(clause, before, lexicon):
            read = [one for one in read if one.fact != HOURS]
        found += [one._replace(corrections=corrections) for one in read]
        before = clause
    found = told_of_work(found, clauses, lexicon)
    shaken = set() if supposed else {*shaken_in(clauses, lexicon)}
    return located([one for one in found if one.fact not in shaken], text)


def shaken_in(clauses: Sequence[Clause], lexicon: Lexicon) -> Iterator[str]:
    """The facts of which an afterthought says otherwise than the statement before it: "2 years, could be 6 months"."""
    told: dict[str, str] = {}
    for clause in clauses:
        if not clause.joined:
            told = {}
        hedged = clause.joined and clause.silent in ("doubt", "modal")
        for measure in measures_of(clause.tokens, lexicon, alone=hedged):
            if hedged and told.get(measure.fact, measure.value) != measure.value:
                yield measure.fact
            elif clause.silent is None:
                told[measure.fact] = measure.value


def opened(clause: Clause) -> Clause:
    """A clause that only supposes or asks, taken for a statement; one that states is silent instead."""
    return replace(clause, silent=None if clause.silent in SUPPOSING else clause.silent or "past")


def with_denials(
    clauses: Sequence[Clause], lexicon: Lexicon
) -> Iterator[tuple[Clause, tuple[tuple[Denial, ...], ...]]]:
    carried: tuple[Denial, ...] = ()
    for i, clause in enumerate(clauses):
        if not (i and carried and carries(clauses[i - 1], clause, clauses[i + 1 : i + 4])):
            carried = ()
        reached = denials_of(clause, lexicon, carried)
        carried = reached[-1]
        yield clause, reached


def read_clause(
    clause: Clause, reached: Sequence[Sequence[Denial]], lexicon: Lexicon, supposed: bool = False
) -> list[Found]:
    if clause.silent not in (None, "modal"):
        return []
    stems = lexicon.masked(clause.tokens)
    found = []
    matches = (m for m in lexicon.find(stems) if m.cue.use != "denied" or value_of(m, reached, stems, lexicon))
    measures = [*measures_of(clause.tokens, lexicon, alone=False)]
    matches = (m for m in matches if m.cue.use != "supposed" or (supposed and not is_unit(m, measures)))
    soft = lexicon.has("soft", clause.stems)
    apart = lands_apart(clause.tokens, lexicon)
    for match in best(matches):
        values = needless_of(match, lexicon) if clause.weakened else value_of(match, reached, stems, lexicon)
        facts = lexicon.file.facts[match.cue.fact]
        if (
            (facts.people and clause.short)
            or (match.cue.fact == HOME and apart.intersection(match.places))
            or (facts.own and wanted_by_others(clause, match, stems, lexicon))
            or (facts.identity and belongs_elsewhere(stems, min(match.places), max(match.places), lexicon))
        ):
            continue
        if soft and any(lexicon.file.facts[match.cue.fact].values[value].firm for value in values):
            continue
        modal_safe = (
            clause.silent is None or clause.weakened or lexicon.file.facts[match.cue.fact].values[match.cue.value].modal
        )
        if values and modal_safe:
            places = [*match.places, *(d.at for p in match.places for d in reached[p] if d.at < len(stems))]
            found.append(found_at(clause, match.cue.fact, values, min(places), max(places) + 1, len(match.places)))
    if clause.weakened and not found:
        found += weak_topics(clause, lexicon)
    if clause.silent is None and not (clause.weakened or soft):
        found += [*wished_place(clause, reached, lexicon), *told_home(clause, lexicon)]
    if clause.silent is None and not clause.weakened:
        for measure in measures:
            denied = any(reached[i] for i in range(measure.first, measure.last))
            if not denied:
                found.append(
                    found_at(clause, measure.fact, tuple(measure.value.split("|")), measure.first, measure.last, 3)
                )
    return found


def is_unit(match: Match, measures: Sequence[Measure]) -> bool:
    """Whether a cue is but the unit of an amount that says another fact: "years" of "two years to train them"."""
    at = match.places[0]
    apart = any(one.first <= at < one.last and one.fact != match.cue.fact for one in measures)
    return apart and len(match.places) == 1


def wished_place(clause: Clause, reached: Sequence[Sequence[Denial]], lexicon: Lexicon) -> Iterator[Found]:
    """A land that a wish sends work to: abroad or at home, whichever the person's own is; abroad if it is offshored."""
    stems = lexicon.masked(clause.tokens)
    span = destined(stems, lexicon)
    if span and is_wish(stems, span, lexicon) and not any(reached[i] for i in range(*span)):
        sides = (ABROAD,) if lexicon.has("offshoring", stems[slice(*span)]) else EITHER
        yield found_at(clause, PLACE, sides, *span, span[1] - span[0])


def told_home(clause: Clause, lexicon: Lexicon) -> Iterator[Found]:
    if found := home_in(clause.tokens, lexicon):
        first, last, law = found
        yield found_at(clause, HOME, (law,), first, last, last - first)


def weak_topics(clause: Clause, lexicon: Lexicon) -> Iterator[Found]:
    """What is called no must by its bare name: "cost: would be good, but no priority"."""
    stems = lexicon.masked(clause.tokens)
    for fact, cues in lexicon.file.facts.items():
        places = [at for at in range(len(stems)) if cues.weak and lexicon.mark_at(topic_of(fact), stems, at)]
        if places and cues.weak:
            yield found_at(clause, fact, (cues.weak,), places[0], places[0] + 1, 1)


def wanted_by_others(clause: Clause, match: Match, stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether those served want or have it ("vendors want savings"), unless it judges them ("vendors are fine")."""
    if clause.served is not None and FORBIDDING.intersection(stems[clause.served + 1 : clause.served + 3]):
        return False  # "our clients forbid that vendors see it" binds us
    if clause.served is None or clause.served not in match.places:
        return clause.served is not None
    return not any(lexicon.mark_at("verdicts", stems, i) for i in match.places)


def found_at(clause: Clause, fact: str, values: tuple[str, ...], first: int, last: int, weight: int) -> Found:
    tokens = clause.tokens
    return Found(fact, values, tokens[first].start, tokens[last - 1].end, weight)


def best(matches: Iterator[Match]) -> list[Match]:
    """Of cues of one fact that share a word the strongest; equals all stay, so that disagreement shows."""
    kept: list[Match] = []
    ranked = sorted(set(matches), key=lambda m: (-strength(m), m.places, m.cue.fact, m.cue.value))
    for match in ranked:
        rivals = (one for one in kept if one.cue.fact == match.cue.fact and strength(one) > strength(match))
        if not any(set(one.places) & set(match.places) for one in rivals):
            kept.append(match)
    return kept


def strength(match: Match) -> float:
    """The number of words; a cue that needs its denial beats one that only meets it."""
    return len(match.places) + (0.5 if match.cue.use == "denied" else 0)


def value_of(
    match: Match, reached: Sequence[Sequence[Denial]], stems: Sequence[str], lexicon: Lexicon
) -> tuple[str, ...]:
    """What a match says with the denials that reach it; empty when it says nothing."""
    cue = match.cue
    words = lexicon.file.facts[cue.fact].values[cue.value]
    own = cue.use == "denied"  # "nothing leaves" may be cue and denial in one
    denials = {denial for place in match.places for denial in reached[place] if own or denial.at not in match.places}
    if any(denial.kind == "partial" for denial in denials):
        return ()
    plain = any(not denial.flips for denial in denials)
    denied = (sum(denial.flips for denial in denials) + plain) % 2 == 1
    if cue.use == "alone" and not fills(match, stems, lexicon):
        return ()
    kind = min((denial.kind for denial in denials), key=PRIORITY.index, default="plain")
    if cue.use == "denied":
        return tuple(cue.value.split("|")) if denied and kind not in words.immune else ()
    if not denied:
        return tuple(cue.value.split("|"))
    opposite = words.opposite
    if isinstance(opposite, dict):
        opposite = opposite.get(kind, opposite.get("plain"))
    return as_tuple(opposite)


def fills(match: Match, stems: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether nothing but small words stands beside a match: "no vendors, please", "that is our policy: no vendors"."""
    beside = (one for i, one in enumerate(stems) if one and i not in match.places)
    return all(one in LIGHT or any(lexicon.mark_at(name, (one,), 0) for name in BESIDE) for one in beside)


def needless_of(match: Match, lexicon: Lexicon) -> tuple[str, ...]:
    """What a match says once it is called no must ("savings are welcome, but not the point"), if it says so."""
    opposite = lexicon.file.facts[match.cue.fact].values[match.cue.value].opposite
    plain = match.cue.use == "said" and isinstance(opposite, dict)
    return as_tuple(opposite.get("needless")) if plain and isinstance(opposite, dict) else ()


def as_tuple(value: Value | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
