"""The words of an HTML block that stands in Markdown."""

from html.parser import HTMLParser

from ingest.read.clean import one_line


class _HtmlText(HTMLParser):
    """Collects the words of an HTML block; paragraphs come a blank line apart."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (signature is given)
        if tag in ("script", "style"):
            self._hidden += 1
        self.parts.append(self._gap(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._hidden = max(0, self._hidden - 1)
        self.parts.append(self._gap(tag))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(one_line(data) and data)

    @staticmethod
    def _gap(tag: str) -> str:
        return "" if tag in ("a", "b", "i", "em", "strong", "code", "span", "sub", "sup", "kbd", "u") else "\n\n"


def html_text(content: str) -> str:
    """Give the words of an HTML block; what opens and never closes hides nothing."""
    # The parser looks to the end for the close of every one that has none, which takes a square of the time.
    for opening, close, instead in (("<!--", "-->", ""), ("<![", "]]>", ""), ("<", ">", "&lt;")):
        closed = content.rfind(close) + 1
        content = content[:closed] + content[closed:].replace(opening, instead)
    parser = _HtmlText()
    parser.feed(content)
    parser.close()
    return "".join(parser.parts)
