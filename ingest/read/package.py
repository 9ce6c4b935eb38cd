"""Opens files that are zip archives inside, and refuses those that are made to exhaust or mislead a reader."""

import io
import zipfile
import zlib

from ingest.errors import ReadError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEGABYTE = 2**20
# Unpacked, an honest office file is some ten times as large, one of data fifty times.
MOST_UNPACKED = 400 * _MEGABYTE
MOST_MEMBERS = 20_000
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, KeyError)


def open_package(data: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """Open a file of an office program or a book; `kind` is what it should be, such as "a Word file"."""
    if data.startswith(OLE):
        raise ReadError(
            f"{name} is locked with a password or of the old binary kind. Save it anew, without a password."
        )
    package = open_zip(data, name, kind)
    check_sizes(package, name)
    return package


def open_zip(data: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """Open an archive as it is; raises ReadError when it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise ReadError(f"{name} is not {kind}, or is damaged.") from error


def check_sizes(package: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that would unpack to more than is read; members never give more than they declare."""
    members = package.infolist()
    if len(members) > MOST_MEMBERS:
        raise ReadError(f"{name} holds {len(members):,} files, more than the {MOST_MEMBERS:,} that are unpacked.")
    total = sum(member.file_size for member in members)
    if total > MOST_UNPACKED:
        most, found = MOST_UNPACKED // _MEGABYTE, total // _MEGABYTE
        raise ReadError(f"{name} unpacks to {found:,} MB, more than the {most} that are unpacked.")
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(f"{name} is locked with a password. Save it without one.")


def refuse_entities(package: zipfile.ZipFile, name: str) -> None:
    """Refuse document type declarations, which office programs never write and which can grow without end."""
    for member in package.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            # Without its zero bytes, UTF-16 reads like ASCII.
            part = part_of(package, member.filename, name).replace(b"\0", b"")
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise ReadError(f"{name} declares XML entities, which no office program does. It is not read.")


def part_of(package: zipfile.ZipFile, member: str | zipfile.ZipInfo, name: str) -> bytes:
    """Give the bytes of a member of the file `name`; raises ReadError when they are damaged."""
    try:
        return package.read(member)
    except (*_FAULTS, OSError, RuntimeError) as error:
        part = member.filename if isinstance(member, zipfile.ZipInfo) else member
        raise ReadError(f"{name} is damaged: its part {part} cannot be unpacked.") from error
