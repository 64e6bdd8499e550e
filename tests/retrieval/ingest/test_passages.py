from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.passages import MAX_WORDS, make_passages
from retrieval.values import Article, Sentence


def article_of(lengths: list[int]) -> tuple[Article, list[Sentence]]:
    """An article of sentences with so many words each."""
    text, sentences = "", []
    for words in lengths:
        start = len(text)
        text += " ".join(["word"] * words) + ". "
        sentences.append(Sentence(start, len(text) - 1))
    return Article(
        "a", "A title", text.rstrip(), published="2026-03-02T10:00:00Z", content_hash="h"
    ), sentences


def test_a_short_article_is_one_passage_under_its_title_and_day() -> None:
    article, sentences = article_of([20, 20, 20])
    (passage,) = make_passages(article, sentences)
    assert passage.sentences == tuple(sentences)
    assert (passage.start, passage.end) == (0, len(article.text))
    assert passage.header == "A title\n2026-03-02"


def test_neighbours_share_one_sentence() -> None:
    article, sentences = article_of([30] * 6)
    runs = [p.sentences for p in make_passages(article, sentences)]
    assert [len(run) for run in runs] == [3, 3, 2]
    assert all(one[-1] == next_[0] for one, next_ in pairwise(runs))


def test_a_sentence_too_long_to_repeat_is_not_shared() -> None:
    article, sentences = article_of([90, 90, 90])
    assert [p.sentences for p in make_passages(article, sentences)] == [(s,) for s in sentences]


def test_ids_depend_on_the_content_and_not_on_the_run() -> None:
    article, sentences = article_of([30] * 6)
    ids = [p.id for p in make_passages(article, sentences)]
    assert ids == [p.id for p in make_passages(article, sentences)]
    assert len(set(ids)) == len(ids)


@given(st.lists(st.integers(min_value=1, max_value=300), max_size=40))
def test_every_sentence_is_in_a_passage_and_passages_move_on(lengths: list[int]) -> None:
    article, sentences = article_of(lengths)
    passages = make_passages(article, sentences)
    assert {s for p in passages for s in p.sentences} == set(sentences)
    assert all(one.sentences[-1] < next_.sentences[-1] for one, next_ in pairwise(passages))
    for passage in passages:
        words = len(article.text[passage.start : passage.end].split())
        assert len(passage.sentences) == 1 or words <= MAX_WORDS
