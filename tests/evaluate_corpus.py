"""Gold and predictions of the corpus made by hand, as plain JSON values."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

TEXT = "Gunmen attacked a market in Harla on Sunday. Two traders died. Police detained a man. The mayor blamed rebels."


def span(words: str) -> Json:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def argument(role: str, words: str, confidence: str | None = None) -> Json:
    return {"role": role, "text": words, "evidence": [span(words)], "confidence": confidence}


def event(kind: str, trigger: str, *mentions: str, **more: Any) -> Json:
    base: Json = {
        "type": kind, "trigger": span(trigger), "mentions": [span(words) for words in mentions], "salience": "main",
        "modality": "actual", "polarity": "positive", "series": False, "arguments": [], "time": None, "place": None,
        "casualties": {"killed": None, "injured": None},
    }  # fmt: skip
    return base | more


def number(best: int | None) -> Json:
    return {"low": best, "best": best, "high": best, "stated": "", "evidence": []}


def day(value: str | None) -> Json:
    return {"start": value, "end": value}


def place(lat: float | None, lon: float | None) -> Json:
    return {"lat": lat, "lon": lon}


def claim(source: str | None, content: str, stance: str) -> Json:
    sources = [] if source is None else [span(source)]
    return {"source": sources, "cue": [span("blamed")], "content": [span(content)], "stance": stance}


def reading(*events: Json, claims: tuple[Json, ...] = ()) -> Json:
    return {"report": {"text": TEXT}, "events": list(events), "attributions": list(claims)}


GOLD = reading(
    event(
        "armed-assault", "attacked", "died",
        arguments=[
            argument("actor", "Gunmen", "fact"), argument("target", "a market"), argument("victim", "Two traders"),
        ],
        time=day("2021-05-02"), place=place(9.0, 42.0), casualties={"killed": number(2), "injured": None},
    ),
    event("arrest", "detained", salience="related", arguments=[argument("target", "a man")]),
    event("accusation", "blamed", salience="related"),
    claims=(claim("The mayor", "rebels", "accuses"), claim(None, "Two traders died", "states")),
)  # fmt: skip
"""Three events, four arguments, two claims."""

OURS = reading(
    event(
        "bombing", "died",
        arguments=[argument("actor", "Gunmen", "possible"), argument("target", "a market in Harla")],
        time=day("2021-05-02"), place=place(9.3, 42.0), casualties={"killed": number(3), "injured": number(0)},
    ),
    event("arrest", "detained", salience="background", arguments=[argument("actor", "Police", "fact")]),
    event("protest", "market"),
    claims=(claim("mayor", "blamed rebels", "states"),),
)  # fmt: skip
"""One event of the wrong type, one right, one that is none."""
