"""The incidents that a run of linking changes: their numbers, and a new version of each that is not told as before."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import RowMapping, select

from dateline.assemble.sentences import Sentences
from dateline.link.reconcile import Account
from dateline.schema.incident import Incident, Reconciled, Toll, Tolls
from dateline.schema.reading import Place
from dateline.store import decision_log, rows
from dateline.store.adding import Adder
from dateline.store.copies import signatures
from dateline.store.incident_queries import reconciled
from dateline.store.incident_tables import incident_versions, incidents
from dateline.store.listed import listed
from dateline.store.members import members, told
from dateline.store.readings_kept import Readings

_SALIENCES: Final = ("main", "related", "background")
_TITLE: Final = 200
"""Characters of a title at most."""
_WHY: Final = {
    "founded": "founded", "joined": "{} joined", "waits": "{} joined", "waited": "{} that waited joined",
    "left": "{} left", "came back": "{} came back", "told anew": "{} told anew",
    "decided": "decided",
}  # fmt: skip


class IncidentWriter:
    """Collects what a run does to incidents and writes it at its end."""

    def __init__(self, adder: Adder, kept: Readings) -> None:
        self._adder = adder
        self._kept = kept
        self._why: dict[int, Counter[str]] = {}
        self._absorbed: dict[int, int] = {}
        self._opened: set[int] = set()

    def touch(self, numbers: Iterable[int], why: str, *, opens: bool = False) -> None:
        """Say what happened to incidents; ``opens``: a waiting group is an incident from now on."""
        for number in numbers:
            self._why.setdefault(number, Counter())[why] += 1
            if opens:
                self._opened.add(number)

    def absorb(self, absorbed: int, into: int) -> None:
        """Say that the members of one are another's."""
        self._absorbed[absorbed] = into
        self.touch([into], "merged")

    def numbers(self, names: Sequence[str]) -> dict[str, int]:
        """The numbers of incidents by the names under which they are linked; a new name gets a new incident."""
        new = [name for name in dict.fromkeys(names) if not name.isdigit()]
        made = dict(zip(new, self._adder.add_all(incidents, [{}] * len(new)), strict=True))
        return made | {name: int(name) for name in names if name.isdigit()}

    def now(self, number: int) -> int:
        """Where an incident's members are: in itself or, if it was absorbed, in another."""
        while (into := self._last([number]).get(number)) is not None and into["absorbed_into"] is not None:
            number = into["absorbed_into"]
        return number

    def write(self) -> int:
        """Add a version of every incident that is not told as before; how many these are."""
        before = self._last([*self._why, *self._absorbed])
        open_ = [number for number in self._why if number in before or number in self._opened]
        connection = self._adder.connection
        held = members(connection, open_, self._adder.change)
        every = [each for own in held.values() for each in own]
        read = self._kept.of(connection, {each.reading for each in every})
        signed = signatures(connection, {each.text for each in every})
        copied = decision_log.copies(connection, self._adder.change)
        found = []
        for number in sorted({*open_, *(each for each in self._absorbed if each in before)}):
            last = before.get(number)
            if number in self._absorbed or number not in held:
                found.append(_ended(last, self._absorbed.get(number), self._said(number)) if last else None)
                continue
            accounts = told(held[number], read)
            made = reconciled(held[number], accounts, signed, copied)
            kinds = {each.event: each.kind for each in held[number]}
            founder = next((each for each in accounts if kinds[each.lasting or 0] == "founded"), None)
            row = _row(made, founder or _of_first_member(made, accounts)) | {"incident": number}
            if last is None or not last["present"] or last["digest"] != row["digest"]:
                found.append(row | {"number": last["number"] + 1 if last else 1, "why": self._said(number)})
        added = [each for each in found if each is not None]
        self._adder.add_all(incident_versions, added)
        return len(added)

    def _last(self, numbers: Iterable[int]) -> dict[int, RowMapping]:
        """The last versions of incidents; a waiting group has none."""
        asked = listed(self._adder.connection, numbers)
        wanted = select(incident_versions).where(incident_versions.c.incident.in_(select(asked.c.value)))
        found = self._adder.connection.execute(wanted.order_by(incident_versions.c.number)).mappings()
        return {row["incident"]: row for row in found}

    def _said(self, number: int) -> str:
        if number in self._absorbed:
            return f"merged into {self._absorbed[number]}"
        absorbed = sorted(each for each, into in self._absorbed.items() if into == number)
        counted = self._why[number]
        parts = [said.format(counted[why]) for why, said in _WHY.items() if counted[why]]
        parts += [f"merged with {', '.join(map(str, absorbed))}"] if absorbed else []
        return ", ".join(parts)


def _ended(last: RowMapping, into: int | None, why: str) -> dict[str, Any] | None:
    """The version with which an incident ends; what was last told of it stays."""
    if not last["present"] and into is None:
        return None
    kept = {name: value for name, value in last.items() if name not in {"id", "change"}}
    return kept | {"number": last["number"] + 1, "present": False, "absorbed_into": into, "why": why}


def _of_first_member(made: Incident, accounts: Sequence[Account]) -> Account:
    first = made.members[0]
    return next(each for each in accounts if each.lasting == first.lasting)


def _row(made: Incident, founder: Account) -> dict[str, Any]:
    """An incident in columns."""
    time, tolls = made.time.chosen, made.casualties
    published = sorted(each.published for each in made.members if each.published)
    return {
        "present": True,
        "absorbed_into": None,
        "digest": hashlib.sha256(made.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest(),
        "title": _title(founder),
        "type": made.type.chosen or founder.event.type,
        "salience": min((each.salience for each in made.members), key=_SALIENCES.index),
        "first_day": time.start[:10] if time and time.start else None,
        "last_day": time.end[:10] if time and time.end else None,
        **_place(made.place.chosen),
        **_bounds("killed", tolls.killed),
        **_bounds("injured", tolls.injured),
        "members": len(made.members),
        "reports": made.corroboration.reports,
        "publishers": made.corroboration.publishers,
        "copies": made.corroboration.copies,
        "first_published": published[0] if published else None,
        "last_published": published[-1] if published else None,
        "disputed": _disputed(made),
    }


def _title(founder: Account) -> str:
    """The headline where it is of this, else the sentence that tells it."""
    report, event = founder.reading.report, founder.event
    start, end = Sentences.of(report.text).bounds(event.trigger.start)
    headline = report.headline if event.salience == "main" else None
    words = " ".join((headline or report.text[start:end]).split())
    return rows.clean(words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…") or ""


def _place(place: Place | None) -> Mapping[str, Any]:
    names = ("country", "admin1", "gazetteer_id", "precision", "radius_km", "lat", "lon", "x", "y", "z")
    if place is None:
        return {"place": None} | dict.fromkeys(names)
    row = rows.of_place(place)
    return {"place": row["name"]} | {name: row[name] for name in names}


def _bounds(kind: str, toll: Toll) -> Mapping[str, int | None]:
    """Low and high over all reports, best by the default rule."""
    return {f"{kind}_low": toll.low, f"{kind}_best": toll.best, f"{kind}_high": toll.high}


def _disputed(made: Incident) -> str:
    fields: dict[str, Reconciled[Any]] = {"type": made.type, "time": made.time, "place": made.place}
    fields |= {kind: getattr(made.casualties, kind) for kind in Tolls.model_fields}
    names = [name for name, field in fields.items() if field.disputed]
    names += ["participants"] if any(each.disputed for each in made.participants) else []
    return f" {' '.join(names)} " if names else ""
