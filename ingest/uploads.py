"""Names of the files that were uploaded: where their copies lie, and how their sources are written."""

import unicodedata
from pathlib import PurePath

UPLOADS = "uploads"
# Sources of uploads are written as this and their name, so that the data folder can be moved.
UPLOADED = "upload:"
_LONGEST_NAME = 120


def safe_name(name: str) -> str:
    """Give a name that is a plain file name everywhere, whatever a browser sent."""
    last = PurePath(name.replace("\\", "/")).name
    plain = "".join(
        character
        for character in unicodedata.normalize("NFC", last)
        if character not in '<>:"|?*/' and unicodedata.category(character)[0] != "C"
    )
    path = PurePath(plain.strip(" .") or "document")
    return f"{path.stem[:_LONGEST_NAME]}{path.suffix[:20]}"
