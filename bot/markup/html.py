"""Markup that cannot be injected into: text is escaped unless it was built here.

`Html` marks a string as markup. `tag` escapes every child that is not `Html`, so forgetting to escape shows
tags to the reader instead of running them. The result never holds a line break: in a Markdown surface a
blank line would end the block of markup and let the rest be read as Markdown.
"""

import html
import re
from urllib.parse import urlsplit

# Control characters have no place in a page; line breaks and tabs are kept as character references.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SAFE_SCHEMES = ("http", "https")
_VOID = ("br", "hr", "input")


class Html(str):
    """A string that is markup already."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Return text as markup that shows it unchanged, in elements and in quoted attributes."""
    if isinstance(text, Html):
        return text
    shown = html.escape(_CONTROLS.sub("\ufffd", text), quote=True)
    return Html(shown.replace("\r\n", "&#10;").replace("\r", "&#10;").replace("\n", "&#10;"))


def join(*parts: str | None) -> Html:
    return Html("".join(escape(part) for part in parts if part is not None))


def tag(name: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """Return an element; `class_` writes `class`, `data_open` `data-open`; False or None leave one out."""
    written = "".join(
        f" {_attribute(key)}" if value is True else f' {_attribute(key)}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def link(address: str | None, words: str) -> Html:
    """Return a link that opens outside the page, or only the words when the address is not a web address."""
    if not address or not is_web_address(address):
        return escape(words)
    return tag("a", words, href=address, target="_blank", rel="noopener noreferrer nofollow")


def is_web_address(address: str) -> bool:
    """Tell whether an address is http or https with a host, free of blanks and control characters."""
    if re.search(r"[\s\x00-\x1f\x7f-\x9f\\]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in _SAFE_SCHEMES and bool(parts.hostname)


def host_of(address: str) -> str:
    """Return the host of a web address without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")
