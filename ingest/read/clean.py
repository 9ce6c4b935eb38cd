"""Bytes to text: find the encoding, then bring every file to the same plain characters."""

import re
import unicodedata

from charset_normalizer import from_bytes

from ingest.errors import ReadError

# Share of control bytes above which data is taken for binary: prose has none, compressed data about a tenth.
BINARY_SHARE = 0.005
_STRAY_CONTROLS = 3
# Share of high bytes above which an 8-bit text is not Western European, so that cp1252 would give nonsense.
WESTERN_SHARE = 0.3

# The first wins where several look alike.
_LATIN = ("cp1252", "cp1250", "mac_roman")
_OTHERS = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "shift_jis", "euc_jp", "gb18030", "big5", "cp949"]
# Too few letters could be read in several encodings, each as wrong words.
_FEWEST_HIGH, _FEWEST_WIDE, _SAMPLE = 32, 8, 50_000
_SIGN_WITHIN = re.compile("(?<=[^\\W\\d_])(?![’'´·])[\x80-\xbf\u2000-\u2fff](?=[^\\W\\d_])")
_CAPITAL_AFTER = re.compile("(?<=[a-zß-öø-ÿ])[\xc0-\xdeŁŚŻŹĄĘŽŠŸ]")

_CONTROL_BYTES = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A soft hyphen shows only where it breaks a word.
_BROKEN_WORD = re.compile("\xad\n[ \t]*(?=\\w)")
_BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Control, soft hyphen, zero-width, bidi, byte order, interlinear, tag and lone surrogate characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff\ufffe\uffff]"
)


def decode(data: bytes, name: str) -> str:
    """Decode text and clean it; ReadError for what is no text."""
    return clean(decode_raw(data, name))


def decode_raw(data: bytes, name: str) -> str:
    """Decode UTF-8, UTF-16, or text in one of the older encodings, as it is; ReadError for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ReadError(f"{name} is not text: it starts like UTF-16 but is not. Save it as UTF-8.") from error
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls > _STRAY_CONTROLS + BINARY_SHARE * len(data):
        raise ReadError(f"{name} is not text. Give a text file, saved as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _guess(data, name)


def clean(text: str) -> str:
    """Normalise to NFC with `\\n` line ends and plain spaces; invisible characters are removed."""
    text = _BROKEN_WORD.sub("", _LINE_ENDS.sub("\n", text))
    text = _BLANKS.sub(" ", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """Join all white space runs to single spaces."""
    return " ".join(text.split())


def _guess(data: bytes, name: str) -> str:
    lenient = data.decode("utf-8", errors="replace")
    faults = lenient.count("\ufffd")
    sound = sum(1 for character in lenient if character > "\x7f") - faults
    # A UTF-8 file with a few damaged bytes reads better with gaps than as 8-bit text.
    if sound > 3 * faults:
        return lenient.replace("\ufffd", "")
    high = sum(byte > 127 for byte in data)
    if high <= WESTERN_SHARE * len(data):
        return max((data.decode(encoding, "ignore") for encoding in _LATIN), key=_likeness)
    found = from_bytes(data[:_SAMPLE], cp_isolation=_OTHERS, threshold=0.1).best() if high >= _FEWEST_HIGH else None
    try:
        if found is not None:
            return data.decode(found.encoding, "strict" if len(data) <= _SAMPLE else "ignore")
    except UnicodeDecodeError:
        pass
    raise ReadError(f"{name} is not text in an encoding that is recognised. Save it as UTF-8.")


def _likeness(text: str) -> int:
    """How little a text looks like one read in the wrong encoding: signs within words, capitals at their ends."""
    return -3 * len(_SIGN_WITHIN.findall(text)) - len(_CAPITAL_AFTER.findall(text))


def _wide(data: bytes) -> str | None:
    """Name the byte order of UTF-16 without a mark, which has a zero in nearly every other byte of Western text."""
    half = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if half < _FEWEST_WIDE or len(data) % 2:
        return None
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None
