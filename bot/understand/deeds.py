"""What "that" means in "how do we do that?": the deed of which the person spoke before."""

import re

_WHO = r"(?:we|i|you|one|they|companies|firms|people)"
_INTENDS = re.compile(
    rf"\b{_WHO}(?:'d| would| will|'ll| may| might)?(?: (?:now|also|really|just|still|only))*"
    r"(?: (?:want|need|plan|intend|hope|wish|like|love|prefer|have|decided|aim|ought|expect)"
    r"|(?:'re|'m| are| am| were)(?: (?:now|also|just))? (?:going|planning|about|trying|hoping|looking|due))"
    r" to (?P<deed>\w[^.;:!?]+)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|then|ok(?:ay)?)\W+)*(?:(?:how|when|where|why) )?"
    rf"(?:do|does|can|could|should|may|might|must|would) {_WHO}"
    r" (?P<deed>(?!be\b|have\b|know\b|need\b|do (?:it|that|this)\b)\w+ [^.;:!?]+)",
    re.IGNORECASE,
)
# Neither "how do this and that differ" nor "how do IT firms charge".
_DO_THAT = re.compile(
    r"\b(?:(?<!how )(?<!why )(?<!what )(?<!when )(?<!where )do|do(?P<ing>ing)|go about|achieve|manage"
    r"|accomplish|pull off|proceed with|(?P<going>going about|achieving|managing|accomplishing)) (?:that|this|(?-i:it))"
    r"(?=\W*$|[,;]| (?:in|for|without|by|if|now|then|ourselves|myself|well|right|properly|cost|take|mean)\b)",
    re.IGNORECASE,
)
# What is no deed that could be legal or cost something: "we have to be compliant", "can you tell me ...?".
_NO_DEED = re.compile(
    r"(?:be|have|not|never|know|tell|ask|see|find|show|explain|calculate|compare|define|understand|get|give|list|say|think"
    r"|learn|read|hear|help|pay|need|want|\w+ly)\b",
    re.IGNORECASE,
)
_DOES = (
    "cost|take|mean|hurt|harm|help|work|pay|save|need|require|affect|change|make|lead|bring|cause|raise|lower|slow|break"
    "|breach|violate|endanger|damage|be"
)
_HOW_IT_IS = (
    "legal|illegal|lawful|allowed|permitted|forbidden|wise|risky|dangerous|expensive|cheap|cheaper|dear|dearer|safe|common"
    "|normal|usual|customary|possible|worth|necessary|needed|required|ok|okay|fine|good|bad|right|wrong|fair|enough"
    "|difficult|hard|easy|realistic|smart|sensible"
)
# "Does that cost us?", "is that legal?": what was asked about a deed is asked on.
_OF_THAT = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*(?:what |how much |how long |when |why )?"
    r"(?:(?:does|would|will|could|can|might|may|did) (?P<that>that|this)"
    rf"(?= (?:not |also |really |still |then )?(?:{_DOES})\b)"
    r"|(?:is|was|isn't|would be) (?P<it>that|this)"
    rf"(?= (?:even |really |still |then |at all |generally |usually |always )?(?:{_HOW_IT_IS})\b))",
    re.IGNORECASE,
)
_VOWELS = re.compile(r"[aeiou]+")
_SHORT_VOWEL = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")


def deed_of(text: str) -> str:
    """Return what a person means to do by a text, or asks how or whether to, from its verb on: "bring payroll back";
    "" where there is none."""
    found = list(_INTENDS.finditer(text)) or list(_ASKS.finditer(text))
    return found[-1]["deed"].strip(" ,") if found else ""


def with_deed(asked: str, deed: str) -> str:
    """Return a question with a deed in the place of "do that", or of "that" in "does that cost us?"; as it is where
    there is none, or no such words."""
    found = _DO_THAT.search(asked) if deed else None
    if deed and not found and not _NO_DEED.match(deed) and (of := _OF_THAT.match(asked)):
        start, end = of.span("that" if of["that"] else "it")
        return f"{asked[:start]}{_doing(deed)}{asked[end:]}"
    if not found:
        return asked
    put = _doing(deed) if found["ing"] or found["going"] else deed
    return f"{asked[: found.start()]}{put}{asked[found.end() :]}"


def _doing(deed: str) -> str:
    verb, _, rest = deed.partition(" ")
    silent = verb.endswith("e") and verb != "be" and not verb.endswith(("ee", "oe", "ye"))
    stem = verb.removesuffix("e") if silent else verb
    stem = f"{verb[:-2]}y" if verb.endswith("ie") else stem
    stem += stem[-1] * (len(_VOWELS.findall(verb)) == 1 and bool(_SHORT_VOWEL.search(verb)))
    return f"{stem}ing {rest}".strip()
