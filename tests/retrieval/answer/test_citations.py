from dataclasses import replace

from retrieval.answer.citations import number_citations, verify, verify_evidence
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence, Sentence, Statement

ARTICLE = Article("a", "T", "One stands here. Two follows.")
ONE = Evidence(ARTICLE, Sentence(0, 16), 2.0)
TWO = Evidence(ARTICLE, Sentence(17, 29), 5.0)


class Store(dict[str, Article]):
    """Stored articles, each with the sentences the splitter finds."""

    def article(self, article_id: str) -> Article | None:
        return self.get(article_id)

    def sentences(self, article_id: str) -> tuple[Sentence, ...]:
        return split(self[article_id].text)


STATEMENTS = (Statement(ONE.text, (ONE,)), Statement(TWO.text, (TWO,)))


def test_what_stands_in_the_store_passes() -> None:
    assert verify(STATEMENTS, Store(a=ARTICLE)) == STATEMENTS


def test_a_sentence_of_a_vanished_article_is_dropped() -> None:
    assert verify(STATEMENTS, Store()) == ()


def test_a_sentence_that_was_rewritten_since_is_dropped() -> None:
    changed = replace(ARTICLE, text="One stands here. Six follow.")
    assert verify(STATEMENTS, Store(a=changed)) == STATEMENTS[:1]


def test_a_sentence_beyond_the_stored_text_is_dropped() -> None:
    cut = replace(ARTICLE, text="One stands here.")
    assert verify(STATEMENTS, Store(a=cut)) == STATEMENTS[:1]


def test_a_piece_of_a_sentence_is_no_evidence() -> None:
    piece = Evidence(ARTICLE, Sentence(2, 5), 1.0)
    assert verify([Statement("The moon is cheese.", (piece,))], Store(a=ARTICLE)) == ()


def test_a_statement_without_evidence_is_dropped() -> None:
    assert verify([Statement("Trust me.", ())], Store(a=ARTICLE)) == ()


def test_markers_follow_the_text_and_citations_the_score() -> None:
    lines, citations = number_citations(STATEMENTS)
    assert [str(line) for line in lines] == ["One stands here. [1]", "Two follows. [2]"]
    assert [(c.marker, c.evidence.text, c.verified) for c in citations] == [
        (2, "Two follows.", True),
        (1, "One stands here.", True),
    ]


def test_one_sentence_has_one_marker_however_often_it_is_cited() -> None:
    lines, citations = number_citations([Statement("Claim.", (ONE, TWO)), Statement("More.", (ONE,))])
    assert [str(line) for line in lines] == ["Claim. [1][2]", "More. [1]"]
    assert len(citations) == 2


def test_what_reports_differ_in_is_numbered_first() -> None:
    lines, _ = number_citations(STATEMENTS, first=(TWO, ONE))
    assert [line.markers for line in lines] == [(2,), (1,)]


def test_differing_evidence_stands_as_a_whole_or_not_at_all() -> None:
    assert verify_evidence((TWO, ONE), Store(a=ARTICLE)) == (TWO, ONE)
    assert verify_evidence((TWO, ONE), Store(a=replace(ARTICLE, text="One stands here."))) == ()
