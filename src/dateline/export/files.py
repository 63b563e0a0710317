"""The files of one export: they take their names together, when all are written, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self, TextIO, cast

from dateline.errors import DataError


class Files:
    """Where an export goes: files named after the first, or one stream of text.

    Used as a context: left by an exception, nothing that it wrote stays.
    """

    def __init__(self, path: Path | None, stream: TextIO | None = None, *, hxl: bool = False) -> None:
        self.path = path
        self.hxl = hxl
        self._stream = stream
        self._parts: dict[Path, tuple[Path, Path]] = {}
        """By the name that was asked for: where it is written first, and then; of a link, what it leads to."""

    @property
    def written(self) -> tuple[Path, ...]:
        """The files by their final names."""
        return tuple(self._parts)

    def named(self, part: str, suffix: str) -> Path:
        """The file of a part: ``events.csv`` has ``events.evidence.csv`` beside it."""
        if self.path is None:
            raise DataError("this format writes several files: give it a file to name them by")
        return self.path.with_name(f"{self.path.stem}.{part}{suffix}") if part else self.path

    @contextmanager
    def text(self, part: str = "", suffix: str = "") -> Iterator[TextIO]:
        """A text file, UTF-8, lines end as they are written. The main one may be the stream."""
        if self.path is None and not part and self._stream is not None:
            yield self._stream
            return
        with self._opened(self.named(part, suffix), "w") as opened:
            yield cast(TextIO, opened)

    @contextmanager
    def binary(self) -> Iterator[BinaryIO]:
        """The main file, for bytes."""
        with self._opened(self.named("", ""), "w+b") as opened:
            yield cast(BinaryIO, opened)

    @contextmanager
    def _opened(self, path: Path, mode: str) -> Iterator[object]:
        if path.exists() and not path.is_file():  # a device or a pipe: a file in its place would end it
            raise DataError("is no file; leave out --output to write to standard output", name=str(path))
        file = Path(os.path.realpath(path))
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        plain = {} if "b" in mode else {"encoding": "utf-8", "errors": "replace", "newline": ""}
        try:
            stream = part.open(mode, **plain)  # type: ignore[call-overload]
        except OSError as error:
            raise DataError(f"cannot be written: {error.strerror or error}", name=str(path)) from error
        self._parts[path] = (part, file)
        with stream:
            yield stream

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        try:
            if failed is None:
                for made, file in self._parts.values():
                    made.replace(file)
        except OSError as error:
            raise DataError(f"cannot be written: {error.strerror or error}", name=str(self.path)) from error
        finally:
            for made, _file in self._parts.values():
                made.unlink(missing_ok=True)
