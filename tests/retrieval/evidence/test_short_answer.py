import math

import pytest

from retrieval.evidence.calibration import Calibration, Logistic
from retrieval.evidence.short_answer import log_odds, short_answer
from retrieval.values import Article, Citation, Evidence, Sentence, ShortAnswer, Span

TEXT = "Ada Brisk opened the crane in June. It cost 3 million euros."
ARTICLE = Article("a", "", TEXT)
WHEN, COST = Sentence(0, 35), Sentence(36, len(TEXT))


def calibration(sure: float) -> Calibration:
    return Calibration({}, Logistic({}, 0.0), Logistic({"span": 1.0, "answerable": 1.0}, 0.5), sure)


def cited(marker: int, sentence: Sentence, words: str, score: float) -> Citation:
    start = TEXT.index(words)
    return Citation(marker, Evidence(ARTICLE, sentence, 1.0, Span(start, start + len(words), score)))


BOTH = (cited(1, WHEN, "June", -2.0), cited(2, COST, "3 million euros", -0.5))


def test_the_likeliest_span_of_the_cited_sentences_is_the_short_answer() -> None:
    short = short_answer(BOTH, 0.5, calibration(sure=0.4))
    assert short == ShortAnswer("3 million euros", 2, 44, 59, pytest.approx(0.5))
    assert TEXT[short.start : short.end] == short.text


def test_an_unsure_one_is_not_given() -> None:
    assert short_answer(BOTH, 0.5, calibration(sure=0.51)) is None


def test_confidence_in_the_articles_makes_it_surer() -> None:
    assert short_answer(BOTH, 0.9, calibration(sure=0.89)) is not None


def test_without_a_reader_there_is_none() -> None:
    bare = Citation(1, Evidence(ARTICLE, WHEN, 1.0))
    assert short_answer([bare], 0.99, calibration(sure=0.0)) is None
    assert short_answer([], 0.99, calibration(sure=0.0)) is None


@pytest.mark.parametrize(("confidence", "odds"), [(0.5, 0), (0.0, math.log(1 / 999)), (1.0, math.log(999))])
def test_log_odds_stay_finite(confidence: float, odds: float) -> None:
    assert log_odds(confidence) == pytest.approx(odds)
