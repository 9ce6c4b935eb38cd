"""What is made of the documents' texts and kept until they change; after a change only new texts are read."""

import json
import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from ingest.database import Database

T = TypeVar("T")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Derived:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._made: dict[Callable[[str], Any], dict[str, Any]] = {}

    def of(self, make: Callable[[str], T]) -> list[T]:
        """Give what a function makes of each text, by document id; it is kept under the function itself."""
        digests = [row[0] for row in self._database.run("SELECT digest FROM documents ORDER BY id")]
        known = self._made.get(make, {})
        new = json.dumps([digest for digest in digests if digest not in known])
        sql = "SELECT digest, text FROM documents WHERE digest IN (SELECT value FROM json_each(?))"
        made = known | {digest: make(text) for digest, text in self._database.run(sql, new)}
        self._made[make] = {digest: made[digest] for digest in digests}
        return [made[digest] for digest in digests]


def different_words(text: str) -> tuple[str, ...]:
    """Give the different words of a text in lower case; one string for a word, in however many texts it stands."""
    return tuple({sys.intern(word.lower()) for word in set(_WORD.findall(text))})
