"""The forms that questions of each kind take: patterns over lower-case text with single spaces."""

import re
from collections.abc import Iterable

from bot.words.language import english


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(verbose, re.VERBOSE)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


_LEAD_IN = r"^(?:(?:so|and|but|ok|then|well|also|please|hi|hello)\b[\s,]*)*"
_ME = "(?:us|me|my|our)"
_BETTER = _any(["better", "cheaper", "faster", "safer", "riskier", "costlier", "quicker", "dearer"])

_RELATE = r"(?:they|these|those|.+\sand\s.+)\s(?:fit|hang|go|belong)\stogether"
COMPARISON = _pattern(rf"""
    \b(?:
        differences?|differ|differs|different\s(?:from|to|than|between)|distinction|distinguish|compar\w+|contrast|versus|vs
        |apart|same\sas|same\sthing|as\sopposed\sto|rather\sthan|pros\sand\scons\sof\s.+\sand\s
        |than(?!\s(?:one|two|three|four|five|ten|\d[\d.,]*)\b|\s(?:\w{{3,}}ed|thought|foreseen|usual|normal|necessary|ever|before)\W*$)
        |which\sof\s.+\s(?:and|or)|how\s(?:do|does|are|is)\s(?:.+\srelated?|{_RELATE})|in\scommon
    )\b
    |\b(?:{_BETTER}|more\s\w+|less\s\w+)\b.*\bor\b
    |\bor\b.*\b(?:better|cheaper|faster|safer|riskier)\b
    |\bor\s[^?.!]+[:,]\s(?:which|what(?:'s|\sis|\sare)?\s(?:changed|changes|different|new|better))\b""")

_STEPS = "steps?|process|procedure"
_ACTOR = _any(
    [
        "i",
        "we",
        "you",
        "one",
        "they",
        "a",
        "an",
        "companies",
        "firms",
        "businesses",
        "organisations",
        "organizations",
        "people",
        "someone",
    ]
)
PROCEDURE = _pattern(rf"""
    {_LEAD_IN}(?:
        how\sto\s
        |how\s(?:do|does|should|can|could|would|must|might)\s{_ACTOR}\b
        |how\s(?:should|can|could|must|might)\s.+\sbe\b
        |how\s(?:i|we|you|one)\s(?:can|could|do|should|would)\b
        |what\s(?:are|is)\sthe\s(?:{_STEPS}|stages?|phases?|way)\b
        |what\s(?:should|must|do)\s(?:i|we|you|one)\sdo\s(?:when|before|after|to)\b
        |(?:{_STEPS})\s(?:to|for|of|in)\b
        |walk\sme\sthrough\b
        |guide\b
    )""")
KNOWING = _pattern(rf"{_LEAD_IN}how\s(?:do|does|can|could|would)\s{_ACTOR}\s(?:know|tell|see)\b")

_HOW_MUCH = (
    r"how\s(?:much|many|long|often|big|large|far|high|tall|old|fast|soon|quickly|expensive|deep|wide|heavy|late)"
)
NUMBER = _pattern(rf"""
    \b(?:
        {_HOW_MUCH}|percentage|market\ssize|(?:in\swhat|which)\syear|when\s(?:did|was|were|will|has|have)
        |what\s(?:percent\w*|share|proportion|fraction|number\sof|amount\sof|range)|quote\s(?:me|us)\sa\sprice
        |what\s(?:is|are)\s(?:the\s(?:most|least|maximum|minimum)\s(?:i|we|you|one)|\d+)
    )\b
    |\bwhat\s(?:do|does|did|can|could|will|would|might)\s.+\s(?:cost|save|pay|earn|charge|weigh|be\sworth)\b
    |\bwhat\s(?:is|are|was|were)\s.+\s(?:paid|charged|worth)\b""")
NUMBER_FIRST = _pattern(rf"{_LEAD_IN}(?:{_HOW_MUCH}|what\s(?:percent\w*|share|proportion|fraction))\b")

# "Give me the headcount of ...".
FIGURE_ORDERED = _pattern(rf"""
    {_LEAD_IN}(?:please\s)?(?:give|tell|show|state|quote|send|find|name)\s(?:(?:me|us)\s)?(?:the|an?)\s(?:[\w-]+\s){{0,3}}?
    {_any(sorted(english().quantities - {"position", "forecast", "rank", "period", "time", "figure"}))}
    \s(?:of|for|in|at|per|on)\b(?!.*\bdefinition\b)""")

