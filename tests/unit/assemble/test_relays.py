"""Relays: the media that pass on what a source says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.assemble.assemble import assemble
from dateline.assemble.relays import relays
from dateline.normalise.actor_media import LISTED, is_medium
from dateline.schema.reading import Entity
from drafts import ACTORS, attribution, context


def entity_of(words: str) -> Entity | None:
    return ACTORS.entity(words, role="actor")


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in relays(text, 0, len(text), entity_of)]


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("It was cited by AFP.", ["AFP"]),
        ("He was quoted by Reuters.", ["Reuters"]),
        ("He was cited by the state news agency.", ["the state news agency"]),
        ("In remarks carried by SANA he said so.", ["SANA"]),
        ("A colonel told the Daily News that he left.", ["the Daily News"]),
        ("A colonel told the B.B.C. that he left.", ["the B.B.C."]),
        ("A colonel told Reuters Monday that he left.", ["Reuters"]),
        ("A colonel told AFP, Reuters and the Kalos Times that he left.", ["AFP", "Reuters", "the Kalos Times"]),
        ("A colonel told the Turkish daily Verda he left.", ["the Turkish daily Verda"]),
        ("A colonel told a local newspaper there were none.", ["a local newspaper"]),
        ("A colonel spoke to Iran's Fars news agency.", ["Iran's Fars news agency"]),
        ("He was quoted by Radio Quill Libre.", ["Radio Quill Libre"]),
        ("A colonel told The Tribune he left.", ["The Tribune"]),
        ("A statement sent to Channel 12 said so.", ["Channel 12"]),
        ("A speech aired on state television blamed him.", ["state television"]),
        ("A colonel said on local television that he left.", ["local television"]),
        ("A colonel told the privately owned Verda newspaper he left.", ["the privately owned Verda newspaper"]),
        ("A colonel told the AFP news agency Mr Quill left.", ["the AFP news agency"]),
        ("A colonel told the verda.md news site that he left.", ["the verda.md news site"]),
        ("It was cited by Human Rights Watch.", ["Human Rights Watch"]),
        ("Reuters, citing officials, said three died.", ["Reuters"]),
        ("Meanwhile Reuters reported on Tuesday, citing officials, that three died.", ["Reuters"]),
        ("Xinhua quoted police as saying three died.", ["Xinhua"]),
        ("Three died, said the New York Times, which cited officials.", ["the New York Times"]),
        ("State television quoted the minister.", ["State television"]),
        ("Reuters said on Tuesday that three died, citing officials.", ["Reuters"]),
        ("The mayor said in a statement seen by Reuters that three died.", ["Reuters"]),
        ("A COLONEL TOLD A RADIO STATION THAT HE LEFT.", ["A RADIO STATION"]),
        ("IT WAS CITED BY AFP.", ["AFP"]),
        ("The Kalos Gazette, quoting unnamed sources, said so.", ["The Kalos Gazette"]),
    ],
)
def test_media_that_are_told_or_pass_words_on(text: str, media: list[str]) -> None:
    assert found(text) == media


@pytest.mark.parametrize(
    "text",
    [
        "A colonel told the United Nations that he left.",
        "A colonel told reporters and the media that he left.",
        "A colonel told the radio operator to leave.",
        "A colonel told the Border Post to close.",
        "A colonel told Xinhua's Cairo bureau.",
        "A colonel told Emily.",
        "A colonel said on Monday that he left.",
        "A bomb carried by Fatah went off.",
        "It was published in daily briefings.",
        "The president quoted the Bible.",
        "Police quoted in court, the mayor cited by name.",
        "He told a court that the newspaper lied.",
        "A COLONEL TOLD THE UNITED NATIONS THAT HE LEFT.",
        "told ",
        "",
    ],
)
def test_others_are_no_relays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("Reuters, citing officials, said rebels raided a bank.", "officials", ["Reuters"]),
        ("Reuters, citing officials, said rebels raided a bank.", "Reuters, citing officials", ["Reuters"]),
        ("Reuters, citing heat, said rebels raided a bank.", "Reuters", []),
        ("A doctor cited by SANA said rebels raided a bank.", "A doctor", ["SANA"]),
        ("A doctor cited by SANA said rebels raided a bank.", "A doctor cited by SANA", ["SANA"]),
        ("A doctor cited by SANA said rebels raided a bank.", "SANA", []),
    ],
)
def test_a_medium_is_a_relay_where_the_source_is_another(text: str, source: str, via: list[str]) -> None:
    (told,) = assemble(
        context(text, [], attributions=[attribution(text, source, "said", "rebels raided")])
    ).attributions
    assert [span.text for span in told.via] == via
    assert [span.text for span in told.source] == [source]


def test_a_relay_inside_the_content_is_another_attributions() -> None:
    text = "The mayor said Xinhua quoted police as blaming rebels."
    content = "Xinhua quoted police as blaming rebels"
    (told,) = assemble(context(text, [], attributions=[attribution(text, "The mayor", "said", content)])).attributions
    assert told.via == ()


def test_the_listed_media_are_listed_organizations() -> None:
    kinds = {actor.id: actor.kind for actor in ACTORS.actors}
    assert {kinds.get(each) for each in LISTED} == {"organization"}


@pytest.mark.parametrize("words", ["", "the", "Tribune", "the press", "daily", "Kemal Yilmaz", "Hamas", "reuters on"])
def test_no_media(words: str) -> None:
    assert not is_medium(words, entity_of)


WORDS = "told quoted by , Reuters citing the daily News state TV which U.S. A. and “ radio on".split()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.text(max_size=20))
def test_any_words_give_relays_in_order_inside_them(words: list[str], other: str) -> None:
    text = " ".join([*words, other])
    spans = relays(text, 0, len(text), entity_of)
    assert spans == sorted(spans)
    assert all(0 <= each.start < each.end <= len(text) for each in spans)
    assert len({(each.start, each.end) for each in spans}) == len(spans)
