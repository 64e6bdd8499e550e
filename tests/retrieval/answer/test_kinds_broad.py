"""Questions that several articles answer together: latest, timeline, summary, count and digest."""

from datetime import date
from itertools import combinations

import pytest

from retrieval.answer.kinds.count import count
from retrieval.answer.kinds.digest import digest
from retrieval.answer.kinds.latest import latest
from retrieval.answer.kinds.sentences import repeats, telling
from retrieval.answer.kinds.stories import stories_of
from retrieval.answer.kinds.summary import summary
from retrieval.answer.kinds.timeline import timeline
from retrieval.engine import Engine
from retrieval.search.about import TopicArticle
from retrieval.text.keywords import keywords
from retrieval.text.sentences import split
from retrieval.values import Article, Coverage, Kind, Period, Query, RefusalReason, Reply
from tests.retrieval.answer.kinds import BEGAN, STRIKE, TODAY, TOPIC, desk_of, state


@pytest.fixture
def strike(news_engine: Engine) -> Engine:
    """An engine with the strike beside articles on other matters."""
    list(news_engine.ingest(STRIKE))
    return news_engine


def days(reply: Reply | None) -> list[str]:
    assert reply
    return [statement.label for statement in reply.statements]


def cited(reply: Reply | None) -> set[str]:
    assert reply
    return {e.article.id for statement in reply.statements for e in statement.evidence}


def test_a_telling_sentence_has_the_words_of_topic_and_title_and_stands_alone() -> None:
    text = "It rained. He said that the Varn dockers began a strike. The Varn dockers began a strike on pay."
    article = Article("a", "Dockers strike", text)
    found = TopicArticle(article, tuple(split(text)), 0.0, ())
    (best,) = telling(found, keywords("strike Varn"), 1)
    assert found.text(best) == "The Varn dockers began a strike on pay."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ferries sailed to Osk.", "On Monday all ferries sailed to Osk again.", True),
        ("Ferries sailed to Osk.", "Dockers stopped work.", False),
        ("Rovers won the cup.", "Rovers won the cup.", True),
        ("", "Rovers won the cup.", False),
    ],
)
def test_a_sentence_repeats_one_that_has_most_of_its_words(one: str, other: str, same: bool) -> None:
    assert repeats(one, other) is repeats(other, one) is same


def test_the_beginning_and_the_end_of_a_matter_are_no_repetition() -> None:
    began = "Dockers in Varn began a strike on Monday over night pay."
    ended = "Dockers in Varn ended their strike on Monday after a deal on night pay."
    assert not repeats(began, ended)


def test_the_latest_comes_newest_first_and_old_news_not_at_all(strike: Engine) -> None:
    reply = latest(state(TOPIC, Kind.LATEST), desk_of(strike))
    assert days(reply) == sorted(days(reply), reverse=True)
    assert {"2026-03-09", "2026-03-05"} <= set(days(reply))
    assert cited(reply) <= {"began", "began-too", "ferries", "ended"}


def test_a_timeline_is_one_line_a_day_oldest_first(strike: Engine) -> None:
    reply = timeline(state(TOPIC, Kind.TIMELINE), desk_of(strike))
    assert days(reply) == ["2025-11-12", "2026-03-02", "2026-03-05", "2026-03-09"]


def test_one_day_is_no_timeline(news_engine: Engine) -> None:
    list(news_engine.ingest([BEGAN]))
    assert timeline(state(TOPIC, Kind.TIMELINE), desk_of(news_engine)) is None


def test_a_summary_hears_several_articles_and_says_nothing_twice(strike: Engine) -> None:
    reply = summary(state(TOPIC, Kind.SUMMARY), desk_of(strike))
    assert len(cited(reply)) >= 3 and cited(reply) <= {article.id for article in STRIKE}
    assert reply and not [
        (one.text, other.text)
        for one, other in combinations(reply.statements, 2)
        if repeats(one.text, other.text)
    ]
    assert days(reply) == [s.evidence[0].article.published[:10] for s in reply.statements]


def test_a_count_is_of_articles_and_outlets_with_their_days(strike: Engine) -> None:
    reply = count(state(TOPIC, Kind.COUNT), desk_of(strike))
    assert reply and reply.coverage == Coverage(5, 2, "2025-11-12", "2026-03-09")
    assert days(reply)[0] == "2026-03-09"
    limited = count(state(TOPIC, Kind.COUNT, since="2026-03-01", source="Post"), desk_of(strike))
    assert limited and limited.coverage == Coverage(2, 1, "2026-03-02", "2026-03-05")


def test_nothing_on_a_topic_is_a_count_of_none(strike: Engine) -> None:
    reply = count(state("zeppelins", Kind.COUNT), desk_of(strike))
    assert reply and (reply.coverage, reply.statements) == (Coverage(0, 0), ())
    for kind in (latest, timeline, summary):
        assert kind(state("zeppelins Lima", Kind.SUMMARY), desk_of(strike)) is None


def test_a_story_holds_the_articles_of_one_matter_and_the_most_told_comes_first(strike: Engine) -> None:
    told = stories_of(Query("", since="2026-03-02", until="2026-03-02"), desk_of(strike), 8)
    assert [{article.id for article in story.articles} for story in told] == [
        {"began", "began-too"},
        {"harbour"},
    ]
    assert set(told[0].outlets) == {"Herald", "Post"}
    assert len(stories_of(Query("", since="2026-03-02", until="2026-03-02"), desk_of(strike), 1)) == 1


def test_a_digest_tells_the_stories_of_the_days_that_are_asked_about(strike: Engine) -> None:
    second = date(2026, 3, 2)
    reply = digest(state("what happened on 2 March?", Kind.DIGEST, Period(second, second)), desk_of(strike))
    assert reply and not reply.refusal and len(reply.statements) == 2
    assert days(reply) == ["", ""]  # one day was asked about, and needs no telling
    since = Period(second, TODAY)
    later = digest(state("news since 2 March", Kind.DIGEST, since), desk_of(strike))
    assert len(days(later)) == 2 and all("2026-03-02" <= day <= "2026-03-10" for day in days(later))


def test_a_digest_without_days_is_of_the_last_that_has_news(strike: Engine) -> None:
    reply = digest(state("what's new?", Kind.DIGEST), desk_of(strike, today=date(2026, 6, 1)))
    assert reply and not reply.refusal and days(reply) == ["2026-03-09"]


def test_days_without_news_are_refused_by_name(strike: Engine) -> None:
    quiet = Period(date(2026, 3, 7), date(2026, 3, 8))
    reply = digest(state("what happened?", Kind.DIGEST, quiet), desk_of(strike))
    assert reply and reply.refusal and reply.refusal.reason is RefusalReason.NO_PERIOD
    assert reply.refusal.missing == ("2026-03-07", "2026-03-08")
