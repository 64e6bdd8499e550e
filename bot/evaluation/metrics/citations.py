"""ALCE's citation recall and precision of one answer.

A statement is recalled if its cited texts, joined, entail it. A citation is precise if its statement is
recalled and, of that, it is needed or enough: alone it entails the statement, or without it the rest no
longer does.

    recall = statements recalled / statements        precision = citations precise / citations

Source: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations" (EMNLP
2023), section 3, and `eval.py` of princeton-nlp/ALCE, which joins cited texts by a line break. There the
entailment model is TRUE (google/t5_xxl_true_nli_mixture) and the first three citations count; here the
caller brings the model, and all count. Where nothing is cited, ALCE's script has precision 0 and here it is
NaN; recall is 0 in both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Entails = Callable[[str, str], bool]
"""`entails(premise, hypothesis)`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of an answer, without markers, and the texts it cites, in the order of its markers."""

    text: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What entailment says of a statement, and of each of its citations."""

    recalled: bool
    precise: tuple[bool, ...]


def judge(statement: Statement, entails: Entails) -> Judgement:
    """Ask `entails` for one statement: once with one citation, at most 1 + 2n times with n."""
    cited = statement.cited
    if not cited or not entails("\n".join(cited), statement.text):
        return Judgement(recalled=False, precise=(False,) * len(cited))
    if len(cited) == 1:
        return Judgement(recalled=True, precise=(True,))
    return Judgement(recalled=True, precise=tuple(_precise(statement, i, entails) for i in range(len(cited))))


def recall(judgements: Sequence[Judgement]) -> float:
    """Return the share of statements that are recalled; NaN for an answer without statements (a refusal)."""
    return sum(j.recalled for j in judgements) / len(judgements) if judgements else math.nan


def precision(judgements: Sequence[Judgement]) -> float:
    """Return the share of citations that are precise; NaN for an answer without citations."""
    flags = [flag for judgement in judgements for flag in judgement.precise]
    return sum(flags) / len(flags) if flags else math.nan


def _precise(statement: Statement, index: int, entails: Entails) -> bool:
    """Return whether a citation is precise, of a recalled statement with more than one."""
    cited = statement.cited
    rest = cited[:index] + cited[index + 1 :]
    return entails(cited[index], statement.text) or not entails("\n".join(rest), statement.text)
