"""Claims of media that only pass words on."""

import pytest

from dateline.assemble.assemble import assemble
from drafts import attribution, context


def told(text: str, *claims: tuple[str, str, str]) -> list[tuple[str, str, list[str]]]:
    said = [attribution(text, *claim) for claim in claims]
    found = assemble(context(text, [], attributions=said)).attributions
    return [
        (
            " / ".join(s.text for s in each.source),
            " / ".join(s.text for s in each.content),
            [s.text for s in each.via],
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "claims", "expected"),
    [
        ("State media reported, citing a security source, that gunmen had killed two judges.",
         [("State media", "reported", "that gunmen had killed two judges"),
          ("State media", "citing", "a security source, that gunmen had killed two judges")],
         [("a security source", "that gunmen had killed two judges", ["State media"])]),
        ("According to the Daily News, quoting a senior officer, a shell hit the clinic.",
         [("the Daily News", "According to", "a shell hit the clinic"),
          ("the Daily News", "quoting", "a senior officer, a shell hit the clinic")],
         [("a senior officer", "a shell hit the clinic", ["the Daily News"])]),
        ("Reuters said ten men had fled, citing officials.",
         [("Reuters", "said", "ten men had fled"), ("Reuters", "citing", "officials")],
         [("officials", "ten men had fled", ["Reuters"])]),
        ("Xinhua quoted police as saying ten men had fled.",
         [("Xinhua", "quoted", "police as saying ten men had fled")],
         [("police", "ten men had fled", ["Xinhua"])]),
    ],
)  # fmt: skip
def test_whom_a_medium_cites_is_the_source(
    text: str, claims: list[tuple[str, str, str]], expected: list[tuple[str, str, list[str]]]
) -> None:
    assert told(text, *claims) == expected


def test_a_medium_that_saw_a_statement_claims_nothing() -> None:
    text = "The mayor said in a statement seen by Reuters that ten men fled."
    claims = [("The mayor", "said", "that ten men fled"), ("Reuters", "seen by", "that ten men fled")]
    assert told(text, *claims) == [("The mayor", "that ten men fled", ["Reuters"])]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Ten men fled, as reported by Reuters.", [("Reuters", "reported", "Ten men fled")]),
        ("Reuters, citing the heat, said ten men had fled.", [("Reuters", "said", "ten men had fled")]),
        ("Russia, citing officials, said ten men had fled.", [("Russia", "said", "ten men had fled")]),
        ("Moe said ten fled and denied two fell.", [("Moe", "said", "ten fled"), ("Moe", "denied", "two fell")]),
    ],
)  # fmt: skip
def test_other_claims_stay_as_they_are(text: str, claims: list[tuple[str, str, str]]) -> None:
    assert [(source, content) for source, content, _ in told(text, *claims)] == [(one[0], one[2]) for one in claims]


@pytest.mark.parametrize(
    ("text", "claims", "kept"),
    [
        ("Verda reported, citing two officials, that ten men fled.",
         [("Verda", "reported", "that ten men fled"), ("two officials", "citing", "that ten men fled")], ["Verda"]),
        ("Ten men fled, according to a report seen by Verda.",
         [("a report", "according to", "Ten men fled"), ("a report seen by Verda", "seen", "Ten men fled")],
         ["a report"]),
        ("Ten men fled, in a letter cited by Moe and seen by Ray.",
         [("Moe", "cited", "Ten men fled"), ("Ray", "seen by", "Ten men fled")], ["Moe", "Ray"]),
        ("Moe said ten men fled, citing two officials who saw a van.",
         [("Moe", "said", "ten men fled"), ("two officials", "citing", "saw a van")], ["Moe", "two officials"]),
    ],
)  # fmt: skip
def test_who_only_passes_on_what_another_claim_tells_has_none(
    text: str, claims: list[tuple[str, str, str]], kept: list[str]
) -> None:
    assert [source for source, _, _ in told(text, *claims)] == kept


def test_one_claim_of_two_cues_is_told_once() -> None:
    text = "Moe alleged and repeated that ten men fled."
    claims = [("Moe", "alleged", "that ten men fled"), ("Moe", "repeated", "that ten men fled")]
    assert told(text, *claims) == [("Moe", "that ten men fled", [])]
