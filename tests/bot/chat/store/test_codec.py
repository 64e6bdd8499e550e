from dataclasses import replace
from datetime import UTC, datetime

from bot.chat.store.answers import AnswerStore, KeptAnswer
from bot.chat.store.codec import ForgottenArticle, pack, unpack
from retrieval.engine import Engine
from retrieval.index.browse import Coverage
from retrieval.values import Query
from tests.conftest import ARTICLES

NOW = datetime(2026, 3, 5, tzinfo=UTC)


def test_an_answer_is_reopened_as_it_was(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    reopened = unpack(pack(answer), news_engine.index.articles)
    assert reopened.gone == ()
    spans = [c.evidence.span for c in answer.citations]
    assert any(spans) and [c.evidence.span for c in reopened.answer.citations] == spans
    shown = [(c.marker, c.evidence.text, c.evidence.article) for c in answer.citations]
    assert [(c.marker, c.evidence.text, c.evidence.article) for c in reopened.answer.citations] == shown
    assert (reopened.answer.text, reopened.answer.short) == (answer.text, answer.short)
    assert [p.text for p in reopened.answer.passages] == [p.text for p in answer.passages]
    assert "Sam Pell scored both goals" not in pack(answer)  # read again, not kept


def test_what_was_changed_or_removed_is_not_shown_again(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    packed = pack(answer)
    list(news_engine.ingest([replace(ARTICLES[2], text="Sam Pell scored no goals.")]))
    reopened = unpack(packed, news_engine.index.articles)
    assert reopened.answer.citations == ()
    assert set(reopened.gone) == {
        ForgottenArticle(c.marker, "Rovers win the island cup") for c in answer.citations
    }


def test_a_removed_articles_words_leave_with_it(news_engine: Engine) -> None:
    store = AnswerStore(news_engine.index.folder, news_engine.index.articles)
    for question in ("who scored both goals for Rovers?", "how many metres of ice did the glacier lose?"):
        answer = news_engine.ask(Query(question))
        store.add(KeptAnswer(question[:12], 1, 2, 3, NOW, Query(question), Coverage(3), answer))
    with news_engine.index.writing() as writer:
        writer.remove(["cup"])
    assert store.get("who scored b") is None
    kept = store.get("how many met")
    assert kept and kept.answer.citations
    store.close()
