"""Mailboxes in the mbox form (RFC 4155 and its kin): a source a message, split as the file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final

from dateline.ingest.found import MAX_BYTES
from dateline.ingest.mail import read_mail
from dateline.ingest.page import Intake, take_found
from dateline.ingest.source import Source, SourceOptions, failed
from dateline.ingest.stream import EMPTY, TOO_LONG, lines

_BEGIN: Final = b"From "
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mbox(name: str, stream: BinaryIO, options: SourceOptions) -> Iterator[Source]:
    """A source a message, numbered from 1.

    A message begins with a line ``From `` at the start of the file or below an empty line. One that is too large is a
    failure, and the next is read.
    """
    number, size, after_blank = 0, 0, True
    message: list[bytes] = []
    for _, line in lines(stream):
        if line == TOO_LONG and number:
            size, after_blank = size + MAX_BYTES + 1, False
            continue
        if isinstance(line, str):
            yield from _message(name, number, message, size, options)
            yield failed(f"{name}:{number + 1}" if number else name, line)
            return
        if after_blank and line.startswith(_BEGIN):
            yield from _message(name, number, message, size, options)
            number, message, size = number + 1, [], 0
        elif not number and line.strip():
            yield failed(name, "not a mailbox: it does not begin with a line 'From …'")
            return
        else:
            size += len(line)
            if size <= MAX_BYTES:
                message.append(line)
        after_blank = not line.strip()
    if not number:
        yield failed(name, EMPTY)
    yield from _message(name, number, message, size, options)


def _message(name: str, number: int, message: list[bytes], size: int, options: SourceOptions) -> Iterator[Source]:
    if not number:
        return
    if size > MAX_BYTES:
        yield failed(f"{name}:{number}", f"the message is larger than {MAX_BYTES // 1_000_000} MB")
        return
    yield Source(f"{name}:{number}", partial(_load, _QUOTED.sub(rb"\1", b"".join(message)), options))


def _load(content: bytes, options: SourceOptions) -> Intake:
    return take_found(read_mail(content), options.stated)
