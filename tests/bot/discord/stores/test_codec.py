from dataclasses import replace

from bot.discord.stores.codec import Gone, pack, unpack
from retrieval.engine import Engine
from retrieval.types import Query
from tests.conftest import ARTICLES


def test_an_answer_is_reopened_as_it_was(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    reopened = unpack(pack(answer), news_engine.index.articles)
    assert reopened.gone == ()
    assert reopened.answer.citations == answer.citations and reopened.answer.text == answer.text
    assert [p.text for p in reopened.answer.passages] == [p.text for p in answer.passages]
    assert "Sam Pell scored both goals" not in pack(replace(answer, text=""))  # read again, not kept


def test_what_was_changed_or_removed_is_not_shown_again(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    packed = pack(answer)
    list(news_engine.ingest([replace(ARTICLES[2], text="Sam Pell scored no goals.")]))
    reopened = unpack(packed, news_engine.index.articles)
    assert reopened.answer.citations == ()
    assert set(reopened.gone) == {Gone(c.marker, "Rovers win the island cup") for c in answer.citations}
