"""``dateline doctor``: what is installed, whether the bundled files are whole, and one sentence read for proof."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated

import typer

from dateline.cli import output
from dateline.cli.output import Print
from dateline.errors import DatelineError

HELP = """Check the installation.

Tells versions, bundled files and their digests, and reads a sentence as a self-test.
Ends with 1 if something that dateline needs is missing or damaged.

Example:

\b
  dateline doctor
"""

CORE = ("onnxruntime", "tokenizers", "numpy", "pydantic", "trafilatura", "htmldate", "py3langid", "charset-normalizer",
        "rich", "typer", "sqlalchemy", "alembic")  # fmt: skip
EXTRAS = {
    "pypdf": "pdf",
    "python-docx": "docx",
    "pandas": "frames",
    "psycopg": "postgres",
    "pyarrow": "tables",
    "fastwarc": "warc",
    "fastapi": "web",
}
SENTENCE = "Two soldiers were killed when rockets struck an army base near Mosul on Monday, the defence ministry said."
PUBLISHED = "2024-05-08"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``needed`` and not ``well`` means that dateline cannot work."""

    name: str
    told: str
    well: bool = True
    needed: bool = True


def doctor(
    format_: Annotated[Print, typer.Option("--format", "-f", help="How to print the findings.")] = Print.TEXT,
) -> None:
    """Look at everything and print what was found."""
    found = list(findings())
    if format_ is Print.JSON:
        output.put_json([asdict(finding) for finding in found])
    else:
        width = max(len(finding.name) for finding in found)
        for finding in found:
            sign = "ok  " if finding.well else "FAIL" if finding.needed else "-   "
            output.put(f"{sign}  {finding.name:<{width}}  {finding.told}")
    if any(finding.needed and not finding.well for finding in found):
        raise typer.Exit(output.Exit.SOME_FAILED)


def findings() -> Iterator[Finding]:
    """Every finding in the order of printing."""
    from dateline import __version__

    yield Finding("dateline", __version__)
    yield Finding("python", f"{platform.python_version()} on {sys.platform}, {platform.machine()}")
    for name in CORE:
        yield _package(name)
    for name, extra in EXTRAS.items():
        yield _package(name, extra)
    yield _tried("gazetteer", _gazetteer)
    for name in _models():
        yield _tried(f"model {name}", partial(_model, name))
    yield _tried("self-test", _self_test)


def _package(name: str, extra: str | None = None) -> Finding:
    from importlib import metadata

    try:
        return Finding(name, metadata.version(name), needed=extra is None)
    except metadata.PackageNotFoundError:
        hint = f"not installed; for it: pip install 'dateline[{extra}]'" if extra else "not installed"
        return Finding(name, hint, well=False, needed=extra is None)


def _tried(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, look())
    except (DatelineError, ImportError) as error:
        return Finding(name, str(error), well=False)


def _gazetteer() -> str:
    from dateline.errors import ArtifactError
    from dateline.gazetteer.bundled import BundledGazetteer

    gazetteer = BundledGazetteer()
    if not gazetteer.intact():
        raise ArtifactError("the file does not have the digest that its manifest records: install dateline again")
    return f"{gazetteer.version}, digest as recorded"


def _models() -> Iterable[str]:
    from dateline.reader.runtime import MODELS

    return MODELS


def _model(name: str) -> str:
    from dateline.errors import ArtifactError
    from dateline.reader.runtime import MODELS, Runtime, digest

    runtime = Runtime.load(MODELS[name])
    if runtime.card["digest"] != digest(runtime.folder, runtime.card):
        raise ArtifactError("the files do not have the digest that their card records: install dateline again")
    return f"{runtime.name}, digest as recorded"


def _self_test() -> str:
    from dateline.errors import ArtifactError
    from dateline.ingest.page import Stated
    from dateline.pipeline import Pipeline

    reading = Pipeline.open().read_text(SENTENCE, Stated(published=PUBLISHED)).reading
    if not reading.events:
        raise ArtifactError(f"no event was found in a sentence that tells one: {SENTENCE!r}")
    found = ", ".join(f"{event.type} by “{event.trigger.text}”" for event in reading.events)
    return f"{found} in “{SENTENCE}”"
