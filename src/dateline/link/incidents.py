"""From readings to incidents in one call, for a set of reports that fits in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.link.cluster import link_all
from dateline.link.reconcile import Account, Rules, incident
from dateline.link.score import PairModel, comparable
from dateline.link.sketch import sketch
from dateline.link.state import Change, EventKey, State
from dateline.schema.draft import Draft
from dateline.schema.incident import Incident, Why
from dateline.schema.reading import Event, Reading


def incidents(
    read: Iterable[tuple[Reading, Draft | None]], rules: Rules | None = None, model: PairModel | None = None
) -> list[Incident]:
    """The incidents that some readings tell, by the first publication of a member.

    A draft adds the reader's vectors, if the score was fitted on them; without it an event is compared by its values
    and words. A text that was read several times counts once. Background mentions that no incident was found for are
    in none.
    """
    known = {reading.report.id: (reading, draft) for reading, draft in read}
    state = State()
    changes = link_all((sketch(reading, comparable(draft)) for reading, draft in known.values()), state, model)
    why = reasons(changes)
    events = {EventKey(name, event.id): (reading, event) for name, (reading, _) in known.items()
              for event in reading.events}  # fmt: skip
    made = [
        incident(name, [_account(events[key], *why[key]) for key in keys], rules)
        for name, keys in state.groups().items()
        if name in state.incidents
    ]
    return sorted(made, key=lambda each: (each.members[0].published or "~", each.id))


def reasons(changes: Sequence[Change]) -> Mapping[EventKey, tuple[Why, float]]:
    """Why each event is where the changes leave it, with its score: its own reason, or the merger that moved it."""
    why: dict[EventKey, tuple[Why, float]] = {}
    inside: dict[str, list[EventKey]] = {}
    for each in changes:
        if each.kind == "merged" and each.absorbed is not None:
            moved = inside.pop(each.absorbed, [])
            inside.setdefault(each.incident, []).extend(moved)
            why |= dict.fromkeys(moved, (each.why, each.score))
        else:
            key = EventKey(each.report, each.event)
            inside.setdefault(each.incident, []).append(key)
            why[key] = each.why, each.score
    return why


def _account(told: tuple[Reading, Event], why: Why, score: float) -> Account:
    reading, event = told
    return Account(reading, event, why, score)
