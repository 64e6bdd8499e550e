from collections.abc import Sequence

from retrieval.evidence.select import select_evidence
from retrieval.ingest.passages import make_passages
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence, RankedPassage
from tests.doubles import OverlapReranker

OFFER = "The minister offered direct talks with the island."
PLACE = "Those talks are to be held in Lisbon on Friday."
WEIGHTS = {"passage": 0.5, "sentence": 0.5, "span": 0.0}
CROWD = "A crowd cheered in the square."


def found(text: str, article_id: str = "a", score: float = 1.0) -> list[RankedPassage]:
    article = Article(article_id, "", text)
    return [RankedPassage(p, article, score) for p in make_passages(article, split(text))]


def texts(evidence: Sequence[Evidence]) -> list[str]:
    return [e.text for e in evidence]


def test_the_sentence_with_the_answer_comes_first() -> None:
    evidence = select_evidence(
        "Where did the crowd cheer?", found(f"{OFFER} {PLACE} {CROWD}"), OverlapReranker(), WEIGHTS
    )
    assert evidence[0].text == CROWD
    assert len(evidence) == 3


def test_a_sentence_that_points_back_brings_the_one_before_it() -> None:
    evidence = select_evidence(
        "Who proposed the Lisbon talks on Friday?",
        found(f"{CROWD} {OFFER} {PLACE}"),
        OverlapReranker(),
        WEIGHTS,
    )
    assert texts(evidence) == [PLACE, OFFER, CROWD]
    assert evidence[1].antecedent_of == evidence[0].sentence
    assert evidence[1].score == evidence[0].score


def test_a_sentence_that_reads_much_better_behind_its_predecessor_brings_it_too() -> None:
    text = "Ada Brisk won the vote in Lisbon. Turnout was low in the rain."
    evidence = select_evidence(
        "Was turnout low in the rain when Brisk won?", found(text), OverlapReranker(), WEIGHTS
    )
    assert [e.antecedent_of for e in evidence] == [None, evidence[0].sentence]


def test_the_paragraph_before_is_not_brought() -> None:
    evidence = select_evidence(
        "Who proposed the Lisbon talks on Friday?", found(f"{OFFER}\n\n{PLACE}"), OverlapReranker(), WEIGHTS
    )
    assert not any(e.antecedent_of for e in evidence)


def test_a_sentence_two_passages_share_is_weighed_once() -> None:
    passages = found(f"{OFFER} {CROWD}")
    assert len(select_evidence("Who cheered?", [*passages, *passages], OverlapReranker(), WEIGHTS)) == 2


def test_no_passages_no_evidence() -> None:
    assert select_evidence("Who?", [], OverlapReranker(), WEIGHTS) == ()
