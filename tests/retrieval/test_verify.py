from dataclasses import replace

from retrieval.types import Article, Evidence, Sentence, Statement
from retrieval.verify import compose, verify

ARTICLE = Article("a", "T", "One stands here. Two follows.")
ONE = Evidence(ARTICLE, Sentence(0, 16), 2.0)
TWO = Evidence(ARTICLE, Sentence(17, 29), 5.0)
STATEMENTS = (Statement(ONE.text, (ONE,)), Statement(TWO.text, (TWO,)))


def test_what_stands_in_the_store_passes() -> None:
    assert verify(STATEMENTS, {"a": ARTICLE}.get) == STATEMENTS


def test_a_sentence_of_a_vanished_article_is_dropped() -> None:
    assert verify(STATEMENTS, {}.get) == ()


def test_a_sentence_that_was_rewritten_since_is_dropped() -> None:
    changed = replace(ARTICLE, text="One stands here. Six follow.")
    assert verify(STATEMENTS, {"a": changed}.get) == STATEMENTS[:1]


def test_a_sentence_beyond_the_stored_text_is_dropped() -> None:
    cut = replace(ARTICLE, text="One stands here.")
    assert verify(STATEMENTS, {"a": cut}.get) == STATEMENTS[:1]


def test_a_statement_without_evidence_is_dropped() -> None:
    assert verify([Statement("Trust me.", ())], {"a": ARTICLE}.get) == ()


def test_markers_follow_the_text_and_citations_the_score() -> None:
    text, citations = compose(STATEMENTS)
    assert text == "One stands here. [1] Two follows. [2]"
    assert [(c.marker, c.evidence.text, c.verified) for c in citations] == [
        (2, "Two follows.", True),
        (1, "One stands here.", True),
    ]


def test_one_sentence_has_one_marker_however_often_it_is_cited() -> None:
    text, citations = compose([Statement("Claim.", (ONE, TWO)), Statement("More.", (ONE,))])
    assert text == "Claim. [1][2] More. [1]"
    assert len(citations) == 2
