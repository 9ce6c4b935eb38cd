"""What a turn does within a conversation about a decision, from its form: asks why, skips, supposes, starts over."""

import re
from collections.abc import Sequence
from typing import Literal

from bot.language import clean, english, words
from bot.results import about_result, models_named

Move = Literal[
    "tell",
    "why",
    "unclear",
    "skip",
    "what_if",
    "adopt",
    "undo",
    "wrong",
    "forget",
    "restart",
    "other_work",
    "flips",
    "idle",
    "recap",
    "repeat",
    "steps",
    "risks",
    "outlook",
    "basis",
    "why_model",
    "alternatives",
    "waiting",
    "revise",
    "unread",
    "left",
    "enough",
]

LONGEST = 18  # words of a turn that only steers the conversation; a longer one tells something


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(verbose, re.VERBOSE)


_LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|so|well|hmm+|um+|please|pls|and|but|then|sorry|thanks|thank you|right|now|wait|hey|hi|hold on"
    r"|alright|all right|just|actually|oh|one moment|hm)\b[\s,.:;!-]*)+"
)
_POLITE = re.compile(
    r"^(?:(?:would|do) you mind (?:telling|showing) me "
    r"|(?:can|could|would|will) you (?:please )?(?:tell me |show me |explain (?:to me )?)?|tell me |show me "
    r"|explain (?:to me )?|i(?:'d| would) like to (?:know |see )?|let me (?:know |see )|may i ask "
    r"|i want to (?:know|see) )"
)
_WHETHER = re.compile(r"\b(?:should|shall) (?:we|i|they)\b.*\b(?:it|this|that)\b")
_OUTCOME = r"(?:recommend\w*|advi[cs]e\w*|suggest\w*|verdict|conclusion|outcome|result|answer|decision|opinion|mind)"

WHY = _pattern(r"""
    ^(?:why|how\scome|what\sfor|for\swhat|why\snot|what\swhy|y)\W*$
    |\bwhy\b.*\b(?:you|that|this|it|question|i|we)\b
    |\b(?:how|in\swhat\sway|where)\s(?:is|does|do|would|should|can)\s(?:that|this|it)\b
    |\bwhat\b.*\bto\sdo\swith\b
    |\b(?:reason|point|purpose|relevance|idea|sense|use)\b.*\b(?:question|asking|that|this)\b
    |^(?:does|is|would)\s(?:that|this|it)\s(?:really\s|even\s)?(?:matter|important|relevant|necessary|needed)\b
    |\bwhat\sdifference\s(?:does|would|will)\b
    |(?:\bnot|n't)\ssee\s(?:why|how|the\s(?:point|relevance))\b
    |\bwhat\sdo\syou\s(?:need|want)\b.*\bfor\b
    |\breason\sfor\sasking\b""")
UNCLEAR = _pattern(r"""
    \bwhat\s(?:do|does|did)\s(?:you|that|this|it|the\squestion)\s(?:mean|even\smean)\b
    |(?:\bnot|n't|\bcannot)\s(?:really\s)?(?:understand|get|follow)\b
    |^(?:huh|what|eh|come\sagain|say\sthat\sagain|pardon|meaning|can\syou\srephrase|rephrase)\W*$
    |\b(?:no\s(?:idea|clue)|not\s(?:know|sure)|n't\s(?:know|get))\b.*\b(?:you|that|this|it|question)\b.*\b(?:means?|meant|asking|want|about)\b
    |\bconfus(?:ed|ing)\b|\bin\sother\swords\b|\b(?:explain|rephrase|clarify)\s(?:that|this|it|the\squestion|your\squestion)\b""")
_ALL = r"""(?:everything|it\sall|all\sof\s(?:it|that|this)|all|that|it|this|the\s(?:whole\sthing|lot)
    |(?:all\s|everything\s)?(?:what\s|that\s)?(?:i|we)(?:\shave|'ve)?\s(?:just\s)?(?:said|told|wrote)(?:\syou)?(?:\sso\sfar|\sbefore|\searlier)?
    |(?:all\s)?(?:the|my|our|these|those)\s(?:facts|answers|case|situation|details|information|inputs?|conversation))"""
