"""Who "he" and "she" are: a person named in the question before, or the holder of the post that was asked after."""

import re
from collections.abc import Callable

from bot.facts.homeland import lands_in
from bot.understand.phrases import Phrase, is_person, name_of, noun_phrases
from bot.understand.posts import asked_post, spoken_post
from bot.understand.topic import JOINT, Resolved, Topic
from bot.words.language import english, verbose, words

Holder = Callable[[str], str]
"""Returns who holds a post, "" where no text or several tell."""

# "Her" owns what stands behind it, but for a particle or a preposition: "how do I sign her up?"
_PRONOUN = verbose(r"""
    \b(?:(?P<owner>his|hers|her(?=\s
        (?!(?:up|out|off|back|away|down|over|in|on|for|to|at|with|from|by|if|when|and|or|as|a|an|the)\b)\w))
    |he|she|him|her)\b""")
_OURS = ("my", "our", "his", "her")  # "my daughter" tells a document no more than "she"
_ASKS_WHO = verbose(r"^\W*(?:(?:and|but|so)\W+)*who(?:'s|\s(?:is|was|are|were|will\sbe))\b")


def speaks_of_one(text: str) -> bool:
    """Tell whether a text speaks of somebody as "he" or "her" without telling who that is."""
    found = _PRONOUN.search(text)
    return found is not None and not any(map(_brings_up_one, noun_phrases(text[: found.start()])))


def person_meant(text: str, topic: Topic, holder: Holder) -> Resolved:
    """Return the question with the person spoken of in place of the first "he" or "her", and the words filled in."""
    found = _PRONOUN.search(text) if speaks_of_one(text) else None
    if not found:
        return text, ()
    meant = _spoken_of(topic, holder)
    if not meant:
        return text, ()
    owner = "'s" * bool(found["owner"])
    return f"{text[: found.start()]}{meant}{owner}{text[found.end() :]}", (meant,)


def _brings_up_one(phrase: Phrase) -> bool:
    """Tell whether a phrase in front of "he" is who that means: a name, a person, or "a sailor" who does something."""
    does = phrase.before in english().grammar["helping"] | {"", "if", "when"} and phrase.article.lower() in ("a", "an")
    return phrase.proper or does or any(map(is_person, words(phrase.text)))


def _spoken_of(topic: Topic, holder: Holder) -> str:
    before = topic.standalone.split(JOINT)[0]
    phrases = noun_phrases(before)
    posts = [phrase for phrase in phrases if is_person(phrase.head) and phrase.article.lower() not in _OURS]
    if _ASKS_WHO.match(before) and (post := asked_post(before)):
        return holder(" ".join(post.title)) or spoken_post(before)
    names = [name for phrase in phrases if (name := name_of(phrase)) and not _is_place(name, before)]
    names = [name for name in names if not english().firms.intersection(words(name))]
    if posts and (_ASKS_WHO.match(before) or not names):
        return holder(posts[0].text) or posts[0].spoken
    asked = before.lower().lstrip(" ?!").startswith("who") and not _ASKS_WHO.match(before)
    return names[0] if names and not asked else ""


def _is_place(name: str, question: str) -> bool:
    """Tell the name of a land, of where something is ("in Leeds") and of what is described ("what is Leeds like")."""
    there = rf"\b(?:in|at|to|near|from) (?:the )?{re.escape(name)}\b|^\W*what(?:'s| is| was) {re.escape(name)} like\b"
    return bool(lands_in(name)) or bool(re.search(there, question, re.IGNORECASE))
