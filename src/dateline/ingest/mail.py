"""E-mail: a news letter or a wire's alert, with its subject as headline and its Date header as publication."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from dateline.errors import InputError
from dateline.ingest.byline import is_outlet
from dateline.ingest.decode import decode
from dateline.ingest.found import Found
from dateline.ingest.html import read_html
from dateline.ingest.text import clean_text

_PREFIX = re.compile(r"^(?:\s{0,3}(?:re|fwd?|fw)\s{0,2}:|\s{0,3}\[[^\]]{1,40}\])+\s{0,3}", re.IGNORECASE)
_MOST_PARTS = 200


def read_mail(content: bytes) -> Found:
    """The report in one message.

    Raises ``InputError`` for a message without text.
    """
    try:
        message = email.message_from_bytes(content, policy=compat32)
        parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    except (MessageError, RecursionError, ValueError) as error:
        raise InputError(f"not a readable e-mail ({error})") from error
    headline = _PREFIX.sub("", _header(message, "subject") or "").strip() or None
    found = _body(parts, headline)
    sender = parseaddr(_header(message, "from") or "")[0].strip()
    found = replace(found, outlet=found.outlet or (sender if is_outlet(sender) else None))
    name = (_header(message, "message-id") or "").strip("<> ")
    found = replace(found, source_id=name or None)
    date = _date(_header(message, "date"))
    return replace(found, published=date, published_from="meta") if date else found


def _body(parts: list[Message], headline: str | None) -> Found:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() != kind or part.get_filename():
                continue
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                text = decode(payload, f"{kind}; charset={part.get_content_charset() or ''}")
                found = clean_text(text, headline=headline) if kind == "text/plain" else read_html(text, None)
                if found.text.strip():
                    return found if found.headline or not headline else replace(found, headline=headline)
    raise InputError("an e-mail without a text part")


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    try:
        text = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(value)
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split()) or None


def _date(value: str | None) -> str | None:
    try:
        return parsedate_to_datetime(value).isoformat(timespec="seconds") if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
