"""Reviews of a store: what people decide about its events, all that is kept of it, and what waits to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from dateline import __version__
from dateline.errors import DataError
from dateline.review.actions import AnyAction, Made
from dateline.review.agreement import Agreement, Disagreement, agreement, disagreements
from dateline.review.base import Undo
from dateline.review.of_events import AddEvent, Adjudicate
from dateline.review.replay import taken_back
from dateline.review.selecting import Selector, Words
from dateline.store import codings, deciding, decision_log
from dateline.store.changing import Changes, Run
from dateline.store.codings import Progress, Waiting
from dateline.store.corpus import reviewed_reports
from dateline.store.deciding import Asked, Seen
from dateline.store.engine import Database
from dateline.store.review_tables import coder_states, decisions
from dateline.store.tables import changes


@dataclass(frozen=True)
class Logged:
    """A decision as the log shows it: in a sentence, by whom it was taken back, and why it does not hold any more."""

    decision: Made
    sentence: str
    undone_by: str | None
    stale: str | None

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return self.decision.to_dict() | {
            "sentence": self.sentence, "undone_by": self.undone_by, "stale": self.stale,
        }  # fmt: skip


class Reviews:
    """``Store.reviews``. Any number of threads and processes may decide at once; they take turns."""

    def __init__(self, database: Database, selector: Selector | None = None) -> None:
        self._database = database
        self._changes = Changes(database, Run("review", f"dateline {__version__}", ""))
        self._selector = selector

    def seen(self, event: int, *, blind_for: str | None = None) -> Seen:
        """An event as it is now; ``blind_for`` a coder, as the machine tells it with what that coder decided of it.

        Raises DataError where there is no such event, or it is none any more.
        """
        with self._database.reading() as connection:
            return deciding.seen(connection, event, blind_for)

    def select(
        self,
        event: int,
        field: str,
        words: Sequence[tuple[int, int]],
        value: Any = None,
        *,
        replaces: Sequence[tuple[int, int]] = (),
        blind_for: str | None = None,
    ) -> AnyAction:
        """The action that sets a field of an event by words of its report, see ``Selector.select``: what they mean, or
        with ``value`` what a person states."""
        reading = self.seen(event, blind_for=blind_for).reading
        ranges, gone = [Words(*each) for each in words], [Words(*each) for each in replaces]
        return self._selecting.select(reading, field, ranges, value, replaces=gone)

    def text(self, document: int) -> str:
        """The text of a document as it was read last. Raises DataError where there is no such document."""
        with self._database.reading() as connection:
            return deciding.document_reading(connection, document).report.text

    def missed(
        self,
        document: int,
        kind: str,
        trigger: tuple[int, int],
        words: Mapping[str, Sequence[tuple[int, int]]] = MappingProxyType({}),
        **labels: Any,
    ) -> AddEvent:
        """The action that adds an event that the reading of a document missed, by its trigger; see ``Selector.event``.

        ``words`` of the report show time, place, tolls and who fills roles, by field. Any field can also be set by an
        action of its own, once the event has its id.
        """
        with self._database.reading() as connection:
            reading = deciding.document_reading(connection, document)
        told = {field: [Words(*each) for each in held] for field, held in words.items()}
        return AddEvent(event=self._selecting.event(reading, kind, Words(*trigger), told, **labels))

    def decide(
        self,
        action: AnyAction,
        *,
        by: str,
        version: int,
        event: int | None = None,
        incident: int | None = None,
        document: int | None = None,
        blind: bool = False,
    ) -> Made:
        """Decide something about an event or incident, and let it take effect; the decision with its number and time.

        ``version`` is the one that the coder saw: of the event or incident; for an event that was missed, or a report
        that is a copy, of the document. A ``blind`` decision waits to be adjudicated.

        Raises:
            ConflictError: it has changed since; the message says what, and by whom.
            DataError: there is no such thing, the report does not have the words, or the action does not apply.
        """
        asked = Asked(
            action=action, by=by, event=event, incident=incident, document=document, version=version, blind=blind
        )
        with self._changes.writing() as change:
            return deciding.decide(change, asked)

    def undo(self, number: int, *, by: str, version: int | None = None) -> Made:
        """Take a decision back, or an undoing; what was decided since stays.

        Raises ConflictError where ``version`` is named and the event has another one, and DataError where there is no
        such decision or it was taken back already.
        """
        with self._changes.writing() as change:
            return deciding.undo(change, number, by, version)

    def adjudicate(self, event: int, field: str, between: tuple[str, str], follow: str | None, *, by: str,
                   version: int, takes: Sequence[Any] = ()) -> Made:  # fmt: skip
        """Decide a field in which two coders differ, as ``follow`` has it, or by corrections of one's own (``takes``).

        Raises ConflictError and DataError as ``decide``, DataError also where ``follow`` is neither of the two.
        """
        with self._changes.writing() as change:
            if follow is None:
                action = Adjudicate(field=field, between=between, takes=tuple(takes))
            else:
                now = deciding.seen(change.connection, event).event
                action = codings.following(change.connection, event, field, between, follow, now)
            return deciding.decide(change, Asked(action=action, by=by, event=event, version=version))

    def history(self, *, event: int | None = None, incident: int | None = None, document: int | None = None,
                by: str | None = None, stale: bool = False, day: str | None = None,
                blind_for: str | None = None) -> list[Logged]:  # fmt: skip
        """Decisions, the first first: about an event, an incident or a document, of a coder, of a day (UTC); ``stale``:
        those that do not hold any more and were not taken back; ``blind_for`` a coder: their own blind ones alone."""
        own = [decisions.c.coder == blind_for, decisions.c.blind] if blind_for is not None else []
        conditions = [
            *own,
            *([decisions.c.event == event] if event is not None else []),
            *([decisions.c.incident == incident] if incident is not None else []),
            *([decisions.c.document == document] if document is not None else []),
            *([decisions.c.coder == by] if by is not None else []),
            *([changes.c.at >= _day(day), changes.c.at < f"{_day(day)}T~"] if day is not None else []),
        ]
        with self._database.reading() as connection:
            told = _logged(connection, decision_log.read(connection, *conditions), own)
        return [each for each in told if not stale or (each.stale is not None and each.undone_by is None)]

    def around(self, event: int, *, blind_for: str | None = None) -> list[Logged]:
        """All that was decided about an event: of itself, of where it belongs, of whose copy its report is."""
        if blind_for is not None:
            return self.history(event=event, blind_for=blind_for)
        with self._database.reading() as connection:
            return _logged(connection, decision_log.around(connection, event))

    def blind(self, by: str) -> bool:
        """Whether a coder works without seeing what others decided."""
        query = select(coder_states.c.blind).where(coder_states.c.coder == by).order_by(coder_states.c.id.desc())
        with self._database.reading() as connection:
            return bool(connection.scalar(query.limit(1)))

    def set_blind(self, by: str, *, on: bool) -> None:
        """Let a coder work blind from now on, or not any more."""
        name = deciding.coder(by)
        with self._changes.writing() as change:
            change.begin("blind coding").add(coder_states, {"coder": name, "blind": on})

    def queue(self, by: str, *, limit: int = 20, second: bool = False) -> list[Waiting]:
        """The events that a coder should look at next, by ``review.queue``.

        ``second``: as the blind second coder of what others have decided about.
        """
        with self._database.reading() as connection:
            return codings.waiting(connection, deciding.coder(by), limit, second=second)

    def agreement(self) -> tuple[Agreement, ...]:
        """How far coders agree who coded the same events without seeing each other's decisions, field by field."""
        with self._database.reading() as connection:
            return agreement(codings.codings(connection))

    def disagreements(self, *, settled: bool = False) -> tuple[Disagreement, ...]:
        """Where they differ; ``settled``: also what was adjudicated."""
        with self._database.reading() as connection:
            found = disagreements(codings.codings(connection))
            done = codings.adjudicated(connection)
        return tuple(each for each in found if settled or (each.event, each.field) not in done)

    def progress(self, day: str | None = None) -> tuple[Progress, ...]:
        """What each coder did on a day (ISO, UTC); today where none is named."""
        with self._database.reading() as connection:
            return codings.progress(connection, _day(day) if day is not None else None)

    def reports(self, *, partial: bool = False) -> Iterator[dict[str, Any]]:
        """Reports of which people have decided every event, as rows of the corpus; ``partial``: also those of which
        they have decided some, with these alone."""
        return reviewed_reports(self._database, partial=partial)

    @property
    def _selecting(self) -> Selector:
        return self._selector or Selector.bundled()


def _logged(connection: Connection, found: Sequence[Made], undone: Sequence[ColumnElement[bool]] = ()) -> list[Logged]:
    """Decisions as the log shows them; ``undone``: of which undoings it is told."""
    undoings = decision_log.read(connection, decisions.c.kind == "undo", *undone)
    reasons = decision_log.stale(connection, [each.number for each in found])
    gone = taken_back(undoings)
    who = {each.action.decision: each.by for each in undoings
           if isinstance(each.action, Undo) and each.number not in gone}  # fmt: skip
    return [Logged(each, each.action.sentence(), who.get(each.number), reasons.get(each.number)) for each in found]


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise DataError("no ISO date: write 2024-09-13", name=value) from error
