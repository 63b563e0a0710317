"""Reports of one bomb by several outlets in a store, made by hand and linked: what tests of incidents look at."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

import stories
from build import argument, bare, day, event, span
from dateline.link.score import PairModel
from dateline.schema.draft import Draft
from dateline.schema.reading import Reading, Salience
from dateline.store.changing import Changes, Run
from dateline.store.engine import Database
from dateline.store.incident_tables import memberships
from dateline.store.linker import RUN, Linked, Linker
from dateline.store.members import latest_membership
from dateline.store.queries import last_change
from stored import writer

NO_VECTORS = Draft(model="by-hand@0")
TOLLS = {
    "Northern Wire": ("2022-05-03", "Four people", (4, 4, 4)),
    "Harla Post": ("2022-05-04", "Six people", (6, 6, 6)),
    "River Radio": ("2022-05-05", "At least six people", (6, 6, None)),
}
"""What each outlet tells of who was killed, and when."""


def depot(outlet: str, *, under: str | None = None, url: str | None = None, **more: Any) -> Reading:
    """An outlet's report of the bomb; ``under`` another outlet's name that has taken its text."""
    published, toll, killed = TOLLS[outlet]
    made = stories.depot(outlet, published, more.pop("toll", toll), more.pop("killed", killed), url=url, **more)
    return (
        made if under is None else made.model_copy(update={"report": made.report.model_copy(update={"outlet": under})})
    )


def names(number: int, *told: tuple[str, Salience], published: str = "2022-05-04") -> Reading:
    """A report of attacks of 3 May 2022, each on whom or what a name names; the name is all that tells them apart."""
    parts = [f"A bomb struck the {name} mill {at} on Tuesday." for at, (name, _) in enumerate(told)]
    text = " ".join([f"Report {number} of the valley.", *parts])
    events = []
    for at, (name, salience) in enumerate(told):
        trigger, target = span(text, "bomb", at), span(text, name)
        events.append(event(
            f"e{at + 1}", "bombing", trigger, salience=salience, time=day(trigger, "2022-05-03"),
            arguments=(argument("target", target),),
        ))  # fmt: skip
    return bare(text, *events, published=published, outlet=f"Outlet {number}")


def put(database: Database, *readings: Reading, recipe: str = "one") -> None:
    """Store readings."""
    one = writer(database, recipe)
    for each in readings:
        one.write(each, NO_VECTORS)


def link(database: Database, size: int = RUN, model: PairModel | None = None) -> Linked:
    """Link all that is pending."""
    return Linker(database, Changes(database, Run("link", "one", "")), model, size).link_all()


def groups(database: Database, as_of: str | None = None) -> dict[int, set[int]]:
    """The events of each incident and waiting group."""
    with database.reading() as connection:
        last = last_change(connection, as_of)
        wanted = select(memberships.c.incident, memberships.c.event)
        rows = connection.execute(wanted.where(memberships.c.kind != "left", *latest_membership(last))).all()
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row.incident, set()).add(row.event)
    return found
