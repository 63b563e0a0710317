"""The files of a benchmark: found in a folder, unpacked, read line by line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from dateline.errors import DataError


def find(path: Path, patterns: Sequence[str]) -> list[Path]:
    """The files under ``path`` whose names, without ``.gz``, match a pattern, sorted; a file stands for itself.

    Names with ``train`` are skipped: what a model may have learnt from is no test of it.

    Raises:
        DataError: ``path`` does not exist, or nothing under it matches.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise DataError("no such file or folder: give the benchmark's own files with --data", name=str(path))
    found = sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and "train" not in file.name.lower()
        and any(fnmatch(file.name.lower().removesuffix(".gz"), pattern) for pattern in patterns)
    )
    if not found:
        raise DataError(f"no file here is called {' or '.join(patterns)} (packed with gzip or not)", name=str(path))
    return found


def read_bytes(path: Path) -> bytes:
    """The content of a file, unpacked where its name ends in ``.gz``.

    Raises:
        DataError: it cannot be read or is no whole gzip file.
    """
    try:
        content = path.read_bytes()
        return gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"cannot be read: {error}", name=str(path)) from error


def read_objects(path: Path, required: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line; blank lines are skipped.

    Raises:
        DataError: a line is no UTF-8 JSON object, or lacks one of the ``required`` keys.
    """
    for number, line in enumerate(read_bytes(path).split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            raise DataError(f"not a line of JSON: {error}", name=where) from error
        if not isinstance(value, dict):
            raise DataError("not a JSON object: every line must be one document", name=where)
        missing = [key for key in required if key not in value]
        if missing:
            raise DataError(f"has no {', '.join(missing)}: not a file of this benchmark", name=where)
        yield value


def dev_ids(splits: Path | None, sets: Sequence[str], part: str = "dev") -> frozenset[str] | None:
    """The ids that a file of splits, ``{set: {part: [id]}}``, lists for any of ``sets``; None where it lists none.

    Raises:
        DataError: the file cannot be read or is not of that form.
    """
    if splits is None:
        return None
    try:
        parts = json.loads(read_bytes(splits))
        listed = [parts[name][part] for name in sets if name in parts]
        return frozenset(str(docid) for ids in listed for docid in ids) if listed else None
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f'is not of the form {{"set": {{"{part}": ["id"]}}}}: {error!r}', name=str(splits)) from error
