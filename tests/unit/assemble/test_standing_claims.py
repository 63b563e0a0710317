"""Which of the draft's claims stand, and what of their words is theirs."""

import pytest

from dateline.assemble.assemble import assemble
from dateline.schema.draft import DraftTrigger
from dateline.schema.reading import Attribution
from drafts import attribution, context, trigger


def told(text: str, source: str, cue: str, content: str, *events: DraftTrigger, stance: int = 0) -> list[Attribution]:
    said = attribution(text, source, cue, content, stance)
    if not source:
        said = said.model_copy(update={"source": ()})
    return list(assemble(context(text, events, attributions=[said])).attributions)


def words(found: list[Attribution], part: str) -> list[str]:
    return [span.text for each in found for span in getattr(each, part)]


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("Rebels raided Soba. Ten men were held, police said.", "Rebels raided Soba. Ten men were held",
         "Ten men were held"),
        ("Police said ten men were held. Rebels raided Soba.", "ten men were held. Rebels raided Soba.",
         "ten men were held"),
        ("“Rebels came. They left,” police said.", "“Rebels came. They left,”", "“Rebels came. They left,”"),
        ('"Rebels came. They left," police said.', '"Rebels came. They left,"', '"Rebels came. They left,"'),
        ("Police said rebels came: “Ten left. Two stayed.”", "rebels came: “Ten left. Two stayed.”",
         "rebels came: “Ten left. Two stayed.”"),
        ("‘Rebels came. They left,’ police said.", "‘Rebels came. They left,’", "‘Rebels came. They left,’"),
        ("Gen. Moe fled to the U.S. Embassy, police said.", "Gen. Moe fled to the U.S. Embassy",
         "Gen. Moe fled to the U.S. Embassy"),
    ],
)  # fmt: skip
def test_unquoted_content_ends_with_its_sentence(text: str, content: str, kept: str) -> None:
    source = "Police" if "Police" in text else "police"
    assert words(told(text, source, "said", content), "content") == [kept]


def test_a_source_ends_with_its_sentence() -> None:
    text = "They came from Soba. Kalos denied it rained."
    assert words(told(text, "Soba. Kalos", "denied", "it rained"), "source") == ["Kalos"]


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("it would visit Soba", "states"),
        ("it would halt its air raids on Soba", "states"),
        ("it would cease fire", "states"),
        ("it would burn Soba", "threatens"),
        ("it would halt all shipments to Soba", "threatens"),
        ("it would meet any raid with force", "threatens"),
    ],
)
def test_a_kind_promise_is_no_threat(content: str, stance: str) -> None:
    (found,) = told(f"The army said {content}.", "The army", "said", content, stance=6)
    assert found.stance == stance


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "stands"),
    [
        ("The rebel leader, Omar Said, in Kismayo fled.", "The rebel leader", "Said", "in Kismayo", False),
        ("The rebel leader said he fled.", "The rebel leader", "said", "he fled", True),
        ("Family Says Drone Strike Killed Two", "Family", "Says", "Drone Strike Killed Two", True),
        ("THE ARMY SAID REBELS FLED.", "THE ARMY", "SAID", "REBELS FLED", True),
        ("They fled. According To Moe it rained.", "Moe", "According To", "it rained", True),
        ("The army has taken Soba.", "The army", "has", "taken Soba", False),
        ("The army had earlier Soba.", "The army", "had earlier", "Soba", False),
    ],
)
def test_a_name_and_small_words_are_no_cue(text: str, source: str, cue: str, content: str, stands: bool) -> None:
    assert bool(told(text, source, cue, content)) is stands


@pytest.mark.parametrize(
    ("text", "cue", "content", "whole", "left"),
    [
        ("The army has denied taking Soba.", "has", "denied taking Soba", "has denied", "taking Soba"),
        ("The army has since officially denied it.", "has", "it", None, None),
        ("The army has officially denied taking Soba.", "has", "taking Soba", "has officially denied", "taking Soba"),
    ],
)
def test_small_words_take_the_verb_of_saying_after_them(
    text: str, cue: str, content: str, whole: str | None, left: str | None
) -> None:
    found = told(text, "The army", cue, content)
    assert (words(found, "cue"), words(found, "content")) == ([whole] if whole else [], [left] if left else [])


