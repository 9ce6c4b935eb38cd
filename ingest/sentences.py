"""Splits text into sentences by rules, with exact spans."""

import re

from ingest.types import Span

# A stop with the quotes, brackets and numbered references that close it. It matches without looking ahead, so
# that a long run of stops is read once: the time is linear on any input.
_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?:\[\d{1,3}\])*|\n[ ]*\n")
_GAP = re.compile(r"\s*")
_NEXT = re.compile(r"[\"'“‘«(\[]*([^\W_]*)")
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«(\[/—–-]*\Z")
_WIDE_STOPS = frozenset("。！？")
_LOOK_BACK = 24


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER_LAST = _set(
    """mr mrs ms dr prof st vs v e.g i.e eg ie cf viz approx dept gen gov sen rep rev hon capt col lt sgt
    messrs al incl excl resp ca"""
)
_BEFORE_NUMBERS = _set("no nos nr fig figs eq sec ch chap vol vols p pp art para ed ver pt tab")
_MONTHS = _set("jan feb mar apr jun jul aug sep sept oct nov dec")
_MAY_BE_LAST = _set("inc ltd co corp llc plc bros jr sr u.s u.k u.n e.u a.m p.m ph.d b.a m.a b.sc m.sc d.c est")
_STARTERS = _set(
    """
    a an the this that these those it its he she they we you i his her their our your my there here in on at
    by for from with without as if when while where after before since because although though however but and
    or so then thus therefore also both each many most some such all no not one another other what which who
    why how is are do does did can may let to
    """
)


def sentences(text: str, start: int = 0) -> list[Span]:
    """Give the sentences of `text` as trimmed spans that cover all of it but white space.

    `start` is the offset of `text` in its document; the spans are moved by it.
    """
    spans = []
    position = _GAP.match(text).end()  # type: ignore[union-attr]
    for stop in _STOP.finditer(text):
        if stop.end() <= position or not _ends(text, position, stop):
            continue
        end = stop.start() if stop.group().isspace() else stop.end()
        if end > position:
            spans.append(Span(start + position, start + end))
        position = _GAP.match(text, stop.end()).end()  # type: ignore[union-attr]
    end = len(text.rstrip())
    if end > position:
        spans.append(Span(start + position, start + end))
    return spans


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Decide whether a sentence that began at `begin` ends with this stop."""
    mark = stop.group()
    if mark.isspace() or _WIDE_STOPS.intersection(mark):
        return True
    gap = _GAP.match(text, stop.end())
    assert gap is not None
    if gap.end() == len(text):
        return True
    if gap.end() == stop.end():
        return False
    following = _NEXT.match(text, gap.end(), gap.end() + _LOOK_BACK)
    assert following is not None
    word = following.group(1)
    if word[:1].islower():
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    return _full_stop(text, begin, stop.start(), word)


def _full_stop(text: str, begin: int, dot: int, following: str) -> bool:
    """Decide whether a single "." ends a sentence, from the word before it and the one after it."""
    before = _WORD_BEFORE.search(text[max(begin, dot - _LOOK_BACK) : dot])
    assert before is not None
    word = before.group()
    lowered = word.lower()
    starter = following.lower() in _STARTERS
    if lowered in _NEVER_LAST:
        return False
    if lowered in _BEFORE_NUMBERS or lowered in _MONTHS:
        return not following[:1].isdigit()
    if lowered in _MAY_BE_LAST:
        return starter
    first = dot - len(word) == begin
    if first and len(word) <= 3 and (word.isdigit() or len(word) == 1):
        return False
    if len(word) == 1 and word.isupper():
        return starter
    return not (len(word) > 1 and re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word)) or starter
