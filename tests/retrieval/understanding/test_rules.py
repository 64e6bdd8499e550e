"""Kinds that certain words decide, whatever the classifier thinks."""

import pytest

from retrieval.understanding.rules import kind_by_rule
from retrieval.values.understanding import Kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what's become of the crane in Varn", Kind.LATEST),
        ("where do things stand with the ferry", Kind.LATEST),
        ("walk me through the launch attempts", Kind.TIMELINE),
        ("how did people in varn take the strike", Kind.REACTIONS),
        ("how does this work?", Kind.TALK),
        ("\U0001f44b", Kind.TALK),
    ],
)
def test_words_decide_the_kind(question: str, kind: Kind) -> None:
    ruled = kind_by_rule(question)
    assert ruled and ruled.kind is kind


@pytest.mark.parametrize(
    "question", ["how does the crane work?", "what has the crane become?", "who took the ferry"]
)
def test_other_questions_are_left_to_the_classifier(question: str) -> None:
    assert kind_by_rule(question) is None
