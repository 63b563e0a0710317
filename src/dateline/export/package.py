"""The data package (Frictionless) beside tabular exports: which columns hold what, and what is not there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from dateline import __version__
from dateline.errors import DataError
from dateline.export.base import Account, Format, Table
from dateline.export.evidence import TABLE as EVIDENCE

NAME: Final = "datapackage.json"
_CHUNK: Final = 1 << 20
_MEDIA: Final = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


def write(format_: Format, files: tuple[Path, ...], account: Account) -> Path:
    """Describe the files of an export in the package of their folder; other resources there stay described.

    Raises DataError where the folder has a package file that is none, or it cannot be written.
    """
    folder = files[0].parent
    target = folder / NAME
    package = _held(target)
    ours = {path.name for path in files}
    kept = [each for each in package["resources"] if each.get("path") not in ours]
    made = [_resource(format_, path, number, account if not number else None) for number, path in enumerate(files)]
    package["resources"] = sorted([*kept, *made], key=lambda each: str(each.get("path")))
    part = folder / f".{NAME}.part"
    try:
        told = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
        part.write_text(told, encoding="utf-8", errors="backslashreplace")  # of a file's name: JSON reads it so
        part.replace(target)
    except OSError as error:
        raise DataError(f"cannot be written: {error.strerror or error}", name=str(target)) from error
    return target


def check(folder: Path) -> None:
    """Raise DataError where the folder has a package file that is none, before anything is written."""
    _held(folder / NAME)


def _held(target: Path) -> dict[str, Any]:
    if not target.exists():
        return {"profile": "data-package", "name": "dateline", "title": "Events read by dateline", "resources": []}
    try:
        package = json.loads(target.read_text(encoding="utf-8"))
        if isinstance(package["resources"], list):
            return dict(package)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", name=str(target)) from error
    except (ValueError, TypeError, KeyError):
        pass
    raise DataError("is no data package: write the export into another folder", name=str(target))


def _resource(format_: Format, path: Path, number: int, account: Account | None) -> dict[str, Any]:
    """A resource: main table, further tables in their order, evidence last."""
    tables = (*format_.tables, EVIDENCE) if format_.tables else ()
    suffix = tables[number].suffix if tables else format_.suffix  # whatever the file was called
    found: dict[str, Any] = {
        "name": path.name.lower().replace(".", "-"),
        "path": path.name,
        "format": suffix[1:],
        "mediatype": _MEDIA[suffix],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_hash(path)}",
    }
    if tables:
        found |= _tabular(tables[number])
    else:
        found["schema"] = {"fields": [_field(column.name, column.about, column.type) for column in format_.columns]}
    if account is not None:
        found["dateline"] = {
            "version": __version__,
            "format": format_.name,
            "rows": account.written,
            "declined": dict(sorted(account.declined.items())),
            "empty": dict(sorted(account.empty.items())),
            "cut": dict(sorted(account.cut.items())),
            "withheld": account.withheld,
            "lost": list(format_.lost),
        }
    return found


def _tabular(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "dialect": {"delimiter": table.delimiter, "header": table.header},
        "schema": {
            "fields": [_field(column.name, column.about, column.type) for column in table.columns],
            "missingValues": [""],
        },
    }


def _field(name: str, about: str, kind: str) -> dict[str, str]:
    return {"name": name, "type": kind, "description": about}


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