def test_a_deed_is_no_cue() -> None:
    text = "Gunmen shot dead seven people."
    assert told(text, "Gunmen", "shot", "seven people", trigger(text, "shot", "armed-assault")) == []
    text = "Police arrested seven people."
    assert told(text, "Police", "arrested", "seven people", trigger(text, "arrested", "arrest")) == []
    text = "The judge ruled that seven people fled."
    ruling = trigger(text, "ruled", "trial")
    assert words(told(text, "The judge", "ruled", "that seven people fled", ruling), "cue") == ["ruled"]
    text = "Gunmen threatened to kill seven people."
    threat = trigger(text, "threatened", "threat"), trigger(text, "kill", "killing", modality=2)
    assert words(told(text, "Gunmen", "threatened", "to kill seven people", *threat), "cue") == ["threatened"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "stands"),
    [
        ("Ten men reportedly fled.", "reportedly", "Ten men", True),
        ("Ten men are widely thought to have fled.", "are widely thought", "to have fled", True),
        ("It was learned that ten men fled.", "It was learned", "that ten men fled", True),
        ("The plan has drawn anger over the raid.", "has drawn anger over", "the raid", False),
        ("The group is known as the Valley Front.", "is known as", "the Valley Front", False),
        ("The town seems to have been spared.", "seems", "to have been spared", False),
    ],
)
def test_what_nobody_says_is_a_claim_by_its_words_alone(text: str, cue: str, content: str, stands: bool) -> None:
    assert bool(told(text, "", cue, content)) is stands


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "stands"),
    [
        ("The army declined to comment on the raid.", "The army", "declined", "to comment on the raid", False),
        ("The army has not commented on the raid.", "The army", "has not commented", "on the raid", False),
        ("The army did not immediately respond to a request.", "The army", "did not", "to a request", False),
        ("The army made no comment on the raid.", "The army", "made no comment", "on the raid", False),
        ("The army has not confirmed the raid.", "The army", "has not confirmed", "the raid", False),
        ("The army refused to confirm the raid.", "The army", "refused to confirm", "the raid", False),
        ("The army refused to confirm or deny the raid.", "The army", "deny", "the raid", False),
        ("The army neither confirmed nor denied the raid.", "The army", "denied", "the raid", False),
        ("The report could not be independently confirmed.", "", "could not be independently confirmed", "The report",
         False),
        ("The army declined to comment but said ten fled.", "The army", "said", "ten fled", True),
        ("The army refused to accept responsibility.", "The army", "refused", "to accept responsibility", True),
        ("The army did not deny the raid.", "The army", "did not deny", "the raid", True),
        ("The army commented that ten fled.", "The army", "commented", "that ten fled", True),
        ("No group has claimed the attack.", "No group", "claimed", "the attack", False),
        ("Nobody claimed the attack.", "Nobody", "claimed", "the attack", False),
        ("There was no immediate claim of the attack.", "", "claim", "the attack", False),
        ("The rebels claimed the attack.", "The rebels", "claimed", "the attack", True),
        ("No. 10 said the attack failed.", "No. 10", "said", "the attack failed", True),
    ],
)  # fmt: skip
def test_who_keeps_silent_claims_nothing(text: str, source: str, cue: str, content: str, stands: bool) -> None:
    assert bool(told(text, source, cue, content)) is stands


@pytest.mark.parametrize(
    ("text", "source", "content", "kept"),
    [
        ("Bandits have said they fled.", "Bandits have", "they fled", ("Bandits", "they fled")),
        ("The jihadists also said they fled.", "The jihadists also", "they fled", ("The jihadists", "they fled")),
        ("They were worse off than it was, Moe said.", "Moe", "They were worse off than it was",
         ("Moe", "They were worse off than it was")),
    ],
)  # fmt: skip
def test_auxiliaries_go_with_their_verb(text: str, source: str, content: str, kept: tuple[str, str]) -> None:
    found = told(text, source, "said", content)
    assert (words(found, "source"), words(found, "content")) == ([kept[0]], [kept[1]])


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("SANAA, Yemen - ", "Rebels fired missiles"),
        ("SANAA, Yemen (AP) — ", "Rebels fired missiles"),
        ("Sanaa (Reuters) - ", "Rebels fired missiles"),
        ("11:05 ", "Two missiles struck"),
        ("[09.30 GMT] ", "Two missiles struck"),
        ("", "AFP - a newcomer - fired missiles"),
        ("", "Rebels - ten in all - fired missiles"),
        ("", "11:05 was when missiles struck"),
    ],
)
def test_what_a_line_opens_with_is_no_news(opening: str, rest: str) -> None:
    text = f"{opening}{rest}, the mayor said."
    assert words(told(text, "the mayor", "said", f"{opening}{rest}"), "content") == [rest]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "event", "stance", "expected"),
    [
        ("Turkey promised ten million in aid.", "Turkey", "promised", "ten million in aid", "pledge", 6, "states"),
        ("Moe demanded an inquiry.", "Moe", "demanded", "an inquiry", "demand", 0, "demands"),
        ("Moe has accused rebels.", "Moe", "has accused", "rebels", "accusation", 0, "accuses"),
        ("Moe condemned the raid.", "Moe", "condemned", "the raid", "condemnation", 2, "accuses"),
        ("Moe condemned the raid.", "Moe", "condemned", "the raid", "condemnation", 0, "states"),
        ("Moe did not threaten war.", "Moe", "did not threaten", "war", "threat", 0, "states"),
        ("Moe denied accusations of fraud.", "Moe", "denied accusations", "of fraud", "accusation", 4, "denies"),
        ("Moe said rebels fled.", "Moe", "said", "rebels fled", None, 5, "speculates"),
        ("Moe has pleaded not guilty to fraud.", "Moe", "has pleaded", "not guilty to fraud", None, 2, "denies"),
        ("Moe pleaded guilty to fraud.", "Moe", "pleaded", "guilty to fraud", None, 1, "confirms"),
        ("Moe alleged that rebels fled.", "Moe", "alleged", "rebels fled", None, 0, "accuses"),
        ("Moe has attributed the raid to Hamas.", "Moe", "has attributed", "the raid to Hamas", None, 3, "accuses"),
        ("Moe blames Hamas for the raid.", "Moe", "blames", "Hamas for the raid", None, 0, "accuses"),
        (
            "Hamas has claimed full responsibility.",
            "Hamas",
            "has claimed",
            "full responsibility",
            None,
            0,
            "claims-responsibility",
        ),
        ("Hamas claimed full victory.", "Hamas", "claimed", "full victory", None, 0, "states"),
        (
            "Hamas took responsibility for it.",
            "Hamas",
            "took",
            "responsibility for it",
            None,
            2,
            "claims-responsibility",
        ),
    ],
)
def test_the_words_uttered_tell_the_stance(
    text: str, source: str, cue: str, content: str, event: str | None, stance: int, expected: str
) -> None:
    events = [trigger(text, cue.split()[-1], event)] if event else []
    assert [each.stance for each in told(text, source, cue, content, *events, stance=stance)] == [expected]


