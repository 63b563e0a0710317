"""What teaches the stances of claims."""

from __future__ import annotations

from training.stance import examples

from dateline.assemble.stance import STANCES
from drafts import attribution, context


def test_an_example_is_a_claim_that_gold_has_too() -> None:
    text = "The mayor denied it. A nurse said the ward is full."
    said = [
        attribution(text, "The mayor", "denied", "it"),
        attribution(text, "A nurse", "said", "the ward is full"),
    ]

    def claim(source: str, content: str, stance: str | None) -> dict[str, object]:
        spans = {"source": source, "cue": "denied", "content": content}
        return {
            name: [{"start": text.index(words), "end": text.index(words) + len(words)}] for name, words in spans.items()
        } | {"stance": stance}

    gold = {"events": [], "attributions": [
        claim("The mayor", "it", "denies"), claim("A nurse", "the ward is full", None),
    ]}  # fmt: skip
    ((facts, number),) = examples(gold, context(text, [], attributions=said))
    assert STANCES[number] == "denies"
    assert facts["verb denies"] == 1.0
    assert next(iter(facts)) == "always"