EXAMPLE = _pattern(r"""
    \b(?:
        examples?|for\sinstance|instances?|such\sas\swhat|case\sstud(?:y|ies)|real[-\s]world|real\slife
        |who\shas|(?:which|name|name\s(?:some|any|a\sfew|two|three))\s(?:compan|firm|organi[sz]ation)\w*
    )\b""")

_LIST_NOUN = _any(sorted(english().list_nouns))
# "Why do firms ..." asks for motives, of which there are several; "why does X ..." asks how one thing comes about.
LIST = _pattern(rf"""
    \b(?:what|which|name|list|give|tell|state|enumerate)\b.*\b{_LIST_NOUN}\b
    |^(?:(?:and|the|any|some|main|biggest|key)\s)*(?:\S+'s\s)?{_LIST_NOUN}\b
    |\b{_LIST_NOUN}\??$
    |^(?:list|name|enumerate)\b
    |^why\s(?:do|should)\b(?!\snot\b)
    |\bwhat\selse\b
    |\bwhat\s(?:speaks|talks)\s(?:for|against)\b
    |\bwhat\s(?:goes\sinto|belongs\s(?:in|to)|makes\sup|is\sincluded\sin|is\spart\sof)\b
    |\bwhat\s(?:can|could|may|might)\sgo\swrong\b""")

DEFINITION = _pattern(rf"""
    {_LEAD_IN}(?:
        what(?:'s|\sis|\sare|\swas|\swere)\b
        |(?:define|explain|describe|definition)\b
        |meaning\sof\b
        |what\b.*\b(?:mean|means|called|stand\sfor)\b
        |what(?:\s[\w-]+){{1,4}}\s(?:is|are)\W*$
        |what\s(?:do|would)\s(?:you|we|people|they)\scall\b
        |is\sthere\san?\s(?:word|term|name|expression)\sfor\b
        |is\s.+\san?\s(?:real\s)?(?:thing|word|term)\b
        |(?:\S+\s){{1,4}}(?:meaning|definition)\s(?:in|of|for)\b
    )
    |\b(?:meaning|definition|mean|means|stands?\sfor|meening)\s*(?:please|pls)?\W*$
    |\b(?:word|term|name|phrase)\s(?:for|when|used)\b""")
NAMING = _pattern(rf"""
    {_LEAD_IN}is\s(?:there\san?\s(?:word|term|name|expression)\sfor|.+\san?\s(?:real\s)?(?:thing|word|term))\b""")

# Asks for the name of a thing that the question describes.
NAME_ASKED = _pattern(r"""
    \b(?:name|word|term|expression)\s(?:for|when)\b
    |\b(?:do|would|does|should)\s(?:you|we|people|they|one|i)\scall\b
    |\b(?:that|it|this|these|they)\s(?:is\s|are\s)?called\b|\bcalled\s(?:when|if)\b
    |\bwh(?:at|ich)\s(?:word|term|name)\s(?:means|describes|stands|is)\b
    |\bwhat(?:'s|\sis|\swas)\sthe\s(?:right\s|proper\s|technical\s)?(?:word|term|expression)(?=\W*(?:$|[?.!]|and\b))
    |\b(?:does|do|did)\s(?:that|this|it|they|these)\s(?:even\s|also\s)?have\sa\s(?:\w+\s)?name\b""")

YES_NO = _pattern(rf"""
    {_LEAD_IN}(?:
        is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|had|must|may|might
        |isn't|aren't|don't|doesn't|can't|whether
    )\b""")
TAG = _pattern(
    r",\s(?:right|correct|no|true|isn't\sit|doesn't\sit|don't\sthey|aren't\sthey|is\sthat\s(?:right|true|so))\s?\?$"
)

# Opens as a question does, with a question mark or without.
ASKS = _pattern(rf"""
    {_LEAD_IN}(?:
        (?:what|who|whom|whose|when|where|why|how)(?:'s)?
        |(?:is|are|was|were|do|does|did|can|could|would|will|has|have|had|must|may)\s(?:\w+\s)?
        (?:it|there|they|we|i|you|our|the|an?)
    )\b""")

# A question for a yes or no that does not ask whether there are several things ("are there any risks?").
CLOSED = _pattern(rf"""
    {_LEAD_IN}(?:
        (?:is|are|was|were)\s(?!there\b)|(?:do|does|did|should|must|may|might|has|have|had)\s|(?:can|could|would|will)\s(?!you\b)
    )""")

