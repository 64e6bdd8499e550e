import math
from dataclasses import replace

from bot.evaluation.metrics.citations import Statement
from bot.evaluation.quotes import alce_scores, quotes, statements_of
from retrieval.values import AnswerLine
from tests.bot.evaluation.answers import CUP, ICE, answer, citation

MADE = answer([citation(1, ICE, 1), citation(2, CUP, 0)])


def test_an_extractive_answer_is_all_quotes() -> None:
    assert list(statements_of(MADE)) == [
        Statement("Lena Osk led the survey.", ("Lena Osk led the survey.",)),
        Statement("Rovers won the cup.", ("Rovers won the cup.",)),
    ]
    assert alce_scores(MADE) == {"alce_citation_recall": 1, "alce_citation_precision": 1}


def test_markers_that_moved_are_noticed() -> None:
    swapped = replace(
        MADE, lines=(AnswerLine("Lena Osk led the survey.", (2,)), AnswerLine("Rovers won the cup.", (1, 2)))
    )
    # The first statement cites what does not say it; of the second's two citations one is not needed.
    assert alce_scores(swapped) == {"alce_citation_recall": 0.5, "alce_citation_precision": 1 / 3}


def test_lines_without_markers_cite_nothing_and_unknown_markers_nothing_either() -> None:
    loose = replace(MADE, lines=(AnswerLine("Lena Osk led the survey.", (1, 9)), AnswerLine("She was glad.")))
    assert [s.cited for s in statements_of(loose)] == [("Lena Osk led the survey.",), ()]
    assert alce_scores(loose) == {"alce_citation_recall": 0.5, "alce_citation_precision": 1}


def test_a_claim_in_other_words_needs_a_model_of_entailment() -> None:
    claim = replace(MADE, lines=(AnswerLine("The survey was led by Osk.", (1,)),))
    assert not quotes("Lena Osk led the survey.", "The survey was led by Osk.")
    assert alce_scores(claim)["alce_citation_recall"] == 0
    assert (
        alce_scores(claim, entails=lambda premise, hypothesis: "Osk" in premise)["alce_citation_recall"] == 1
    )


def test_a_refusal_states_nothing() -> None:
    found = alce_scores(answer([citation(1, ICE, 1)], refused=True))
    assert all(math.isnan(value) for value in found.values())
