"""Reads books in EPUB: its chapters in the order in which they are meant to be read, each read as HTML."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from ingest.errors import ReadError
from ingest.read.build import Builder
from ingest.read.clean import clean, one_line
from ingest.read.html import decode_html, write_html
from ingest.read.markdown import file_title
from ingest.read.package import open_package, part_of
from ingest.types import ParsedFile

_CONTAINER, _LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
# Fonts may be garbled in a book that is free to read.
_FONT_LOCKS = re.compile(rb'Algorithm="(?:http://www\.idpf\.org/2008/embedding|http://ns\.adobe\.com/pdf/enc#RC)"')


def read_book(data: bytes, name: str) -> ParsedFile:
    """Parse a book; the title is the one it gives itself."""
    with open_package(data, name, "an EPUB book") as package:
        names = set(package.namelist())
        if _CONTAINER not in names:
            raise ReadError(f"{name} is not an EPUB book, or is damaged.")
        if _LOCKS in names:
            locks = part_of(package, _LOCKS, name)
            if locks.count(b"EncryptionMethod") > len(_FONT_LOCKS.findall(locks)):
                raise ReadError(f"{name} is protected against copying and cannot be read.")
        container = _xml(package, _CONTAINER, name)
        place = next((str(file.get("full-path")) for file in _all(container, "rootfile")), "")
        if place not in names:
            raise ReadError(f"{name} is not an EPUB book, or is damaged.")
        content = _xml(package, place, name)
        builder = Builder()
        for chapter in _chapters(content, posixpath.dirname(place)):
            if chapter in names:
                write_html(builder, decode_html(part_of(package, chapter, name), name), name, depth=1)
            else:
                builder.note(f"The chapter {chapter} is missing from the book.")
    title = next((one_line(clean(item.text or "")) for item in _all(content, "title")), "")
    return builder.finish(title or file_title(name))


def _chapters(content: etree._Element, folder: str) -> Iterator[str]:
    """Give the members in reading order, without the table of contents."""
    items = {item.get("id"): item for item in _all(content, "item")}
    for mention in _all(content, "itemref"):
        item = items.get(mention.get("idref"))
        if item is None or mention.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        if item.get("media-type") in _CHAPTERS:
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _xml(package: zipfile.ZipFile, member: str, name: str) -> etree._Element:
    # Entities stay as they are, and nothing is fetched.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    data = part_of(package, member, name)
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise ReadError(f"{name} declares XML entities, which no book needs. It is not read.")
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{name} is damaged: {member} is not XML.") from error


def _all(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    yield from root.iter(f"{{*}}{tag}")
