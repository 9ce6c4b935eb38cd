"""Reads e-mail (.eml): who wrote to whom about what and when, then the text; attachments are named, not read."""

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from ingest.errors import ReadError
from ingest.read.build import Builder, CellText
from ingest.read.clean import clean, decode, one_line
from ingest.read.html import decode_html, write_html
from ingest.read.markdown import file_title
from ingest.read.text import write_text
from ingest.types import ParsedFile

_HEADERS = ("From", "To", "Cc")
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_FLOWED = re.compile(r"(?<=\S) \n(?=\S)")


def read_mail(data: bytes, name: str) -> ParsedFile:
    """Parse a message; its plain text is read, or its HTML where there is none."""
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    if not isinstance(message, EmailMessage) or not any(message.get(key) for key in ("From", "Subject", "Date")):
        raise ReadError(f"{name} is not an e-mail: it has no sender, subject or date.")
    builder = Builder()
    subject = _header(message, "Subject") or file_title(name)
    builder.heading(subject, 1)
    attached = [_attachment(part) for part in message.iter_attachments()] if message.is_multipart() else []
    cells = [(key, _header(message, key)) for key in _HEADERS] + [("Date", _date(message))]
    cells.append(("Attachments", ", ".join(attached)))
    builder.row(["Subject", *(key for key, _ in cells)], [CellText(subject), *(CellText(text) for _, text in cells)])
    if attached:
        builder.note(f"Attachments were not read: {', '.join(attached)}. Save them and add them by themselves.")
    _body(builder, message, name)
    return builder.finish(subject)


def _body(builder: Builder, message: EmailMessage, name: str) -> None:
    try:
        body = message.get_body(("plain", "html"))
    except (MessageError, LookupError, ValueError, AttributeError, KeyError):
        body = None
    if not isinstance(body, EmailMessage):
        return
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = body.get_content_charset()
    if body.get_content_type() == "text/html":
        write_html(builder, _decoded(data, charset) or decode_html(data, name), name, depth=1)
        return
    text = clean(_decoded(data, charset) or decode(data, name))
    if body.get_param("format") == "flowed":
        text = _FLOWED.sub(" ", text)
    write_text(builder, _QUOTED.sub("", text), titled=False)


def _decoded(data: bytes, charset: str | None) -> str | None:
    """Decode by the encoding the message names; None when it names none or a wrong one."""
    try:
        return data.decode(charset) if charset else None
    except (LookupError, ValueError):
        return None


def _header(message: EmailMessage, key: str) -> str:
    try:
        return one_line(clean(str(message.get(key, ""))))
    except (ValueError, IndexError, AttributeError, TypeError):
        # The parser of addresses stumbles over some that are no addresses.
        return ""


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).strftime("%Y-%m-%d %H:%M")
    except (ValueError, IndexError, TypeError):
        return _header(message, "Date")


def _attachment(part: object) -> str:
    assert isinstance(part, EmailMessage)
    try:
        named = part.get_filename()
    except (ValueError, LookupError, AttributeError):
        named = None
    return one_line(clean(named or f"an unnamed {part.get_content_type()}"))
