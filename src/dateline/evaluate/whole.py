"""The whole pipeline as a benchmark's reader, and what it knows that some benchmarks ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.evaluate.base import Document, Settings
from dateline.ingest.page import Stated
from dateline.link.cluster import grouped

if TYPE_CHECKING:
    from dateline.evaluate.run import Read
    from dateline.pipeline import Pipeline
    from dateline.schema.draft import Draft
    from dateline.schema.reading import Reading


def reader(pipeline: Pipeline) -> Read:
    """The pipeline on a benchmark's text as on a user's, told only what a user would state."""

    def read(document: Document) -> tuple[Reading, Draft]:
        stated = Stated(
            published=document.published, headline=document.headline, outlet=document.outlet, source_id=document.id
        )
        outcome = pipeline.read_text(document.text, stated)
        return outcome.reading, outcome.draft

    return read


def settings(pipeline: Pipeline) -> Settings:
    """The model's operating points, demonyms at their country as the gazetteer has it, and the linker users get."""
    gazetteer = pipeline.gazetteer

    def demonym_place(words: str) -> tuple[float, float, int | None] | None:
        code = gazetteer.demonyms().get(words.casefold())
        entry = gazetteer.country(code) if code else None
        return (entry.lat, entry.lon, entry.geonameid) if entry else None

    points = pipeline.reader.runtime.card.get("operating_points", {})
    return Settings(points=points, demonym_place=demonym_place, link=grouped)
