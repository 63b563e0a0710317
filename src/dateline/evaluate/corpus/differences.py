"""The corpus's errors one by one: each event of gold beside the one that answers it, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from dateline.evaluate.corpus.matching import (
    DECISIONS,
    TOLLS,
    Json,
    Verdict,
    judge_place,
    judge_time,
    judge_toll,
    match_arguments,
    match_claims,
    match_events,
    mentions,
    point,
)
from dateline.evaluate.differences import Difference, Kind
from dateline.evaluate.match import Range, align, couples, overlapping, ranges
from dateline.gazetteer.base import distance_km

Make = Callable[..., Difference]
"""``Difference`` with the item and its type filled in."""

_KINDS: dict[Verdict, Kind] = {
    Verdict.RIGHT: "right",
    Verdict.WRONG: "wrong",
    Verdict.MISSED: "missed",
    Verdict.INVENTED: "invented",
}


def differences(gold: Json, row: Json) -> list[Difference]:
    """All values of a report's events in the order of the text, then the attributions that gold lists."""
    events, ours = gold["events"], row["events"]
    told = couples(events, ours, match_events(events, ours))
    told.sort(key=lambda couple: mentions(couple[0] or couple[1] or {})[0])
    found: list[Difference] = []
    for item, (event, our) in enumerate(told, 1):
        make: Make = partial(Difference, item=item, type=(event or our or {})["type"])
        if event and our:
            found += _paired(make, event, our)
        elif event:
            found += _alone(make, event, ours, missed=True)
        elif our:
            found += _alone(make, our, events, missed=False)
    return found + list(_claims(gold, row["attributions"], len(told) + 1))


def _alone(make: Make, event: Json, rivals: Sequence[Json], *, missed: bool) -> Iterator[Difference]:
    """An event that one side alone has, with what goes with it; a rival that shares words explains much."""
    kind: Kind = "missed" if missed else "spurious"
    lost: Kind = "missed with its event" if missed else "spurious with its event"
    whose = "the prediction" if missed else "gold"
    also = [_event(rival) for rival in rivals if overlapping(mentions(event), mentions(rival))]
    note = f"words of another event of {whose}, paired elsewhere: {'; '.join(also)}" if also else ""
    yield make(field="event", kind=kind, note=note, **_side(missed, _event(event), mentions(event)))
    for argument in event["arguments"]:
        words, evidence = _argument(argument), ranges(argument["evidence"])
        yield make(field="argument", kind=lost, **_side(missed, words, evidence))


def _side(of_gold: bool, words: str, evidence: Sequence[Range]) -> Json:
    """A value as the arguments of the side that has it."""
    return {"gold" if of_gold else "ours": words, "gold_evidence" if of_gold else "our_evidence": tuple(evidence)}


def _both(words: tuple[str, str], evidence: tuple[Sequence[Range], Sequence[Range]]) -> Json:
    return _side(True, words[0], evidence[0]) | _side(False, words[1], evidence[1])


def _paired(make: Make, event: Json, our: Json) -> Iterator[Difference]:
    same: Kind = "right" if event["type"] == our["type"] else "wrong type"
    told = mentions(event), mentions(our)
    yield make(field="event", kind=same, **_both((_event(event), _event(our)), told))
    yield from _arguments(make, event["arguments"], our["arguments"])
    yield from _values(make, event, our)
    triggers = told[0][:1], told[1][:1]
    for key in DECISIONS:
        kind: Kind = "right" if event[key] == our[key] else "wrong"
        yield make(field=key, kind=kind, **_both((_label(event[key]), _label(our[key])), triggers))


def _arguments(make: Make, gold: Sequence[Json], ours: Sequence[Json]) -> Iterator[Difference]:
    """Pairs of the figures first; of what is left, the fillers that stand under another role."""
    pairs = match_arguments(gold, ours)
    left = [i for i in range(len(gold)) if i not in dict(pairs)]
    right = [j for j in range(len(ours)) if j not in {taken for _, taken in pairs}]
    moved = align(left, right, lambda i, j: overlapping(ranges(gold[i]["evidence"]), ranges(ours[j]["evidence"])))
    misplaced = {left[at]: right[to] for at, to in moved}
    for i, argument in enumerate(gold):
        j = dict(pairs).get(i, misplaced.get(i))
        evidence = ranges(argument["evidence"])
        if j is None:
            yield make(field="argument", kind="missed", **_side(True, _argument(argument), evidence))
            continue
        here = ranges(ours[j]["evidence"])
        kind: Kind = "wrong role" if i in misplaced else "right" if set(evidence) & set(here) else "wrong span"
        yield make(field="argument", kind=kind, **_both((_argument(argument), _argument(ours[j])), (evidence, here)))
        if i not in misplaced and argument["role"] == "actor" and argument.get("confidence"):
            sure, guess = argument["confidence"], ours[j].get("confidence")
            verdict = Verdict.of(told=guess is not None, right=sure == guess)
            yield make(field="who-says-so", kind=_KINDS[verdict], **_both((sure, guess or ""), (evidence, here)))
    for j in right:
        if j not in misplaced.values():
            yield make(
                field="argument", kind="spurious", **_side(False, _argument(ours[j]), ranges(ours[j]["evidence"]))
            )


