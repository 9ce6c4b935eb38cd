"""The forms in which a sentence asks for a choice of sourcing: "should we ...", "could someone ...", "... or ...?"."""

from collections.abc import Sequence

from bot.facts.acts import (
    OWN,
    act_at,
    acts_from,
    ends_in,
    is_thing,
    names_work,
    object_end,
    sided,
    skip,
)
from bot.facts.cues import Lexicon
from bot.facts.speakers import SELF
from bot.words.amounts import ARTICLES

Stems = Sequence[str]
WH = frozenset({"how", "what", "which", "when", "why", "who", "whom", "whos"})
SHOULD = frozenset({"should", "shall", "ought"})
CAN = frozenset({"can", "could", "may", "might"})
WILL = frozenset({"will", "would", "must"})
JUDGING = frozenset({"be", "do", "would", "will", "better", "could", "tim"})
HELPING = frozenset({"help", "pleas"})
ASKED = HELPING | {"you", "can", "could", "would", "will"}
SUBJECT = 6  # words between "whether" and the "our" of its subject
POLITE = frozenset({"pleas", "so", "but", "and", "then", ","})


def asks(stems: Stems, question: bool, lexicon: Lexicon) -> bool:
    """Whether one sentence asks for a choice of sourcing."""
    ours = bool(SELF.intersection(stems))
    return not governs(stems, lexicon) and (
        offers(stems, lexicon)
        or should(stems, lexicon)
        or could(stems, lexicon)
        or who(stems, lexicon)
        or (question and either(stems, lexicon))
        or passive(stems, lexicon)
        or ((ours or "for" in stems) and judged(stems, lexicon))
        or (ours and question and alternatives(stems, lexicon))
        or (ours and question and stems[0] != "do" and act_at(stems, 0, lexicon))
        or advises(stems, lexicon)
    )


def offers(stems: Stems, lexicon: Lexicon) -> bool:
    """ "What about outsourcing ours?"."""
    return stems[:2] in (["what", "about"], ["how", "about"]) and len(stems) > 2 and act_at(stems, 2, lexicon)


