"""What a question asks for, by the wording of it: good enough to break metrics down, for nothing else.

A noun says more than its wh-word: "In which year" is "when", "what city" is "where", "what percentage" (and
"how much", "how old") is "how many". "Name the …" and the like are "what".
"""

from __future__ import annotations

import re
from typing import Literal, cast, get_args

from retrieval.text.languages import ENGLISH
from retrieval.text.sentences import split

Kind = Literal["who", "what", "when", "where", "how many", "why", "how", "which", "yes/no", "other"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_WORDS = ENGLISH.evaluation
_WH = re.compile("|".join(rf"(?P<_{i}>\b(?:{asks})\b)" for i, (_, asks) in enumerate(_WORDS.question_kinds)))
_POLAR = re.compile(_WORDS.auxiliary)


def kind(question: str) -> Kind:
    """Return the kind of the last sentence that has one. News quizzes put a statement before the question."""
    text = " ".join(question.split())
    sentences = [text[s.start : s.end].lower() for s in split(text)]
    kinds = (_of_sentence(re.sub(r"^\W+", "", sentence)) for sentence in reversed(sentences))
    return next((name for name in kinds if name != "other"), "other")


def _of_sentence(sentence: str) -> Kind:
    if clause := _WORDS.time_clause.match(sentence):
        main = _of_sentence(sentence[clause.end() :])
        return main if main != "other" else "when"
    # Skip the words before a wh-phrase or an auxiliary: "and since " before "when".
    opening = _WORDS.question_opening.match(sentence)
    start = opening.end() if opening else 0
    if wh := _WH.match(sentence, start):
        return _kind_of(wh)
    if _POLAR.match(sentence, start):
        return "yes/no"
    if wh := _asking(sentence):
        return _kind_of(wh)
    if _WORDS.question_order.match(sentence):
        return "what"
    polar_after_comma = any(_POLAR.match(part) for part in sentence.split(", ")[1:])
    return "yes/no" if polar_after_comma else "other"


def _asking(sentence: str) -> re.Match[str] | None:
    """Return the wh-phrase within a sentence that asks, not one that opens a clause ("the man who …").

    Prefer the first that hardly ever opens a clause (what, how, why, whom), then the first "which".
    """
    phrases = list(_WH.finditer(sentence))
    sure = [wh for wh in phrases if _WORDS.sure.match(wh[0])]
    choices = [wh for wh in phrases if wh[0].startswith(_WORDS.choice)]
    return next(iter(sure or choices or phrases[-1:]), None)


def _kind_of(wh: re.Match[str]) -> Kind:
    group = wh.lastgroup or ""
    return cast(Kind, _WORDS.question_kinds[int(group[1:])][0])
