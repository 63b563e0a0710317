"""What commands share: exit codes, streams that hold any text, files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum, StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import typer

from dateline.errors import DataError

_SURROGATE = re.compile("[\ud800-\udfff]")


class Exit(IntEnum):
    """Exit codes of every command."""

    ALL_READ = 0
    SOME_FAILED = 1
    USAGE = 2
    STOPPED = 130


class Rows(StrEnum):
    """How a command prints many things, one a line or a few lines each."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Print(StrEnum):
    """How a command prints what it found."""

    TEXT = "text"
    JSON = "json"


def say(message: str) -> None:
    """One line on standard error, in the command's name."""
    from dateline.render.safe import inert

    typer.echo(f"dateline: {inert(message)}", err=True)


def put(line: str = "") -> None:
    """One line on standard output."""
    typer.echo(line)


def put_json(value: Any, *, pretty: bool = True) -> None:
    """A value as JSON on standard output."""
    put(as_json(value, pretty=pretty))


def as_json(value: Any, *, pretty: bool) -> str:
    """JSON that any file can hold: a lone surrogate, which UTF-8 cannot, is written as its escape."""
    layout: dict[str, Any] = {"indent": 2} if pretty else {"separators": (",", ":")}
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, **layout)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def prepare_streams() -> None:
    """Let both streams hold every character wherever they go, and end lines alike on every system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def is_full(error: OSError) -> bool:
    """Whether there is no room for what was written."""
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def hush() -> None:
    """After standard output failed: nothing more reaches standard output, the flush at the process's end included."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its name only when all is written.

    A device or a pipe (``/dev/null``, ``/dev/stdout``) is written to as it is: a file in its place would end it. A
    link stays, and what it leads to is written.

    Raises:
        DataError: the file cannot be written where it is asked for.
    """
    if path is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    whole = path.is_file() or not path.exists()
    file = Path(os.path.realpath(path))
    part = file.with_name(f".{file.name}.{os.getpid()}.part") if whole else path
    try:
        stream = part.open("w", encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror or error}", name=str(path)) from error
    try:
        with stream:
            yield stream
        if whole:
            part.replace(file)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror or error}", name=str(path)) from error
    finally:
        if whole:
            part.unlink(missing_ok=True)
