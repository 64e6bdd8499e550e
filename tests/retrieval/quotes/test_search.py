import pytest

from retrieval.engine import Engine
from retrieval.quotes import trace_question
from retrieval.values import Query, RawArticle, Tracing


def traced(engine: Engine, query: Query) -> Tracing:
    found = trace_question(query, engine.index, engine.embeddings)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "article", "kind", "text"),
    [
        ('who said "It has stood idle for forty years"?', "harbour", "verbatim",
         "It has stood idle for forty years"),
        ("who said “stood idle for fifty years, said Brisk”?", "harbour", "altered",
         "stood idle for forty years,” said Brisk"),
        ("In the final of the island cup United were beaten by Rovers 2-1.", "cup", "near",
         "Rovers beat United 2-1 in the final of the island cup."),
    ],
)  # fmt: skip
def test_a_quote_is_traced_through_the_stores(
    news_engine: Engine, question: str, article: str, kind: str, text: str
) -> None:
    best = traced(news_engine, Query(question)).traces[0]
    assert (best.article.id, best.kind, best.text) == (article, kind, text)


def test_a_foreign_quote_is_declined(news_engine: Engine) -> None:
    found = traced(news_engine, Query("who said “parliament adopted the budget after a long night”?"))
    assert found == Tracing("parliament adopted the budget after a long night", ())


def test_an_ordinary_question_is_not_traced(news_engine: Engine) -> None:
    query = Query("Who measured the Varn glacier?")
    assert trace_question(query, news_engine.index, news_engine.embeddings) is None


def test_half_a_line_that_may_be_a_search_phrase_is_only_found_where_it_stands(news_engine: Engine) -> None:
    stands = "crane on the west quay will open as a museum in June Mayor Ada"
    near = "museum in June Mayor Ada crane on the west quay will open as a"
    assert traced(news_engine, Query(stands)).traces[0].kind == "verbatim"
    assert traced(news_engine, Query(near)).traces == ()
    assert traced(news_engine, Query(near + ".")).traces[0].kind == "near"


def test_the_query_limits_where_a_quote_is_sought(news_engine: Engine) -> None:
    question = "“lost nine metres of ice last summer”"
    assert traced(news_engine, Query(question, source="Post")).traces
    assert not traced(news_engine, Query(question, source="Herald")).traces
    assert not traced(news_engine, Query(question, until="2025-12-31")).traces


def test_copies_of_a_sentence_come_back_the_earliest_first(engine: Engine) -> None:
    sentence = "The Varn glacier lost nine metres of ice last summer, a survey found."
    days = {"b": "2026-01-15T08:00:00Z", "c": "", "a": "2026-01-14"}
    more = {
        "a": "Snow fell early.",
        "b": "Rain will follow on Monday.",
        "c": "Hikers were told to stay away.",
    }
    drafts = [RawArticle(f"{sentence} {more[i]}", f"Ice {i}", id=i, published=day) for i, day in days.items()]
    list(engine.ingest(drafts))
    assert [trace.article.id for trace in traced(engine, Query(f"“{sentence}”")).traces] == ["a", "b", "c"]
