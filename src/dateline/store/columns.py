"""What columns of the store's tables have in common, and the metadata that all tables belong to."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, MetaData, Text

NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
STRING: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""Compared by code points on both, so that ISO dates and times sort by time."""

metadata = MetaData()


def number(name: str, refers: str, *, index: bool = False, primary: bool = False, null: bool = False) -> Column[int]:
    """The number of a row of another table."""
    return Column(name, NUMBER, ForeignKey(f"{refers}.id"), nullable=null, index=index, primary_key=primary)


def id_() -> Column[int]:
    """The number of a row."""
    # Numbers are given out by the writer, without gaps: a run that was broken off numbers like one that was not.
    return Column("id", NUMBER, primary_key=True, autoincrement=False)


def string(name: str, *, null: bool = True, index: bool = False) -> Column[str]:
    """Text."""
    return Column(name, STRING, nullable=null, index=index)


def change() -> Column[int]:
    """The change by which a row came."""
    return number("change", "changes")


def position() -> Column[int]:
    """The place among the parts of one row."""
    return Column("position", Integer, primary_key=True, autoincrement=False)


def float_(name: str) -> Column[float]:
    """A number in double precision."""
    return Column(name, Float(53))
