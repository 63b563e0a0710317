"""The gate of linking: the reports of one attack by several outlets, read by the bundled model, become one incident."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.ingest.page import Stated
from dateline.link.incidents import incidents
from dateline.pipeline import Pipeline
from dateline.schema.incident import Incident
from one_attack import MISSING, gold, shared

pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))


@cache
def attack() -> Incident:
    """The incident that tells most of what gold says of the attack."""
    pipeline = Pipeline.open()
    read = []
    for row in gold().values():
        told = row["report"]
        stated = Stated(published=told["published"], headline=told["headline"], outlet=told["outlet"])
        outcome = pipeline.read_text(told["text"], stated)
        read.append((outcome.reading, outcome.draft))
    return max(incidents(read), key=shared)


def test_all_outlets_tell_one_incident() -> None:
    assert {member.outlet for member in attack().members} == {row["report"]["outlet"] for row in gold().values()}
    assert all(member.salience == "main" for member in attack().members)
    assert attack().corroboration.publishers == 3


def test_each_outlets_toll_is_shown() -> None:
    outlet = {member.report: member.outlet for member in attack().members}
    shown = {outlet[telling.report]: (telling.value.low, telling.value.best)
             for told in attack().casualties.killed.told for telling in told.tellings}  # fmt: skip
    assert shown == {"nytimes": (2, 2), "independent": (2, 2), "telegraph": (6, 6)}
    assert (attack().casualties.killed.low, attack().casualties.killed.high) == (2, 6)
