"""The commands that look at a data folder as a whole: `status`, `backup`, `restore`; `register` adds them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.cli import Json, opened_library, print_json, progress, say
from ingest.errors import LibraryBusy
from ingest.owner import Owner
from ingest.reach import reach
from ingest.settings import Settings

BackupFile = Annotated[str, typer.Argument(metavar="FILE", help="The backup, for example shorewise.zip.")]


def register(app: typer.Typer) -> None:
    """Add the commands to a Typer application."""
    for command in (status, backup, restore):
        app.command()(command)


def status(json_output: Json = False) -> None:
    """Tell what the data folder holds, how large it is, what answers rest on and who has it open."""
    from ingest.status import status as look

    found = look(Settings.load())
    if json_output:
        print_json(found)
    else:
        say("\n".join(f"{name:<13} {value}" for name, value in _lines(found)))


def backup(file: BackupFile) -> None:
    """Write the library and the uploads to one file, while the page may stay open."""
    with opened_library() as do:
        written = do("backup", file=str(_path(file)))
    say(f"Wrote {written['file']}: {counted(written['documents'], 'document')}, {megabytes(written['bytes'])}.")


def restore(
    file: BackupFile,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the library that is there.")] = False,
) -> None:
    """Bring back a backup into an empty data folder, whole or not at all."""
    from ingest.restore import restore as bring_back

    settings = Settings.load()
    owner = reach(settings, progress())
    if not isinstance(owner, Owner):
        page = owner.address.page
        owner.close()
        raise LibraryBusy(f"The page at {page} has the library open. Stop it, restore, and open it again.")
    try:
        restored = bring_back(settings.home, _path(file), replace)
    finally:
        owner.release()
    say(f"Restored {counted(restored['documents'], 'document')}. The next command writes the vectors anew.")


def counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


def _path(file: str) -> Path:
    if not file.strip():
        raise typer.BadParameter("the name of the file is empty")
    return Path(file).absolute()


def _lines(found: dict[str, Any]) -> list[tuple[str, str]]:
    versions, owner = found["versions"], found["owner"]
    builtin = "searched and listed" if found["builtin"] else "left out"
    if not found["current"]:
        builtin += "; the next command brings the library up to date"
    used_by = "nobody"
    if owner:
        used_by = (
            f"the page at {owner['page']} (process {owner['pid']})" if owner["page"] else f"process {owner['pid']}"
        )
    backend = found["backend"] or "not prepared yet; `shorewise setup` does it"
    return [
        ("Data folder", found["data_folder"]),
        ("Size", megabytes(found["bytes"])),
        ("Documents", f"{found['documents']:,}, {found['own']:,} of them your own"),
        ("Passages", f"{found['passages']:,}"),
        ("Last added", found["last_added"] or "nothing yet"),
        ("Built-in", builtin),
        ("Fingerprint", found["fingerprint"] or "none yet"),
        ("Model", f"{found['model']} on {backend}" if found["backend"] else f"{found['model']}, {backend}"),
        ("Versions", f"Shorewise {versions['shorewise']}, library {versions['schema']}, Chroma {versions['chromadb']}"),
        ("Used by", used_by),
    ]
