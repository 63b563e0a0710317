"""The kind of a claim's source: told by its words, by who was named before, or by the model."""

import pytest

from dateline.assemble.source_kind import SOURCE_KINDS, source_kinds
from drafts import attribution, context

MODEL = SOURCE_KINDS.index("ngo")


def kinds(text: str, *sources: str) -> list[str]:
    """The kinds of sources whose cues are the words "said" in their order; the model takes all for charities."""
    claims = []
    at = 0
    for source in sources:
        said = attribution(text, source, "said", text[-2:], kind=MODEL)
        start, cue = text.index(source, at), text.index("said", at)
        who = said.source[0].model_copy(update={"start": start, "end": start + len(source)})
        saying = said.cue[0].model_copy(update={"start": cue, "end": cue + 4})
        claims.append(said.model_copy(update={"source": (who,) if source else (), "cue": (saying,)}))
        at = cue + 4
    return [str(each) for each in source_kinds(context(text, [], attributions=claims), claims)]


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("Police said ten fled. They said two fell.", ["Police", "They"], ["police", "police"]),
        ("A doctor said ten fled. She said two fell.", ["A doctor", "She"], ["medical", "medical"]),
        ("Ada Moe said ten fled. She said two fell.", ["Ada Moe", "She"], ["ngo", "ngo"]),
        ("Rebels said ten fled. The group said two fell.", ["Rebels", "The group"], ["armed-group", "armed-group"]),
        ("An army officer said ten fled. The same officer said two fell.", ["An army officer", "The same officer"],
         ["military", "military"]),
        ("A union said ten fled. Its secretary, Leo Ray, said two fell.", ["A union", "Its secretary, Leo Ray"],
         ["other", "other"]),
        ("A union said ten fled. Leo Ray, head of its board, said two fell.", ["A union", "Leo Ray, head of its board"],
         ["other", "other"]),
        ("Police chief Ada Moe said ten fled. A doctor said so. Gen. Moe said two fell.",
         ["Police chief Ada Moe", "A doctor", "Gen. Moe"], ["police", "medical", "police"]),
        ("POLICE CHIEF MOE said ten fled. MOE said two fell.", ["POLICE CHIEF MOE", "MOE"],
         ["police", "police"]),
    ],
)  # fmt: skip
def test_a_source_taken_up_again_is_of_its_kind(text: str, sources: list[str], expected: list[str]) -> None:
    assert kinds(text, *sources) == expected


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("A minister said ten fled. He said so. State television said two fell. He said so.",
         ["A minister", "He", "State television", "He"], ["official", "official", "media", "official"]),
        ("POLICE SOURCES said ten fled. THE ARMY SOURCES said two fell.", ["POLICE SOURCES", "THE ARMY SOURCES"],
         ["police", "military"]),
        ("The US army said ten fled. The US said two fell.", ["The US army", "The US"], ["military", "official"]),
        ("He said ten fled.", ["He"], ["ngo"]),
        ("It rained, said to be so.", [""], ["ngo"]),
        ("Moe said ten fled. Moeller said two fell.", ["Moe", "Moeller"], ["ngo", "ngo"]),
    ],
)  # fmt: skip
def test_others_are_as_their_words_tell_or_the_model_thinks(text: str, sources: list[str], expected: list[str]) -> None:
    assert kinds(text, *sources) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An aide of the mayor, speaking on condition of anonymity, said ten fled.", "anonymous"),
        ("An aide of the mayor said on condition of anonymity that ten fled.", "anonymous"),
        ("An aide of the mayor said ten fled. The town is close to the border.", "official"),
        ("An aide of the mayor said two fell, and whoever fled asked not to be named.", "official"),
    ],
)
def test_a_source_that_will_not_be_named(text: str, expected: str) -> None:
    said = attribution(
        text, "An aide of the mayor", "said", "ten fled" if "ten fled" in text else "two fell", kind=MODEL
    )
    assert source_kinds(context(text, [], attributions=[said]), [said]) == [expected]
