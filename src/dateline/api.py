"""The Python interface: ``read`` for one report, ``Reader`` for many, ``frame`` for tables, ``open_store``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError, MissingExtraError
from dateline.ingest.page import Page, Stated, take
from dateline.ingest.source import SourceOptions
from dateline.ingest.sources import sources
from dateline.pipeline import Failed, Options, Pipeline, Read
from dateline.reader.runtime import model_folder
from dateline.schema.incident import Incident
from dateline.schema.reading import Reading

if TYPE_CHECKING:
    import pandas

    from dateline.store.store import Store


class Reader:
    """Reads many reports with one loaded model. Safe to share among threads.

    ``actors`` and ``places`` are CSV files of your own that go over the bundled lists; events and arguments less
    probable than ``min_score`` are left out. ``model`` is a bundled one's name (``base``, ``small``) or the folder of
    your own. Raises ArtifactError or DataError where a list or the model is damaged or missing, and DataError where
    ``min_score`` is no probability.
    """

    def __init__(
        self,
        *,
        actors: str | Path | None = None,
        places: str | Path | None = None,
        min_score: float | None = None,
        threads: int = 0,
        model: str | Path = "base",
    ) -> None:
        self._pipeline = Pipeline.open(
            Options(
                actors=Path(actors) if actors else None,
                places=Path(places) if places else None,
                min_score=min_score,
                threads=threads,
                model=model_folder(model),
            )
        )

    def read(self, source: str | Path | bytes, **stated: Any) -> Reading:
        """The reading of a file, an http(s) address, or the bytes of a page.

        ``stated`` goes over what the page says: ``published``, ``outlet``, ``url``, ``headline``; a row of a table
        keeps its own. Raises InputError where the input cannot be read, and where it holds several reports, as folders
        and tables do: use ``read_many``.
        """
        if isinstance(source, bytes):
            return self._pipeline.read(take(Page(source, "page"), Stated(**stated))).reading
        first, *more = islice(sources([str(source)], SourceOptions(stated=Stated(**stated))), 2)
        if more:
            raise InputError("holds several reports: use read_many", name=str(source), stage="ingest")
        return self._pipeline.read(first.load()).reading

    def read_text(self, text: str, **stated: Any) -> Reading:
        """The reading of a text exactly as it is given (``clean=True``: cleaned like a saved page)."""
        return self._pipeline.read_text(text, Stated(**stated)).reading

    def read_many(
        self, inputs: str | Path | Sequence[str | Path], *, jobs: int = 1, failures: list[Failed] | None = None
    ) -> Iterator[Reading]:
        """The readings of files, folders, globs, addresses and tables, in order.

        What cannot be read is appended to ``failures``; without that list the first failure is raised.
        """
        return (each.reading for each in self._read(inputs, jobs, failures))

    def incidents(
        self,
        inputs: str | Path | Sequence[str | Path],
        *,
        jobs: int = 1,
        failures: list[Failed] | None = None,
        **rules: Any,
    ) -> list[Incident]:
        """What many reports tell, one incident a happening, every value with who tells it.

        ``rules`` choose among rival values, by field: ``casualties="highest"``, ``place="most-authoritative"`` (see
        ``link.reconcile.Rules``). Inputs and ``failures`` are as in ``read_many``. Raises InputError where there is no
        such rule.
        """
        from dateline.link.incidents import incidents
        from dateline.link.reconcile import Rules

        chosen = Rules.of(rules)
        return incidents(((each.reading, each.draft) for each in self._read(inputs, jobs, failures)), chosen)

    def _read(
        self, inputs: str | Path | Sequence[str | Path], jobs: int, failures: list[Failed] | None
    ) -> Iterator[Read]:
        several = [inputs] if isinstance(inputs, str | Path) else inputs
        for result in self._pipeline.read_many(sources([str(each) for each in several]), jobs):
            if not isinstance(result, Failed):
                yield result
            elif failures is None:
                raise result.error
            else:
                failures.append(result)


_shared: list[Reader] = []


def read(source: str | Path | bytes, **stated: Any) -> Reading:
    """The reading of one page: ``dateline.read("page.html")``. The model is loaded once and kept."""
    if not _shared:
        _shared.append(Reader())
    return _shared[0].read(source, **stated)


def frame(readings: Iterable[Reading], *, library: str = "pandas") -> pandas.DataFrame:
    """One row an event, as a data frame of pandas or (``library="polars"``) polars.

    Raises MissingExtraError where the library is not installed.
    """
    from dateline.render.table import columns

    try:
        frames = import_module(library)
    except ImportError as error:
        raise MissingExtraError(f"a data frame needs {library}: pip install {library}") from error
    table: pandas.DataFrame = frames.DataFrame(columns(readings))
    return table


def open_store(url: str | Path) -> Store:
    """The store in an SQLite file, or at ``postgresql+psycopg://…``, made where there is none.

    Raises StoreError where it cannot be opened, and MissingExtraError where PostgreSQL's driver is not installed.
    """
    from dateline.store.store import Store

    return Store.open(str(url))
