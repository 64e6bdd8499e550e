import math
from dataclasses import replace

import pytest

from bot.evaluation.questions import Question
from bot.evaluation.score import citation_scores, score
from retrieval.values import AnswerLine
from tests.bot.evaluation.answers import CUP, ICE, OLD, answer, citation

OSK = (ICE.id, "Lena Osk led the survey.")
LASERS = (ICE.id, "She used lasers from a plane.")
WHO = Question("q", "Who led it?", True, ("Lena Osk", "Osk"), ("ice",), (OSK, LASERS))


def test_an_answer_that_is_right_in_its_second_citation() -> None:
    found = score(WHO, answer([citation(2, CUP, 0), citation(1, ICE, 1)], [CUP, CUP, ICE], short="Osk"))
    assert {name: round(value, 3) for name, value in found.items() if not math.isnan(value)} == {
        "article_recall@1": 0,
        "article_recall@5": 1,
        "article_recall@10": 1,
        "article_mrr@10": 0.5,  # two passages of one article are one place
        "article_ndcg@10": 0.631,  # 1 / log2 3
        "passage_contains_answer@5": 1,
        "gold_sentence@1": 0,
        "gold_sentence@3": 1,
        "answer_contained": 1,
        "answer_contained@1": 0,
        "answer_f1": 0.444,  # "lena osk led survey rovers won cup" and "lena osk": 2 * 2 / (7 + 2)
        "short_em": 1,
        "short_f1": 1,
        "citation_precision": 0.5,
        "citation_recall": 0.5,
        "alce_citation_recall": 1,
        "alce_citation_precision": 1,
        "answerable": 1,
        "refused": 0,
        "confidence": 0.5,
        "evidence_right": 1,
        "answered_right": 1,
        "right": 1,
        "latency_ms": 12.5,
        "answer_words": 9,
    }


def test_a_refusal_shows_the_right_evidence_and_is_wrong_all_the_same() -> None:
    found = score(WHO, answer([citation(1, ICE, 1)], [ICE], refused=True))
    shown = ("gold_sentence@1", "answer_contained", "evidence_right", "citation_precision")
    assert [found[name] for name in shown] == [1, 1, 1, 1]
    assert (found["answered_right"], found["right"]) == (0, 0)
    assert math.isnan(found["answer_words"]) and math.isnan(found["alce_citation_recall"])


def test_an_unanswerable_question_has_only_its_outcome() -> None:
    nobody = replace(WHO, answerable=False)
    refused, answered = (
        score(nobody, answer([citation(1, ICE, 1)], [ICE], refused=r)) for r in (True, False)
    )
    assert (refused["right"], answered["right"]) == (1, 0)
    assert refused["evidence_right"] == answered["evidence_right"] == 0
    applies = {name for name, value in refused.items() if not math.isnan(value)}
    assert applies == {"answerable", "refused", "confidence", "evidence_right", "right", "latency_ms"}


def test_no_short_answer_scores_nothing() -> None:
    found = score(WHO, answer([citation(1, ICE, 1)]))
    assert (found["short_em"], found["short_f1"]) == (0, 0)


def test_a_marker_is_no_word_of_the_answer() -> None:
    made = answer([citation(1, CUP, 0), citation(2, CUP, 1)])
    assert made.plain_text == "Rovers won the cup. Sam Pell scored both goals."
    how_many = Question("q", "How many?", True, ("1",))
    assert score(how_many, made)["answer_contained"] == 0
    assert score(how_many, answer([citation(1, ICE, 0)]))["answer_contained"] == 1
    assert replace(made, lines=(AnswerLine("In part [7] of it.", (1,)),)).plain_text == "In part [7] of it."


def test_long_gold_answers_are_not_looked_for_word_for_word() -> None:
    essay = replace(WHO, answers=("word " * 21,))
    found = score(essay, answer([citation(1, ICE, 1)], [ICE]))
    for name in (
        "answer_contained",
        "answer_contained@1",
        "passage_contains_answer@5",
        "short_em",
        "short_f1",
    ):
        assert math.isnan(found[name]), name
    assert found["answer_f1"] == 0 and found["evidence_right"] == 1
    assert (
        score(replace(WHO, answers=("word " * 21, "Osk")), answer([citation(1, ICE, 1)]))["answer_contained"]
        == 1
    )


def test_without_gold_answers_and_sentences_nothing_is_right_or_wrong() -> None:
    bare = Question("q", "Who?", True, gold_ids=("ice",))
    for refused in (False, True):
        found = score(bare, answer([citation(1, ICE, 1)], [ICE], refused=refused))
        assert all(math.isnan(found[name]) for name in ("evidence_right", "answered_right", "right"))
        assert found["article_recall@1"] == 1


@pytest.mark.parametrize(
    ("cited", "precision", "recall"),
    [
        ([citation(1, ICE, 1), citation(2, ICE, 2)], 1.0, 1.0),
        ([citation(1, ICE, 1), citation(2, OLD, 0), citation(3, OLD, 1), citation(4, CUP, 0)], 0.25, 0.5),
        ([citation(1, CUP, 0)], 0.0, 0.0),
        ([], math.nan, 0.0),
    ],
)
def test_citations_against_gold_sentences(cited: list, precision: float, recall: float) -> None:  # type: ignore[type-arg]
    found = citation_scores(WHO, cited)
    assert found["citation_precision"] == pytest.approx(precision, nan_ok=True)
    assert found["citation_recall"] == recall
