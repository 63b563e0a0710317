"""The trained reader: a text to its draft, in one encoder pass a window."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from dateline.reader import claims, decode, features
from dateline.reader.boundaries import Boundaries, Sides
from dateline.reader.coded import Coded, Frame
from dateline.reader.cue_words import CueWords
from dateline.reader.decode import Found, Words
from dateline.reader.labels import (
    CUE_CLASSES,
    CUE_ROLES,
    EVENT_LAYERS,
    EVENT_ROLES,
    FILLER_ROLES,
    LAYERS,
    MUC_ROLES,
    TRIGGER_CLASSES,
)
from dateline.reader.runtime import Array, Runtime, softmax
from dateline.reader.windows import merge, windows
from dateline.schema.draft import Draft, DraftArgument, DraftAttribution, DraftToponym, DraftTrigger, Mark
from dateline.schema.vector import pack

FIRST, LAST = 101, 102
"""Ids of the pieces that open and close a window."""
FARTHEST_PAIR: Final = 4000
"""Pieces beyond which two triggers are not compared: pairs grow with the square of a text."""
_DEFAULT_THRESHOLD: Final = 0.5
CUE: Final = LAYERS.index("cue")
RAISED: Final = 0.01
"""By how much a word that is usually a cue lies above the point."""
ANCHORED: Final = frozenset({*EVENT_LAYERS[1:], "source", "content"})
"""Layers that help the anchor heads and are not read on their own."""
ROLE_LAYERS: Final = [LAYERS.index(name) for name in EVENT_LAYERS[1:]]
CUE_LAYERS: Final = [LAYERS.index(name) for name in ("source", "cue", "content")]
HOPELESS: Final = 0.05
"""A word that no layer of a kind gives so much is in no span that an anchor head of that kind is asked for."""


class _Anchored(NamedTuple):
    """Anchors of one window with what their head says.

    ``first`` is the window's first word; ``inside`` and ``opens`` are (words, anchors, roles); ``rest`` is what the
    head gives for the anchors themselves.
    """

    frame: Frame
    anchors: list[Found]
    first: int
    inside: NDArray[np.float32]
    opens: NDArray[np.float32]
    rest: list[Array]

    def spans(
        self, roles: Sequence[int], points: Sequence[float], ends: NDArray[np.float32] | None = None
    ) -> list[list[list[Found]]]:
        """The spans (in words of the text) of some roles, each with its point, of every anchor: by role, then anchor.

        ``ends`` (anchors, roles, words): log odds that speak for a span's end at a word.
        """
        words = len(self.inside)
        marked = decode.spans(
            self.inside[..., roles].reshape(words, -1), self.opens[..., roles].reshape(words, -1),
            np.tile(np.array(points, np.float32), len(self.anchors)), self.first,
            None if ends is None else ends.reshape(-1, words).T,
        )  # fmt: skip
        return [marked[at :: len(roles)] for at in range(len(roles))]


class Reader:
    """Reads texts with one loaded model. Safe to share among threads."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self._points: Mapping[str, float] = runtime.card.get("operating_points", {})
        self._boundaries = Boundaries.load(runtime.folder / "boundaries.json")
        self._cue_words = CueWords.load(runtime.folder / "cue_words.json")
        self._lock = threading.Lock()
        # Who says what and the events are found side by side, unless one thread is all that was asked for.
        self._aside = ThreadPoolExecutor(1, "dateline-cues") if runtime.threads != 1 else None

    def beside(self, threads: int) -> Self:
        """Another reader of this model, for reports side by side: its encoder has ``threads``, and all that follows is
        done in the caller's. Raises ArtifactError.
        """
        other = copy.copy(self)
        other.runtime, other._aside = self.runtime.with_threads(threads), None
        return other

    @property
    def name(self) -> str:
        """``name@digest`` of the model."""
        return self.runtime.name

    def draft(self, text: str) -> Draft:
        """What the model finds in ``text``: spans and scores, offsets in code points of ``text``."""
        coded = self._encode(text)
        if not coded.frames:
            return Draft(model=self.name)
        found = self._layers(coded)
        said = self._aside.submit(self._attributions, coded, found["cue"]) if self._aside else None
        triggers, vectors, fillers = self._triggers(coded, found["trigger"])
        pairs = self._same_event(coded, [span for span, _ in triggers], vectors)
        toponyms, demonyms = self._toponyms(coded, found["toponym"])
        spans, states_of = list(fillers), list(fillers.values())
        return Draft(
            model=self.name,
            triggers=tuple(trigger for _, trigger in triggers),
            same_event=pairs,
            fillers=tuple(spans),
            same_filler=self._same_filler(coded, [trigger for _, trigger in triggers], pairs, spans, states_of),
            attributions=said.result() if said else self._attributions(coded, found["cue"]),
            toponyms=toponyms,
            demonyms=demonyms,
            times=_marks(coded, found["timex"]),
            muc={role: _marks(coded, found[role]) for role in MUC_ROLES},
            vector=_halved(coded.mean()),
            subject=self._subject(coded),
        )

    def _subject(self, coded: Coded) -> tuple[float, ...]:
        """The probabilities of what a text is about that one window holds."""
        if len(coded.frames) > 1:
            return ()
        (logits,) = self.runtime.run("subject", mean=coded.mean()[None])
        return tuple(_shortened(softmax(logits))[0])

    def _layers(self, coded: Coded) -> dict[str, list[Found]]:
        """The spans of every layer that is read on its own."""
        read = [at for at, layer in enumerate(LAYERS) if layer not in ANCHORED]
        points = [self._point("muc" if LAYERS[at] in MUC_ROLES else LAYERS[at]) for at in read]
        inside, opens = self._with_cue_words(coded)
        marked = decode.spans(inside[:, read], opens[:, read], np.array(points, np.float32))
        return {LAYERS[at]: each for at, each in zip(read, marked, strict=True)}

    def _with_cue_words(self, coded: Coded) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What the layers hold of every word, with those that are usually cues raised to the point where they are."""
        point, inside, opens = self._point("cue"), coded.inside.copy(), coded.opens.copy()
        unsure = self._cue_words.among(coded.text, coded.words)
        unsure = unsure[inside[unsure, CUE] < point]
        inside[unsure, CUE] = point + RAISED
        goes_on = np.append(False, inside[:-1, CUE] >= point)  # the word before is of the cue as well
        opens[unsure[~goes_on[unsure]], CUE] = 1.0
        return inside, opens

    def _point(self, head: str) -> float:
        return self._points.get(head, _DEFAULT_THRESHOLD)

    def _encode(self, text: str) -> Coded:
        with self._lock:
            coding = self.runtime.tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(coding.offsets, np.int32).reshape(-1, 2)
        ids = np.array(coding.ids, np.int64)
        cut = windows(text, offsets)
        frames = []
        for window in cut:
            inputs = np.concatenate([[FIRST], ids[window.start : window.end], [LAST]])
            states, logits = self.runtime.run("encoder", ids=inputs)
            frames.append(Frame(window, states, logits))
        words = Words.of_pieces(offsets, coding.word_ids)
        if not frames:
            nothing = np.zeros((0, len(LAYERS)), np.float32)
            return Coded(text, offsets, words, cut, (), nothing, nothing)
        probabilities = softmax(merge(cut, [frame.logits[1:-1] for frame in frames], len(offsets)))
        return Coded(text, offsets, words, cut, tuple(frames), *decode.by_word(probabilities, words.first))

    def _anchored(
        self, coded: Coded, graph: str, layers: Sequence[int], anchors: Sequence[Found]
    ) -> Iterator[_Anchored]:
        """Run an anchor head window by window, each anchor in the window where it lies most centrally.

        Only the anchors and words that one of ``layers`` leaves a chance are shown to it: the head is as costly as they
        are many.
        """
        hopeful = coded.inside[:, layers].max(1) >= HOPELESS
        for found in anchors:
            hopeful[found.start : found.end] = True
        homes = [coded.home(found.start, found.end) for found in anchors]
        for number, frame in enumerate(coded.frames):
            here = [found for found, home in zip(anchors, homes, strict=True) if home == number]
            if not here:
                continue
            at = np.array([coded.pieces(found.start, found.end) for found in here], np.int64)
            shifted = at - frame.window.start + 1
            owner = coded.words.of[frame.window.start : frame.window.end]
            chosen = np.flatnonzero(hopeful[owner])
            inputs: dict[str, Array] = {
                "h": frame.states,
                "flat": frame.logits,
                "pieces": chosen + 1,
                "start": shifted[:, 0],
                "end": shifted[:, 1],
            }
            if graph == "triggers":
                inputs["at"] = np.array([features.position_bucket(int(start)) for start in at[:, 0]], np.int64)
            inside, opens, *rest = self.runtime.run(graph, **inputs)
            words, first = np.unique(owner[chosen], return_index=True)
            shape = (int(owner[-1] - owner[0]) + 1, *inside.shape[1:])
            whole = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
            whole[0][words - owner[0]] = decode.inside_words(inside, first)
            whole[1][words - owner[0]] = opens[first]
            yield _Anchored(frame, here, int(owner[0]), *whole, rest)

    def _roles(self, found: _Anchored) -> list[list[tuple[str, Found]]]:
        """The spans (in words of the text) that the trigger head gives each of its anchors, by role."""
        marked = found.spans(range(len(EVENT_ROLES)), [self._point(f"role.{name}") for name in EVENT_ROLES])
        return [
            [(name, span) for name, spans in zip(EVENT_ROLES, marked, strict=True) for span in spans[anchor]]
            for anchor in range(len(found.anchors))
        ]

    def _triggers(
        self, coded: Coded, anchors: Sequence[Found]
    ) -> tuple[list[tuple[Found, DraftTrigger]], NDArray[np.float32], dict[tuple[int, int], NDArray[np.float32]]]:
        """Triggers in order, their vectors (N, U), and every filler's character range with its states (2H)."""
        triggers: list[tuple[Found, DraftTrigger]] = []
        vectors: list[NDArray[np.float32]] = []
        fillers: dict[tuple[int, int], NDArray[np.float32]] = {}
        for window in self._anchored(coded, "triggers", ROLE_LAYERS, anchors):
            u, logits = window.rest
            spans = self._roles(window)
            says = self._confidences(coded, window.frame, u, spans)
            classes = _split(logits, TRIGGER_CLASSES)
            new: dict[tuple[int, int], tuple[int, int]] = {}
            for row, found in enumerate(window.anchors):
                if (span := coded.range(found.start, found.end)) is None:
                    continue
                arguments = []
                for role, filler in spans[row]:
                    if (at := coded.range(filler.start, filler.end)) is None:
                        continue
                    says_so = says.get((row, filler), ()) if role == "actor" else ()
                    arguments.append(DraftArgument(
                        role=role, start=at[0], end=at[1], score=_short(filler.score), confidence=says_so
                    ))  # fmt: skip
                    if role in FILLER_ROLES and at not in fillers:
                        new.setdefault(at, (filler.start, filler.end))
                draft = DraftTrigger(
                    start=span[0], end=span[1], score=_short(found.score), arguments=tuple(arguments),
                    vector=pack(u[row]), sentence=coded.sentence(window.frame, found.start, found.end),
                    **classes[row],
                )  # fmt: skip
                triggers.append((found, draft))
                vectors.append(u[row])
            fillers.update(zip(new, coded.ends(window.frame, list(new.values())), strict=True))
        order = sorted(range(len(triggers)), key=lambda at: (triggers[at][1].start, triggers[at][1].end))
        stacked = np.stack([vectors[at] for at in order]) if order else np.zeros((0, 1), np.float32)
        return [triggers[at] for at in order], stacked, fillers

    def _confidences(
        self, coded: Coded, frame: Frame, u: Array, spans: Sequence[Sequence[tuple[str, Found]]]
    ) -> dict[tuple[int, Found], tuple[float, ...]]:
        """Who-says-so probabilities of every (trigger, actor) of a window."""
        actors = [(row, found) for row, each in enumerate(spans) for role, found in each if role == "actor"]
        if not actors:
            return {}
        ends = coded.ends(frame, [(found.start, found.end) for _, found in actors])
        (logits,) = self.runtime.run("confidence", u=u[[row for row, _ in actors]], ends=ends)
        return {key: tuple(row) for key, row in zip(actors, _shortened(softmax(logits)), strict=True)}

    def _same_event(
        self, coded: Coded, spans: Sequence[Found], vectors: NDArray[np.float32]
    ) -> tuple[tuple[int, int, float], ...]:
        stems = [features.stem(coded.text[slice(*coded.characters(span.start, span.end))]) for span in spans]
        at = coded.words.first[[span.start for span in spans]].tolist()
        return self._paired("same_event", vectors, features.event_pairs(stems, at, FARTHEST_PAIR))

    def _same_filler(
        self,
        coded: Coded,
        triggers: Sequence[DraftTrigger],
        same_event: Sequence[tuple[int, int, float]],
        spans: Sequence[tuple[int, int]],
        states: Sequence[NDArray[np.float32]],
    ) -> tuple[tuple[int, int, float], ...]:
        """Pairs of fillers that one event might hold in one role."""
        number = {span: at for at, span in enumerate(spans)}
        held = np.zeros((len(FILLER_ROLES), len(triggers), len(spans)), np.float32)
        for at, trigger in enumerate(triggers):
            for argument in trigger.arguments:
                if argument.role in FILLER_ROLES:
                    held[FILLER_ROLES.index(argument.role), at, number[argument.start, argument.end]] = 1
        near = np.eye(len(triggers), dtype=np.float32)
        for i, j, score in same_event:
            near[i, j] = near[j, i] = score > 0.1
        one, other = np.nonzero(np.tril((held.swapaxes(1, 2) @ near @ held).sum(0), -1))
        names = [features.plain_name(coded.text[slice(*span)]) for span in spans]
        feature = [
            features.filler_pair_feature(names[a], names[b], abs(spans[a][0] - spans[b][0]) // 5)
            for a, b in zip(one.tolist(), other.tolist(), strict=True)
        ]
        return self._paired("same_filler", states, (one, other, np.array(feature, np.int64)))

    def _paired(
        self, graph: str, vectors: NDArray[np.float32] | Sequence[NDArray[np.float32]], pairs: features.Pairs
    ) -> tuple[tuple[int, int, float], ...]:
        i, j, feature = pairs
        if not len(i):
            return ()
        (logit,) = self.runtime.run(graph, vectors=np.asarray(vectors), i=i, j=j, feature=feature)
        scores = _shortened(1 / (1 + np.exp(-logit)))
        return tuple(zip(i.tolist(), j.tolist(), scores, strict=True))

    def _attributions(self, coded: Coded, cues: Sequence[Found]) -> tuple[DraftAttribution, ...]:
        found: list[DraftAttribution] = []
        for window in self._anchored(coded, "cues", CUE_LAYERS, cues):
            classes = _split(window.rest[0], CUE_CLASSES)
            for row, spans in enumerate(self._claims(coded, window)):
                (own,) = _whole_marks(coded, [window.anchors[row]])
                further, source, content = (_whole_marks(coded, each) for each in spans)
                cue = (own, *(mark for mark in further if mark.end <= own.start or mark.start >= own.end))
                source, content = claims.parts(coded.text, cue, source, content)
                anchor = window.anchors[row]
                if not source and coded.inside[anchor.start : anchor.end, CUE].max() < self._point("cue"):
                    continue  # its word alone speaks for it, and nobody says it
                found.append(DraftAttribution(cue=cue, source=source, content=content, score=own.score, **classes[row]))
        return tuple(sorted(found, key=lambda each: each.cue[0].start))

    def _claims(self, coded: Coded, window: _Anchored) -> Iterator[tuple[list[Found], ...]]:
        """Further pieces of each anchor's cue, its source, which may end before the cue, and its content, which may end
        before either.
        """
        sides = coded.sides.within(window.first, window.first + len(window.inside))
        beside = [sides.before("cue", [anchor.start - window.first]) for anchor in window.anchors]
        further, source = self._parts(window, ("cue", "source"), beside)
        for part, spans in (("cue", further), ("source", source)):
            beside = [each.before(part, [span.start - window.first for span in own])
                      for each, own in zip(beside, spans, strict=True)]  # fmt: skip
        (content,) = self._parts(window, ("content",), beside)
        return zip(further, source, content, strict=True)

    def _parts(self, window: _Anchored, parts: Sequence[str], beside: Sequence[Sides]) -> list[list[list[Found]]]:
        """Some parts of each anchor's claim; what stands ``beside`` its words tells where they end."""
        ends = [[self._boundaries.ends(part, each) for part in parts] for each in beside]
        points = [self._point(f"cue.{part}") for part in parts]
        return window.spans([CUE_ROLES.index(part) for part in parts], points, np.array(ends))

    def _toponyms(self, coded: Coded, found: Sequence[Found]) -> tuple[tuple[DraftToponym, ...], tuple[Mark, ...]]:
        toponyms, demonyms = [], []
        homes = [coded.home(span.start, span.end) for span in found]
        for number, frame in enumerate(coded.frames):
            here = [span for span, home in zip(found, homes, strict=True) if home == number]
            if not here:
                continue
            (logits,) = self.runtime.run("kind", ends=coded.ends(frame, [(span.start, span.end) for span in here]))
            for span, (literal, metonym, demonym) in zip(here, softmax(logits), strict=True):
                if (at := coded.range(span.start, span.end, joints=".")) is None:
                    continue
                if demonym > max(literal, metonym):
                    demonyms.append(Mark(start=at[0], end=at[1], score=_short(span.score)))
                else:
                    ours = _short(literal / (literal + metonym))
                    toponyms.append(DraftToponym(start=at[0], end=at[1], score=_short(span.score), literal=ours))
        return tuple(toponyms), tuple(demonyms)


def _whole_marks(coded: Coded, found: Sequence[Found]) -> tuple[Mark, ...]:
    """Words as the model marks them: who says what is learned with its punctuation and small words ("according to")."""
    ranges = [(decode.joined(coded.text, *coded.characters(span.start, span.end)), span.score) for span in found]
    return tuple(Mark(start=start, end=end, score=_short(score)) for (start, end), score in ranges)


def _marks(coded: Coded, found: Sequence[Found]) -> tuple[Mark, ...]:
    ranges = [(coded.range(span.start, span.end), span.score) for span in found]
    return tuple(Mark(start=at[0], end=at[1], score=_short(score)) for at, score in ranges if at)


def _split(logits: NDArray[np.float32], classes: Mapping[str, Sequence[str]]) -> list[dict[str, tuple[float, ...]]]:
    """Cut rows of logits (N, classes) into the probabilities of each group of classes."""
    found: list[dict[str, tuple[float, ...]]] = [{} for _ in logits]
    offset = 0
    for name, labels in classes.items():
        for each, row in zip(found, _shortened(softmax(logits[:, offset : offset + len(labels)])), strict=True):
            each[name] = tuple(row)
        offset += len(labels)
    return found


def _short(value: float | np.float32) -> float:
    """Four decimals: what lies beyond is noise of the quantisation, and every reading would carry it."""
    return round(float(value), 4)


def _shortened(values: Array) -> list[Any]:
    """The same for all values of an array, as plain numbers in lists."""
    found: list[Any] = np.round(values.astype(np.float64), 4).tolist()
    return found


def _halved(vector: Array) -> tuple[float, ...]:
    """The values in half precision: all that a comparison of vectors needs, in half the space."""
    return tuple(vector.astype(np.float16).astype(np.float64).tolist())
