"""Teach the subject head of an exported reader: ``python -m training.subjects --artifact OLD --data DATA --out NEW``.

A multinomial logistic regression on the mean states that the artifact's own encoder makes of texts, eight bits and all,
its ridge chosen by cross-validation over our snippets. Beside them it learns from sentences of the corpus and of our
reports whose events are of one type: of such a sentence only which subjects it may have is known (``SUBJECTS_OF``), and
what is learned is that one of them is likely. Snippets alone teach a manner of writing: of 365 sentences of the corpus'
development part 44 in 100 were given a subject that their event's type allows, with the others beside them 68.

Nothing else of the artifact changes. What came of it is kept beside the graphs (``config.json``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.typing import NDArray
from torch import Tensor, nn

from dateline.assemble.sentences import Sentences
from dateline.ontology.registry import TYPES
from dateline.reader.labels import SUBJECTS, TRIGGER_CLASSES
from dateline.reader.runtime import Runtime
from training import licences
from training.batches import encode, items, thirteen_grams
from training.datasets import Example, corpus, own, snippets
from training.distil import put
from training.weights import restored

RIDGES: Final = (3e-6, 1e-5, 3e-5, 1e-4)
FOLDS: Final = 5
SENTENCES: Final = 0.2
"""What a sentence counts of a snippet: at .3 fewer snippets are right, and hardly more sentences."""
SHORTEST, LONGEST = 40, 500
"""Characters of a sentence that is learned from."""
SUBJECTS_OF: Final[Mapping[str, str]] = {
    "armed-clash": "ARMED_CLASH GOV_REGAINS_TERIT NON_STATE_ACTOR_OVERTAKES_TER",
    "armed-assault": "ATTACK ORG_CRIME", "assassination": "ATTACK ORG_CRIME", "killing": "ATTACK ORG_CRIME OTHER",
    "execution": "ATTACK", "shelling": "ART_MISS_ATTACK", "air-strike": "AIR_STRIKE", "bombing": "REM_EXPLOS GRENADE",
    "suicide-bombing": "SUIC_BOMB", "chemical-attack": "CHEM_WEAP", "abduction": "ABDUCT_DISSAP",
    "sexual-violence": "SEX_VIOL", "mob-violence": "MOB_VIOL", "property-destruction": "PROPERTY_DISTRUCT",
    "weapons-disrupted": "DISR_WEAP",
    "territory-change": "GOV_REGAINS_TERIT NON_STATE_ACTOR_OVERTAKES_TER NON_VIOL_TERRIT_TRANSFER",
    "protest": "PEACE_PROTEST PROTEST_WITH_INTER FORCE_AGAINST_PROTEST VIOL_DEMONSTR",
    "riot": "VIOL_DEMONSTR MOB_VIOL PROPERTY_DISTRUCT", "crackdown": "OTHER FORCE_AGAINST_PROTEST ARREST",
    "arrest": "ARREST", "trial": "OTHER ARREST", "deployment": "CHANGE_TO_GROUP_ACT HQ_ESTABLISHED OTHER",
    "agreement": "AGREEMENT", "sanction": "DIPLO CHANGE_TO_GROUP_ACT", "accusation": "ATTRIB DIPLO", "meeting": "DIPLO",
    "denial": "DIPLO OTHER ATTRIB",
    **dict.fromkeys(("aid", "demand", "threat", "condemnation", "pledge"), "DIPLO OTHER"),
}  # fmt: skip
"""The subjects that a text about one event of a type may have."""


HAPPENED: Final = [TRIGGER_CLASSES["modality"].index("actual"), TRIGGER_CLASSES["polarity"].index("positive")]


class Seen(NamedTuple):
    """The mean state of each text (N, H), which subjects it may have (N, subjects), and what it counts (N,)."""

    states: Tensor
    may_be: Tensor
    counts: Tensor

    def part(self, chosen: Tensor) -> Seen:
        """Some of them."""
        return Seen(self.states[chosen], self.may_be[chosen], self.counts[chosen])

    def and_also(self, other: Seen) -> Seen:
        """Both, one after the other."""
        return Seen(*(torch.cat(pair) for pair in zip(self, other, strict=True)))


def of_one_type(example: Example) -> Iterator[tuple[str, str]]:
    """The sentences of a report whose events have happened and are of one type, each with the type."""
    cut, told = Sentences.of(example.text), dict[tuple[int, int], set[tuple[int, int, int]]]()
    for event in example.events:
        classes = (event.classes["types"], event.classes["modality"], event.classes["polarity"])
        for start, _ in event.triggers:
            told.setdefault(cut.bounds(start), set()).add(classes)
    actual, positive = (
        TRIGGER_CLASSES[name].index(each) for name, each in (("modality", "actual"), ("polarity", "positive"))
    )
    for (start, end), found in told.items():
        types = {kind for kind, *rest in found if rest == [actual, positive]}
        if len(found) == len(types) == 1 and SHORTEST <= end - start <= LONGEST:
            yield example.text[start:end].strip(), TYPES[types.pop()]


def reports(data: Path, runtime: Runtime, allowed: Iterable[str]) -> Iterator[Example]:
    """The corpus's training part, without texts that share runs of words with its development part, and our reports."""
    if "corpus" in allowed:
        dev: set[tuple[int, ...]] = set()
        for example in corpus.load(data, "dev"):
            dev |= thirteen_grams(encode(runtime.tokenizer, example).ids.tolist())
        for example in corpus.load(data):
            if len(thirteen_grams(encode(runtime.tokenizer, example).ids.tolist()) & dev) <= 2:
                yield example
    yield from own.load()


