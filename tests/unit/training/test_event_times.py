"""On which of a text's times an event was, in the two forms that annotated sets tell it in."""

import io
import json
import tarfile
from pathlib import Path

from training.datasets import Example, meantime, timeml
from training.datasets.timelinks import dated

from dateline.reader.labels import TRIGGER_CLASSES

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2001-05-04" functionInDocument="CREATION_TIME">20010504</TIMEX3></DCT>
<TEXT>
The mayor <EVENT eid="e1">said</EVENT> <TIMEX3 tid="t1" type="DATE" value="2001-05-03">Thursday</TIMEX3> that the bridge
<EVENT eid="e2">fell</EVENT> after rain, and <EVENT eid="e3">has been shut</EVENT> since
<TIMEX3 tid="t2" type="DATE" value="2001-05-01">Tuesday</TIMEX3>. Nobody <EVENT eid="e4">swam</EVENT>.
</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1"/><MAKEINSTANCE eventID="e2" eiid="ei2"/>
<MAKEINSTANCE eventID="e3" eiid="ei3"/><MAKEINSTANCE eventID="e4" eiid="ei4"/>
<TLINK relType="INCLUDES" timeID="t1" relatedToEventInstance="ei1"/>
<TLINK relType="BEFORE" eventInstanceID="ei2" relatedToTime="t0"/>
<TLINK relType="BEGUN_BY" eventInstanceID="ei3" relatedToTime="t2"/>
</TimeML>
"""

MEANTIME = """<Document doc_id="7">
{tokens}
<Markables>
<EVENT_MENTION m_id="1" certainty="CERTAIN" time="NON_FUTURE" polarity="NEG"><token_anchor t_id="8"/></EVENT_MENTION>
<EVENT_MENTION m_id="2" certainty="POSSIBLE" time="FUTURE" polarity="POS"><token_anchor t_id="13"/></EVENT_MENTION>
<EVENT_MENTION m_id="8" certainty="CERTAIN" time="FUTURE" polarity="POS" special_cases="COND_MAIN_CLAUSE">
<token_anchor t_id="3"/></EVENT_MENTION>
<EVENT_MENTION m_id="3" certainty="CERTAIN" time="FUTURE" polarity="POS"><token_anchor t_id="99"/></EVENT_MENTION>
<TIMEX3 m_id="4" functionInDocument="CREATION_TIME"><token_anchor t_id="1"/><token_anchor t_id="2"/></TIMEX3>
<TIMEX3 m_id="5" functionInDocument="NONE"><token_anchor t_id="14"/></TIMEX3>
<ENTITY_MENTION m_id="6"><token_anchor t_id="10"/></ENTITY_MENTION>
</Markables>
<Relations>
<TLINK reltype="IS_INCLUDED"><source m_id="1"/><target m_id="4"/></TLINK>
<TLINK reltype="IS_INCLUDED"><source m_id="2"/><target m_id="5"/></TLINK>
<TLINK reltype="IS_INCLUDED"><source m_id="2"/></TLINK>
<HAS_PARTICIPANT sem_role="Argm-LOC"><source m_id="1"/><target m_id="6"/></HAS_PARTICIPANT>
<HAS_PARTICIPANT sem_role="Arg0"><source m_id="2"/><target m_id="6"/></HAS_PARTICIPANT>
</Relations>
</Document>
"""
WORDS = "May 4 Talks The sides did not meet in Moko but may return Friday .".split()


def _told(example: Example, role: str) -> dict[str, list[str]]:
    """Each event's word, with the words of one role."""
    text = example.text
    return {
        text[slice(*event.triggers[0])]: [
            text[slice(*span)] for argument in event.arguments if argument.role == role for span in argument.spans
        ]
        for event in example.events
    }


def test_an_event_was_on_a_time_told_from_either_side_and_not_on_one_that_is_apart() -> None:
    links = [("march", "IS_INCLUDED", "Friday"), ("may", "INCLUDES", "vote"), ("rain", "BEFORE", "Friday")]
    events = {"march": (0, 5), "vote": (9, 12), "rain": (20, 24), "wind": (30, 34)}
    times = {"Friday": (6, 8), "may": (13, 16)}
    assert dict(dated(events, times, links)) == {"march": ((6, 8),), "vote": ((13, 16),), "rain": ()}


def test_timeml_dates_what_is_said_apart_from_the_saying(tmp_path: Path) -> None:
    folder = tmp_path / "timeml" / "timebank"
    folder.mkdir(parents=True)
    (folder / "one.tml").write_text(TIMEML, encoding="utf-8")
    (folder / "kept.tml").write_text(TIMEML, encoding="utf-8")
    (tmp_path / "splits.json").write_text(json.dumps({"timebank": {"dev": ["kept"]}}), encoding="utf-8")
    (example,) = timeml.load(tmp_path)
    assert [example.text[slice(*span)] for span in example.spans["timex"]] == ["Thursday", "Tuesday"]
    assert example.roles == {"time"}
    # what a time begins teaches nothing, and what no link mentions may have been passed over
    assert _told(example, "time") == {"said": ["Thursday"], "fell": []}


def test_meantime_tells_when_and_where_and_how_surely(tmp_path: Path) -> None:
    tokens = (
        "".join(
            f'<token number="{at}" sentence="{0 if at < 3 else 1}" t_id="{at + 1}">{word}</token>'
            for at, word in enumerate(WORDS)
        )
        + '<token number="0" sentence="9" t_id="99">sign</token>'
    )
    packed = MEANTIME.format(tokens=tokens).encode()
    (tmp_path / "meantime").mkdir()
    with tarfile.open(tmp_path / "meantime" / "meantime-english.tar.gz", "w:gz") as file:
        for folder in ("intra-doc_annotation", "intra_cross-doc_annotation"):
            member = tarfile.TarInfo(f"./{folder}/corpus_one/7.xml")
            member.size = len(packed)
            file.addfile(member, io.BytesIO(packed))
    when, where = meantime.load(tmp_path)
    # the day of publication dates no event, though the report opens with it; a sentence beyond is not annotated
    assert _told(when, "time") == {"meet": [], "return": ["Friday"]}
    assert _told(where, "place") == {"meet": ["Moko"], "return": [], "Talks": []}
    assert when.roles == {"time"}
    assert where.roles == {"place"}
    classes = [{key: TRIGGER_CLASSES[key][value] for key, value in event.classes.items()} for event in where.events]
    assert classes == [
        {"modality": "actual", "polarity": "negative"},
        {"modality": "hypothetical", "polarity": "positive"},
        {"modality": "hypothetical", "polarity": "positive"},
    ]