RESTART = _pattern(rf"""
    ^(?:(?:i|we)(?:'d|\swould)?\s(?:want|like|need)\sto\s|let'?s\s|can\s(?:we|i)\s|can\syou\s|could\s(?:we|you)\s)?(?:
        (?:re-?start|start|begin|try|go)\b.{{0,12}}\b(?:over|again|afresh|anew|fresh|from\s(?:scratch|zero|the\s(?:start|beginning|top)))(?=\s*(?:$|[.,;:!?]|\b(?:and|please|now|with)\b(?!.*\?)))
        |(?:re-?start|reset)(?:\s{_ALL}|\severything)?(?=\W|$)
        |(?:forget|drop|clear|delete|scrap|erase|discard|wipe|throw\saway|disregard|ignore)\s(?:about\s)?{_ALL}(?=\s*(?:$|[.,;:!?]|\b(?:and|please|now|about)\b))
        |(?:this\sis\s|here\sis\s|i\shave\s|we\shave\s|take\s)?(?:an?\s)?(?:completely\s|totally\s)?(?:new|different|other|another|next|fresh)\s
            (?:case|situation|project|decision|company|client|scenario|example)(?=\W*$|\s*[.,:;!-]|\s(?:please|now)\b)
        |(?:clean\sslate|new\sconversation|from\sscratch)\b
    )""")
WHAT_IF = _pattern(r"""
    ^(?:what|how|and|but|even|only)?\s?(?:about\s)?if\b(?=.*)
    |\bwhat\sif\b|^suppos\w*\b|^imagin\w*\b|^assum(?:e|ing)\b|^let(?:'s|\sus|s)\s(?:say|assume|suppose|pretend|imagine)\b
    |^say\s(?:we|it|that|i|the|our)\b|^hypothetical\w*\b
    |\bwhat\s(?:would|will|happens?|changes?|else)\b.*\b(?:if|with|without)\b
    |^(?:would|does|do|will|is|could|should)\b.*\b(?:change|differ|different|matter|same|still|hold|flip|otherwise)\b.*\b(?:if|with|without)\b
    |^(?:same\s|and\s|what\sabout\s|how\sabout\s|but\s)?(?:with|without|having|not\shaving)\b[^?]*\?
    |^(?:what|how)\sabout\s(?:less|more|no|fewer|having|not)\b""")
ADOPT = _pattern(r"""
    ^(?:yes|yeah|yep|sure|ok|okay|fine)?[\s,.!]*(?:let'?s\s|we(?:'ll|\swill)?\s|i(?:'ll|\swill)?\s|please\s)?
    (?:keep|take|adopt|use|apply|accept|assume|go\swith|stick\swith|make|count\son|switch\sto)\b
    (?:\swith)?\s(?:that|this|it|the\schange)\b
    |^(?:yes|yeah|yep)[\s,.!]*(?:that|this|it)(?:'s|\sis)\s(?:actually\s|really\s|indeed\s)?(?:the\scase|true|so|right|how\sit\sis)\b""")
UNDO = _pattern(r"""
    ^(?:undo(?:\s(?:that|it|this))?|go\sback|back|one\sstep\sback|step\sback|revert|(?:i\s)?take\s(?:that|it|this)\sback
    |scratch\s(?:that|it)|strike\sthat|that\swas\sa\s(?:mistake|typo)|my\smistake)\W*$""")
WRONG = _pattern(r"""
    ^(?:no\b[\s,.!]*)?(?:
        (?:that|this|it)(?:'s|\sis|\swas)\s(?:just\s|simply\s|all\s|completely\s)?(?:wrong|incorrect|false|not\s(?:right|correct|true|what\s(?:i|we)\s(?:said|meant|mean)))
        |(?:that|this|it)\s(?:isn'?t|wasn'?t)\s(?:right|correct|true|what\s(?:i|we)\s(?:said|meant|mean))
        |you(?:\shave|'ve)?\s(?:misunderstood|misread|got\s(?:it|that|me|this)\swrong|are\swrong)|you're\swrong|wrong|incorrect
        |i\s(?:don't\s|do\snot\s|dis)agree\b|not\swhat\si\s(?:said|meant)|i\s(?:did\snot|didn't|never)\s(?:say|said|mean)\s(?:that|this|it)
    )""")
