"""The tables of linking: incidents and their members, what linking goes on from, and which texts are copies.

::

    incidents -- versions      a lasting id; what its members told under the default rules, and what it became
             `-- memberships   of an event, by its lasting id: a new version where it goes elsewhere
    event_sketches -- block_keys    what linking compares of a version of an event, in the order of linking; where it
                               is found
    reading_sketches           what linking compares of the report that a reading is of
    link_scans                 up to which version of an event was linked
    text_signatures            the MinHash signature of a text
    text_bands                 by which like texts find each other
    copies                     a version of a document that repeats the text of another document
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Table, UniqueConstraint

from dateline.store.columns import NUMBER, change, float_, id_, metadata, number, string

incidents = Table("incidents", metadata, id_(), change())
"""A group of events that only waits to become an incident has a number too, and no version yet."""

memberships = Table(
    "memberships", metadata,
    id_(),
    number("event", "events"),
    Column("number", Integer, nullable=False),
    number("incident", "incidents", index=True),
    string("kind", null=False),
    float_("score"),
    string("why", null=False),
    change(),
    UniqueConstraint("event", "number"),
)  # fmt: skip
"""``kind``: founded, joined, merged, waits or left. ``why``: JSON of ``schema.incident.Why``, whose ``like`` is a pair
of the numbers of a document and an event. ``score``: the mean probability that it tells the same as other members."""

incident_versions = Table(
    "incident_versions", metadata,
    id_(),
    number("incident", "incidents"),
    Column("number", Integer, nullable=False),
    string("why", null=False),
    Column("present", Boolean, nullable=False),
    number("absorbed_into", "incidents", null=True),
    string("digest", null=False),
    string("title", null=False),
    string("type", null=False, index=True),
    string("salience", null=False),
    string("first_day", index=True),
    string("last_day"),
    string("place"),
    *(string(name) for name in ("country", "admin1", "gazetteer_id", "precision")),
    *(float_(name) for name in ("radius_km", "lat", "lon", "x", "y", "z")),
    *(Column(f"{toll}_{bound}", BigInteger) for toll in ("killed", "injured") for bound in ("low", "best", "high")),
    *(Column(name, Integer, nullable=False) for name in ("members", "reports", "publishers", "copies")),
    string("first_published"),
    string("last_published"),
    string("disputed", null=False),
    change(),
    UniqueConstraint("incident", "number"),
    Index("ix_incident_versions_lat_lon", "lat", "lon"),
)  # fmt: skip
"""``present`` False: it has no members any more, they left or are ``absorbed_into`` another; what was last told of it
stays. ``salience``: the highest of a member's. ``disputed``: the names of disputed fields with a space before and after
each. ``title``: the headline of the report that founded it, where it is its main
event, else the sentence."""

event_sketches = Table(
    "event_sketches", metadata,
    id_(),
    number("event", "events", index=True),
    number("event_version", "event_versions"),
    Column("content", LargeBinary, nullable=False),
    change(),
    UniqueConstraint("event_version"),
)  # fmt: skip

reading_sketches = Table(
    "reading_sketches", metadata,
    number("reading", "readings", primary=True),
    Column("content", LargeBinary, nullable=False),
    change(),
)  # fmt: skip

block_keys = Table(
    "block_keys", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    number("event_sketch", "event_sketches", primary=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""``key``: 8 bytes of the BLAKE2b hash of a key of ``link.block``."""

link_scans = Table("link_scans", metadata, id_(), Column("last", NUMBER, nullable=False), change())
"""``last``: the number of the last row of ``event_versions`` that was linked."""

text_signatures = Table(
    "text_signatures", metadata,
    number("text", "texts", primary=True),
    Column("signature", LargeBinary, nullable=False),
    change(),
)  # fmt: skip
"""``signature``: of ``link.independence``, four bytes a value, the lowest first."""

text_bands = Table(
    "text_bands", metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    number("text", "texts", primary=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""A text that repeats an earlier one nearly whole has none: what is like it is found by that one."""

copies = Table(
    "copies", metadata,
    number("document_version", "document_versions", primary=True),
    number("copy_of", "document_versions", index=True),
    float_("likeness"),
    string("relation", null=False),
    change(),
)  # fmt: skip
"""``copy_of``: the first stored version of another document whose text it repeats; ``relation``: same-outlet or
syndicated."""
