"""Articles are citable by their words before they have vectors, whatever becomes of them meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from filelock import FileLock

from retrieval.engine import Engine
from retrieval.search.retriever import HybridRetriever
from retrieval.values import Query, RawArticle
from tests.conftest import ARTICLES
from tests.doubles import HashingEmbeddings

CRANE = ARTICLES[0]


def by_meaning(engine: Engine, query: Query) -> set[str]:
    """The ids of the articles found by vectors."""
    ids = engine.index.search_vectors(query, HashingEmbeddings().embed_query(query.text), 50)
    return {article.id for _, article in engine.index.passages(ids).values()}


def test_articles_are_found_by_words_until_the_next_ingest_makes_their_vectors(engine: Engine) -> None:
    assert len(list(engine.ingest(ARTICLES, vectors=False))) == len(ARTICLES) == 3
    assert (engine.index.articles.unembedded(), by_meaning(engine, Query("crane"))) == (3, set())
    retriever = HybridRetriever(index=engine.index, embeddings=engine.embeddings)
    assert retriever.search(Query("Who measured the Varn glacier?"), 2)[0].article.id == "glacier"
    list(engine.ingest([]))
    assert (engine.index.articles.unembedded(), len(by_meaning(engine, Query("crane")))) == (0, 3)


def test_a_filter_finds_what_has_vectors_among_much_that_has_none(engine: Engine) -> None:
    list(engine.ingest([CRANE]))
    tides = [
        RawArticle(f"Tide {n} was high.", id=str(n), source="Herald", published="2026-01-01")
        for n in range(200)
    ]
    list(engine.ingest(tides, vectors=False))
    assert by_meaning(engine, Query("crane", source="Herald")) == {CRANE.id}


def test_each_step_tells_how_many_passages_are_left(engine: Engine) -> None:
    list(engine.ingest(ARTICLES, vectors=False))
    assert list(engine.add_missing_vectors(1)) == [3, 2, 1, 0]
    assert list(engine.add_missing_vectors(1)) == []


def test_who_stops_between_two_steps_loses_nothing(engine: Engine) -> None:
    list(engine.ingest(ARTICLES, vectors=False))
    steps = engine.add_missing_vectors(1)
    next(steps), next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert engine.index.articles.unembedded() == 2
    assert list(engine.add_missing_vectors(9)) == [2, 0]


def test_an_article_that_changes_or_goes_while_its_vectors_are_made_leaves_none_behind(
    engine: Engine, engine_factory: Callable[[Path], Engine]
) -> None:
    list(engine.ingest(ARTICLES, vectors=False))
    made = engine.index.embed(engine.index.versions.unembedded(9))
    other = engine_factory(engine.index.folder)
    list(other.ingest([replace(CRANE, text="The crane was sold for scrap.")], vectors=False))
    with other.index.writing() as writer:
        writer.remove(["cup"])
    other.close()
    with engine.index.writing() as writer:
        writer.add_vectors([article.id for article in ARTICLES], made)
    assert by_meaning(engine, Query("crane")) == {"glacier"}
    assert engine.index.vectors.count() == 1
    list(engine.ingest([]))
    assert by_meaning(engine, Query("crane")) == {"glacier", CRANE.id}
    assert engine.index.vectors.count() == engine.index.articles.counts()[1] == 2


def test_one_process_makes_vectors_and_another_takes_over_when_it_ends(engine: Engine) -> None:
    list(engine.ingest(ARTICLES, vectors=False))
    busy = FileLock(engine.index.folder / "vectors.lock")
    busy.acquire()
    steps = engine.add_missing_vectors(9)
    assert [next(steps), next(steps)] == [3, 3]
    busy.release()
    assert list(steps) == [0]
