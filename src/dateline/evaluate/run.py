"""One evaluation from a benchmark's files to its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dateline.errors import DataError, DatelineError
from dateline.evaluate.base import Document, OneByOne, ReportRead, Row, Settings, Together
from dateline.evaluate.differences import Difference
from dateline.evaluate.registry import benchmark, explained
from dateline.evaluate.scores import Scores
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading

Read = Callable[[Document], tuple[Reading, Draft]]
"""The whole pipeline on one text. It may use of a document what a user would state, and never its gold."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A document that could not be read; it scores as one in which nothing was found."""

    docid: str
    error: DatelineError


@dataclass(frozen=True, kw_only=True)
class Result:
    """What an evaluation gives: figures, the documents read with a prediction row for each, and what failed."""

    scores: Scores
    documents: tuple[Document, ...]
    rows: tuple[Row, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A document with all that differs or agrees in it."""

    document: Document
    differences: tuple[Difference, ...]


def evaluate(
    name: str,
    data: Path,
    *,
    read: Read,
    only: Path | None = None,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    settings: Settings | None = None,
) -> Result:
    """Read a benchmark's documents and score what comes out.

    ``only`` is a file of splits, ``limit`` the number of documents to stop after, and ``progress`` is told the number
    of documents done and of all.

    Raises:
        DataError: the benchmark or its files are not there, or hold no document.
    """
    chosen = benchmark(name, settings)
    documents = list(islice(chosen.load(data, only), limit))
    if not documents:
        raise DataError(f"holds no document of {name} that was asked for", name=str(data))
    failures: list[Failure] = []
    rows = predictions(chosen, _reports(documents, read, failures, progress))
    return Result(
        scores=chosen.score(documents, rows),
        documents=tuple(document for document in documents if document.id in rows),
        rows=tuple(rows.values()),
        failures=tuple(failures),
    )


def predictions(chosen: OneByOne | Together, reports: Iterable[ReportRead]) -> dict[str, Row]:
    """A row for each report by its docid; reports are kept in memory only where they are judged together."""
    if isinstance(chosen, OneByOne):
        return {one.docid: chosen.predictions(one.docid, one.reading, one.draft) for one in reports}
    kept = tuple(reports)
    return dict(zip((one.docid for one in kept), chosen.predictions_together(kept), strict=True))


def _reports(
    documents: Sequence[Document], read: Read, failures: list[Failure], progress: Callable[[int, int], None] | None
) -> Iterator[ReportRead]:
    """The documents that can be read; ``failures`` takes the others."""
    for done, document in enumerate(documents, 1):
        try:
            reading, draft = read(document)
        except DatelineError as error:
            failures.append(Failure(docid=document.id, error=error))
        else:
            yield ReportRead(docid=document.id, given=document.given, reading=reading, draft=draft)
        if progress is not None:
            progress(done, len(documents))


def compare(name: str, result: Result) -> tuple[Compared, ...]:
    """The documents that were read, each beside its prediction.

    Raises:
        DataError: the benchmark does not show its errors.
    """
    chosen = explained(name)
    return tuple(
        Compared(document=document, differences=tuple(chosen.errors(document, row)))
        for document, row in zip(result.documents, result.rows, strict=True)
    )
