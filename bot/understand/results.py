"""Which questions are about the result of a decision: its steps, its risks, why it came out so, what else could."""

import re
from typing import Literal

from bot.words.language import english, opens_question, words

OfResult = Literal["why", "steps", "risks", "outlook", "basis", "against", "why_model", "alternatives"]


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(verbose, re.VERBOSE)


_NEXT = re.compile(r"\bnext\b|\bproceed\b")
_STEPS = _pattern(r"""
    \bhow\s(?:do|can|should|shall|would|could|must|to)\s?(?:we|i|one|you)?\b.*\b(?:start|begin|proceed|go\sabout|get\s(?:going|started)
        |set\s(?:out|off))\b
    |\bwhat(?:'s|\sis|\scomes?|\shappens?)?\s(?:next|first|now)\b|\bnow\swhat\b
    |\bwhat\b.*\b(?:do|done|begin|start)\b.*\b(?:first|next|now|today|tomorrow|this\sweek|(?:mon|tues|wednes|thurs|fri)day)\b
    |\bwhere\s(?:do|should|shall|can|would|to)\s?(?:we|i)?\s?(?:start|begin)\b
    |\bplans?\b|\b(?:next|first)\s(?:actions?|moves?|things?)\b""")
_RISKS = _pattern(r"""
    \b(?:worr(?:y|ied)|fears?|beware|concerned|aware\sof|red\sflags?|prepared?\sfor)\b
    |\bgo(?:es|ing)?\swrong\b|\b(?:watch|look)\sout\sfor\b|\bbe\scareful\b|\bwhat\b.*\bafraid\sof\b""")
_BASIS = _pattern(r"""
    \b(?:based|basis|rests?\son|grounds?|grounded|reasoning|rationale|logic|justif\w+|deriv\w+)\b
    |\bhow\b.*\byou\b.*\b(?:come|arrive|get|reach|conclude|decide|derive|know|find)\b|\bhow\b.*\b(?:arrived|reached|derived|decided)\b
    |\b(?:why|what\sma(?:kes|de)\syou|what\sspeaks\sfor|reasons?\sfor)\b.*\b(?:recommend\w*|advi[cs]e\w*|suggest\w*|say|think|result|outcome|conclusion
        |decision|choice|choose|chosen?|prefer|pick|sure)\b
    |\bwhere\b.*\bcomes?\sfrom\b|^why\s(?:this|that|so)\W*$|\breasons\?*$
    |\bexplain\b.*\b(?:result|outcome|conclusion|decision|choice|recommendation|advice)\b""")
_AGAINST = _pattern(r"""
    \b(?:speaks?|argues?|counts?|said)\s(?:\w+\s)?against\b|\bagainst\s(?:it|this|that)\b
    |^(?:and\s)?(?:(?:what|where)(?:'s|\sis)\s)?(?:the|any|a)\s(?:catch|snag|hitch)\W*$|\bis\sthere\sa\s(?:catch|snag|hitch)\b""")
_ASKS_ON = re.compile(r"\bask(?:s|ed|ing)?\b|\bquestions?\b")
_WHY = _pattern(r"""
    ^(?:why|how\scome|what(?:'s|\sis)?\s(?:speaks?|argues?|counts?|wrong|against)\b|reasons?\s(?:for|against)|what\sare\sthe\sreasons)""")
_BETTER = frozenset(["better", "best"])
_ALTERNATIVES = _pattern(r"""
    \balternatives?\b|\b(?:other|another|different)\s(?:options?|choices?|ways?|models?|solutions?|possibilit(?:y|ies))\b|\b(?:my|our|the)\soptions\b|\bplan\sb\b
    |\bsecond[\s-](?:best|choice)\b|\brunner-up\b|\bwhat\selse\b|\binstead\b""")
_WANTS = re.compile(r"^(?:(?:i|we) (?:also |still )?(?:need|want)|list|show|give|name|tell|explain|and|any|the|your)\b")
_STATES = re.compile(r"\b(?:i|we|it|this|that|you|they|there|no|not|none|never)\b")


def about_result(said: str, current: bool) -> OfResult | None:
    """Return what a turn in lower case asks about the result of a decision; None when it is about anything else.

    `current` tells whether the decision is what was talked about last; else only its next steps can be meant, which
    nothing else has. A word for a side of a thing ("downsides") asks for it in any form that is no statement.
    """
    found = frozenset(word.removesuffix("'s") for word in words(said))
    if not current:
        nexts = _NEXT.search(said) and asks(said) and _only(found, _step_words() | _risk_words())
        if not nexts or not (_STEPS.search(said) or found & _step_words()):
            return None
        return "outlook" if found & _risk_words() else "steps"
    models = frozenset(models_named(found))
    if models and _WHY.search(said) and _only(found, models | _BETTER):
        return "why" if _ASKS_ON.search(said) else "why_model"
    if not _only(found, english().of_result | _step_words() | _risk_words()):
        return None
    if _ALTERNATIVES.search(said) and asks(said):
        return "alternatives"
    if _AGAINST.search(said):
        return "against"
    if _BASIS.search(said) and not _ASKS_ON.search(said):
        return "basis"
    steps = bool(found & _step_words() or _STEPS.search(said)) and asks(said)
    risks = bool(found & _risk_words() or _RISKS.search(said)) and asks(said)
    return "outlook" if steps and risks else "steps" if steps else "risks" if risks else None


def models_named(found: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the words among those of a turn that name who does the work or where, with the values they stand for."""
    return {word: values for word, values in english().models.items() if word in found}


def asks(said: str) -> bool:
    """Tell whether a turn asks or orders, or is but a noun ("main dangers"), and so states nothing."""
    return bool(said.endswith("?") or opens_question(said) or _WANTS.search(said) or not _STATES.search(said))


def _only(found: frozenset[str], named: frozenset[str]) -> bool:
    return found <= english().stop | english().talk | named


def _step_words() -> frozenset[str]:
    return english().aspect_groups["step"]


def _risk_words() -> frozenset[str]:
    return english().aspect_groups["risk"] - {"wrong"}
