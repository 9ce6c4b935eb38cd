"""The kind of a question, from its form alone."""

import re
from collections.abc import Iterable

from bot.language import content_words, english, subject_words, words
from bot.types import Kind


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(verbose, re.VERBOSE)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


_LEAD_IN = r"^(?:(?:so|and|but|ok|then|well|also|please|hi|hello)\s)*"
_BETTER = _any(["better", "cheaper", "faster", "safer", "riskier", "costlier", "quicker", "dearer"])
_COMPARE = _pattern(rf"""
    \b(?:
        differences?|differ|differs|different\s(?:from|to|than)|distinction|distinguish|compar\w+|contrast|versus|vs
        |similarit\w+|apart|same\sas|same\sthing|as\sopposed\sto|rather\sthan|pros\sand\scons\sof\s.+\sand\s|than
    )\b
    |\b(?:{_BETTER}|more\s\w+|less\s\w+)\b.*\bor\b
    |\bor\b.*\b(?:better|cheaper|faster|safer|riskier)\b""")
_STEPS = "steps?|process|procedure"
_PROCEDURE = _pattern(rf"""
    {_LEAD_IN}(?:
        how\s(?:do|does|should|can|could|would|to|must|might)\s
        |what\s(?:are|is)\sthe\s(?:{_STEPS}|stages?|phases?|way)\b
        |(?:{_STEPS})\s(?:to|for|of|in)\b
        |walk\sme\sthrough\b
        |guide\b
    )""")
_NUMBER = _pattern(r"""
    \b(?:
        how\s(?:much|many|long|often|big|large|far|high|old|fast|soon|expensive)
        |what\s(?:percent\w*|share|proportion|number|year|date|amount|figure|fraction)|percentage|market\ssize
        |(?:in\swhat|which)\syear|when\s(?:did|was|were|will|has|have)
        |what\sdoes\s.*\scost
    )\b""")
_EXAMPLE = _pattern(r"""
    \b(?:
        examples?|for\sinstance|instances?|such\sas\swhat|case\sstud(?:y|ies)|real[-\s]world|real\slife
        |who\shas|which\s(?:compan|firm|organi[sz]ation)\w*
    )\b""")
_LIST_NOUN = rf"{_any(sorted(english().list_nouns))}"
_LIST = _pattern(rf"""
    \b(?:what|which|name|list|give|tell|state|enumerate)\b.*\b{_LIST_NOUN}\b
    |^{_LIST_NOUN}\b
    |\b{_LIST_NOUN}\??$
    |^(?:list|name|enumerate)\b
    |^why\s(?:do|does|would|should|are|is)\b
    |\bwhat\s(?:speaks|talks)\s(?:for|against)\b
    |\bwhat\scan\sgo\swrong\b""")
_DEFINITION = _pattern(rf"""
    {_LEAD_IN}(?:
        (?:what|who)(?:'s|\sis|\sare|\swas|\swere|\sdoes|\sdo)\b
        |(?:define|explain|describe|definition)\b
        |meaning\sof\b
        |what\b.*\b(?:mean|means|called|stand\sfor)\b
    )
    |\b(?:meaning|definition|mean|means|stands?\sfor|meening)\s*(?:please|pls)?\W*$
    |\b(?:word|term|name|phrase)\s(?:for|when|used)\b""")
_YES_NO = _pattern(rf"""
    {_LEAD_IN}(?:
        is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|might
        |isn't|aren't|don't|doesn't|can't
    )\b""")
_FIRST_PERSON = _pattern(r"\b(?:we|our|ours|us|i|i'm|we're|we've|i've|my|mine|company|firm|startup|business|team)\b")
_CHOICE = _pattern(r"""
    \b(?:
        should\s(?:we|i|my|our|they)|shall\s(?:we|i)|recommend\w*|advise|help\s(?:me|us)\s(?:decide|choose)
        |what\s(?:should|would|do)\s(?:you|we|i)\s(?:recommend|advise|suggest|do|choose|pick)
        |which\s?.*\b(?:for|suits?|fits?)\s(?:us|me|my|our)
        |(?:best|right)\s(?:option|choice|model|way|route|fit|thing)\sfor\s(?:us|me|my|our)
        |decide\sfor\s(?:us|me)|what\s(?:is|would\sbe)\s(?:right|best|better)\sfor\s(?:us|me|my|our)
        |keep\sit\sin[-\s]?house\sor|who\sshould\sdo|where\sshould\s(?:we|i|it|this|the\swork)
        |make\sor\sbuy\sfor\s(?:us|me)
    )\b""")
