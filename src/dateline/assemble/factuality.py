"""Words beside a trigger that say whether it happened: a modal, a negation, a condition, what came of it.

The model weighs the whole sentence and is wrong where little of it counts: "could kidnap", "would have lynched". What
such words say by grammar alone is weighed with it, trigger by trigger, before an event's mentions are put together.
"""

from __future__ import annotations

import re
from typing import Final, get_args

from dateline.assemble.context import Context
from dateline.assemble.pooling import scaled
from dateline.schema.draft import DraftTrigger
from dateline.schema.reading import Modality, Polarity

_ACTUAL, _HYPOTHETICAL = (get_args(Modality).index(name) for name in ("actual", "hypothetical"))
_POSITIVE, _NEGATIVE = (get_args(Polarity).index(name) for name in ("positive", "negative"))
WEIGHT: Final = 1e5
"""What such words multiply a class by. The model is often sure of what they rule out, at 0.999 and more."""

_ADVERBS: Final = r"(?:(?:[a-z]+ly|also|again|soon|now|even|still|yet|once|then|ever|first) )*"
_PASSIVE: Final = rf"{_ADVERBS}(?:been |being )?"
_MODAL: Final = re.compile(
    # "May" with a capital is more often the month
    rf"\b(?:(?i:could|might)|may) {_ADVERBS}(?:be |get )?$|\b(?i:would) {_ADVERBS}have {_PASSIVE}$"
)
"""What may happen, or would have. "May have shot" is not here: somebody was shot, and the doubt is who did it."""
_TOLD: Final = re.compile(
    r"\b(?:after|since|following) (?:the|an?|its|their|his|her|last \w+|\w+['’]s) (?:[\w-]+ ){0,2}$", re.IGNORECASE
)
"""What something else came after. Of 87 such triggers of the corpus' training part 86 happened."""
_AHEAD: Final = re.compile(
    r"\b(?:will|would|could|may|might|shall|if|unless|plan\w*|expect\w*|set to|due|possible|potential|future|upcoming"
    r"|next|threatened)\b",
    re.IGNORECASE,
)
"""Where a sentence looks ahead, what comes after another thing is no more certain: "will vote after the summit"."""
_DONE: Final = re.compile(
    r",? (?:that|which) (?:(?:has|have|had) )?"
    r"(?:killed|left|claimed|wounded|injured|took|began|broke|erupted|destroyed|followed)\b"
    r"| already (?!planned|scheduled|called|announced|set|due|expected|postponed|cancel)| brokered\b",
    re.IGNORECASE,
)
"""What has had effects, or has been made: "clashes that left", "a deal brokered by". In training all 40 happened."""

_CONDITION: Final = re.compile(r"\b(?:if|unless|lest|whether|ensure)(?: [\w’'-]+){0,8} $", re.IGNORECASE)
"""What opens a clause in which a negation says nothing of what happened: "if the president does not meet him"."""
_NEGATION: Final = re.compile(
    rf"\b(?:did|do|does|has|have|had|was|were|is|are|could)(?: not|n['’]t) (?!only\b|just\b){_PASSIVE}$"
    rf"|\b(?:has|have|had|was|were) never {_PASSIVE}$"
    r"|\b(?:no one|no-one|nobody|no \w+(?: \w+)?|none of (?:\w+ ){1,3})(?: else)? ?"
    r"(?:was|were|has been|have been|had been|has|have|had) (?:yet )?(?:been )?$"
    r"|\bno (?:further |immediate |such |formal )?$"
    rf"|\bwould {_ADVERBS}have {_PASSIVE}$|\b(?:was|were) to have (?:been )?$"
    r"|\bwithout (?:any |an? )?$"
    r"|\b(?:fail(?:ed|s|ing)?|unable|not able) to (?:reach (?:an? )?|agree (?:on (?:an? )?)?)?$",
    re.IGNORECASE,
)
"""What says that it did not happen: so 22 of 26 triggers of the training part that it stands before."""
_BLAST: Final = re.compile(r"go(?:es|ne)? off|went off|detonat|explod", re.IGNORECASE)
"""A bomb that did not go off was planted all the same: the attack is told, not denied."""
_CALLED_OFF: Final = r"(?:cancel(?:l?ed|l?ing)|call(?:ed|ing) off|scrapp(?:ed|ing)|avert(?:ed|ing))"
_CALLS_OFF: Final = re.compile(
    rf"\b{_CALLED_OFF} (?:(?!(?:after|in|over|at|by|amid|for|because|during|since|following|to)\b)[\w-]+ ){{0,3}}$",
    re.IGNORECASE,
)
_IS_CALLED_OFF: Final = re.compile(
    r"(?: (?:of|to|by|in|at|on|with|for|between|from|planned|scheduled|due)"
    r"(?: (?!(?:but|and|after|which|who|where|that|when|as|because|so)\b)[\w’'-]+){1,8}?)?,?"
    rf" (?:was|were|has been|had been|have been) (?:\w+ly )?{_CALLED_OFF}\b",
    re.IGNORECASE,
)
"""Not "postponed": what is put off is still to come."""


def modality_told(context: Context, trigger: DraftTrigger) -> tuple[float, ...]:
    """The probabilities of a trigger's modality, with what the words beside it say."""
    lead, tail = _beside(context, trigger)
    if _MODAL.search(lead):
        return scaled(trigger.modality, _HYPOTHETICAL, WEIGHT)
    if _DONE.match(tail) or (_TOLD.search(lead) and not _AHEAD.search(lead)):
        return scaled(trigger.modality, _ACTUAL, WEIGHT)
    return trigger.modality


def polarity_told(context: Context, trigger: DraftTrigger) -> tuple[float, ...]:
    """The probabilities of a trigger's polarity, with what the words beside it say."""
    lead, tail = _beside(context, trigger)
    if _CONDITION.search(lead):
        return scaled(trigger.polarity, _POSITIVE, WEIGHT)
    words = context.text[trigger.start : trigger.end]
    negated = _NEGATION.search(lead) and not _BLAST.match(words)
    if negated or (_ahead(trigger) and (_CALLS_OFF.search(lead) or _IS_CALLED_OFF.match(tail))):
        return scaled(trigger.polarity, _NEGATIVE, WEIGHT)
    return trigger.polarity


def _ahead(trigger: DraftTrigger) -> bool:
    """Whether it was still to come: a strike that is called off in its third week did happen."""
    return trigger.modality[_ACTUAL] < 0.5


def _beside(context: Context, trigger: DraftTrigger) -> tuple[str, str]:
    """The words of its sentence before a trigger and after it."""
    opens, closes = context.sentences.bounds(trigger.start)
    return context.text[opens : trigger.start], context.text[trigger.end : closes]
