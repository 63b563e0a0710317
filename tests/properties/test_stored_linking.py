"""What holds of linking in a store whatever is read, and in whatever parts it is linked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import newsstand
import stories
from dateline.link.cluster import link_all
from dateline.link.sketch import sketch
from dateline.link.state import State
from dateline.schema.reading import Reading, Salience
from dateline.store.changing import now
from dateline.store.engine import Database
from dateline.store.incident_queries import IncidentSearch, find_incidents

NAMES = ("Zarimov", "Quarvel", "Ondrake", "Lisstow", "Marbeck")
SALIENCES: tuple[Salience, ...] = ("main", "related", "background")
MODEL = stories.by_names()

told = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(SALIENCES)), min_size=1, max_size=3, unique_by=lambda one: one[0]
)


@st.composite
def reports(draw: st.DrawFn) -> list[Reading]:
    """Reports in the order in which they come; the same name is one happening, another name is another."""
    many = draw(st.integers(1, 7))
    days = [draw(st.integers(4, 8)) for _ in range(many)]
    return [newsstand.names(at, *draw(told), published=f"2022-05-{day:02}") for at, day in enumerate(days)]


@contextmanager
def stored() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(str(Path(folder) / "store.db"), create=True)
        yield database
        database.close()


def state(database: Database, as_of: str | None = None) -> tuple[object, ...]:
    """Everything that can be asked of incidents."""
    found = list(find_incidents(database, IncidentSearch(as_of=as_of)))
    return newsstand.groups(database, as_of), [(each.id, each.version, each.title, each.members) for each in found]


def partition(database: Database) -> set[frozenset[int]]:
    return {frozenset(events) for events in newsstand.groups(database).values()}


def in_memory(read: Sequence[Reading]) -> set[frozenset[int]]:
    """The groups that linking in memory makes, by the numbers that the store gives to events."""
    known = State()
    link_all([sketch(each, newsstand.NO_VECTORS) for each in read], known, MODEL)
    number = {(each.report.id, event.id): 0 for each in read for event in each.events}
    number = {name: at for at, name in enumerate(number, start=1)}
    return {frozenset(number[key] for key in keys) for keys in known.groups().values()}


@settings(max_examples=25, deadline=None)
@given(reports(), st.integers(1, 9), st.integers(0, 7))
def test_at_once_in_parts_and_in_memory_are_the_same(read: list[Reading], size: int, first: int) -> None:
    with stored() as at_once, stored() as in_parts:
        newsstand.put(at_once, *read)
        newsstand.link(at_once, model=MODEL)
        for part in (read[:first], read[first:]):
            newsstand.put(in_parts, *part)
            newsstand.link(in_parts, size, MODEL)
        assert partition(at_once) == partition(in_parts) == in_memory(read)
        sizes = [sorted(each.members for each in find_incidents(one, IncidentSearch())) for one in (at_once, in_parts)]
        assert sizes[0] == sizes[1]


@settings(max_examples=15, deadline=None)
@given(reports(), st.lists(st.booleans(), min_size=7, max_size=7))
def test_as_of_any_time_is_the_state_then(read: list[Reading], anew: list[bool]) -> None:
    with stored() as database:
        then = [(now(), state(database))]
        for each, again in zip(read, anew, strict=False):
            newsstand.put(database, each)
            newsstand.link(database, model=MODEL)
            then.append((now(), state(database)))
            if again:  # a newer version of dateline finds all but the first event
                fewer = each.model_copy(update={"events": each.events[1:]})
                newsstand.put(database, fewer, recipe="two")
                newsstand.link(database, model=MODEL)
                then.append((now(), state(database)))
        for moment, was in then:
            assert state(database, moment) == was
