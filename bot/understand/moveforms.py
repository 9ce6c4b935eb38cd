"""The forms of turns about the conversation itself, each for the move that it makes."""

import re


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(verbose, re.VERBOSE)


LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|so|well|hmm+|um+|please|pls|and|but|then|sorry|thanks|thank you|right|now|wait|hey|hi|hold on"
    r"|alright|all right|just|actually|oh|one moment|hm"
    r"|(?:going )?back to (?:it|this|that)(?=\W*[,:;.]))\b[\s,.:;!-]*)+"
)
POLITE = re.compile(
    r"^(?:(?:would|do) you mind (?:telling|showing) me "
    r"|(?:can|could|would|will) you (?:please )?(?:tell me |show me |explain (?:to me )?)?|tell me |show me "
    r"|explain (?:to me )?|i(?:'d| would) like to (?:know |see )?|let me (?:know |see )|may i ask "
    r"|i want to (?:know|see) )"
)
WHETHER = re.compile(r"\b(?:should|shall) (?:we|i|they)\b.*\b(?:it|this|that)\b")
_OUTCOME = (
    r"(?:recommend\w*|advi[cs]e\w*|suggest\w*|verdict|conclusion|outcome|result|answer|decision|opinion|choice|mind)"
)

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
    |\b(?:simpler|simply|easier|plainer|differently|again)\b.*\bquestion\b|\bquestion\b.*\b(?:simpler|simply|easier|plainer|differently)\b
    |\bconfus(?:ed|ing)\b|\bin\sother\swords\b|\b(?:explain|rephrase|clarify)\s(?:that|this|it|the\squestion|your\squestion)\b""")
_ALL = r"""(?:everything|it\sall|all\sof\s(?:it|that|this)|all|that|it|this|the\s(?:whole\sthing|lot)
    |(?:all\s|everything\s)?(?:what\s|that\s)?(?:i|we)(?:\shave|'ve)?\s(?:just\s)?(?:said|told|wrote)(?:\syou)?(?:\sso\sfar|\sbefore|\searlier)?
    |(?:all\s)?(?:the|my|our|these|those)\s(?:facts|answers|case|situation|details|information|inputs?|conversation))"""
# "Scrap that, we do have money" only replaces what is said anew behind the comma.
_DROP = r"(?:forget|drop|clear|delete|scrap|erase|discard|wipe|throw\saway|disregard|ignore)\s(?:about\s)?"
RESTART = _pattern(rf"""
    ^(?:(?:i|we)(?:'d|\swould)?\s(?:want|like|need)\sto\s|let'?s\s|can\s(?:we|i)\s|can\syou\s|could\s(?:we|you)\s)?(?:
        (?:re-?start|start|begin|try|go)\b.{{0,12}}\b(?:over|again|afresh|anew|fresh|from\s(?:scratch|zero|the\s(?:start|beginning|top)))(?=\s*(?:$|[.,;:!?]|\b(?:and|please|now|with)\b(?!.*\?)))
        |(?:re-?start|reset)(?:\s{_ALL}|\severything)?(?=\W|$)
        |{_DROP}(?:that|it|this)(?=\s*(?:$|[.;:!?]|,?\s(?:and|please|now|about)\b))
        |{_DROP}(?!(?:that|it|this)\s*,){_ALL}(?=\s*(?:$|[.,;:!?]|\b(?:and|please|now|about)\b))
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
    ^(?!(?:it|that|this|these|they|we|he|she)(?:'\w+|\s(?:is|are|was|does)(?:n't)?)\b).*(?:
    \b(?:what|which|when|how|anything|something|under\swhat|under\swhich)\b.*\b(?:change|flip|overturn|alter|reverse|sway|tip|switch
        |shift|turn|convince|persuade|tilt|different\w*|otherwise|the\sother\sway)\b
    |\bwhat\swould\sit\stake\b
    |\bhow\s(?:robust|stable|sensitive|certain|sure|confident|solid|firm|fragile|safe|strong)\b
    |\b(?:are|is)\s(?:you|that|this|it|the\s{_OUTCOME})\s(?:really\s)?(?:sure|certain|robust|stable|final)\b
    |\b(?:what|which)\b.*\b(?:decisive|matters?\smost|count\w*\smost|weigh\w*\smost|tips?)\b)""")
IDLE = _pattern(r"""
    \b(?:what|which)\b.*\b(?:no\s(?:difference|influence|effect|impact|role|bearing|matter)|irrelevant|unimportant|not?\smatter
        |(?:do|does|did|would|will|wo|don|doesn|is|are)(?:n'?t|\snot|'t)\s(?:really\s)?(?:matter|count|affect|change|influence|important|relevant|make))
    """)
LEFT = _pattern(r"""
    ^(?!.*\b(?:no|enough|stop)\b).*(?:
        \b(?:what|which|anything|list|show|tell|ask)\b.*\b(?:open|missing|left|unanswered|remain(?:s|ing)?|unknown|outstanding)\b
        |\bwhat\s(?:else|more)\b.*\b(?:need|want)\b|\b(?:remaining|other|more)\squestions?\b|\bnext\squestions\b
    )""")
ASK_ON = re.compile(
    r"^(?:you (?:can|may) )?(?:ask|keep asking|continue asking|go on asking|resume)(?: on| away| me| again)*\W*$"
)
GO_ON = _pattern(r"""
    ^(?:let'?s\s|let\sus\s|let\sme\s|(?:we|i)\s(?:can|want\sto|would\slike\sto)\s|(?:can|shall|could)\s(?:we|you)\s|please\s|i'd\slike\sto\s)?
    (?:now\s|then\s|please\s|just\s)?(?:go\son|go\sahead|go\sback|get\sback|back|return|carry\son|continue|proceed|resume|move\son|keep\sgoing|pick\sup|on)\s
    (?:with|to|in|on)?\s?(?:the|our|my|this|that)\s(?:\w+\s)?
    (?:decision|case|recommendation|advice|questions?|questionnaire|sourcing\sdecision|decision\smaking)
    (?:\s(?:now|please|then|again))?\W*$""")
PASS = _pattern(r"""
    ^(?!.*\b(?:no|why|not|stop|what'?s|which)\b).*(?:
        \b(?:next|another|(?:a\s)?different|(?:some|any)\sother)\s(?:question|one)\b
        |^(?:something|anything)\s(?:else|different)\W*(?:please\W*)?$
        |\b(?:ask|try)\b.*\b(?:something|anything)\s(?:else|different)\b
        |\b(?:skip|pass|leave|omit)\s(?:over\s)?(?:this|that|it|the)\b|\b(?:move|go|carry)\son\sto\sthe\snext\b
    )""")
ENOUGH = _pattern(r"""
    \b(?:no\s(?:more|further|other)|enough(?:\sof)?|stop\s(?:the|with\s(?:the|your))|without\s(?:more|further))\s(?:questions?|asking)\b
    |\b(?:don'?t|do\snot|stop|quit)\s(?:ask(?:ing)?)\b""")
REVISE = re.compile(
    r"\b(?:can|could|may|might) (?:i|we)\b.*\b(?:change|correct|alter|revise|revisit|reconsider|adjust|edit)\b"
)
RECAP = _pattern(r"""
    \bwhat\s(?:do|did|have|are|were)\s(?:you|u)\b.*\b(?:underst\w+|know|knew|get|got|gather\w*|hear\w*|note\w*|read|record\w*|remember\w*|assum\w*|have|learn\w*|take\w*|think\si)\b
    |\bwhat\s(?:did|have|has)\s(?:i|we)\b.*\b(?:say|said|tell|told|give|given)\b
    |\b(?:summari[sz]\w*|recap\w*|sum\s(?:it\s|that\s|this\s)?up|overview|read\sback)\b
    |\b(?:list|repeat|show|see|which|what)\b.*\b(?:facts|what\s(?:i|we)\s(?:said|told)|my\s(?:answers|case|situation|input))\b
    |\bwhere\s(?:are|do)\swe\s?(?:stand)?(?:\s(?:with|on|in)\s(?:it|this|that|all\s\w+))?(?:\snow)?\W*$
    |^(?:the\s|my\s)?facts(?:\sso\sfar)?\W*$
    |^remind\b.*\b(?:what|facts|case)\b|\bwhat\s(?:you|u)\s(?:have\s|'ve\s|already\s)*(?:know|underst\w+|noted?|heard|recorded|gathered|learnt|learned)\b
    |\bsay\sback\b|\bdid\syou\s(?:get|understand)\b""")
REPEAT = _pattern(rf"""
    \b(?:what|which)\b.*\b{_OUTCOME}\b
    |\b(?:your|the|final)\s(?:\w+\s)?{_OUTCOME}\b|\bwhat\b.*\bquestion\b
    |^(?:do|does|did|can|could|would|will)\syou\b.*\b{_OUTCOME}\b
    |\bwhat\s(?:should|shall|do|must|can|would)\s(?:we|i|you)\s(?:do|choose|pick|say|think|take|go\sfor)\b
    |^(?:an?\s|any\s|the\s|your\s)?{_OUTCOME}(?:\s(?:please|now|then))*\W*$
    |\bwhat\b.*\b(?:c[ao]mes?|turns?|turned)\sout\b
    |\bwhat\s(?:did|do|have|would|will|was|is|has)\s(?:you\s|been\s)?(?:then\s)?(?:decided?|chosen?|cho?ose|conclude[ds]?|picked?)\b
    |\bwhere\b.*\b(?:leaves?|puts?|gets?|brings?|takes?)\s(?:us|me|that|this|it|things)\b
    |\bwhat\b.*\b(?:that|this|it)\s(?:mean|imply|say)\sfor\s(?:us|me|our|my)\b
    |\bwhich\s(?:(?:one|way|option|side)\s)?(?:of\s(?:the|these|those|them|both)\b|(?:one\s)?(?:is\sit|then|now|would\syou|do\syou|should)\b)
    |^which\s(?:one|way|option|side)(?:\sthen|\snow)*\W*$|^without\s(?:that|it|this)\W*$
    |^(?:is|was|would)\sit\s(?:be\s)?(?:still\s|really\s)?
        (?:right|wise|wiser|better|best|smart|sensible|good|ok|okay|an?\s(?:good|bad)\s\w+)\sto\b.*\b(?:it|this|that|them)\b
    |^(?:what\snow|what\snext|now\swhat|(?:and\s|so\s)?now|so|and|well|therefore|in\sshort|bottom\sline|the\supshot|upshot|your\stake)\W*$
    |^(?:your\s|the\s)?(?:final|last)\sword\W*$|^in\sthe\send\W*$|^back\sto\s(?:it|this|that)\W*$
    |\bwhat\W?s\sit\sgoing\sto\sbe\b|\bbottom\sline\b|\byour\stake\b|\brecommend\ssomething\b
    |^(?:(?:what|how)\sabout|for|with|in)\s(?:us|me|(?:our|my)\s(?:own\s)?(?:case|situation|company|business))\W*$
    |^(?:just\s)?(?:decide|recommend|choose|give\sme\s(?:a|an|your|the)\s{_OUTCOME})\b""")
OTHER = _pattern(r"""(?i)
    ^\W*(?:(?:and|ok|okay|now|so|then|next|but|well|please|let'?s|let\sus|do|take|try|turn\sto|answer|what|how)\b[\s,]*)*?
    (?:
        (?P<same>(?:the|that)\s(?:very\s)?same\b(?:\s(?:thing|question|exercise|decision|case|advice|again|now|please))*)\s
            (?:for|with|about|on|in)\s(?:(?:our|my|the)\s)?
        |(?:what|how)\sabout\s(?:our|my|the)\s|(?:for|about|with)\s(?:our|my|the)\s|(?P<own>(?:our|my)\s)
    )(?P<work>\w[\w\s&/-]{1,48}?)(?:\s(?:too|as\swell|also|then|please|now))*\s*(?P<end>\?|[,;:.!–—]|\s-\s|\sbut\b|\sthough\b|\sexcept\b|$)""")
AND_OTHER = re.compile(
    r"^\W*(?:(?:ok|okay|so|then|but|now|well)[\s,]+)*(?:and|(?:and )?what about|(?:and )?how about) (?:the )?"
    r"(?P<work>\w[\w\s&/-]{1,40}?)"
    r"(?: too| as well| then| again)*\s*(?P<end>\?|\.?$)",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    r"^\W*(?:(?:no|sorry|wait|actually|oh|ok|okay|hmm?|correction)[\s,.:]+)*make (?:that|it|this) (?:the |our |my )?"
    r"(?P<work>[a-z][\w\s&/-]{1,40}?)(?: instead| rather)?[\s.!]*$",
    re.IGNORECASE,
)
BACK = _pattern(r"""(?i)
    ^\W*(?:(?:and|ok|okay|now|so|then|but|well|right|please|let'?s|let\sus|can\swe|could\swe|shall\swe|i|we|want|would|like|to|i'd|let\sme|thanks|me|once|more)\b[\s,]*)*?
    (?:(?:go|come|get|turn|switch|jump|move|return|going|coming|getting|turning|switching|returning)\s)?
    (?:back\sto|to|again\sto|more\sto)\s(?:(?:the|our|my)\s)?(?P<work>\w[\w\s&/'-]{1,48}?)(?:\s(?:again|please|now|then|case))*
    \s*(?P<end>\?|[,;:.!–—]|\s-\s|(?=\s(?:what|why|how|which|and|where)\b)|$)""")
FORMER = re.compile(
    r"^(?:(?:the )?(?:first|previous|earlier|former|other|last|old)"
    r"(?: (?:one|case|work|decision|piece of work|question|topic|thing))?)$"
)
WORK = re.compile(
    r"\b(?:(?:out-?|off-?|near-?|in-?|re-?)?(?:sourc|shor)(?:e|ing)|mov(?:e|ing)|giv(?:e|ing)|hand(?:ing)?|plac(?:e|ing)"
    r"|run(?:ning)?|do|does"
    r"|build(?:ing)?|develop(?:ing)?|about|for|with|handle|keep(?:ing)?)"
    r"\s(?:over\s|out\s|away\s|also\s)?(?:our|my|the)\s(?P<work>[a-z][\w-]*(?:\s[a-z][\w-]*){0,2})"
)
# What is asked about the advice itself, and of it.
MEMO = _pattern(r"""
    \b(?:a|the|your|my|this|that|decision)?\s?memo(?:randum)?s?\b
    |\b(?:write|put|type)\b.*\b(?:that|this|it|everything|all|result|recommendation)\b.*\b(?:up|down|together|into|on|as)\b
    |\bwrite[\s-]?up\b|\b(?:on|in)\s(?:an?|one|two|\d)\s(?:single\s)?(?:pages?|sheets?)\b
    |\b(?:that|this|it|result|recommendation|something)\b.*\bfor\s(?:my|our|the)\s
        (?:boss|manager|ceo|cfo|cto|board|director|colleagues?|team|management|committee)\b
    |\b(?:get|have|give|save|export|download|print|want|need|send|as|into|in)\b.*\b(?:as\sa|as\san|in|into|as)?\s?
        (?<!one\s)(?<!single\s)(?<!in\sa\s)(?:word|docx?|pdf|html|markdown|text|printable)\s?(?:file|document|format|version|export)?\W*(?:please\W*)?$
    |^(?:export|download|print|save)\b
    |\b(?:export|download|print|save)\s(?:it|that|this|them|everything|(?:the|your|my)\s(?:result|recommendation|decision|advice|case|facts))\b""")
WHICH_LAND = re.compile(
    r"^(?:(?:in|to) )?(?:which|what) (?:other )?(?:country|countries|lands?|city|cities|locations?|destinations?)\b"
    r"|^where(?: (?:exactly|to|abroad|then))+\W*$"
)
# Who gets the work, which nothing but the decision tells; with a pronoun it can be asked of other things, too.
WHO = re.compile(r"^whom?(?:,? (?:then|now|exactly))*\W*$")
WHO_DOES = re.compile(
    r"^who (?:(?:should|would|will|shall|could|ought to|is going to|must) (?:do|get|take|have|handle)|does|gets?|takes)"
    r"(?: on| over)? (?:it|this|that|the (?:job|work|contract))(?:,? (?:on|over|then|now|in the end))*\W*$"
)
AGAIN = re.compile(r"[\s,]+(?:(?:again|once more|once again|one more time|please|then)[\s,]*)+\W*$")
REASONS = re.compile(
    r"^(?:(?:show|give|run|walk|take|talk|go|list|repeat|read|say|remind)\b.*\b)?(?:the|your|those|these) reasons\W*$"
    r"|^remind\b.*\bwhy\W*$"
)
CONTRACTED = re.compile(r"\b(wh\w+)'d\b")
WRITTEN = re.compile(r"\b(?:in writing|on paper)\b")
AUTHORITY = _pattern(rf"""
    \bwho\b.*\b(?:made|make|makes|wrote|set|sets|defined|chose|decides|decided|invented|came\sup\swith)\b.*\b(?:rules?|tables?|rankings?|ranks|logic)\b
    |^who\s(?:decides|decided|made\s(?:that|this|it))\W*$
    |\bwhose\b.*\b(?:rules?|tables?|logic|{_OUTCOME})\b|\bwhere\b.*\brules?\b.*\bfrom\b
    |\b(?:binding|official|mandatory|liable|legally)\b
    |\b(?:must|have\sto)\s(?:we|i)\sfollow\b|\bdo\s(?:we|i)\shave\sto\s(?:follow|do|obey)\b
    |\bcan\s(?:we|i)\s(?:rely\son|trust|count\son)\s(?:it|this|that|you|the|your)\b""")
BRIEF = _pattern(rf"""
    \b(?:in|within)\s(?:one|a|two|a\ssingle|a\sfew|few|just\sone|1|2|three)\s(?:short\s|plain\s)?(?:sentences?|lines?|words?)\b
    |\b(?:short|shorter|brief|quick|one[\s-]line)\s(?:version|summary|answer|form|{_OUTCOME})\b
    |^(?:(?:the|a)\s)?(?:summary|gist|essence|bottom\sline)(?:\sof\s(?:it|that|this|all\s(?:that|this)))?\W*(?:please\W*)?$
    |^in\sa\snutshell\b|^(?:briefly|in\sbrief|in\sshort|shorter)\b|\b(?:make|keep|say)\s(?:it|that|this)\s(?:short|shorter|brief|briefly)\b""")
PERSUADE = re.compile(
    r"^(?:(?:now|then|so) )?(?:convince|persuade|win|sell it to|sell that to|make the case)\b"
    r"(?: (?:me|us|my \w+|our \w+))?(?: over)?\W*$"
)
TOWARDS = _pattern(r"""
    ^(?:what\s|but\s|even\s)?if\s(?:we|i)\b
    |\b(?:what|which|when|how|under|would\shave\sto|anything|something)\b.*\b(?:
        would|could|might|makes?|made|lead|leads|get|take|takes|turn|become|change|changes|changed|differ\w*|need
        |condition\w*|circumstances?|have\sto|favou?r|recommend|choose|pick|say|be)\b""")
MEANT = re.compile(r"\b(?:it|that|this|you|we|us|our|me)\b|\b(?:change|different|differ|true|happen)\b.*\bfor\b")
NAMED = re.compile(rf"\b(?:{_OUTCOME}|rules?|tables?)\b")
SAID = re.compile(r"\bwhat (?:did|have|had) (?:i|we) (?:just |already )?(?:say|said|tell|told|answer|answered)\b")
REMARK = re.compile(r"(?<=\w),?\s(?:when|although|though|even though|while|if|but)\s(?:i|we|you)\b.*$")