@pytest.mark.parametrize(
    ("source", "content", "actor", "expected"),
    [
        ("Hamas", "that the Israeli army killed ten herders", "the Israeli army", "accuses"),
        ("Hamas", "that its fighters killed ten soldiers", "its fighters", "claims-responsibility"),
        ("Hamas", "the raid that killed ten soldiers", None, "claims-responsibility"),
    ],
)
def test_only_the_actor_claims_responsibility(source: str, content: str, actor: str | None, expected: str) -> None:
    text = f"{source} claimed {content}."
    deed = trigger(text, "killed", "killing", *([("actor", actor)] if actor else []))
    assert [each.stance for each in told(text, source, "claimed", content, deed, stance=3)] == [expected]


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("admitted", "he had killed his neighbour", "claims-responsibility"),
        ("confessed", "to having killed his neighbour", "claims-responsibility"),
        ("acknowledged", "that its men killed ten herders", "claims-responsibility"),
        ("admitted", "he is worried that rebels killed ten herders", "accuses"),
        ("admitted", "rebels killed ten herders", "accuses"),
        ("said", "he had killed his neighbour", "accuses"),
    ],
)
def test_who_admits_a_deed_of_his_own_claims_it(cue: str, content: str, expected: str) -> None:
    text = f"Moe {cue} {content}."
    (claim,) = told(text, "Moe", cue, content, trigger(text, "killed", "killing"), stance=2)
    assert claim.stance == expected


@pytest.mark.parametrize(
    ("text", "cue", "content", "stance", "number"),
    [
        ("A bomb fell. Gunmen raided a mill. Hamas claimed responsibility.", "claimed", "responsibility", 3, 2),
        ("A bomb fell. Hamas claimed responsibility. Gunmen raided a mill.", "claimed", "responsibility", 3, 1),
        ("A bomb fell. Hamas denied any involvement.", "denied", "any involvement", 4, 1),
        ("A bomb fell. Hamas attributed it to Fatah.", "attributed", "it to Fatah", 2, 1),
        ("A bomb fell. Hamas said it was behind it.", "said", "it was behind it", 3, 1),
        ("A bomb fell. Hamas said it would win.", "said", "it would win", 3, None),
        ("A bomb fell. Hamas said it was not responsible.", "said", "it was not responsible", 0, None),
        ("Hamas denied any involvement. A bomb fell.", "denied", "any involvement", 4, None),
    ],
)
def test_what_takes_up_a_deed_speaks_of_the_last_one_told(
    text: str, cue: str, content: str, stance: int, number: int | None
) -> None:
    events = [trigger(text, "fell", "bombing", salience=1)]
    if "raided" in text:
        events.append(trigger(text, "raided", "armed-assault", salience=1))
    (claim,) = told(text, "Hamas", cue, content, *events, stance=stance)
    assert claim.events == ((f"e{number}",) if number else ())
