"""``dateline incident``, ``find --incidents``, ``export`` and ``link`` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import newsstand
import stories
from dateline.cli import export, find, stores
from dateline.link.reconcile import Rules
from dateline.schema.incident import Incident, Tolls
from dateline.store.engine import Database
from dateline.store.incident_queries import Order
from dateline.store.store import Of
from newsstand import depot, link, names, put

COMMAND = (sys.executable, "-m", "dateline")


def run(*arguments: str, store: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments, "--store", store], capture_output=True, encoding="utf-8", check=False, timeout=120
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """1: the bomb at the depot by three outlets and a copy; 2: an attack by one, whose outlet's name is hostile."""
    url = str(tmp_path_factory.mktemp("incidents") / "made.db")
    database = Database.open(url, create=True)
    put(database, *(depot(outlet) for outlet in newsstand.TOLLS), depot("Northern Wire", under="Copy Cat"))
    hostile = names(1, ("Zarimov", "main"))
    report = hostile.report.model_copy(update={"outlet": "Evil\x1b[31m Post", "headline": "Mill \x1b]0;x\x07struck"})
    put(database, hostile.model_copy(update={"report": report}))
    link(database, model=stories.by_names())
    database.close()
    return url


def test_the_story_of_an_incident(store: str) -> None:
    done = run("incident", "1", store=store)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "▲ Bombing · 3 May 2022 · Harla, IQ"
    assert lines[1] == "incident 1 · 4 reports, 1 of them copies · 3 independent publishers"
    told = "\n".join(line.rstrip() for line in lines)
    for part in (
        "Agreed\nwhat        Bombing  3 publishers",
        "killed      at least 6  River Radio (police)  chosen: latest\n            6  Harla Post (police)\n",
        "            4  Northern Wire (police), Copy Cat (police)",
        "2022-05-03  Northern Wire ████████████████         4\n",
        "2022-05-04  Harla Post    ████████████████████████ 6\n",
        "founded, 3 joined  4 reports  killed 4 / 6",
    ):  # fmt: skip
        assert part in told, part
    assert "copy of Northern Wire" in " ".join(told.split())
    assert told.index("Disputed") < told.index("Killed, as it was told") < told.index("Told by")
    assert max(map(len, lines)) <= 100


def test_a_rule_chooses_and_text_is_safe(store: str) -> None:
    chosen = run("incident", "1", "--rule", "casualties=lowest", store=store).stdout
    assert "killed      4  Northern Wire (police), Copy Cat (police)  chosen: lowest" in chosen
    hostile = run("incident", "2", store=store)
    assert (hostile.returncode, "Evil" in hostile.stdout, "\x1b" in hostile.stdout) == (0, True, False)


def test_an_incident_as_json_is_the_record(store: str) -> None:
    done = run("incident", "1", "--format", "json", "--rule", "casualties=highest", store=store)
    made = Incident.model_validate_json(done.stdout)
    assert (made.id, made.casualties.killed.rule, made.casualties.killed.best) == ("1", "highest", 6)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("incident", "77"), "incident 77: there is no such incident; 'dateline find --incidents'"),
        (("incident", "1", "--as-of", "2001-01-01"), "no such incident"),
        (("incident", "1", "--rule", "casualties"), "is no rule: write FIELD=RULE"),
        (("incident", "1", "--rule", "place=highest"), "is no rule"),
        (("incident", "one"), "valid integer"),
        (("find", "--publishers", "2"), "--publishers is for --incidents"),
        (("find", "--incidents", "--event", "1"), "versions of an event"),
        (("find", "--incidents", "--disputed", "weather"), "is none of any, type"),
        (("export", "-f", "csv", "--of", "events", "--country", "IQ"), "--country is for incidents"),
        (("export", "-f", "csv", "--of", "incidents", "--readings", "-"), "incidents need a store"),
        (("export", "-f", "csv", "--rule", "time=lowest"), "is no rule"),
    ],
)
def test_wrong_usage(store: str, arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments, store=store)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_incidents_are_listed(store: str) -> None:
    lines = run("find", "--incidents", store=store).stdout.splitlines()
    assert lines[0] == "     1  Bombing · 3 May 2022 · Harla, IQ"
    assert lines[1].strip().startswith("4 reports · 3 independent publishers · killed 4 to 6 · disputed: killed · Four")
    assert len(lines) == 4
    assert "\x1b" not in "".join(lines)
    asked = ("find", "--incidents", "--publishers", "2", "--disputed", "any", "--country", "IQ", "--order", "killed")
    found = [json.loads(line) for line in run(*asked, "-f", "json", store=store).stdout.splitlines()]
    assert [(each["id"], each["killed"]["high"], each["disputed"]) for each in found] == [(1, 6, ["killed"])]
    table = list(csv.DictReader(io.StringIO(run("find", "--incidents", "-f", "csv", store=store).stdout)))
    assert [(row["id"], row["killed_low"], row["reports"]) for row in table] == [("1", "4", "4"), ("2", "", "1")]


def test_incidents_are_exported_by_the_rules(store: str) -> None:
    done = run("export", "-f", "csv", "--publishers", "2", "--rule", "casualties=lowest", store=store)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["id"], row["killed_best"], row["reports"]) == ("1", "4", "4")
    assert "csv: 1 written" in done.stderr
    assert "5 written" in run("export", "-f", "csv", "--of", "events", store=store).stderr


def test_what_is_pending_is_told_and_linked(tmp_path: Path) -> None:
    url = str(tmp_path / "made.db")
    database = Database.open(url, create=True)
    put(database, depot("Northern Wire"), depot("Harla Post"))
    database.close()
    listed = run("find", "--incidents", store=url)
    assert listed.stdout == ""
    assert listed.stderr == "dateline: 2 versions of events are not linked yet: 'dateline link' links them\n"
    assert run("link", store=url).stdout == "2 events linked; 1 incidents changed\n"
    assert run("link", store=url).stdout == "0 events linked; 0 incidents changed\n"
    assert run("find", "--incidents", store=url).stderr == ""


def test_what_the_command_line_lists_is_what_there_is() -> None:
    assert [each.value for each in find.Ordered] == list(get_args(Order))
    assert [each.value for each in export.Of] == list(get_args(Of))
    assert set(stores.DISPUTED) == {"any", "type", "time", "place", "participants", *Tolls.model_fields}
    known = stores._complete("")
    assert len(known) == 17
    for each in known:
        field, _, rule = each.partition("=")
        assert getattr(Rules.of({field: rule}), field) == rule
    assert stores._complete("casualties=h") == ["casualties=highest"]
