"""CASE 2021, fine-grained classification of event snippets (Haneczok et al., CASE @ ACL-IJCNLP 2021, task 2;
github.com/emerging-welfare/case-2021-shared-task, which says on what terms the set is given).

Tab-separated files ``id, snippet, label``, a header line or none. A label is one of ACLED's 25 sub-events or one of
five beyond ACLED. Predictions are zero-shot: nothing of the set was seen when the rules here were written. ACLED's
labels come from the record's codes; the others from the reading:

- ORG_CRIME: the leading event is violence, an arrest, a trial or a seizure whose words speak of gangs, drugs or
  trafficking.
- ATTRIB: somebody claims responsibility, by the reading or in as many words, or the leading event accuses somebody of
  violence.
- DIPLO: the leading event has no ACLED code, is words, talks, aid or a sanction, and a state has a part in it.
- NATURAL_DISASTER, MAN_MADE_DISASTER: the text has a word for one, and no violence, demonstration or act of state.

What remains is OTHER, so also a snippet without an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dateline.errors import DataError
from dateline.evaluate.base import Document, Row
from dateline.evaluate.files import dev_ids, find, read_bytes
from dateline.evaluate.scores import Measure, Resamples, Scores, Tally, classified, macro_f1, scores, share, weighted_f1
from dateline.ontology.registry import FAMILIES, event_type
from dateline.schema.draft import Draft
from dateline.schema.reading import Event, Reading

OTHER: Final = "OTHER"

SUB_EVENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Abduction/forced disappearance": "ABDUCT_DISSAP",
        "Agreement": "AGREEMENT",
        "Air/drone strike": "AIR_STRIKE",
        "Armed clash": "ARMED_CLASH",
        "Arrests": "ARREST",
        "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
        "Attack": "ATTACK",
        "Change to group/activity": "CHANGE_TO_GROUP_ACT",
        "Chemical weapon": "CHEM_WEAP",
        "Disrupted weapons use": "DISR_WEAP",
        "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
        "Government regains territory": "GOV_REGAINS_TERIT",
        "Grenade": "GRENADE",
        "Headquarters or base established": "HQ_ESTABLISHED",
        "Mob violence": "MOB_VIOL",
        "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
        "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
        "Other": OTHER,
        "Peaceful protest": "PEACE_PROTEST",
        "Looting/property destruction": "PROPERTY_DISTRUCT",
        "Protest with intervention": "PROTEST_WITH_INTER",
        "Remote explosive/landmine/IED": "REM_EXPLOS",
        "Sexual violence": "SEX_VIOL",
        "Suicide bomb": "SUIC_BOMB",
        "Violent demonstration": "VIOL_DEMONSTR",
    }
)
"""ACLED's sub-event types as the set writes them."""

BEYOND: Final = ("ORG_CRIME", "NATURAL_DISASTER", "MAN_MADE_DISASTER", "DIPLO", "ATTRIB")

LABELS: Final = (*SUB_EVENTS.values(), *BEYOND)

MEASURES: tuple[Measure, ...] = (
    weighted_f1("weighted F1", "label"),
    macro_f1("macro F1", "label"),
    share("accuracy", "label:right", "label:gold"),
)

_VIOLENCE: Final = frozenset(FAMILIES["violence"])
_CRIMES: Final = _VIOLENCE | {"arrest", "trial", "crackdown"}
_DEEDS: Final = frozenset((*FAMILIES["violence"], *FAMILIES["demonstrations"], *FAMILIES["state"])) - {"aid"}
_DIPLOMATIC: Final = frozenset(FAMILIES["words"]) | {"aid", "sanction"}
_STATES: Final = frozenset({"state", "government"})
_SALIENCES: Final = ("main", "related", "background")

_CRIME: Final = re.compile(
    r"\b(gangs?|gangsters?|mobsters?|mafia|cartels?|drugs?|narco\w*|cocaine|heroin|opium|marijuana|cannabis|"
    r"methamphetamines?|traffick\w*|smuggl\w*|racketeer\w*|extort\w*|organi[sz]ed crime)\b",
    re.IGNORECASE,
)
_CLAIM: Final = re.compile(r"\b(claim\w*|took|taken|tak(es|ing)) (the )?responsibility\b", re.IGNORECASE)
_NATURAL: Final = re.compile(
    r"\b(earthquakes?|quakes?|tsunamis?|floods?|flooding|flooded|cyclones?|hurricanes?|typhoons?|tornado(es)?|"
    r"landslides?|mudslides?|avalanches?|droughts?|wildfires?|forest fires?|volcano(es)?|volcanic|storms?|"
    r"heat ?waves?|lightning|monsoon)\b",
    re.IGNORECASE,
)
_MAN_MADE: Final = re.compile(
    r"\b(accidents?|accidental\w*|crash(es|ed)?|collisions?|collided|derail\w*|capsiz\w*|shipwrecks?|"
    r"(gas|chemical|oil) (leaks?|spills?)|collapsed?|caught fire|fire broke out|blazes?|short circuit|stampedes?)\b",
    re.IGNORECASE,
)