def _values(make: Make, event: Json, our: Json) -> Iterator[Difference]:
    """Time, place and tolls, where either side has one that is scored."""
    time, guess = event.get("time"), our.get("time")
    yield from _value(make, "time", judge_time(time, guess), (time, guess), _time, (guess or {}).get("how") or "")
    place, guess = event.get("place"), our.get("place")
    yield from _value(make, "place", judge_place(place, guess), (place, guess), _place, _apart(place, guess))
    for toll in TOLLS:
        number, guess = (event.get("casualties") or {}).get(toll), our["casualties"][toll]
        yield from _value(make, toll, judge_toll(number, guess), (number, guess), _count, "")


def _value(
    make: Make,
    field: str,
    verdict: Verdict,
    values: tuple[Json | None, Json | None],
    words: Callable[[Json], str],
    note: str,
) -> Iterator[Difference]:
    if verdict in _KINDS:
        said, guessed = (words(value) if value else "" for value in values)
        there, here = (ranges((value or {}).get("evidence") or ()) for value in values)
        yield make(field=field, kind=_KINDS[verdict], note=note, **_both((said, guessed), (there, here)))


def _claims(gold: Json, ours: Sequence[Json], first: int) -> Iterator[Difference]:
    """The attributions that gold lists, each an item of the type of the first event that it speaks of."""
    types = {event.get("id"): event["type"] for event in gold["events"]}
    claims = gold["attributions"]
    for item, (claim, at) in enumerate(zip(claims, match_claims(claims, ours), strict=True), first):
        about = next((types[name] for name in claim.get("events") or () if name in types), "")
        make: Make = partial(Difference, item=item, type=about)
        if at is None:
            yield make(field="attribution", kind="missed", **_side(True, _claim(claim), _told(claim)))
            continue
        our = ours[at]
        evidence = _told(claim), _told(our)
        yield make(field="attribution", kind="right", **_both((_claim(claim), _claim(our)), evidence))
        same: Kind = "right" if claim["stance"] == our["stance"] else "wrong"
        cues = ranges(claim["cue"]), ranges(our["cue"])
        yield make(field="stance", kind=same, **_both((claim["stance"], our["stance"]), cues))


def _told(claim: Json) -> list[Range]:
    return ranges([*claim["source"], *claim["cue"], *claim["content"]])


def _event(event: Json) -> str:
    return f"{event['type']}: " + ", ".join(f"“{words['text']}”" for words in (event["trigger"], *event["mentions"]))


def _argument(argument: Json) -> str:
    return f"{argument['role']}: {argument['text']}"


def _label(value: str | bool) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _time(time: Json) -> str:
    start, end = time["start"], time["end"]
    if start is None:
        return "no day told"
    return f"{start} to {end or 'an open end'}" if start != end else str(start)


def _place(place: Json) -> str:
    at = point(place)
    name = place.get("name") or "a place without a name"
    return f"{name} ({at[0]:.2f}, {at[1]:.2f})" if at else f"{name}, without coordinates"


def _apart(place: Json | None, guess: Json | None) -> str:
    there, here = point(place), point(guess)
    return f"{distance_km(*there, *here):,.0f} km apart" if there and here else ""


def _count(count: Json) -> str:
    low, best, high = count["low"], count["best"], count["high"]
    bounds = "" if low == best == high else f" ({'?' if low is None else low} to {'?' if high is None else high})"
    return f"{'no best number' if best is None else best}{bounds} “{count['stated']}”"


def _claim(claim: Json) -> str:
    source, cue, content = (" … ".join(span["text"] for span in claim[part]) for part in ("source", "cue", "content"))
    return f"{source or 'no source'} · {cue or 'no cue'} · {content or 'no content'}"
