import math

import pytest

from retrieval.confidence import Calibration, confidence, features, load_calibration, why_refused
from retrieval.types import Article, Evidence, Passage, Query, RankedPassage, Sentence, Workings

ARTICLE = Article("a", "The old crane", "It opens in June.")
PASSAGE = RankedPassage(Passage("p", "a", (Sentence(0, 17),)), ARTICLE, 4.0)


def workings(question: str) -> Workings:
    return Workings(Query(question), (PASSAGE,), (Evidence(ARTICLE, Sentence(0, 17), 2.0),))


def test_features_are_the_best_scores_and_the_share_of_words_not_found() -> None:
    assert features(workings("When do cranes open in Lima?")) == (4.0, 2.0, pytest.approx(1 / 3))


def test_confidence_is_the_logistic_of_the_weighted_features() -> None:
    calibration = Calibration((0.5, 1.0, -3.0), -1.0)
    expected = 1 / (1 + math.exp(-(0.5 * 4 + 1.0 * 2 - 3.0 / 3 - 1.0)))
    assert confidence(workings("When do cranes open in Lima?"), calibration) == pytest.approx(expected)


def test_nothing_found_is_no_confidence() -> None:
    assert confidence(Workings(Query("When?")), load_calibration()) == 0


def test_the_shipped_calibration_rises_with_the_scores_and_falls_with_missing_words() -> None:
    passage, evidence, missing = load_calibration().weights
    assert passage > 0
    assert evidence > 0
    assert missing < 0


def test_a_refusal_names_the_words_no_evidence_holds() -> None:
    assert (
        why_refused(workings("When does the crane open in Lima, Peru?")) == "says nothing of “Lima”, “Peru”"
    )
    assert why_refused(workings("When does the crane open?")).startswith("is about this")
