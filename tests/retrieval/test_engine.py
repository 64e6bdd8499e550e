from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.engine import MAX_QUESTION, Engine
from retrieval.errors import StoreError, UsageError
from retrieval.index.database import DATABASE, Database
from retrieval.values import Query, RefusalReason, Turn


def test_an_answer_cites_sentences_that_stand_in_their_articles(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("Who scored both goals for Rovers?"))
    assert not answer.refused
    best = answer.citations[0]
    assert best.evidence.text == "Sam Pell scored both goals for Rovers."
    assert f"{best.evidence.text} [{best.marker}]" in answer.text
    for citation in answer.citations:
        article = news_engine.index.articles.article(citation.evidence.article.id)
        assert article is not None
        sentence = citation.evidence.sentence
        assert article.text[sentence.start : sentence.end] == citation.evidence.text
        assert citation.verified


def test_what_the_articles_do_not_say_is_refused_with_the_nearest_evidence(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("Which parrot won the opera contest in Lima?"))
    assert answer.refused
    assert answer.confidence < 0.4
    assert answer.refusal and answer.refusal.reason is RefusalReason.BELOW_THRESHOLD
    assert "parrot" in answer.refusal.missing
    assert len(answer.citations) >= 1


def test_a_filter_that_nothing_passes_is_a_refusal_without_evidence(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("Who scored both goals?", source="Nobody's Paper"))
    assert (answer.refused, answer.citations, answer.passages) == (True, (), ())
    assert answer.confidence == 0


def test_timings_add_up(news_engine: Engine) -> None:
    timings = news_engine.ask(Query("Who led the survey?")).timings_ms
    assert list(timings) == ["search", "rerank", "answer", "total"]
    assert sum(timings[k] for k in ("search", "rerank", "answer")) == pytest.approx(timings["total"], abs=0.2)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_question_is_wrong_use(news_engine: Engine, text: str) -> None:
    with pytest.raises(UsageError, match="the question is empty"):
        news_engine.ask(Query(text))


def test_an_overlong_question_is_wrong_use(news_engine: Engine) -> None:
    with pytest.raises(UsageError, match="100,000 characters; 10,000 are the limit"):
        news_engine.ask(Query("a" * 100_000))
    assert news_engine.ask(Query("a" * MAX_QUESTION)).refused


@pytest.mark.parametrize(
    "text", ["谁提议在伊斯坦布尔谈判？", '"foo* AND (', "🙂", "'; DROP TABLE articles; --"]
)
def test_a_strange_question_is_answered_or_refused(news_engine: Engine, text: str) -> None:
    assert news_engine.ask(Query(text)).question == text
    assert news_engine.index.articles.counts()[0] == 3


def test_an_empty_index_says_what_to_do(engine: Engine) -> None:
    with pytest.raises(StoreError, match="run `newsdesk ingest` first"):
        engine.ask(Query("Who?"))


def test_a_follow_up_is_answered_with_what_was_said_before(news_engine: Engine) -> None:
    who = Turn("Who led the survey of the Varn glacier?", "Dr. Lena Osk led the survey.")
    answer = news_engine.ask(Query("and what did her team measure?", history=(who,)))
    assert answer.citations[0].evidence.text == "Her team measured the ice with lasers from a plane."
    assert answer.question == "and what did her team measure?"
    assert answer.standalone == "and what did her team measure? (led survey Varn glacier)"


def test_a_question_that_stands_alone_is_taken_as_it_is(news_engine: Engine) -> None:
    cup = Turn("Who won the island cup?", "Rovers.")
    asked = "How much ice did the Varn glacier lose last summer?"
    alone, after = news_engine.ask(Query(asked)), news_engine.ask(Query(asked, history=(cup,)))
    assert (after.text, after.standalone) == (alone.text, "")


def test_a_question_can_be_asked_while_another_process_writes(
    news_engine: Engine, engine_factory: Callable[[Path], Engine]
) -> None:
    other = Database(news_engine.index.folder / DATABASE)
    with other.changing():
        asked = engine_factory(news_engine.index.folder)
        assert asked.ask(Query("Who led the survey?")).citations
        asked.close()
    other.close()
