"""The tables, the same on SQLite and PostgreSQL.

Rows are only ever added: a change of a document or an event is a new version that names its ``change``, which says
when, why and by which run it came. Triggers in the database refuse every update and delete. Changes are numbered in the
order of their commits, so that the state at any time is what the changes up to a number have left.

::

    runs -- changes            by what; when and why
    texts -- drafts            one row a text, however many documents have it; one a model that has read it
    documents -- versions      a text at a source; a corrected text is a new version
             `-- readings      one of a document's version, by one recipe
                 |-- attributions
                 `-- reading_events      which version of which event an event of the reading is
    events -- versions         a lasting id; its latest version holds, unless it is not ``present``
              |-- event_places, arguments, event_attributions
    feeds -- versions          where a feed stands; a new version only where that changed
          |-- polls            a time that it was asked, and what came of it
          `-- entries          an attempt to read an entry, and what came of it
    alert_scans                up to which version of an event alerts were looked for
    alert_matches -- deliveries    a version that fits an alert, for one receiver; what came of sending it

``incident_tables`` has those of linking, ``review_tables`` what people decided, ``user_tables`` who may.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    column,
    table,
)

from dateline.store.columns import NUMBER, STRING, metadata
from dateline.store.columns import change as _change
from dateline.store.columns import float_ as _float
from dateline.store.columns import id_ as _id
from dateline.store.columns import number as _number
from dateline.store.columns import position as _position
from dateline.store.columns import string as _string

runs = Table(
    "runs", metadata,
    _id(),
    _string("started", null=False),
    _string("command", null=False),
    _string("recipe", null=False),
)  # fmt: skip

changes = Table(
    "changes", metadata,
    _id(),
    _string("at", null=False, index=True),
    _string("why", null=False),
    _number("run", "runs"),
)  # fmt: skip

texts = Table(
    "texts", metadata,
    _id(),
    Column("sha256", STRING, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    _change(),
)  # fmt: skip

documents = Table(
    "documents", metadata,
    _id(),
    Column("key", STRING, nullable=False, unique=True),
    _change(),
)  # fmt: skip

document_versions = Table(
    "document_versions", metadata,
    _id(),
    _number("document", "documents"),
    Column("number", Integer, nullable=False),
    _number("text", "texts", index=True),
    _string("digest", null=False),
    *(_string(name) for name in ("source_id", "url", "outlet")),
    _string("outlet_words", index=True),
    *(_string(name) for name in ("headline", "byline", "section", "published", "published_from", "dateline_place")),
    _string("language"),
    _change(),
    UniqueConstraint("document", "number"),
    UniqueConstraint("document", "digest"),
)  # fmt: skip

drafts = Table(
    "drafts", metadata,
    _id(),
    _number("text", "texts"),
    _string("model", null=False),
    Column("content", LargeBinary, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("trigger_vectors", LargeBinary, nullable=False),
    Column("sentence_vectors", LargeBinary, nullable=False),
    _change(),
    UniqueConstraint("text", "model"),
)  # fmt: skip

readings = Table(
    "readings", metadata,
    _id(),
    _number("document_version", "document_versions", index=True),
    _number("draft", "drafts"),
    _string("recipe", null=False),
    Column("content", LargeBinary, nullable=False),
    _number("machine", "readings", null=True),
    _change(),
)  # fmt: skip
"""``machine``: the reading that this one is with what people decided; null in a reading that the machine made."""

attributions = Table(
    "attributions", metadata,
    _id(),
    _number("reading", "readings", index=True),
    _string("local", null=False),
    *(_string(name) for name in ("source", "cue", "content", "via")),
    _string("source_kind", null=False),
    _string("stance", null=False),
    Column("quote", Boolean, nullable=False),
)  # fmt: skip

events = Table(
    "events", metadata,
    _id(),
    _number("document", "documents", index=True),
    _change(),
)  # fmt: skip

event_versions = Table(
    "event_versions", metadata,
    _id(),
    _number("event", "events"),
    Column("number", Integer, nullable=False),
    _number("reading", "readings", index=True),
    _string("local", null=False),
    Column("present", Boolean, nullable=False),
    _string("digest", null=False),
    _string("type", null=False, index=True),
    _string("trigger", null=False),
    *(_string(name, null=False) for name in ("salience", "modality", "polarity")),
    Column("series", Boolean, nullable=False),
    _string("first_day", index=True),
    _string("last_day"),
    *(
        Column(f"{toll}_{bound}", BigInteger)
        for toll in ("killed", "injured", "missing", "abducted", "arrested")
        for bound in ("low", "best", "high")
    ),
    _float("score"),
    _number("decision", "decisions", null=True),
    _change(),
    UniqueConstraint("event", "number"),
)  # fmt: skip
"""``decision``: the last one that made this version; null where the machine told it so."""

event_places = Table(
    "event_places", metadata,
    _number("event_version", "event_versions", primary=True),
    _position(),
    _string("name", null=False),
    Column("geonameid", BigInteger),
    *(_string(name) for name in ("gazetteer_id", "country", "admin1", "precision")),
    *(_float(name) for name in ("radius_km", "lat", "lon", "x", "y", "z")),
    Index("ix_event_places_lat_lon", "lat", "lon"),
)  # fmt: skip
"""``x, y, z``: the point on the unit sphere; a scalar product of two points is the cosine of their distance's angle."""

