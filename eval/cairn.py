"""A peer beside Shorewise: Cairn (`cairn-assistant` 0.3.0), which also quotes word for word without a model.

It matches words only and runs here with its own settings. It is left out where it is not installed.
"""

import re
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory


def installed() -> bool:
    return find_spec("cairn") is not None


class Cairn:
    """Give it texts by title; `ask` gives what it quotes, None when it refuses."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._ask = import_module("cairn.engine").ask
        self._config = import_module("cairn.config").Config()
        with TemporaryDirectory(prefix="cairn-") as folder:
            for number, (title, text) in enumerate(texts.items()):
                head = f"---\nid: d{number}\ntitle: {' '.join(title.split())}\nlang: en\n---\n\n"
                body = re.sub(r"\n\s*\n", "\n\n", text)
                (Path(folder) / f"d{number}.md").write_text(head + body, encoding="utf-8")
            self._index = import_module("cairn.index").build_index(folder)

    def ask(self, question: str) -> str | None:
        answer = self._ask(question, self._index, self._config).answer
        return answer.text if answer.kind == "grounded" else None