FLIPS = _pattern(rf"""
    \b(?:what|which|when|how|anything|something|under\swhat|under\swhich)\b.*\b(?:change|flip|overturn|alter|reverse|sway|tip|switch
        |shift|turn|convince|persuade|tilt|different\w*|otherwise|the\sother\sway)\b
    |\bwhat\swould\sit\stake\b
    |\bhow\s(?:robust|stable|sensitive|certain|sure|confident|solid|firm|fragile|safe|strong)\b
    |\b(?:are|is)\s(?:you|that|this|it|the\s{_OUTCOME})\s(?:really\s)?(?:sure|certain|robust|stable|final)\b
    |\b(?:what|which)\b.*\b(?:decisive|matters?\smost|count\w*\smost|weigh\w*\smost|tips?)\b""")
IDLE = _pattern(r"""
    \b(?:what|which)\b.*\b(?:no\s(?:difference|influence|effect|impact|role|bearing|matter)|irrelevant|unimportant|not?\smatter
        |(?:do|does|did|would|will|wo|don|doesn|is|are)(?:n'?t|\snot|'t)\s(?:really\s)?(?:matter|count|affect|change|influence|important|relevant|make))
    """)
LEFT = _pattern(r"""
    ^(?!.*\b(?:no|enough|stop)\b).*(?:
        \b(?:what|which|anything|list|show|tell|ask)\b.*\b(?:open|missing|left|unanswered|remain(?:s|ing)?|unknown|outstanding)\b
        |\bwhat\s(?:else|more)\b.*\b(?:need|want)\b|\b(?:next|remaining|other|more)\squestions?\b
        |^(?:ask|keep\sasking|continue\sasking|go\son\sasking)(?:\s(?:on|away|me))?\W*$
    )""")
ENOUGH = _pattern(r"""
    \b(?:no\s(?:more|further|other)|enough|stop\s(?:the|with\s(?:the|your))|without\s(?:more|further))\s(?:questions?|asking)\b
    |\b(?:don'?t|do\snot|stop|quit)\s(?:ask(?:ing)?)\b""")
REVISE = re.compile(
    r"\b(?:can|could|may|might) (?:i|we)\b.*\b(?:change|correct|alter|revise|revisit|reconsider|adjust|edit)\b"
)
RECAP = _pattern(r"""
    \bwhat\s(?:do|did|have|are|were)\s(?:you|u)\b.*\b(?:underst\w+|know|knew|get|got|gather\w*|hear\w*|note\w*|read|record\w*|remember\w*|assum\w*|have|learn\w*|take\w*|think\si)\b
    |\bwhat\s(?:did|have|has)\s(?:i|we)\b.*\b(?:say|said|tell|told|give|given)\b
    |\b(?:summari[sz]\w*|recap\w*|sum\s(?:it\s|that\s|this\s)?up|overview|read\sback)\b
    |\b(?:list|repeat|show|see|which|what)\b.*\b(?:facts|what\s(?:i|we)\s(?:said|told)|my\s(?:answers|case|situation|input))\b
    |\bwhere\s(?:are|do)\swe\s?(?:stand)?\W*$
    |^(?:the\s|my\s)?facts(?:\sso\sfar)?\W*$
    |\bsay\sback\b|\bdid\syou\s(?:get|understand)\b""")
REPEAT = _pattern(rf"""
    \b(?:what|which)\b.*\b{_OUTCOME}\b
    |\b(?:your|the|final)\s(?:\w+\s)?{_OUTCOME}\b|\bwhat\b.*\bquestion\b
    |^(?:do|does|did|can|could|would|will)\syou\b.*\b{_OUTCOME}\b
    |\bwhat\s(?:should|shall|do|must|can|would)\s(?:we|i|you)\s(?:do|choose|pick|say|think)\b
    |^(?:what\snow|what\snext|now\swhat|so|and|well|therefore|in\sshort|bottom\sline|the\supshot|upshot|your\stake)\W*$
    |\bwhat\W?s\sit\sgoing\sto\sbe\b|\bbottom\sline\b|\byour\stake\b|\brecommend\ssomething\b
    |^(?:(?:what|how)\sabout|for|with|in)\s(?:us|me|(?:our|my)\s(?:own\s)?(?:case|situation|company|business))\W*$
    |^(?:just\s)?(?:decide|recommend|choose|give\sme\s(?:a|an|your|the)\s{_OUTCOME})\b""")
