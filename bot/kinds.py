"""The kind of a question, from its form alone."""

import re

from bot.language import content_words, english, subject_words, words
from bot.types import Kind

_COMPARE = re.compile(
    r"\b(differences?|differ|differs|different (from|to|than)|distinction|distinguish|compar\w+|contrast|versus|vs|similarit\w+|apart)\b"
    r"|\b(same as|same thing|as opposed to|rather than|pros and cons of .+ and )\b"
    r"|\b(better|cheaper|faster|safer|riskier|costlier|quicker|dearer|more \w+|less \w+)\b.*\bor\b|\bor\b.*\b(better|cheaper|faster|safer|riskier)\b"
    r"|\bthan\b"
)
_PROCEDURE = re.compile(
    r"^(so |and |ok |please )*(how (do|does|should|can|could|would|to|must|might) (i|we|you|one|a|an|the|companies|firms|people|someone)?"
    r".*|how to .*|what (are|is) the (steps?|process|procedure|stages?|phases?|way)\b.*|(steps?|process|procedure) (to|for|of|in)\b.*|walk me through\b.*|guide\b.*)$"
)
_NUMBER = re.compile(
    r"\b(how (much|many|long|often|big|large|far|high|old|fast|soon)|what (percent\w*|share|proportion|number|year|date|amount|figure|fraction)|"
    r"which year|in what year|when (did|was|were|will|has|have)|what does .* cost|percentage|how expensive|market size)\b"
)
_EXAMPLE = re.compile(
    r"\b(examples?|for instance|instances?|case stud(y|ies)|real[- ]world|real life|who has|which (compan|firm|organi[sz]ation)\w*|such as what)\b"
)
_LIST_NOUNS = (
    r"(advantages|benefits|pros|cons|upsides|downsides|disadvantages|drawbacks|risks|dangers|threats|challenges|problems|issues|pitfalls|costs|"
    r"reasons|goals|aims|objectives|motives|factors|criteria|types|kinds|forms|models|ways|options|alternatives|steps|stages|phases|features|"
    r"characteristics|effects|conditions|requirements|mitigations|sectors|industries|functions|areas|parts|elements|components|tasks|measures|"
    r"mistakes|rules|principles|names|things|tools|methods|strategies|countries|destinations|questions|signs|barriers)"
)
_LIST = re.compile(
    rf"\b(what|which|name|list|give|tell|state|enumerate)\b.*\b{_LIST_NOUNS}\b|^{_LIST_NOUNS}\b|^(list|name|enumerate)\b|\b{_LIST_NOUNS}\??$"
    r"|^why (do|does|would|should|are|is)\b|\bwhat (speaks|talks) (for|against)\b|\bwhat can go wrong\b"
)
_DEFINITION = re.compile(
    r"^(so |and |ok |please |hi |hello )*((what|who)('s| is| are| was| were| does| do)\b|define\b|explain\b|describe\b|definition\b|meaning of\b|what\b.*\b(mean|means|called|stand for)\b)"
    r"|\b(meaning|definition|mean|means|stands? for|meening)\s*(please|pls)?\W*$|\b(word|term|name|phrase) (for|when|used)\b"
)
_YES_NO = re.compile(
    r"^(so |and |but |ok |then |well |also )*(is|are|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|might|isn't|aren't|don't|doesn't|can't|am)\b"
)
_FIRST_PERSON = re.compile(
    r"\b(we|our|ours|us|i|i'm|we're|we've|i've|my|mine|company|firm|startup|business|team)\b"
)
_CHOICE = re.compile(
    r"\b(should (we|i|my|our|they)|shall (we|i)|what (should|would|do) (you|we|i) (recommend|advise|suggest|do|choose|pick)|recommend\w*|advise|help (me|us) (decide|choose)|"
    r"which (one|option|model|way|route|is (right|best|better))? ?.*\b(for|suits?|fits?) (us|me|my|our)|(best|right) (option|choice|model|way|route|fit|thing) for (us|me|my|our)|decide for (us|me)|"
    r"what (is|would be) (right|best|better) for (us|me|my|our)|keep it in[- ]?house or|who should do|where should (we|i|it|this|the work)|make or buy for (us|me))\b"
)
_ABOUT = re.compile(
    r"\b(who|what) (are|r) (you|u)\b|\bwhat can (you|this (bot|tool|page|app)) do\b|\bhow (do|does|can) (you|this (bot|tool|app|page)|shorewise) work\b|\bwhat is shorewise\b|"
    r"\bare you (a|an|real|human|chatgpt|gpt|ai|using)\b|\b(which|what) (documents|sources|topics|subjects) (do you|are in|can you|have you)\b|\bwhat do you (know|cover)\b|\bwho (made|built|wrote) you\b|"
    r"\bwhat (can|may|should) i ask\b|\bwhere do your answers come from\b|^help\W*$"
)


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
    return (
        1 <= len(found) <= 4 and len(subject_words(text)) >= 1 and len(content_words(text)) >= len(found) - 1
    )


def _asks_an_aspect(text: str) -> bool:
    """Tell "what is the main goal of offshoring" (an aspect of a subject) from "what is offshoring"."""
    asked = re.search(r"^\W*(?:\w+ ){0,2}?what(?:'s| is| are| was| were) (?:the |an? )?(.+)", text)
    if not asked or re.search(r"\b(meaning|definition)\b", text):
        return False
    if re.search(r"\bfor\b(,? mainly)?\W*$", text) and not re.search(r"\bstands? for\W*$", text):
        return True
    head = words(re.split(r"\b(?:of|in|for|behind|with|to|when|that)\b", asked.group(1))[0])
    return bool(head) and head[-1] in english().aspects and head[-1] not in ("control",)


def _is_decision(text: str) -> bool:
    """A choice asked for oneself: "should we ...", or a situation in the first person that ends in a choice."""
    if not _FIRST_PERSON.search(text):
        return bool(re.search(r"\b(who should do (this|the|that) work|help (me|us) (decide|choose))\b", text))
    if _CHOICE.search(text):
        return True
    describes = len(re.findall(r"\b(we|our|i|my)\b", text)) >= 2 and len(found := words(text)) >= 12
    return describes and (not text.rstrip().endswith("?") or "which" in found or "what should" in text)