FIRST_PERSON = _pattern(r"\b(?:we|our|ours|us|i|i'm|we're|we've|i've|my|mine|company|firm|startup|business|team)\b")
_OPTION = "(?:one|option|model|way|route|approach|set-?up|solution|strategy|choice)"
_WORKING = _any(
    [
        "do", "handle", "run", "process", "answer", "build", "develop", "make", "maintain", "operate", "perform",
        "deliver", "staff", "code", "test", "design", "translate", "clean", r"carry\sout", r"look\safter",
        r"take\s(?:over|on|care\sof)",
    ]
)  # fmt: skip
WHO_SHOULD = _pattern(rf"""
    \bwho\s(?:should|shall|could|can)\s{_WORKING}\s(?:our|my|this|these|it)\b
    |\bwhere\sshould\s(?:our|my)\s""")
CHOICE = _pattern(rf"""
    {WHO_SHOULD.pattern}
    |\b(?:
        (?<!how\s)(?<!what\s)(?<!which\s)(?<!when\s)(?<!why\s)(?<!who\s)(?<!whom\s)should\s(?:we|i|my|our|they)(?!\scompare)
        |shall\s(?:we|i)|recommend\w*|advise
        |what\s(?:should|would|do)\s(?:you|we|i)\s(?:recommend|advise|suggest|do|choose|pick)
        |which\b.*\b(?:for|suits?|fits?)\s{_ME}
        |(?:best|right)\s(?:option|choice|model|way|route|fit|thing)\sfor\s{_ME}
        |(?:best|right|better|cheaper|safer|sensible)\sfor\s{_ME}
        |decide\sfor\s(?:us|me)
        |keep\sit\sin[-\s]?house\sor|who\sshould\sdo|where\sshould\s(?:we|i|it|this|the\swork)
        |make\sor\sbuy\sfor\s(?:us|me)
        |(?:is|would)\sit\s(?:be\s)?(?:best|wiser|smarter|{_BETTER})\s(?:for\s\w+\s)?to
    )\b
    |(?:^|[.!?,;]\s|please\s|you\s)help\s(?:me|us)\s(?:to\s)?(?:decide|choose)\b
    |[.!;]\s(?:any\s)?(?:advice|suggestions?|recommendations?|thoughts|ideas)\s?\?$
    |[.!;,]\s(?:[\w-]+\s){{1,3}}or\s[\w-]+(?:\s[\w-]+){{0,3}}\s?\?$
    |[.!?;]\s.*\bwhich\s{_OPTION}\s(?:fits?|suits?|is|would|should|makes)\b""")
# What ends a described case as a choice: "which one fits?", "what should we do?"; not "what should we ask them?".
CASE_ENDS = _pattern(rf"""
    \bwhich(?:\s(?:of|one|is|are|fits?|suits?|would|should|do|makes)\b|\s(?:[\w-]+\s){{0,2}}(?:{_OPTION}|country|place|location)s?\b)
    |\bwhat\sshould\s(?:we|i|one|they)\s(?:do|choose|pick|prefer)\b""")
HELP_CHOOSING = _pattern(r"""
    \b(?:who\sshould\sdo\s(?:this|the|that)\swork|help\s(?:me|us)\s(?:decide|choose))\b
    |^\W*(?:to\s)?(?:(?:out|in)-?source|(?:off|near|re|on)-?shore|go\sabroad)\s(?:it\s|this\s)?or\s(?:rather\s)?not\W*$""")

# Politeness in front of a question or a request: what follows has the kind.
ASKED_POLITELY = _pattern(rf"""
    {_LEAD_IN}(?:
        (?:(?:can|could|would|will)\syou\s(?:please\s|kindly\s)?)?(?:tell|show|explain\sto)\s(?:me|us)
        |(?:can|could|would|will)\syou\s(?:please\s|kindly\s)?(?:explain|say)
        |(?:i\swant|i'd\slike|i\swould\slike|i\sneed)\sto\s(?:know|understand)|i\swonder|do\syou\sknow|any\sidea
    )\s(?=(?:what|how|which|who|when|where|why|if|whether)\b)""")
REQUESTED = _pattern(rf"""
    {_LEAD_IN}(?:can|could|would|will)\syou\s(?:please\s|kindly\s)?
    (?=(?:tell|show|give|send|quote|recommend|suggest|find|write|draft|list|name|explain|define|describe|compare)\b)""")

