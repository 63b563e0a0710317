"""What the trained reader finds in a text: spans and scores, before any knowledge of the world."""

from __future__ import annotations

from pydantic import Field

from dateline.schema.span import Frozen


class Mark(Frozen):
    """A scored range of ``report.text``."""

    start: int
    end: int
    score: float


class DraftArgument(Frozen):
    """A span that fills a role of one trigger. ``role`` adds time, place and tolls to the record's roles.

    ``confidence`` gives the probabilities of ``schema.reading.Confidence`` in its order, for actors only.
    """

    role: str
    start: int
    end: int
    score: float
    confidence: tuple[float, ...] = ()


class DraftTrigger(Frozen):
    """A trigger with the probabilities of its classes, each tuple in the order the ontology or the schema gives.

    ``vector`` is the state that its head makes of it, ``sentence`` the mean state of its sentence: directions for
    linking, as ``schema.vector`` packs them.
    """

    start: int
    end: int
    score: float
    types: tuple[float, ...]
    salience: tuple[float, ...]
    modality: tuple[float, ...]
    polarity: tuple[float, ...]
    series: tuple[float, ...]
    arguments: tuple[DraftArgument, ...] = ()
    vector: str = ""
    sentence: str = ""


class DraftAttribution(Frozen):
    """A cue with its source and content pieces."""

    cue: tuple[Mark, ...]
    source: tuple[Mark, ...] = ()
    content: tuple[Mark, ...] = ()
    score: float
    stance: tuple[float, ...]
    source_kind: tuple[float, ...]


class DraftToponym(Frozen):
    """A place name. ``literal`` is the probability that it names the place itself, not a metonym or a demonym."""

    start: int
    end: int
    score: float
    literal: float


class Draft(Frozen):
    """One text as the model reads it; ``model`` is its name and digest.

    ``same_event`` holds (i, j, probability that triggers i and j tell one event), j < i, pairs that are not listed
    being none; ``fillers`` are the spans of all arguments but times, places and tolls, ``same_filler`` pairs them
    likewise. ``vector`` is the mean state of the text, for linking, in half precision like those of triggers.
    """

    model: str
    triggers: tuple[DraftTrigger, ...] = ()
    same_event: tuple[tuple[int, int, float], ...] = ()
    fillers: tuple[tuple[int, int], ...] = ()
    same_filler: tuple[tuple[int, int, float], ...] = ()
    attributions: tuple[DraftAttribution, ...] = ()
    toponyms: tuple[DraftToponym, ...] = ()
    demonyms: tuple[Mark, ...] = ()
    times: tuple[Mark, ...] = ()
    muc: dict[str, tuple[Mark, ...]] = Field(default_factory=dict)
    """MUC-4's five roles, for its benchmark: spans of PerpInd, PerpOrg, Target, Victim, Weapon."""
    vector: tuple[float, ...] = ()
    subject: tuple[float, ...] = ()
    """Of a text that one window holds: the probabilities of what it is about (``reader.labels.SUBJECTS``)."""
