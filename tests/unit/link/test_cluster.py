import pytest

import stories
from dateline.errors import DataError
from dateline.link.cluster import link, link_all
from dateline.link.score import PairModel
from dateline.link.sketch import Sketch
from dateline.link.state import Change, EventKey, State, founds

MODEL = stories.by_names()


def kinds(changes: object) -> list[tuple[str, str]]:
    assert isinstance(changes, list | tuple)
    return [(each.report, each.kind) for each in changes]


def groups(state: State) -> set[frozenset[str]]:
    return {frozenset(key.report for key in keys) for keys in state.groups().values()}


def test_the_first_report_founds_and_the_second_joins() -> None:
    state = State()
    assert kinds(link_all([stories.report("r1", stories.told("e1"))], state, MODEL)) == [("r1", "founded")]
    (joined,) = link_all([stories.report("r2", stories.told("e1"))], state, MODEL)
    assert joined.kind == "joined"
    assert joined.why.by == "joined"
    assert joined.why.like == ("r1", "e1")
    assert joined.why.score == pytest.approx(0.982, abs=1e-3)
    assert joined.why.told == ("the same people or things harmed",)
    assert state.groups() == {joined.incident: [EventKey("r1", "e1"), EventKey("r2", "e1")]}


def test_another_happening_founds_its_own() -> None:
    state = State()
    changes = link_all(
        [stories.report("r1", stories.told("e1")), stories.report("r2", stories.told("e1", harmed=("quarvel",)))],
        state, MODEL,
    )  # fmt: skip
    assert kinds(changes) == [("r1", "founded"), ("r2", "founded")]
    assert len(state.incidents) == 2


def test_a_report_that_tells_both_brings_incidents_together() -> None:
    lenient = PairModel(MODEL.bias, MODEL.steps, 0.3)
    state = State()
    link_all([stories.report(name, stories.told("e1", harmed=(who,)))
              for name, who in (("r1", "zarimov"), ("r2", "zarimov"), ("r3", "quarvel"))], state, lenient)  # fmt: skip
    assert len(state.incidents) == 2
    both = stories.report("r4", stories.told("e1", harmed=("zarimov", "quarvel")))
    merged, joined = link_all([both], state, lenient)
    assert (merged.kind, joined.kind) == ("merged", "joined")
    assert merged.incident == joined.incident
    assert merged.absorbed not in state.incidents
    assert groups(state) == {frozenset({"r1", "r2", "r3", "r4"})}
    assert merged.why.by == "merged"


def test_background_waits_until_its_incident_is_founded() -> None:
    state = State()
    recalled = stories.told("e1", salience="background", days=None)
    (waits,) = link_all([stories.report("r1", recalled)], state, MODEL)
    assert waits.kind == "waits"
    assert not state.incidents
    (founded,) = link_all([stories.report("r2", stories.told("e1"))], state, MODEL)
    assert (founded.kind, founded.incident) == ("founded", waits.incident)
    assert groups(state) == {frozenset({"r1", "r2"})}


def test_background_joins_the_old_incident_it_speaks_of() -> None:
    state = State()
    link_all([stories.report("r1", stories.told("e1"))], state, MODEL)
    later = stories.report("r2", stories.told("e1", salience="background"), published="2023-01-10")
    (joined,) = link_all([later], state, MODEL)
    assert joined.kind == "joined"


@pytest.mark.parametrize(("more", "may"), [
    ({}, True),
    ({"modality": "future"}, True),
    ({"salience": "related"}, True),
    ({"salience": "background"}, True),
    ({"salience": "background", "days": None}, False),
    ({"salience": "background", "days": (stories.day("2022-05-04"),) * 2}, False),
    ({"modality": "hypothetical"}, False),
    ({"polarity": "negative"}, False),
])  # fmt: skip
def test_what_may_found(more: dict[str, object], may: bool) -> None:
    event = stories.told("e1", **more)
    assert founds(event, stories.report("r1", event)) == may


def test_events_that_one_reading_tells_apart_are_not_joined_by_each_other() -> None:
    state = State()
    link_all([stories.report("r1", stories.told("e1"), stories.told("e2"))], state, MODEL)
    assert len(state.incidents) == 2


def test_types_that_are_not_compatible_do_not_join() -> None:
    state = State()
    link_all([stories.report("r1", stories.told("e1")), stories.report("r2", stories.told("e1", type="meeting"))],
             state, MODEL)  # fmt: skip
    assert len(state.incidents) == 2


def test_link_changes_neither_the_state_nor_the_sketches() -> None:
    state = State()
    link_all([stories.report("r1", stories.told("e1"))], state, MODEL)
    before = (state.groups(), set(state.incidents), state.events.length)
    first = link([stories.report("r2", stories.told("e1"))], state, MODEL)
    assert (state.groups(), set(state.incidents), state.events.length) == before
    assert link([stories.report("r2", stories.told("e1"))], state, MODEL) == first


def test_a_report_joins_once() -> None:
    state = State()
    one = stories.report("r1", stories.told("e1"))
    link_all([one], state, MODEL)
    with pytest.raises(DataError, match="r1 is linked already"):
        link_all([one], state, MODEL)
    with pytest.raises(DataError, match="r2 is linked already"):
        link([stories.report("r2", stories.told("e1"))] * 2, state, MODEL)


def test_a_state_of_a_part_decides_as_the_whole() -> None:
    reports = [stories.report("r1", stories.told("e1")), stories.report("r2", stories.told("e1")),
               stories.report("r3", stories.told("e1", harmed=("quarvel",)))]  # fmt: skip
    whole = State()
    link_all(reports, whole, MODEL)
    new = stories.report("r4", stories.told("e1"))
    kept = {key: name for name, keys in whole.groups().items() for key in keys if key.report != "r3"}
    part = State.of(reports[:2], kept, whole.incidents)
    assert link([new], part, MODEL) == link([new], whole, MODEL)


def test_changes_without_a_report_are_refused() -> None:
    with pytest.raises(DataError, match="no incident is told for its events e1"):
        State().apply([stories.report("r1", stories.told("e1"))], [])


def test_reports_without_events_are_known_and_change_nothing() -> None:
    state = State()
    assert link_all([Sketch(report="r1")], state, MODEL) == []
    assert "r1" in state


def test_a_change_is_a_value() -> None:
    state = State()
    (change,) = link_all([stories.report("r1", stories.told("e1"))], state, MODEL)
    assert Change.model_validate_json(change.model_dump_json()) == change
