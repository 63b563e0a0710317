"""Bytes to text. UTF-8 that holds is believed over any label; then the label, then what the bytes look like."""

from __future__ import annotations

import codecs
import re
import zlib

from dateline.errors import InputError
from dateline.ingest.found import MAX_BYTES

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL = re.compile(rb"""(?:charset|encoding)\s{0,3}=\s{0,3}["']?\s{0,3}([\w.:-]{2,40})""", re.IGNORECASE)
# What browsers do (WHATWG Encoding Standard): pages labelled Latin-1 or ASCII are windows-1252.
_BROWSER_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}
_REPLACED = "\ufffd"
_ODD = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufffd]")
_SAMPLE = 65_536
_MOST_DAMAGE = 0.002
_MOST_CONTROLS = 0.02
# Quotes, dashes, ellipsis, currency and accented letters: the high bytes of English text in windows-1252.
_WESTERN = frozenset(
    (0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA3, 0xA9, 0xAB, 0xB0, 0xB7, 0xBB)
)
_WESTERN |= frozenset(range(0xC0, 0x100))


def decode(content: bytes, media_type: str | None = None) -> str:
    """The text of ``content``, line ends as they are and without a byte order mark.

    Raises ``InputError`` for binary content and for text in no encoding that can be told.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(name, "replace"))
    wide = _wide(content)
    if wide:
        return _checked(content.decode(wide, "replace"))
    if b"\0" in content[:_SAMPLE] and content[:_SAMPLE].count(0) > len(content[:_SAMPLE]) * _MOST_DAMAGE:
        raise InputError("binary content, not text")
    return _checked(_narrow(content, media_type))


def gunzip(content: bytes, limit: int = MAX_BYTES) -> bytes:
    """The unpacked content of one gzip file, all its members.

    Raises ``InputError`` when it is damaged, cut short, or larger than ``limit`` unpacked.
    """
    parts: list[bytes] = []
    size = 0
    while content:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(content, limit + 1 - size)
        except zlib.error as error:
            if parts and not content.strip(b"\0"):
                break
            raise InputError(f"damaged gzip file ({error})") from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise InputError(f"more than {limit // 1_000_000} MB when unpacked, the limit of a page")
        if not unpacker.eof:
            raise InputError("gzip file is cut short")
        content = unpacker.unused_data
    return b"".join(parts)


def _wide(content: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of English text is zero."""
    sample = content[:2000]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.8 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _narrow(content: bytes, media_type: str | None) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for name in _labels(content, media_type):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    repaired = content.decode("utf-8", "replace")
    if repaired.count(_REPLACED) <= _MOST_DAMAGE * len(repaired):
        return repaired
    high = [byte for byte in content[:_SAMPLE] if byte >= 0x80]
    if len(high) < 0.05 * len(content[:_SAMPLE]) and sum(byte in _WESTERN for byte in high) > 0.9 * len(high):
        return content.decode("cp1252", "replace")
    return _guessed(content)


def _labels(content: bytes, media_type: str | None) -> list[str]:
    """Encodings that the transfer or the document itself names, as Python knows them."""
    found = [_LABEL.search((media_type or "").encode("ascii", "replace")), _LABEL.search(content[:4096])]
    names = []
    for match in found:
        if match is None:
            continue
        try:
            name = codecs.lookup(match[1].decode("ascii")).name
            b"".decode(name)
        except (LookupError, UnicodeDecodeError):
            # Unknown, or a codec that is no charset, like base64.
            continue
        if not name.startswith(("utf-16", "utf-32")):
            names.append(_BROWSER_NAMES.get(name, name))
    return names


def _guessed(content: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise InputError("text in an encoding that cannot be told; save it as UTF-8")
    return content.decode(best.encoding, "replace")


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    if len(_ODD.findall(sample)) > max(2, _MOST_CONTROLS * len(sample)):
        raise InputError("binary or undecodable content, not text")
    return text.removeprefix("\ufeff")