class Case2021:
    """The benchmark ``case2021``."""

    name = "case2021"

    def load(self, path: Path, only: Path | None = None) -> Iterator[Document]:
        """The snippets of every file."""
        wanted, seen = dev_ids(only, ("case2021",)), set[str]()
        for file in find(path, ("*.tsv",)):
            for docid, snippet, label in _lines(file):
                if docid in seen or (wanted is not None and docid not in wanted):
                    continue
                seen.add(docid)
                yield Document(id=docid, text=snippet, gold={"label": label})

    def predictions(self, docid: str, reading: Reading, draft: Draft) -> Row:  # noqa: ARG002
        """The one label of a snippet."""
        return {"id": docid, "label": label(reading)}

    def score(self, documents: Sequence[Document], rows: Mapping[str, Row]) -> Scores:
        """F1 of each label, weighted by its frequency and not; a snippet that was not read has no label."""
        return scores(Resamples([_tally(one.gold["label"], rows.get(one.id)) for one in documents]), MEASURES)


def _lines(file: Path) -> Iterator[tuple[str, str, str]]:
    try:
        content = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"is no UTF-8: {error}", name=str(file)) from error
    for number, line in enumerate(content.split("\n"), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or (number == 1 and cells[-1].lower() == "label"):
            continue
        if len(cells) != 3 or cells[2] not in LABELS:
            raise DataError("not a line of id, snippet and one of the 30 labels", name=f"{file}:{number}")
        yield cells[0], cells[1], cells[2]


def _tally(gold: str, row: Row | None) -> Tally:
    counted = Tally()
    ours = None if row is None else row["label"]
    classified(counted, "label", gold, ours)
    counted["label:right"] += ours == gold
    return counted


def label(reading: Reading) -> str:
    """The label of a snippet, by the rules of this module from the first that holds."""
    if _claims(reading):
        return "ATTRIB"
    events = [event for event in reading.events if not _names_disaster(event)]
    lead = leading(events)
    if lead is None:
        return _disaster(events, reading.report.text) or OTHER
    if lead.type in _CRIMES and _CRIME.search(_words(lead)):
        return "ORG_CRIME"
    if lead.type == "accusation" and any(event.type in _VIOLENCE for event in events):
        return "ATTRIB"
    known = SUB_EVENTS.get(_sub_event(lead) or "")
    if known is not None:
        return known
    if lead.type in _DIPLOMATIC and _of_states(lead):
        return "DIPLO"
    return _disaster(events, reading.report.text) or OTHER


def leading(events: Sequence[Event]) -> Event | None:
    """The event that a snippet is about: the most salient, real before unreal, deeds before words, then the first."""

    def rank(event: Event) -> tuple[int, bool, bool]:
        unreal = event.modality != "actual" or event.polarity != "positive"
        return _SALIENCES.index(event.salience), unreal, event.type in FAMILIES["words"]

    return min(events, key=rank, default=None)


def _sub_event(event: Event) -> str | None:
    """ACLED's sub-event by the record, else by the type: a snippet on a planned march is of protests all the same."""
    if event.codes.acled is not None:
        return event.codes.acled.sub_event_type
    by_type = event_type(event.type).codes.acled
    return by_type[1] if by_type and (event.modality != "actual" or event.polarity != "positive") else None


def _words(event: Event) -> str:
    arguments = (span.text for argument in event.arguments for span in argument.evidence)
    return " | ".join((event.trigger.text, *(span.text for span in event.mentions), *arguments))


def _claims(reading: Reading) -> bool:
    claimed = any(one.stance == "claims-responsibility" for one in reading.attributions)
    return claimed or _CLAIM.search(reading.report.text) is not None


def _of_states(event: Event) -> bool:
    return any(one.entity is not None and one.entity.kind in _STATES for one in event.arguments)


def _names_disaster(event: Event) -> bool:
    """Whether the words that tell an event are those for a disaster: an earthquake that struck is no attack."""
    words = " | ".join(span.text for span in (event.trigger, *event.mentions))
    return _NATURAL.search(words) is not None or _MAN_MADE.search(words) is not None


def _disaster(events: Sequence[Event], text: str) -> str | None:
    """By the words of the text alone, for the ontology has no type for what nobody means to do."""
    if any(event.type in _DEEDS for event in events):
        return None
    if _NATURAL.search(text):
        return "NATURAL_DISASTER"
    return "MAN_MADE_DISASTER" if _MAN_MADE.search(text) else None