_MACHINE = "(?:bot|chatbot|robot|machine|computer|program|person|human|ai|llm|gpt|chatgpt|(?:language\\s)?model|openai)"
_PROGRAM = "(?:shorewise|th(?:is|e)\\s(?:bot|chatbot|chat|tool|app|page|program|software|assistant|website))"
_FILES = "(?:documents?|files?|pdfs?|texts?|sources?|papers?|notes|data)"
OWN_DOCUMENTS = _pattern(rf"""
    \b(?:add|upload|import|load|ingest|use|include|attach|bring|remove|delete)\s(?:
        (?:[\w-]+\s){{0,3}}own\s(?:[\w-]+\s)?{_FILES}\W*$
        |(?:[\w-]+\s){{0,3}}{_FILES}\s(?:(?:to|into|in|from|with|of)\s)?(?:you|here|{_PROGRAM}|(?:your|this)\slibrary)\W*$
    )
    |^\W*(?:can|could|may|how\s(?:do|can))\si\s(?:add|upload|import)\s(?:\w+\s)?{_FILES}\W*$
    |\bcan\syou\sread\s(?:my\s|an?\s)?(?:pdfs?|word|excel|powerpoint|{_FILES})(?:\s{_FILES})?\W*$
    |\bhow\smany\sdocuments\s(?:do\syou\s(?:have|know)|are\sthere|are\sbuilt\sin)\W*$
    |\b(?:which|what)\sdocuments\sare\sbuilt\sin\W*$
    |\b(?:which|what)\s(?:kinds?\sof\s|types?\sof\s)?(?:files?|documents?)(?:\s(?:formats?|types?))?\s
    (?:do|can)\s(?:you|i)\s(?:read|accept|support|add|upload)\W*$""")
HOW_DECIDED = _pattern(rf"""
    \bhow\s(?:do|does|did|can|will)\s(?:you|{_PROGRAM})\s
    (?:decide|judge|recommend|choose|make|reach|find|come\sup\swith|arrive\sat|get\s(?:to|at))
    (?:\s(?:an?|the|your|its|this|that|these)(?:\s(?:decisions?|recommendations?|results?|advice|choice))?)?\W*$""")
ABOUT = _pattern(rf"""
    \b(?:
        (?:who|what)\s(?:exactly\s)?(?:are|r)\s(?:you|u)(?=\W*$|[,.?!;]|\s(?:and|exactly|then|anyway|actually)\b)|are\syou\s(?:real|human|chatgpt|gpt|ai\b|(?:an?|using\s(?:an?\s)?)\s?{_MACHINE})
        |what\scan\s(?:you|{_PROGRAM})\sdo|what\sis\sshorewise
        |what\sdo\syou\s(?:know|cover)(?=\W*$|\s(?:about|on|of)\s(?:me|this|it)\b)
        |how\s(?:do|does|can)\s(?:you|{_PROGRAM})\s(?:work|(?:answer|search|find\sanswers)(?=\W*$|\s(?:to\s)?(?:my\s|the\s)?questions?\W*$))
        |how\s(?:accurate|reliable|trustworthy|good)\s(?:are\syou(?:r\sanswers)?|is\s{_PROGRAM})(?=\W*$)
        |(?:do|can|does|are)\s(?:you|{_PROGRAM})\s(?:use|using)\s(?:an?\s)?(?:ai|llm|chatgpt|(?:large\s)?language\smodel|internet|the\sinternet)
        |can\syou\s(?:be\swrong|make\smistakes|lie|hallucinate)(?=\W*$)
        |(?:which|what)\s(?:documents|sources|topics|subjects)\s(?:do\syou|are\sin|can\syou|have\syou)
        |who\s(?:made|built|wrote)\syou|what\s(?:can|may|should)\si\sask(?!\s(?!you\b|here\b|shorewise\b|this\b))|where\sdo\syour\sanswers\scome\sfrom
        |what\s(?:you|{_PROGRAM})\s(?:shows?|says?|answers?|tells?)|can\si\strust\s(?:you|your)
        |(?:anything|what|everything|text|data|questions?)\s(?:that\s)?i\s(?:type|enter|upload)
        |(?:leaves?|stays?\son)\s(?:this|my)\s(?:computer|machine|laptop)
        |do\syou\s(?:store|keep|save|log|share|send|record)\s(?:my|our)\s(?:questions?|data|words|conversations?)
        |is\s(?:my|our)\sdata\ssent\s(?:anywhere|somewhere|out|away)
    )\b
    |^help\W*$
    |{OWN_DOCUMENTS.pattern}
    |{HOW_DECIDED.pattern}""")
HOW_ARE_YOU = _pattern(
    r"""\b(?:how\sare\syou|how(?:'s|\sis)\s(?:it\sgoing|your\sday|everything)|how\sdo\syou\sdo|(?:nice|pleased)\sto\smeet\syou
        |(?:i\s)?hope\s(?:you(?:'re|\sare)(?:\sdoing)?|all(?:'s|\sis)|everything(?:'s|\sis)|your\sday\sis(?:\sgoing)?)
        \s(?:well|fine|good|great|ok(?:ay)?))
        (?:\s(?:today|doing|going|this\smorning))?\b"""
)
