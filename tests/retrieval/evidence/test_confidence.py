from dataclasses import replace

import pytest

from retrieval.evidence.calibration import Logistic, load_calibration
from retrieval.evidence.confidence import confidence, features, words_lacking
from retrieval.evidence.spans import NO_SPAN
from retrieval.values import Article, Evidence, Passage, Query, QuestionState, RankedPassage, Sentence

ARTICLE = Article("a", "The old crane", "It opens in June.")
PASSAGE = RankedPassage(Passage("p", "a", (Sentence(0, 17),)), ARTICLE, 4.0)


def state(question: str) -> QuestionState:
    evidence = Evidence(ARTICLE, Sentence(0, 17), 2.0)
    return QuestionState(Query(question), passages=(PASSAGE,), evidence=(evidence,))


def test_features_are_the_best_scores_and_the_shares_of_names_and_words_not_found() -> None:
    assert features(state("When do green cranes open in Lima?")) == {
        "passage": 4.0,
        "missing_names": 1.0,
        "missing_words": pytest.approx(1 / 3),
        "evidence": 2.0,
        "span": NO_SPAN,
        "borne": 0.0,
    }


def test_a_name_may_stand_anywhere_in_the_article_and_a_number_is_as_a_name() -> None:
    article = replace(ARTICLE, text=f"{ARTICLE.text} The town is Lima.")
    passage = replace(PASSAGE, article=article)
    found = replace(state("When does it open in Lima in 2031?"), passages=(passage,))
    assert features(found)["missing_names"] == 0.5


def test_confidence_is_the_logistic_of_the_features() -> None:
    logistic = Logistic({"evidence": 1.0, "missing_words": -3.0}, -1.0)
    expected = logistic.probability({"evidence": 2.0, "missing_words": 1 / 3})
    assert confidence(state("When do green cranes open?"), logistic) == pytest.approx(expected)


@pytest.mark.parametrize("reader", [True, False])
def test_nothing_found_is_no_confidence(reader: bool) -> None:
    assert confidence(QuestionState(Query("When?")), load_calibration(reader=reader).confidence) == 0


def test_a_refusal_names_the_words_no_evidence_holds() -> None:
    assert words_lacking(state("When does the crane open in Lima, Peru?")) == ("Lima", "Peru")
    assert words_lacking(state("When does the crane open?")) == ()
