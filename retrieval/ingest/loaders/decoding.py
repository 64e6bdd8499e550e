"""Bytes to text: which encoding, and whether it is text at all. The reasons given are for users."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 256 * 1024  # bytes shown to the detector, which is slow on more and no surer

# Rare supersets of Shift-JIS and EUC-JP, so full that they fit Russian too.
_NEVER = ["shift_jis_2004", "shift_jisx0213", "euc_jis_2004", "euc_jisx0213"]
_MAGIC = (
    (b"\x89PNG", "a PNG image, not text"),
    (b"\xff\xd8\xff", "a JPEG image, not text"),
    (b"GIF8", "a GIF image, not text"),
    (b"PK\x03\x04", "a ZIP archive or an office document: unpack it, or save it as text"),
    (b"\x1f\x8b", "compressed by gzip: unpack it first"),
    (b"BZh", "compressed by bzip2: unpack it first"),
    (b"\xfd7zXZ", "compressed by xz: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office document: save it as text first"),
    (b"{\\rtf", "an RTF document: save it as text first"),
    (b"SQLite format 3", "a database, not text"),
    (b"\x7fELF", "a program, not text"),
)
_MARKS = (  # the longer mark of UTF-32 starts with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})|^\s*<\?xml[^>]{0,80}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
# What browsers read under a name (WHATWG's Encoding Standard), where Python means less or does not know it.
_BROWSERS = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "chinese", "csgb2312"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc_kr", "ks_c_5601-1987", "ks_c_5601-1989", "ksc_5601", "korean"), "cp949"),
    **dict.fromkeys(("big5", "x-x-big5", "cn-big5", "big5hkscs"), "big5hkscs"),
    **dict.fromkeys(("tis-620", "iso8859-11", "dos-874", "windows-874"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac_cyrillic"),
    **{f"x-cp125{digit}": f"cp125{digit}" for digit in range(9)},
    **{"iso8859-9": "cp1254", "koi8-ru": "koi8-u", "x-euc-jp": "euc_jp", "x-mac-roman": "mac_roman"},
}
_ESCAPED = ("iso2022_jp", "iso2022_kr", "hz")  # seven-bit, so that it passes for UTF-8
_WIDE_SHARE = 0.3
"""Of every second byte that are NUL in Latin text of two bytes a character."""


class UndecodableError(ValueError):
    """The file holds no article text; the message says why, or what to do."""


def marked_encoding(head: bytes) -> str:
    """The encoding that a byte order mark names, or nothing."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def check_head(head: bytes) -> None:
    """Raise UndecodableError for the first kilobytes of a file that is no text."""
    for magic, reason in _MAGIC:
        if head.startswith(magic):
            raise UndecodableError(reason)
    if b"\0" in head and not marked_encoding(head) and not _wide(head):
        raise UndecodableError("binary data, not text")


def decode(data: bytes, *, html: bool = False, declared: str = "") -> str:
    """The text, lines ended by a newline alone. Raise UndecodableError where no encoding fits.

    `declared` is what a server said: a hint, since many say UTF-8 or Latin-1 of everything. `html` is true of
    pages and feeds, which may declare their own.
    """
    check_head(data)
    name = marked_encoding(data) or _wide(data[:SAMPLE])
    text = _decoded(data, name) if name else _unmarked(data, html, declared)
    if len(_CONTROLS.findall(text, 0, SAMPLE)) * 100 > min(len(text), SAMPLE):
        raise UndecodableError("binary data, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def detect(data: bytes, start: int = 0) -> str:
    """The likeliest encoding of bytes that are not UTF-8, judged from the kilobytes around `start`."""
    begin = max(0, start - 1024)
    matches = from_bytes(data[begin : begin + SAMPLE], cp_exclusion=_NEVER)
    best = matches.best()
    if best is None:
        raise UndecodableError("in no known encoding: save it as UTF-8")
    # A sentence with few accents fits several code pages alike; the commonest is then the likeliest.
    western = (match for match in matches if match.encoding == "cp1252" and match.chaos <= best.chaos)
    return next((match.encoding for match in western if match.coherence >= best.coherence), best.encoding)


def _unmarked(data: bytes, html: bool, declared: str) -> str:
    found = _DECLARED.search(data[:4096]) if html else None
    names = (declared, (found[1] or found[2]).decode("ascii") if found else "")
    named = next(filter(None, map(_known, names)), "")
    if named in _ESCAPED and (b"\x1b" in data or b"~{" in data):
        return _decoded(data, named)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decoded(data, named or detect(data, error.start))


def _wide(head: bytes) -> str:
    """UTF-16 without its mark, by the NULs beside Latin letters, spaces and tags; else nothing."""
    half = max(1, len(head) // 2)
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > _WIDE_SHARE * half and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > _WIDE_SHARE * half and odd * 10 < even else ""


def _known(declared: str) -> str:
    """Python's name of a declared encoding that is not UTF-8, or nothing."""
    label = declared.strip().casefold()
    if label in _BROWSERS:
        return _BROWSERS[label]
    try:
        name = codecs.lookup(label).name if label else ""
    except LookupError:
        return ""
    return "" if name.startswith("utf") else _BROWSERS.get(name, name)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name, "replace")
    except (LookupError, UnicodeError):  # a codec that knows no replacement
        raise UndecodableError("in no known encoding: save it as UTF-8") from None
