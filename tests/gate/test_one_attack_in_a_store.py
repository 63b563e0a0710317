"""The gate of linking in a store: the reports of one attack by several outlets, ingested, become one incident."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

import dateline
from dateline.schema.incident import Incident
from dateline.store.store import Store
from one_attack import MISSING, gold, shared

pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the reports, ingested one table after the other."""
    folder = tmp_path_factory.mktemp("attack")
    with dateline.open_store(folder / "store.db") as store:
        for at, row in enumerate(gold().values()):
            told = {name: row["report"][name] for name in ("text", "published", "headline", "outlet")}
            (folder / f"{at}.jsonl").write_text(json.dumps(told) + "\n", encoding="utf-8")
            assert store.ingest(folder / f"{at}.jsonl").stored == 1
    return str(folder / "store.db")


@pytest.fixture(scope="module")
def store(address: str) -> Iterator[Store]:
    with dateline.open_store(address) as opened:
        yield opened


@pytest.fixture(scope="module")
def attack(store: Store) -> Incident:
    """The incident that tells most of what gold says of the attack."""
    return max((store.incident(each.id) for each in store.incidents()), key=shared)


def test_all_outlets_tell_one_incident(attack: Incident) -> None:
    assert {member.outlet for member in attack.members} == {row["report"]["outlet"] for row in gold().values()}
    assert all(member.salience == "main" for member in attack.members)
    assert attack.corroboration.publishers == 3


def test_each_outlets_toll_is_shown(attack: Incident, store: Store) -> None:
    outlet = {member.source: member.outlet for member in attack.members}
    shown = {outlet[telling.source]: (telling.value.low, telling.value.best)
             for told in attack.casualties.killed.told for telling in told.tellings}  # fmt: skip
    assert shown == {"nytimes": (2, 2), "independent": (2, 2), "telegraph": (6, 6)}
    (listed,) = [each for each in store.incidents() if str(each.id) == attack.id]
    assert (listed.killed[0], listed.killed[2]) == (2, 6)


def test_the_story_names_each_outlet_with_its_toll(attack: Incident, address: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "dateline", "incident", attack.id, "--store", address],
        capture_output=True, encoding="utf-8", check=True, timeout=120,
    ).stdout  # fmt: skip
    chart = told[told.index("Killed, as it was told") :].split("\n\n")[0]
    counts = {line.split()[1]: line.split()[-1] for line in chart.splitlines()[1:]}
    assert counts == {"nytimes": "2", "independent": "2", "telegraph": "6"}