_HELP_CHOOSING = _pattern(r"\b(?:who\sshould\sdo\s(?:this|the|that)\swork|help\s(?:me|us)\s(?:decide|choose))\b")
_ABOUT = _pattern(r"""
    \b(?:
        (?:who|what)\s(?:are|r)\s(?:you|u)|are\syou\s(?:a|an|real|human|chatgpt|gpt|ai|using)
        |what\scan\s(?:you|this\s(?:bot|tool|page|app))\sdo|what\sdo\syou\s(?:know|cover)|what\sis\sshorewise
        |how\s(?:do|does|can)\s(?:you|this\s(?:bot|tool|app|page)|shorewise)\swork
        |(?:which|what)\s(?:documents|sources|topics|subjects)\s(?:do\syou|are\sin|can\syou|have\syou)
        |who\s(?:made|built|wrote)\syou|what\s(?:can|may|should)\si\sask|where\sdo\syour\sanswers\scome\sfrom
    )\b
    |^help\W*$""")


def kind_of(question: str, compares: bool = True) -> Kind:
    """Return the kind of a standalone question; "other" when its form says nothing.

    With `compares` false a comparison is taken for what it is besides ("is X the same as Y" asks yes or no).
    """
    text = " ".join(question.lower().replace("’", "'").split())
    found = words(text)
    if found and all(word in english().greetings for word in found):
        return "greeting"
    if _ABOUT.search(text):
        return "about"
    if _is_decision(text):
        return "decision"
    if compares and _COMPARE.search(text):
        return "comparison"
    if _EXAMPLE.search(text):
        return "example"
    if _NUMBER.search(text):
        return "number"
    if _PROCEDURE.match(text):
        return "procedure"
    if _LIST.search(text):
        return "list"
    if _YES_NO.match(text):
        return "yes_no"
    if _DEFINITION.search(text):
        return "other" if _asks_an_aspect(text) else "definition"
    if is_bare_term(text):
        return "definition"
    last = re.split(r"(?<=[.!?:;])\s+", text)[-1]
    return kind_of(last) if last != text and len(words(last)) >= 3 else "other"


def is_bare_term(text: str) -> bool:
    """Tell whether the message is just a name ("captive centre", "BPO?"), which asks what it means."""
    found = words(text)
    return 1 <= len(found) <= 4 and len(subject_words(text)) >= 1 and len(content_words(text)) >= len(found) - 1


def _asks_an_aspect(text: str) -> bool:
    """Tell "what is the main goal of offshoring" (an aspect of a subject) from "what is offshoring"."""
    asked = re.search(r"^\W*(?:\w+ ){0,2}?what(?:'s| is| are| was| were) (?:the |an? )?(.+)", text)
    if not asked or re.search(r"\b(meaning|definition)\b", text):
        return False
    if re.search(r"\bfor\b(,? mainly)?\W*$", text) and not re.search(r"\bstands? for\W*$", text):
        return True
    head = words(re.split(r"\b(?:of|in|for|behind|with|to|when|that)\b", asked.group(1))[0])
    return bool(head) and head[-1] in english().aspects and head[-1] != "control"


def _is_decision(text: str) -> bool:
    """A choice asked for oneself: "should we ...", or a situation in the first person that ends in a choice."""
    if not _FIRST_PERSON.search(text):
        return bool(_HELP_CHOOSING.search(text))
    if _CHOICE.search(text):
        return True
    describes = len(re.findall(r"\b(we|our|i|my)\b", text)) >= 2 and len(found := words(text)) >= 12
    return describes and (not text.rstrip().endswith("?") or "which" in found or "what should" in text)
