import random
import re
from collections import Counter

import pytest

from bot.evaluation.excerpts import QUESTIONS, Corpus, Kind, draw
from retrieval.values import Article

NUMBERS = ("four", "five", "six", "seven", "eight", "nine", "ten", "twelve")


def article(n: int) -> Article:
    """Six sentences that no other article has."""
    place = f"Port{chr(97 + n) * 3}"
    return Article(
        id=f"a{n}",
        title=place,
        text=f"After a long winter, the people of {place} said the harbour was free by March {n + 1}."
        f" The mayor of {place}, Ada Brisk, told reporters that {n + 2} ships were waiting for pilots.\n\n"
        f"Officials in {place} found that prices rose by {n + 3}.5 percent because of the hard frost."
        f" Every house near the quay of {place} lost its water, and {NUMBERS[n]} families left."
        f" “We will open the {place} market before noon and sell whatever fish there is,” said Lena Osk."
        f" The ferry to {place} won a prize for its cook, who serves {n + 4} kinds of soup.",
    )


ARTICLES = [article(n) for n in range(8)]
FOREIGN = [
    Article(
        "f",
        "",
        "A tram that nobody had ordered stood in the depot of another town for eleven long years. " * 2,
    ),
    Article("g", "", ARTICLES[0].text),
]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def holding(excerpt_text: str) -> list[str]:
    run = " ".join(words(excerpt_text))
    return [a.id for a in ARTICLES if run in " ".join(words(a.text))]


def test_as_many_of_each_kind_and_the_same_by_the_same_seed() -> None:
    drawn = draw(ARTICLES, [], 27, 0)
    assert Counter(e.kind for e in drawn) == dict(zip(Kind, (6, 6, 5, 5, 5), strict=True))
    assert drawn == draw(ARTICLES, [], 27, 0) != draw(ARTICLES, [], 27, 1)
    places = [(e.article_id, e.start) for e in drawn if e.kind is not Kind.FOREIGN]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("seed", range(5))
def test_each_kind_is_what_it_says(seed: int) -> None:
    texts = {a.id: a.text for a in ARTICLES}
    for excerpt in draw(ARTICLES, [], 25, seed):
        source = texts.get(excerpt.article_id, "")[excerpt.start : excerpt.end]
        if excerpt.kind is Kind.VERBATIM:
            assert excerpt.text == source
        elif excerpt.kind is Kind.SHORTENED:
            parts = [part for part in excerpt.text.split(" … ") if part.strip("… ")]
            assert "…" in excerpt.text and all(part.strip("… ") in source for part in parts)
            assert all(len(part.split()) >= 5 for part in parts) and len(excerpt.text) < len(source)
        elif excerpt.kind is Kind.PARAPHRASED:
            assert holding(excerpt.text) == [] and set(words(excerpt.text)) & set(words(source))
        elif excerpt.kind is Kind.ALTERED:
            was, _, became = excerpt.change.partition(" → ")
            assert excerpt.text != source and holding(excerpt.text) == []
            assert (
                excerpt.text.replace(became, was, 1) == source
                or source.replace(was, became, 1) == excerpt.text
            )
        else:
            assert (excerpt.article_id, holding(excerpt.text)) == ("", [])


def test_excerpts_stand_in_questions_in_quotation_marks() -> None:
    asked = [e.question for e in draw(ARTICLES, [], 40, 0)]
    assert all(q.count("“") >= 1 and "””" not in q and "““" not in q for q in asked)
    assert len({q.split("“")[0] for q in asked}) == len(QUESTIONS)


def test_foreign_sentences_may_come_from_other_articles_but_not_from_these() -> None:
    drawn = [e for e in draw(ARTICLES, FOREIGN, 10, 0) if e.kind is Kind.FOREIGN]
    assert {e.text for e in drawn} == {FOREIGN[0].text[: len(FOREIGN[0].text) // 2].strip()}


def test_a_sentence_of_two_articles_is_not_drawn_and_a_small_corpus_gives_few() -> None:
    assert draw([ARTICLES[0], Article("copy", "", ARTICLES[0].text)], [], 10, 0) == ()
    assert draw([], [], 10, 0) == ()
    assert 0 < len(draw(ARTICLES[:1], [], 50, 0)) <= 6


def test_a_word_like_another_has_its_shape() -> None:
    corpus = Corpus([Article("x", "", "Walking and talking, Anna and Berta waited, painted and slept.")])
    chance = random.Random(0)
    assert corpus.like("walking", chance) == "talking"
    assert corpus.like("Anna", chance) in ("Berta",)
    assert corpus.like("strangely", chance) == "strangely"