def sentences(found: Iterable[Example]) -> Iterator[tuple[Example, str]]:
    """The sentences of one type of some reports, each with the subjects that it may have."""
    for example in found:
        for text, kind in of_one_type(example):
            yield Example(example.docid, example.kind, text), SUBJECTS_OF[kind]


def mean_state(runtime: Runtime, example: Example) -> NDArray[np.float32]:
    """The mean of the states of a text's pieces (H,), of its first window."""
    item = next(items(encode(runtime.tokenizer, example)))
    mean: NDArray[np.float32] = runtime.run("encoder", ids=item.ids)[0][1:-1].mean(0)
    return mean


def read(runtime: Runtime, told: Iterable[tuple[Example, str]], count: float) -> Seen:
    """Some texts, each with the subjects that it may have, separated by blanks."""
    states, may_be = zip(
        *((mean_state(runtime, each), [name in names.split() for name in SUBJECTS]) for each, names in told),
        strict=True,
    )
    return Seen(torch.as_tensor(np.stack(states)), torch.tensor(may_be).float(), torch.full((len(states),), count))


def fitted(seen: Seen, ridge: float) -> nn.Linear:
    """The regression with the least mean loss, its weights on standardised values held small by ``ridge``.

    The loss of a text is less the log of the summed probability of the subjects that it may have.
    """
    mean, spread = seen.states.mean(0), seen.states.std(0) + 1e-3
    unit = spread * seen.states.shape[1] ** 0.5
    values, found = (seen.states - mean) / unit, nn.Linear(seen.states.shape[1], len(SUBJECTS))
    barred, counts = torch.where(seen.may_be > 0, 0.0, -torch.inf), seen.counts / seen.counts.sum()
    nn.init.zeros_(found.weight)
    nn.init.zeros_(found.bias)
    optimizer = torch.optim.LBFGS(found.parameters(), max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        likely = torch.logsumexp(F.log_softmax(found(values), -1) + barred, -1)
        made = ridge * found.weight.square().sum() - (counts * likely).sum()
        made.backward()
        return made

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        found.weight /= unit
        found.bias -= found.weight @ mean
    return found


def right(head: nn.Linear, seen: Seen) -> float:
    """The share of texts that are given a subject which they may have."""
    chosen = head(seen.states).argmax(-1)
    return float(seen.may_be[torch.arange(len(chosen)), chosen].mean())


def cross_validated(seen: Seen, beside: Seen, ridge: float, seed: int) -> float:
    """The share that is right of ``seen`` which were not fitted on; what stands ``beside`` them always is."""
    fold = torch.as_tensor(np.random.default_rng(seed).permutation(len(seen.counts)) % FOLDS)
    shares = [
        right(fitted(seen.part(fold != held).and_also(beside), ridge), seen.part(fold == held)) for held in range(FOLDS)
    ]
    return sum(shares) / FOLDS


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artifact", type=Path, required=True, help="folder of the exported reader")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the artifact with the head taught")
    parser.add_argument("--seed", type=int, default=0)
    licences.add_option(parser)
    given = parser.parse_args()
    model = restored(given.artifact)
    put(model, given.artifact, given.out, ["subject"])  # a reader from before this head has none, and opens all it has
    runtime, allowed = Runtime.load(given.out, threads=2), licences.allowed(given.licences)
    ours = read(runtime, ((each, SUBJECTS[each.subject]) for each in snippets.load()), 1.0)
    beside = read(runtime, sentences(reports(given.data, runtime, allowed)), SENTENCES)
    shares = {ridge: cross_validated(ours, beside, ridge, given.seed) for ridge in RIDGES}
    best = max(shares, key=shares.__getitem__)
    head = fitted(ours.and_also(beside), best)
    dev = read(runtime, sentences(corpus.load(given.data, "dev")), 1.0)
    told = {
        "snippets": len(ours.counts), "sentences": len(beside.counts), "ridge": best, "right": round(shares[best], 4),
        "right of the corpus' development part": round(right(head, dev), 4),
    }  # fmt: skip
    print(json.dumps(told), json.dumps(shares), flush=True)
    model.subject.load_state_dict(head.state_dict())
    put(model, given.artifact, given.out, ["subject"])
    (given.out / "config.json").write_text(json.dumps({"subject": told}, indent=1))


if __name__ == "__main__":
    main()
