"""The reader stands on a day: what was published later does not exist, whatever is asked."""

from dataclasses import dataclass, replace

import pytest

from retrieval.engine import BACKWARD, Engine
from retrieval.understanding.classifier import Judgement
from retrieval.values import Coverage, Kind, Query
from tests.retrieval.answer.kinds import STRIKE, TOPIC

DAY = "2026-03-05"
KINDS = [kind for kind in Kind if kind not in (Kind.TALK, Kind.COMMAND, Kind.QUOTE, *BACKWARD)]


@dataclass(frozen=True)
class OneKind:
    """Takes every question for one of a kind."""

    kind: Kind

    def judge(self, question: str, vector: object) -> Judgement:
        return Judgement({self.kind: 1.0}, follow_up=0.0)


def asked(engine: Engine, kind: Kind) -> Engine:
    list(engine.ingest(STRIKE))
    return replace(engine, classifier=OneKind(kind))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_after_the_readers_day_is_cited_or_found(news_engine: Engine, kind: Kind) -> None:
    answer = asked(news_engine, kind).ask(Query(f"what about the {TOPIC}?", as_of=DAY))
    assert answer.kind is kind
    days = [c.published for c in answer.citations] + [p.article.published for p in answer.passages]
    assert days and max(days)[:10] <= DAY


def test_a_count_knows_only_what_the_reader_knows(news_engine: Engine) -> None:
    answer = asked(news_engine, Kind.COUNT).ask(Query(f"how many articles on {TOPIC}?", as_of=DAY))
    assert answer.coverage == Coverage(4, 2, "2025-11-12", "2026-03-05")


def test_an_earlier_limit_stays(news_engine: Engine) -> None:
    query = Query(f"the {TOPIC}", as_of=DAY, until="2026-03-02")
    answer = asked(news_engine, Kind.SUMMARY).ask(query)
    assert max(c.published for c in answer.citations) == "2026-03-02"


def test_the_news_of_a_digest_are_those_of_the_readers_days(news_engine: Engine) -> None:
    list(news_engine.ingest(STRIKE))
    told = news_engine.digest(Query("", as_of=DAY))
    assert [story.evidence.article.id for story in told.stories] == ["ferries"]
