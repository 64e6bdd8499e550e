import pytest

from retrieval.evidence.bearing import CERTAIN, answered, borne_out, in_context, log_odds
from retrieval.text.sentences import split
from retrieval.values import Article
from tests.doubles import ENTAILED, TableVerifier

TEXT = "Ada Brisk opened the crane. She wept. The band of Varn played."
ARTICLE = Article("a", "Crane opens", TEXT, source="Herald", published="2026-03-02")
OPENED, WEPT, PLAYED = split(TEXT)
LEAD = "Herald, 2026-03-02: Crane opens\n"


@pytest.mark.parametrize("question", ["Who wept?", " Who wept ", "Who wept.", "Who wept!"])
def test_a_question_with_its_answer_is_a_claim(question: str) -> None:
    assert answered(question, " Ada Brisk ") == "Who wept? Ada Brisk"


def test_a_sentence_that_points_back_is_read_behind_the_one_before() -> None:
    assert in_context(ARTICLE, WEPT, OPENED) == f"{LEAD}Ada Brisk opened the crane. She wept."
    assert in_context(ARTICLE, PLAYED, WEPT) == f"{LEAD}The band of Varn played."
    assert in_context(ARTICLE, WEPT, None) == f"{LEAD}She wept."


def test_log_odds_grow_with_the_probability_as_far_as_it_is_certain() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.8) == pytest.approx(-log_odds(0.2))
    assert log_odds(0.9) < log_odds(CERTAIN) == log_odds(1.0)
    assert log_odds(0.0) == pytest.approx(-log_odds(1.0))


def test_what_bears_a_claim_out_is_its_entailment() -> None:
    pairs = [("Who wept? Brisk", "Brisk wept."), ("Who wept? Osk", "Brisk wept.")]
    assert borne_out(pairs, TableVerifier({("Brisk", "wept"): ENTAILED})) == [0.98, 0.0]
