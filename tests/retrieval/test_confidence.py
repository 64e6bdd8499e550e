import pytest

from retrieval.calibration import Logistic, load_calibration
from retrieval.confidence import confidence, features, why_refused
from retrieval.spans import NONE
from retrieval.types import Article, Evidence, Passage, Query, RankedPassage, Sentence, Span, Workings

ARTICLE = Article("a", "The old crane", "It opens in June.")
PASSAGE = RankedPassage(Passage("p", "a", (Sentence(0, 17),)), ARTICLE, 4.0)


def workings(question: str, span: Span | None = None) -> Workings:
    return Workings(Query(question), (PASSAGE,), (Evidence(ARTICLE, Sentence(0, 17), 2.0, span),))


def test_features_are_the_best_scores_and_the_share_of_words_not_found() -> None:
    assert features(workings("When do cranes open in Lima?", Span(12, 16, -0.5))) == {
        "passage": 4.0,
        "relevance": 0.0,
        "missing_share": pytest.approx(1 / 3),
        "evidence": 2.0,
        "span": -0.5,
    }
    assert features(workings("When?"))["span"] == NONE


def test_confidence_is_the_logistic_of_the_features() -> None:
    logistic = Logistic({"evidence": 1.0, "missing_share": -3.0}, -1.0)
    expected = logistic.probability({"evidence": 2.0, "missing_share": 1 / 3})
    assert confidence(workings("When do cranes open in Lima?"), logistic) == pytest.approx(expected)


@pytest.mark.parametrize("reader", [True, False])
def test_nothing_found_is_no_confidence(reader: bool) -> None:
    assert confidence(Workings(Query("When?")), load_calibration(reader=reader).confidence) == 0


def test_a_refusal_names_the_words_no_evidence_holds() -> None:
    assert (
        why_refused(workings("When does the crane open in Lima, Peru?")) == "says nothing of “Lima”, “Peru”"
    )
    assert why_refused(workings("When does the crane open?")).startswith("is about this")
