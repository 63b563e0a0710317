"""The gate of linking on reports of our own: attacks of other days or towns stay apart, retellings meet."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.ingest.page import Stated
from dateline.link.incidents import incidents
from dateline.pipeline import Options, Pipeline
from dateline.reader.runtime import BUNDLED
from dateline.schema.incident import Incident

pytestmark = pytest.mark.skipif(not (BUNDLED / "encoder.onnx").exists(), reason="the bundled model is not there")

REPORTS = {
    "Northern Wire": ("2022-01-04", """Kabul blast kills 12

KABUL — A suicide bomber blew himself up near a police checkpoint in Kabul on Monday, killing at least 12 people, \
officials said. The Red Dawn group claimed responsibility. An interior ministry spokesman said 20 were wounded."""),
    "Harla Post": ("2022-01-04", """A suicide attack on a police checkpoint in the Afghan capital killed 15 people on \
Monday, the health ministry said. It was claimed by the Red Dawn. Hospitals in Kabul received 23 wounded."""),
    "River Radio": ("2022-01-05", """The council condemned Monday's suicide bombing at a Kabul checkpoint, in which 15 \
people were killed, and arrested three suspects in Kabul on Tuesday."""),
    "Valley News": ("2022-01-10", """Five people died when an explosive device went off outside a mosque in Kabul on \
Sunday, the interior ministry said. A spokesman said no group had claimed it."""),
    "Hill News": ("2022-01-10", """KABUL — A bomb exploded near a mosque in Kabul on Sunday, killing five worshippers, \
police said. The Red Dawn group claimed responsibility."""),
    "Plain Dealer": ("2022-01-05", """JALALABAD — A roadside bomb hit a police vehicle in Jalalabad on Monday, killing \
two officers, officials said. No group claimed responsibility."""),
}  # fmt: skip


@cache
def by_outlets() -> dict[frozenset[str], Incident]:
    """The incidents of violence by the outlets that tell them."""
    pipeline = Pipeline.open(Options(threads=1))
    read = []
    for outlet, (published, text) in REPORTS.items():
        outcome = pipeline.read_text(text, Stated(published=published, outlet=outlet))
        read.append((outcome.reading, outcome.draft))
    attacks = ("suicide-bombing", "bombing")
    return {frozenset(str(member.outlet) for member in each.members): each
            for each in incidents(read) if each.type.chosen in attacks}  # fmt: skip


def test_each_attack_is_one_incident() -> None:
    assert set(by_outlets()) == {
        frozenset({"Northern Wire", "Harla Post", "River Radio"}),
        frozenset({"Valley News", "Hill News"}),
        frozenset({"Plain Dealer"}),
    }


def test_rival_tolls_stand_side_by_side() -> None:
    (checkpoint,) = (each for outlets, each in by_outlets().items() if "Harla Post" in outlets)
    killed = checkpoint.casualties.killed
    assert (killed.low, killed.best, killed.high) == (12, 15, 15)
    assert {told.value.best for told in killed.told} == {12, 15}
    assert checkpoint.corroboration.publishers == 3
