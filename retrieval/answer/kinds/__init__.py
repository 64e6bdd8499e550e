"""The kinds of questions that are not simply a fact: one module each, one function in and one out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from retrieval.answer.desk import Desk
from retrieval.answer.kinds.count import count
from retrieval.answer.kinds.digest import digest
from retrieval.answer.kinds.items import compare, items
from retrieval.answer.kinds.latest import latest
from retrieval.answer.kinds.more import more
from retrieval.answer.kinds.opinion import opinion, prediction
from retrieval.answer.kinds.reactions import reactions
from retrieval.answer.kinds.summary import summary
from retrieval.answer.kinds.timeline import timeline
from retrieval.answer.kinds.yes_no import yes_no
from retrieval.values import QuestionState, Reply
from retrieval.values.understanding import Kind

AnswerKind: TypeAlias = Callable[[QuestionState, Desk], Reply | None]
"""Answers a question, or gives None: then it is answered like one on a fact."""

BROAD: Mapping[Kind, AnswerKind] = {
    Kind.LATEST: latest,
    Kind.TIMELINE: timeline,
    Kind.SUMMARY: summary,
    Kind.TOPIC: summary,
    Kind.COUNT: count,
    Kind.DIGEST: digest,
    Kind.MORE: more,
}
"""Kinds that are answered from the articles on a topic, which is the text of their query."""

NARROW: Mapping[Kind, AnswerKind] = {
    Kind.YES_NO: yes_no,
    Kind.CHECK: yes_no,
    Kind.OPINION: opinion,
    Kind.PREDICTION: prediction,
    Kind.REACTIONS: reactions,
    Kind.LIST: items,
    Kind.COMPARE: compare,
}
"""Kinds that are answered from the evidence for the whole question."""