def should(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Should we (our company, I) ...", "do you think we should ..." and "would you ...", with such an act."""
    for at, one in enumerate(stems[:-2]):
        if at and stems[at - 1] in WH:
            continue
        if one == "would" and stems[at + 1] == "you" and acts_from(stems, skip(stems, at + 2, lexicon), lexicon):
            return True
        if one in SHOULD and (verb := verb_of(stems, at, lexicon)) and acts_from(stems, verb, lexicon):
            return True
    return False


def could(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Can we move our payroll to Manila?", "could someone else do our bookkeeping?": an act on work of one's own."""
    at = next((i for i, one in enumerate(stems) if one not in POLITE), 0)
    if stems[at] not in CAN or len(stems) < at + 4 or not SELF.intersection(stems) or "under" in stems:
        return False  # "... under this law?" asks for leave
    if stems[at + 1] in {"we", "i"}:
        return bool(OWN.intersection(stems)) and act_at(stems, skip(stems, at + 2, lexicon, most=2), lexicon)
    return any(does_own(stems, verb, lexicon) for verb in range(at + 2, min(len(stems), at + 6))) and is_other_party(
        stems, at + 1, lexicon
    )


def who(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Who could do that for us?", "we have to decide who will maintain our machines"."""
    at = list(stems).index("who") if "who" in stems else len(stems)
    if len(stems) < at + 4 or stems[at + 1] not in SHOULD | CAN | WILL:
        return False
    decides = at > 0 and any(lexicon.mark_at("advising", stems, i) for i in range(at))
    return (decides or (at == 0 and stems[1] not in WILL)) and does_own(stems, at + 2, lexicon)


def does_own(stems: Stems, at: int, lexicon: Lexicon) -> bool:
    """Whether a verb of doing has work of one's own for its object: "do our bookkeeping", "do that for us"."""
    size = lexicon.mark_at("doing", stems, at)
    if not size:
        return False
    start = at + size
    end = start + lexicon.mark_at("pronouns", stems, start)
    end = max(end, object_end(stems, start))
    ours = bool(OWN.intersection(stems[start:end])) or list(stems[end : end + 2]) == ["for", "us"]
    return ours and not is_thing(stems, start, end, lexicon)


def is_other_party(stems: Stems, at: int, lexicon: Lexicon) -> bool:
    """Whether a subject is somebody who does no work yet: "someone else", "an agency", not "our vendor"."""
    at += stems[at] in ARTICLES
    return any(
        lexicon.mark_at(name, stems, i) for name in ("parties", "bought", "workers") for i in range(at, at + 2)
    ) and not OWN.intersection(stems[at : at + 2])


def either(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Hire or outsource a data analyst?", "freelancer or agency for our site?", "...: keep it or hand it over?"."""
    last = max((i + 1 for i, one in enumerate(stems[:-2]) if one == ","), default=0)
    plain = last and not lexicon.mark_at("sourcing", stems, last)  # "outsourcing or offshoring" are two terms
    if plain and SELF.intersection(stems) and act_at(stems, last, lexicon):
        return any(act_at(stems, i + 1, lexicon) for i in range(last, len(stems) - 1) if stems[i] == "or")
    if stems[1:2] == ["or"] and stems[3:4] == ["for"] and OWN.intersection(stems[4:]):
        return all(any(lexicon.mark_at(name, stems, at) for name in ("owned", "bought", "workers")) for at in (0, 2))
    first = act_size(stems, 0, lexicon)
    if not first or stems[first : first + 1] != ["or"] or len(stems) < first + 3:
        return False
    at = first + 1 + act_size(stems, first + 1, lexicon)
    named = at < len(stems) and (
        stems[at] in {*ARTICLES, *OWN, "the"} or ends_in("work_nouns", stems, at, len(stems), lexicon)
    )
    return at > first + 1 and named and not is_thing(stems, at, object_end(stems, at), lexicon)


def act_size(stems: Stems, at: int, lexicon: Lexicon) -> int:
    return max(lexicon.mark_at(name, stems, at) for name in ("sourcing", "moving", "making"))


def governs(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Who should own the code, us or the vendor?": who answers for something, not who does a piece of work."""
    if stems[0] != "who" or len(stems) < 4 or stems[1] not in SHOULD | CAN | WILL:
        return False
    at = 2 + (stems[2] == "to")
    return lexicon.mark_at("governing", stems, at) > 0 or is_thing(stems, at, object_end(stems, at), lexicon)


def verb_of(stems: Stems, at: int, lexicon: Lexicon) -> int:
    """The place of the verb of a "should" whose subject is "we" or "our company"; 0 when it is somebody else."""
    if at > 1 and stems[at - 1] in {"we", "i"} and (stems[0] == "do" or stems[at - 2] in {"if", "whether"}):
        return at + 1
    if stems[at + 1] in {"we", "i"}:
        return skip(stems, at + 2, lexicon)
    named = next((i for i in range(at + 2, min(len(stems) - 1, at + 4)) if is_self(stems, i, lexicon)), 0)
    return named + 1 if stems[at + 1] in {"our", "my", "the"} and named else 0


def is_self(stems: Stems, at: int, lexicon: Lexicon) -> bool:
    """Whether a noun is the person's own organisation or its head: "company", "board"."""
    return bool(lexicon.mark_at("companies", stems, at) or lexicon.mark_at("authorities", stems, at))


def passive(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Could our bookkeeping be done abroad?", "whether our testing should go to India": our work, done by somebody
    or somewhere."""
    for at, one in enumerate(stems[:-2]):
        if one not in SHOULD | CAN:
            continue
        inside = [i for i in range(at + 1, min(at + 8, len(stems) - 1)) if stems[i] in {"be", "go"}]
        start = at + 1 if stems[at + 1] in OWN else max((i for i in range(at) if stems[i] in OWN), default=at)
        told = start > at or {"whether", "if"}.intersection(stems[max(0, start - SUBJECT) : start])
        if stems[start] in OWN and told and inside:
            end, be = inside[0] if start > at else at, inside[0]
            thing = is_thing(stems, start + 1, end, lexicon)
            return not thing and (sided(stems, be + 1, lexicon) or act_at(stems, be + 1, lexicon))
    return False


def judged(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Does it make sense to outsource ours?", "is handing it over a good idea?", "whether to hire or not"."""
    if stems[0] in WH:
        return False
    if "whether" in stems:
        return bool(SELF.intersection(stems)) and acts_from(
            stems, skip(stems, list(stems).index("whether") + 1, lexicon), lexicon
        )
    found = (
        lexicon.has("judges", stems) and stems[0] in JUDGING and (SELF.intersection(stems) or is_sized(stems, lexicon))
    )
    return bool(found) and any(act_at(stems, i, lexicon) for i in range(1, len(stems)))


def is_sized(stems: Stems, lexicon: Lexicon) -> bool:
    """Whether a company is told by its size: "for a 20-person firm" is a case, "for a firm" is any."""
    at = list(stems).index("for") if "for" in stems else len(stems)
    near = range(at + 1, min(len(stems), at + 6))
    return any(stems[i][0].isdigit() for i in near) and any(is_self(stems, i, lexicon) for i in near)


def alternatives(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Own people, contractors or a vendor?": somebody of one's own and somebody bought, with an "or"."""
    return "or" in stems and lexicon.has("owned", stems) and lexicon.has("bought", stems)


def advises(stems: Stems, lexicon: Lexicon) -> bool:
    """ "Give me a recommendation for our logistics": advice on work of one's own, not a name or a thing to buy."""
    if stems[0] in {"which", "what"} and not (
        lexicon.mark_at("options", stems, 1) or stems[1:2] in (["be"], ["would"], ["do"])
    ):
        return False
    at = next((i for i in range(len(stems)) if lexicon.mark_at("advising", stems, i)), None)
    if at is None or stems[0] in WH - {"which", "what"}:
        return False
    if stems[at + 1 : at + 2] in (["us"], ["me"]) and stems[0] not in WH and not ASKED.intersection(stems[:at]):
        return False  # "customers choose us for our service"
    if HELPING.intersection(stems[:at]) and advises_on(stems, at + lexicon.mark_at("advising", stems, at), lexicon):
        return True
    own = next((i for i in range(at, len(stems)) if stems[i] in OWN), None)
    return own is not None and not lexicon.has("bought", stems[at:own]) and names_work(stems[own:], lexicon)


def advises_on(stems: Stems, at: int, lexicon: Lexicon) -> bool:
    """ "Please advise: outsource data entry", "help me with a decision about document review"."""
    at += stems[at : at + 1] in (["us"], ["me"])
    if at < len(stems) and stems[at] in {"on", "about", "for", "regard"}:
        at += 1
        return at < len(stems) and ends_in("work_nouns", stems, at, object_end(stems, at), lexicon)
    at += stems[at : at + 1] == [","]
    return at < len(stems) and act_at(stems, at, lexicon)
