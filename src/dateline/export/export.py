"""Happenings into files of a format, with what was left out counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from dateline.errors import DataError
from dateline.export import evidence, package, registry
from dateline.export.base import Account, Format
from dateline.export.files import Files
from dateline.export.happening import Happening
from dateline.export.withhold import withheld
from dateline.render.table import begun


@dataclass(frozen=True)
class Exported:
    """What an export wrote: rows, happenings declined by reason, empty cells by column, texts that were cut.

    ``withheld`` counts the happenings of which a name was withheld.
    """

    rows: int
    declined: Mapping[str, int]
    empty: Mapping[str, int]
    cut: Mapping[str, int]
    withheld: int
    files: tuple[Path, ...]


def export(
    happenings: Iterable[Happening],
    format_: str,
    output: str | Path | None,
    *,
    stream: TextIO | None = None,
    withhold_victims: bool = False,
    hxl: bool = False,
) -> Exported:
    """Write happenings to a file, with evidence and data package beside a table, or to a stream of text.

    Raises:
        DataError: there is no such format, it cannot go to a stream, or a file cannot be written.
        MissingExtraError: a library that the format needs is not installed.
    """
    chosen = registry.export_format(format_)
    registry.require(chosen)
    if hxl and chosen.name != "csv":
        raise DataError("HXL tags are for csv")
    path = _path(output, chosen)
    if chosen.tabular and path is not None:
        package.check(path.parent)
    account = Account()
    happenings = begun(happenings)
    if withhold_victims:
        happenings = _withheld(happenings, account)
    with Files(path, stream, hxl=hxl) as files, ExitStack() as open_files:
        if chosen.tables and path is not None:
            account.keep = open_files.enter_context(evidence.beside(files))
        chosen.write(happenings, files, account)
    # The file of evidence is opened first, so that it can be told of each row; it is listed last.
    written = tuple(sorted(files.written, key=lambda one: one != path and ".evidence" in one.name))
    if chosen.tabular and path is not None:
        written = (*written, package.write(chosen, written, account))
    return Exported(
        rows=account.written, declined=dict(account.declined), empty=dict(account.empty), cut=dict(account.cut),
        withheld=account.withheld, files=written,
    )  # fmt: skip


def _path(output: str | Path | None, chosen: Format) -> Path | None:
    if output is None:
        if chosen.binary or len(chosen.tables) > 1:
            raise DataError(f"{chosen.name} is written to a file: add --output events{chosen.suffix}")
        return None
    path = Path(output)
    if str(output).endswith("/"):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataError(f"this folder cannot be made: {error.strerror or error}", name=str(output)) from error
    stem = "events" if chosen.suffix == f".{chosen.name}" else chosen.name
    return path / f"{stem}{chosen.suffix}" if path.is_dir() else path


def _withheld(happenings: Iterable[Happening], account: Account) -> Iterator[Happening]:
    for each in happenings:
        cleaned = withheld(each)
        account.withheld += cleaned is not each
        yield cleaned
