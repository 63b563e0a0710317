"""``feeds.toml``: what is watched, how often, and whom it tells of what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from dateline.errors import DataError
from dateline.ontology.registry import event_type
from dateline.schema.span import Frozen
from dateline.store.queries import Box, Near, Search

_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION: Final = re.compile(r"(\d{1,7})\s?([smhd])")
_HEADER: Final = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?\s*(?:#.*)?")


def _seconds(value: Any) -> Any:
    """``"15m"``, or a number of seconds."""
    if not isinstance(value, str):
        return value
    match = _DURATION.fullmatch(value.strip())
    if match is None:
        raise ValueError('write a time as "30s", "15m", "2h" or "1d"')
    return int(match[1]) * _UNITS[match[2]]


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise ValueError(f"not a valid address ({error})") from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError("not an http or https address")
    return value


def _type(value: str) -> str:
    try:
        return event_type(value).name
    except DataError as error:
        raise ValueError(error.message) from error


Seconds = Annotated[float, BeforeValidator(_seconds), Field(ge=1, le=90 * 86400)]
Type = Annotated[str, AfterValidator(_type)]
Url = Annotated[str, AfterValidator(_address)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class _Table(Frozen):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Manners(_Table):
    """The table ``[watch]``: how often feeds are asked, how long a host is left alone between two requests."""

    interval: Seconds = 900
    host_pause: Seconds = 2
    timeout: Seconds = 30
    allow_private: bool = False
    ignore_robots: bool = False


class FeedConfig(_Table):
    """A table ``[[feeds]]``. ``outlet`` is who publishes it, where its pages do not say."""

    url: Url
    outlet: str | None = None
    interval: Seconds | None = None


class AlertConfig(_Table):
    """A table ``[[alerts]]``: what an event must fulfil, all of it, and who is told."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    types: tuple[Type, ...] = ()
    near: tuple[Latitude, Longitude, Annotated[float, Field(gt=0, le=20_100)]] | None = None
    box: tuple[Longitude, Latitude, Longitude, Latitude] | None = None
    actor: Annotated[str, Field(min_length=1)] | None = None
    killed: Annotated[int, Field(ge=0)] | None = None
    webhook: Url | None = None
    file: Path | None = None
    atom: Path | None = None

    @model_validator(mode="after")
    def _has_area(self) -> Self:
        if self.box is not None and self.box[1] > self.box[3]:
            raise ValueError("the south of its 'box' lies above its north: write west, south, east, north")
        return self

    @model_validator(mode="after")
    def _has_receiver(self) -> Self:
        if self.webhook is None and self.file is None and self.atom is None:
            raise ValueError("it tells nobody: give it a 'webhook', a 'file' or an 'atom' file")
        return self

    @property
    def search(self) -> Search:
        """What it asks of an event, as the store is asked."""
        return Search(
            types=self.types,
            actor=self.actor,
            killed=self.killed,
            near=Near(*self.near) if self.near else None,
            box=Box(*self.box) if self.box else None,
        )


class WatchConfig(_Table):
    """The whole file."""

    watch: Manners = Manners()
    feeds: tuple[FeedConfig, ...] = ()
    alerts: tuple[AlertConfig, ...] = ()

    @model_validator(mode="after")
    def _has_feeds(self) -> Self:
        if not self.feeds:
            raise ValueError("there is nothing to watch: name a feed by its url, in a table [[feeds]]")
        return self

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        for what, names in (("url", [feed.url for feed in self.feeds]), ("name", [each.name for each in self.alerts])):
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                raise ValueError(f"the {what} {twice!r} stands twice")
        return self


def read_config(path: Path) -> WatchConfig:
    """The file at ``path``; files that it names lie beside it.

    Raises:
        DataError: it cannot be read, or says what cannot be; the message names the line and the key.
    """
    try:
        text = path.read_text("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", name=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"not valid TOML: {error}", name=str(path)) from error
    try:
        config = WatchConfig.model_validate(table)
    except ValidationError as error:
        told = [_told(problem["loc"], problem["type"], problem["msg"], text) for problem in error.errors()]
        raise DataError("; ".join(dict.fromkeys(told)), name=str(path)) from error
    return config.model_copy(update={"alerts": tuple(_placed(each, path.parent) for each in config.alerts)})


def _placed(alert: AlertConfig, folder: Path) -> AlertConfig:
    placed = {name: folder / at for name in ("file", "atom") if (at := getattr(alert, name)) is not None}
    return alert.model_copy(update=placed)


def _told(place: tuple[int | str, ...], kind: str, message: str, text: str) -> str:
    """One problem: its line where the key stands on one, the table and key, and what is wrong."""
    names = [part for part in place if isinstance(part, str)]
    number = next((part for part in place[1:2] if isinstance(part, int)), None)
    line = _line(text, names, number)
    at = f"line {line}: " if line else ""
    table = names[0] if names else ""
    where = f"{table} {number + 1}" if number is not None else table
    key = f", {names[1]!r}" if len(names) > 1 else ""
    message = _plainly(place, kind, message)
    return f"{at}{where}{key}: {message}" if where else f"{at}{message}"


def _plainly(place: tuple[int | str, ...], kind: str, message: str) -> str:
    """What is wrong, in the words of who writes the file rather than of what checks it."""
    match kind:
        case "extra_forbidden":
            return "there is no such key"
        case "missing":
            return "has too few numbers" if isinstance(place[-1], int) else "is missing"
        case "too_long":
            return "has too many numbers"
        case "tuple_type":
            return f"write each as a table [[{place[0]}]]" if len(place) == 1 else 'write a list, such as ["…", "…"]'
        case "model_type":
            return "write it as a table with keys"
    return message.removeprefix("Value error, ")


def _line(text: str, names: list[str], number: int | None) -> int | None:
    """The line of a key in its table, else the table's own; None where it is written otherwise."""
    if not names:
        return None
    found = None
    for at, (line, table, nth) in enumerate(_in_tables(text), start=1):
        if (table, nth) != (names[0], number or 0):
            continue
        found = found or at
        if len(names) > 1 and re.match(rf"\s*\"?{re.escape(names[1])}\"?\s*=", line):
            return at
    return found


def _in_tables(text: str) -> Iterator[tuple[str, str, int]]:
    """Each line with the table that it stands in and which of that name it is."""
    table, seen = "", dict[str, int]()
    for line in text.split("\n"):
        header = _HEADER.fullmatch(line)
        if header:
            table = header[1]
            seen[table] = seen.get(table, -1) + 1
        yield line, table, seen.get(table, 0)
