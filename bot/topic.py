"""What a conversation is about after a turn, for the turns that follow."""

import re
from dataclasses import dataclass

from bot.language import english
from bot.types import Kind, Query

Resolved = tuple[str, tuple[str, ...]]  # a question that stands alone, and the words it took over
ENDS = " ?.!"
JOINT = " - "  # between a question and the fragments that go on with it


@dataclass(frozen=True, slots=True)
class Topic:
    """The subjects of a turn, the one in focus, and the turn's standalone form.

    `recent` holds the last two subjects in focus, which "how do they differ?" means after two single questions.
    """

    subjects: tuple[str, ...] = ()
    focus: str = ""
    standalone: str = ""
    kind: Kind = "other"
    recent: tuple[str, ...] = ()

    @property
    def pair(self) -> tuple[str, ...]:
        """The two things that "both" or "the other one" can mean; () when only one was spoken of."""
        pair = self.subjects if len(self.subjects) > 1 else self.recent
        return pair[:2] if len(pair) > 1 else ()

    @property
    def several(self) -> str:
        """What "they" means: the things a list was asked for, two subjects, or the one in focus."""
        if self.kind == "list" and self.focus:
            subject = f"(?:{'|'.join(map(re.escape, self.subjects))})"
            nouns = f"(?:{'|'.join(sorted(english().list_nouns))})"
            things = rf"\b(?:hidden |main )?{nouns}\s(?:of|in|with|for|to)\s{subject}|\b{subject}'s\s{nouns}\b"
            if asked := re.search(things, self.standalone, re.IGNORECASE):
                return asked.group()
        return " and ".join(self.pair) or self.focus

    def after(self, query: Query) -> "Topic":
        """Return the topic after a further question; talk that names no subject leaves it as it was."""
        if query.kind in ("greeting", "about") or not query.subjects:
            return self
        pair = query.subjects if len(query.subjects) > 1 else ()
        if not pair and query.subjects[0] in self.subjects:
            pair = self.subjects
        recent = tuple(dict.fromkeys((*self.recent[-1:], query.subjects[0])))
        return Topic(pair or query.subjects, query.subjects[0], query.standalone, query.kind, recent)


def swapped(text: str, old: str, new: str) -> str:
    """Return a question with another subject in the place of the old one, else behind the question."""
    other = re.sub(rf"\b{re.escape(old)}\b", lambda _: new, text, flags=re.IGNORECASE)
    return other if other != text else f"{text.rstrip(ENDS)} - {new}?"