arguments = Table(
    "arguments", metadata,
    _number("event_version", "event_versions", primary=True),
    _position(),
    _string("role", null=False),
    _string("text", null=False),
    _string("words", null=False),
    *(_string(name) for name in ("entity_name", "entity_words")),
    _string("entity_id", index=True),
    *(_string(name) for name in ("kind", "country", "confidence")),
    Column("count_low", BigInteger),
    Column("count_best", BigInteger),
    Column("count_high", BigInteger),
    _float("score"),
)  # fmt: skip

event_attributions = Table(
    "event_attributions", metadata,
    _number("event_version", "event_versions", primary=True),
    _number("attribution", "attributions", primary=True),
)  # fmt: skip

reading_events = Table(
    "reading_events", metadata,
    _number("reading", "readings", primary=True),
    Column("local", STRING, primary_key=True),
    _number("event_version", "event_versions", index=True),
    _float("match"),
)  # fmt: skip
"""``match``: how well the event matched its earlier telling, null where it was new."""

feeds = Table(
    "feeds", metadata,
    _id(),
    Column("url", STRING, nullable=False, unique=True),
    _change(),
)  # fmt: skip

feed_versions = Table(
    "feed_versions", metadata,
    _id(),
    _number("feed", "feeds"),
    Column("number", Integer, nullable=False),
    _string("etag"),
    _string("modified"),
    Column("failures", Integer, nullable=False),
    _string("not_before"),
    _change(),
    UniqueConstraint("feed", "number"),
)  # fmt: skip
"""``etag`` and ``modified`` as the server gave them; ``failures`` in a row; it is not asked again ``not_before``."""

feed_polls = Table(
    "feed_polls", metadata,
    _id(),
    _number("feed", "feeds"),
    _string("at", null=False),
    _string("problem_kind"),
    _string("problem"),
    _string("planned"),
    Index("ix_feed_polls_feed_problem", "feed", "problem_kind", "id"),
)  # fmt: skip
"""``problem_kind`` and ``problem``: why it failed, null where it went well; ``planned``: when it is to be asked next.

It names no change: that a feed was asked changes nothing that the store tells, and answers of before still hold."""

feed_entries = Table(
    "feed_entries", metadata,
    _id(),
    _number("feed", "feeds"),
    _string("key", null=False),
    Column("attempt", Integer, nullable=False),
    _string("outcome", null=False),
    _change(),
    UniqueConstraint("feed", "key", "attempt"),
)  # fmt: skip
"""``key``: SHA-256 of the entry's id and time of update; ``outcome``: stored, known or failed."""

alert_scans = Table(
    "alert_scans", metadata,
    _id(),
    Column("last", NUMBER, nullable=False),
    _change(),
)  # fmt: skip
"""``last``: the number of the last row of ``event_versions`` that was looked at, 0 where there was none."""

alert_matches = Table(
    "alert_matches", metadata,
    _id(),
    _string("alert", null=False),
    _string("receiver", null=False),
    _number("event_version", "event_versions"),
    _change(),
    UniqueConstraint("alert", "receiver", "event_version"),
)  # fmt: skip

alert_deliveries = Table(
    "alert_deliveries", metadata,
    _id(),
    Column("match", NUMBER, ForeignKey("alert_matches.id"), nullable=False, unique=True),
    _string("outcome", null=False),
    _change(),
)  # fmt: skip
"""``outcome``: sent, or why it is never to be."""

report_words: Any = table("report_words", column("rowid"), column("document_version"), column("words"))
"""The full-text index over headline and text: an FTS5 table by ``rowid`` on SQLite, a tsvector on PostgreSQL."""
