"""Who is told of events: a webhook, a file of JSON Lines, a file that is an Atom feed.

A receiver settles matches one by one, or fails for now, and is then tried again later. What it was sent carries a key,
the same whenever the same version of an event is told for the same alert.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Protocol
from xml.sax.saxutils import escape

from dateline import __version__
from dateline.errors import DatelineError, FetchError
from dateline.ingest.fetch import post
from dateline.render import phrases
from dateline.store.alerts import Match
from dateline.watch.config import AlertConfig

SENT: Final = "sent"
ATOM_ENTRIES: Final = 100
_TAIL: Final = 1_000_000
_NO_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_TRY_AGAIN: Final = frozenset({408, 425, 429})

Settled = tuple[Match, str]
Latest = Callable[[int], list[Match]]
"""The last matches of the alert for the receiver, the last found first."""


class NotNowError(DatelineError):
    """A receiver that cannot be told now; it is tried again."""


class Receiver(Protocol):
    """``key`` is what the store calls it, ``name`` what people are told of it."""

    key: str
    name: str

    def tell(self, matches: Sequence[Match], latest: Latest) -> Iterator[Settled]:
        """Tell it of matches; each is yielded as it is settled, with what came of it.

        Raises ``NotNowError`` where it cannot be told now.
        """
        ...


def receivers(alert: AlertConfig, timeout: float) -> list[Receiver]:
    """The receivers of an alert."""
    found: list[Receiver] = []
    if alert.webhook is not None:
        found.append(Webhook(alert.webhook, timeout))
    if alert.file is not None:
        found.append(JsonLines(alert.file))
    if alert.atom is not None:
        found.append(AtomFile(alert.atom, alert.name))
    return found


def message(match: Match) -> dict[str, Any]:
    """What a webhook or file is sent."""
    return {"schema": "dateline/alert/1"} | match.to_dict()


def _json(match: Match) -> bytes:
    return json.dumps(message(match), ensure_ascii=True, separators=(",", ":")).encode()


class Webhook:
    """Is sent each match by a POST of JSON, with its key as ``Idempotency-Key``.

    An answer of 2xx settles it, one of 4xx too, but for those that ask to be tried again. The address may hold a
    secret: the store and people are told the host.
    """

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url
        self._timeout = timeout
        host = url.split("/")[2].rpartition("@")[2]
        self.key = f"webhook {host} {hashlib.sha256(url.encode()).hexdigest()[:12]}"
        self.name = f"webhook at {host}"

    def tell(self, matches: Sequence[Match], latest: Latest) -> Iterator[Settled]:
        """POST each match."""
        del latest
        for match in matches:
            headers = {"Content-Type": "application/json", "Idempotency-Key": match.key}
            try:
                answer = post(self._url, _json(match), headers=headers, timeout=self._timeout)
            except FetchError as error:
                raise NotNowError(error.message) from error
            if answer.status >= 500 or answer.status in _TRY_AGAIN:
                raise NotNowError(answer.told)
            yield match, SENT if 200 <= answer.status < 300 else f"refused: {answer.status}"


class JsonLines:
    """Has a line of JSON added for each match, on the disk before the match is settled."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.key = f"file {path.absolute()}"
        self.name = f"file {path}"

    def tell(self, matches: Sequence[Match], latest: Latest) -> Iterator[Settled]:
        """Add lines. One that is there, because a run ended before it could say so, is not added again."""
        del latest
        try:
            with self._path.open("a+b") as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(0, end - _TAIL))
                tail = file.read()
                if tail and not tail.endswith(b"\n"):
                    file.write(b"\n")
                for match in matches:
                    if match.key.encode() not in tail:
                        file.write(_json(match) + b"\n")
                        file.flush()
                        os.fsync(file.fileno())
                    yield match, SENT
        except OSError as error:
            raise NotNowError(f"cannot be written: {error.strerror or error}") from error


class AtomFile:
    """An Atom feed of the last matches, written anew as a whole."""

    def __init__(self, path: Path, title: str) -> None:
        self._path = path
        self._title = title
        self.key = f"atom {path.absolute()}"
        self.name = f"Atom feed {path}"

    def tell(self, matches: Sequence[Match], latest: Latest) -> Iterator[Settled]:
        """Write the feed, which holds the matches; then all are settled."""
        if self._path.exists() and not self._path.is_file():  # a device or a pipe: a file in its place would end it
            raise NotNowError("cannot be written: is no file")
        file = Path(os.path.realpath(self._path))  # a link stays, and what it leads to is written
        part = file.with_name(f".{file.name}.part")
        try:
            part.write_text(_atom(self._title, latest(ATOM_ENTRIES)), encoding="utf-8", errors="replace", newline="\n")
            part.replace(file)
        except OSError as error:
            raise NotNowError(f"cannot be written: {error.strerror or error}") from error
        for match in matches:
            yield match, SENT


def _atom(title: str, matches: Sequence[Match]) -> str:
    updated = matches[0].event.at if matches else "1970-01-01T00:00:00Z"
    name = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    entries = "".join(map(_entry, matches))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:dateline:alert:{name}</id><title>{_xml(title)}</title><updated>{updated}</updated>"
        f'<author><name>dateline</name></author><generator version="{__version__}">dateline</generator>\n'
        f"{entries}</feed>\n"
    )


def _entry(match: Match) -> str:
    event, report = match.event.event, match.event.report
    words = [phrases.type_name(event.type), *phrases.flags(event)]
    words += [phrases.time(event.time)] if event.time else []
    words += [phrases.place(event.place)] if event.place else []
    incident = f"incident {match.incident.id}: {match.incident.title}" if match.incident else None
    told = "; ".join(filter(None, (f"“{event.trigger.text}”", report.outlet, report.headline, incident)))
    link = f'<link href="{_xml(report.url)}"/>' if report.url else ""
    return (
        f"<entry><id>urn:dateline:{match.key}</id><title>{_xml(' · '.join(words))}</title>"
        f"<updated>{match.event.at}</updated>{link}<summary>{_xml(told)}</summary></entry>\n"
    )


def _xml(text: str) -> str:
    """Text that XML may hold: controls, which it may not, show as U+FFFD."""
    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text), {'"': "&quot;"})
