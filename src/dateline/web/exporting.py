"""Incidents into files of the formats of the field, as ``dateline export`` writes them."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from dateline.errors import MissingExtraError
from dateline.export.registry import MODULES, export_format
from dateline.web.asked import Asked
from dateline.web.desk import desk, note
from dateline.web.problem import Problem
from dateline.web.templates import page

router = APIRouter(include_in_schema=False)

Format = StrEnum("Format", {name.upper().replace("-", "_"): name for name in MODULES})  # type: ignore[misc]
"""The formats of the registry."""

_CHUNK: Final = 1 << 16


@router.get("/export")
def ask(request: Request, asked: Annotated[Asked, Query()]) -> Response:
    """The filters and the formats, with what each loses."""
    formats = [export_format(name) for name in MODULES]
    return page(request, "export.html", filters=asked, formats=formats, many=len(desk(request).shown.overview(asked)))


@router.get("/export/file")
def download(
    request: Request,
    asked: Annotated[Asked, Query()],
    format_: Annotated[Format, Query(alias="format")],
    withhold: Annotated[bool, Query(description="Leave out the names of private victims.")] = False,
) -> Response:
    """The file, or with a table's evidence and data package an archive."""
    return written(request, asked, format_.value, withhold=withhold)


def written(request: Request, asked: Asked, format_: str, *, withhold: bool) -> Response:
    """Write an export into a folder of its own and stream it from there.

    Raises:
        Problem: the format needs a library that the server has not.
    """
    note(request, "export", f"{format_} {asked.query()}")
    folder = tempfile.TemporaryDirectory(prefix="dateline-export-")
    try:
        search: dict[str, Any] = {name: value for name, value in vars(asked.search()).items() if name != "after"}
        done = desk(request).store.export(format_, folder.name + "/", withhold_victims=withhold, **search)
        made = _one(Path(folder.name), done.files, format_)
    except MissingExtraError as error:
        folder.cleanup()
        raise Problem(422, "missing-library", error.message) from error
    except BaseException:
        folder.cleanup()
        raise
    return StreamingResponse(
        _chunks(made, folder), media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{made.name}"', "X-Written": str(done.rows)},
    )  # fmt: skip


def _one(folder: Path, files: tuple[Path, ...], format_: str) -> Path:
    """The file that was written, or an archive of several."""
    if len(files) == 1:
        return files[0]
    archive = folder / f"dateline-{format_}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in files:
            packed.write(each, each.name)
    return archive


def _chunks(path: Path, folder: tempfile.TemporaryDirectory[str]) -> Iterator[bytes]:
    with folder, path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            yield chunk