_OTHER = _pattern(r"""
    ^(?:what|how)\sabout\s(?:our|my|the)\s(?P<a>[\w\s-]{3,50}?)\W*$
    |^(?:and\s)?(?:the\ssame\s(?:question\s)?)?(?:for|about|with)\s(?:our|my|the)\s(?P<b>[\w\s-]{3,50}?)\W*$
    |^(?:our|my)\s(?P<c>[\w\s-]{3,50}?)(?:,?\s(?:too|as\swell|also))?\?$""")
_WORK = re.compile(
    r"\b(?:(?:out-?|off-?|near-?|in-?|re-?)?(?:sourc|shor)(?:e|ing)|mov(?:e|ing)|giv(?:e|ing)|hand(?:ing)?|plac(?:e|ing)"
    r"|run(?:ning)?|do|does"
    r"|build(?:ing)?|develop(?:ing)?|about|for|with|handle|keep(?:ing)?)"
    r"\s(?:over\s|out\s|away\s|also\s)?(?:our|my|the)\s(?P<work>[a-z][\w-]*(?:\s[a-z][\w-]*){0,2})"
)


def steering(text: str) -> str:
    """Return a turn in lower case without the words that lead into it ("ok, so please ...")."""
    bare = clean(text[:2_000]).lower()
    short = _LEAD.sub("", bare)
    return short if words(short) else bare


def about_talk(text: str) -> bool:
    """Tell whether a turn names nothing but the conversation itself, so that it cannot be a question on a subject."""
    stop, talk = english().stop, english().talk
    return all(word in stop or word.removesuffix("'s") in stop or word in talk for word in words(text))


def restarts(text: str) -> bool:
    return bool(RESTART.search(steering(text)))


def only_restarts(text: str) -> bool:
    """Tell whether a turn starts over and says nothing else, so that there need be no case to forget."""
    said = steering(text)
    return bool(RESTART.search(said)) and about_talk(RESTART.sub("", said))


def asks_whether(text: str) -> bool:
    """Tell whether a turn asks whether to do "it", which while a case is decided is what it is about."""
    return bool(_WHETHER.search(steering(text))) and about_talk(text)


def supposes(text: str) -> bool:
    return bool(WHAT_IF.search(steering(text)))


def steered(text: str, current: bool) -> Move | None:
    """Return the move of a short turn about the conversation itself; None for a turn that tells or asks otherwise.

    `current` tells whether the decision was talked about last, so that its result can be meant.
    """
    said = steering(text)
    asked = _POLITE.sub("", said)
    if len(words(said)) > LONGEST:
        return None
    result = about_result(asked, current)
    if not about_talk(said):
        return result
    firm: tuple[tuple[re.Pattern[str], Move], ...] = (
        (UNDO, "undo"),
        (ENOUGH, "enough"),
        (LEFT, "left"),
        (WRONG, "wrong"),
        (ADOPT, "adopt"),
        (IDLE, "idle"),
        (FLIPS, "flips"),
        (REVISE, "revise"),
        (RECAP, "recap"),
        (UNCLEAR, "unclear"),
    )
    loose: tuple[tuple[re.Pattern[str], Move], ...] = ((WHY, "why"), (REPEAT, "repeat"))
    return _first(firm, asked, said) or result or _first(loose, asked, said)


def _first(found: Sequence[tuple[re.Pattern[str], Move]], asked: str, said: str) -> Move | None:
    return next((move for pattern, move in found if pattern.search(asked) or pattern.search(said)), None)


def models_of(text: str) -> tuple[str, ...]:
    """Return the sides of the grid that a turn names: "own" and "home" for "in-house"."""
    named = models_named(frozenset(words(text))).values()
    return tuple(dict.fromkeys(side for sides in named for side in sides))


def other_work(text: str) -> str:
    """Return the work that a short follow-up turns to ("and for our payroll?"); "" when it turns to none."""
    match = _OTHER.search(steering(text))
    return next((group for group in match.groups() if group), "") if match else ""


def work_of(text: str) -> frozenset[str]:
    """Return the words of the work a question for advice names ("outsource our customer support"); may be empty."""
    match = _WORK.search(clean(text[:2_000]).lower())
    if not match:
        return frozenset()
    named = []
    for word in match["work"].split():
        if word in english().stop or word in {"abroad", "overseas", "offshore", "outside", "in-house", "home"}:
            break
        named.append(word)
    return frozenset(named) - {"work", "project", "job", "company", "business", "country", "people", "team", "same"}
