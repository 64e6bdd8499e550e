import pytest

from retrieval.claims.factcheck import Verdict, by_words, check_claim
from retrieval.values import Article, Evidence, Sentence
from tests.doubles import OverlapVerifier

SENTENCE = "The Kessel Bridge was closed on Tuesday after engineers found cracks in two bearings."


@pytest.mark.parametrize(
    ("claim", "sentence", "verdict"),
    [
        ("Engineers found cracks in the Kessel Bridge", SENTENCE, "supports"),
        ("Engineers found no cracks in the Kessel Bridge", SENTENCE, "contradicts"),
        ("The Kessel Bridge wasn't closed on Tuesday", SENTENCE, "contradicts"),
        ("Mayor Solheim found cracks in bearings on Tuesday", SENTENCE, "near"),
        ("Ferries were late on Friday", SENTENCE, None),
        ("Repairs will cost 300 million euros", "Repairs will cost about 240 million euros.", "contradicts"),
        ("Repairs will cost 240 million euros", "Repairs will cost about 240 million euros.", "supports"),
        ("Repairs will cost 240 million euros", "Repairs will cost millions of euros.", "near"),
        ("41000 vehicles cross a day", "Some 41,000 vehicles cross it every day.", "supports"),
        ("15 people were hurt on the Lady Maren", "The Lady Maren carried 146 people.", "near"),
        ("", SENTENCE, None),
    ],
)
def test_words_names_numbers_and_negations_decide(claim: str, sentence: str, verdict: Verdict | None) -> None:
    assert by_words(claim, sentence) == verdict


def test_the_title_may_name_what_the_sentence_means() -> None:
    claim, sentence = "Repairs of the Kessel Bridge cost 300 million", "Repairs will cost about 240 million."
    assert by_words(claim, sentence) == "near"
    assert by_words(claim, sentence, title="Kessel Bridge shut to all traffic") == "contradicts"


def test_at_most_three_sentences_of_each_verdict() -> None:
    text = "Cracks were found. " * 5 + "No cracks were found."
    article = Article("a", "", text)
    sentences = [Sentence(19 * n, 19 * n + 18) for n in range(5)] + [Sentence(95, 116)]
    found = check_claim(
        "Cracks were found", [Evidence(article, s, 1.0) for s in sentences], OverlapVerifier()
    )
    assert [f.verdict for f in found] == ["supports"] * 3 + ["contradicts"]
