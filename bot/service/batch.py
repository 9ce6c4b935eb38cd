"""JSON in and out of the command: one object, or a file of lines answered line by line."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.errors import ShorewiseError


def run_batch(path: Path, run: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    """Print one JSON line for each line of a file; tells whether all went well.

    A bad line yields its error and the others go on. Blank lines are passed over.
    """
    failed = False
    for number, line in _lines(path):
        given: Any = None
        try:
            given = _parsed(line, f"Line {number}")
            result = run(given)
        except ShorewiseError as error:
            failed = True
            result = {"id": line_id(given or {}), "error": str(error)}
        print_json(result, indent=None)
    return not failed


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the objects of a file of JSON lines with their numbers; raises ShorewiseError at the first bad one."""
    for number, line in _lines(path):
        yield number, _parsed(line, f"Line {number}")


def line_id(line: Mapping[str, Any]) -> str | int | None:
    """Give a line's id as it stands there, anything but a text or whole number as text; None when it has none."""
    given = line.get("id")
    plain = given is None or (isinstance(given, str | int) and not isinstance(given, bool))
    return given if plain else str(given)


def print_json(value: Any, indent: int | None = 2) -> None:
    """Print at once, so that whoever reads a batch sees each line when it is done."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")
    sys.stdout.flush()


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    # Cut as bytes: a line that is not UTF-8 must not take the others with it.
    for number, line in enumerate(_bytes(path).split(b"\n"), 1):
        if line.strip():
            yield number, line


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise ShorewiseError(f"{path} cannot be read: {error.strerror}. Give the path of a JSON file.") from error


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ShorewiseError(f"{name} is not UTF-8 text. Save the file as UTF-8 and try again.") from error
    except (ValueError, RecursionError) as error:
        raise ShorewiseError(f"{name} is not JSON: {error}. Correct it and try again.") from error
    if not isinstance(found, dict):
        raise ShorewiseError(f'{name} must hold a JSON object, such as {{"id": "1"}}.')
    return found
