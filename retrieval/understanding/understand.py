"""Turns a question as it was typed into a frozen `Understanding`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.periods import asked_period
from retrieval.text.quotation_marks import DOUBLE, quoted_parts
from retrieval.understanding.classifier import Judgement
from retrieval.understanding.named import named
from retrieval.understanding.parts import split_questions
from retrieval.understanding.rules import Ruled, kind_by_rule
from retrieval.understanding.topic import topic_of
from retrieval.values.query import Turn
from retrieval.values.understanding import Kind, Understanding

LONGEST = 2_000
"""Characters of a question that are looked at for parts, names and a period."""
SURE_OF_TALK = 0.95
"""Probability of small talk from which nothing is searched. Of 634 questions of seeds and newsqa 3 were taken
for talk, at .89 at most; what is searched in vain is refused."""
CERTAIN = {
    Kind.TALK: SURE_OF_TALK, Kind.COMMAND: 0.9, Kind.COUNT: 0.6, Kind.DIGEST: 0.6, Kind.TIMELINE: 0.5,
    Kind.REACTIONS: 0.5, Kind.OPINION: 0.5, Kind.PREDICTION: 0.5, Kind.COMPARE: 0.5, Kind.QUOTE: 0.5,
    Kind.YES_NO: 0.4, Kind.CHECK: 0.5, Kind.SOURCE: 0.6, Kind.DOUBT: 0.6, Kind.MORE: 0.6,
}  # fmt: skip
"""Least probability of kinds whose answers have another form; a task for another service is searched for."""
OPEN = frozenset({Kind.FACT, Kind.DEFINE, Kind.WHY, Kind.HOW, Kind.LIST, Kind.TOPIC})
"""Kinds that no question has which opens with its auxiliary."""
LIKELY = 0.25
"""Least probability of the kind that stands in for one that is not certain."""
ALSO_TALK = 0.15
"""Probability of small talk from which a question after news of nothing is one: "how's it going?"."""
FOLLOWS = 0.5
"""Probability from which a question is a follow-up."""


def understand(
    question: str,
    judgement: Judgement,
    history: Sequence[Turn] = (),
    today: date | None = None,
    language: Language = ENGLISH,
) -> Understanding:
    """Return what a question asks for, by the classifier's judgement of it and by code.

    Without `today` no period is read.
    """
    text = question[:LONGEST]
    topic = topic_of(text, language)
    ruled = kind_by_rule(text, language) or _judged(text, topic, judgement, language)
    kind = ruled.kind
    if kind is Kind.QUOTE and not quoted_parts(text, DOUBLE, language):
        kind = Kind.FACT  # no words to trace: "who proposed the talks?"
    asked = kind not in (Kind.TALK, Kind.COMMAND)
    follow_up = asked and judgement.follow_up >= FOLLOWS
    names, people = named(text, language)
    return Understanding(
        kind=kind,
        probability=ruled.probability,
        parts=split_questions(text, language) if asked else (),
        period=asked_period(text, today, language) if asked and today else None,
        names=names,
        people=people,
        follow_up=follow_up,
        new_topic=asked and bool(history) and not follow_up,
        topic=topic if asked else "",
    )


def _judged(text: str, topic: str, judgement: Judgement, language: Language) -> Ruled:
    """Return the likeliest kind; one that needs certainty gives way where it is not certain.

    A question that opens with its auxiliary is answered by yes or no, whatever else it resembles.
    """
    asking, best = language.asking, judgement.best
    sure = judgement.kinds[best]
    if best in (Kind.LATEST, Kind.SUMMARY) and not topic and judgement.kinds.get(Kind.TALK, 0.0) >= ALSO_TALK:
        return Ruled(Kind.TALK, SURE_OF_TALK)
    if asking.sides.match(text) or asking.agreement.search(text) or _is_of_change(text, best, language):
        return Ruled(Kind.COMPARE, 1.0)
    closed = asking.auxiliary.match(text) is not None
    if closed and asking.judges.search(text) and best is not Kind.TALK:
        return Ruled(Kind.OPINION, sure)
    if closed and (best in OPEN or sure < CERTAIN.get(best, 0.0)):
        return Ruled(Kind.YES_NO, sure)
    if sure >= CERTAIN.get(best, 0.0):
        return Ruled(best, sure)
    ranked = sorted(judgement.kinds.items(), key=lambda pair: -pair[1])
    second = next((Ruled(k, p) for k, p in ranked[1:] if p >= max(LIKELY, CERTAIN.get(k, 0.0))), None)
    return second or Ruled(Kind.FACT, 1 - sure)


def _is_of_change(text: str, best: Kind, language: Language) -> bool:
    """Return whether a question asks how a figure changed."""
    figure = language.asking.changes.search(text) and language.asking.figure.search(text)
    return best in (Kind.FACT, Kind.HOW, Kind.COMPARE, Kind.TIMELINE) and figure is not None


def is_talk(understood: Understanding) -> bool:
    """Return whether a friendly word is the answer; a task for another service is searched for."""
    return understood.kind is Kind.TALK and understood.probability >= SURE_OF_TALK
