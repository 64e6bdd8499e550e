"""What is stored with sentences: marks, speakers, and the times of dated parts."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from retrieval.engine import Engine
from retrieval.ingest.annotated import FACT
from retrieval.values import Part, Query, RawArticle

FIRST = "The bridge over the Lode was shut at noon."
LATER = "Police opened the bridge again in the evening."


def test_each_part_keeps_its_time_and_heading(engine: Engine) -> None:
    parts = (
        Part(LATER, "Bridge opens", "2026-03-02T18:10:00Z"),
        Part(FIRST, "Bridge shut", "2026-03-02T12:02:00Z"),
    )
    raw = RawArticle(f"Bridge opens\n\n{LATER}\n\nBridge shut\n\n{FIRST}", "Storm", id="storm", parts=parts)
    list(engine.ingest([raw]))
    article = engine.index.articles.article("storm")
    assert article and article.genre == "live" and engine.index.articles.counts()[0] == 1
    stored = {article.text[s.start : s.end]: s for s in engine.index.articles.sentences("storm")}
    assert (stored[FIRST].published, stored[FIRST].heading) == ("2026-03-02T12:02:00Z", "Bridge shut")
    assert stored[LATER].published == "2026-03-02T18:10:00Z"
    assert [stored[heading].citable for heading in ("Bridge opens", "Bridge shut")] == [False, False]


def test_only_what_may_be_cited_becomes_evidence(engine: Engine) -> None:
    list(engine.ingest([RawArticle(f"Why the bridge was shut\n\n{FIRST}", "Storm", id="storm")]))
    evidence = engine.work(Query("why was the bridge shut?")).evidence
    assert [e.text for e in evidence] == [FIRST]


def test_a_folder_of_before_is_marked_with_its_first_write(
    tmp_path: Path, engine_factory: Callable[[Path], Engine]
) -> None:
    engine = engine_factory(tmp_path)
    list(engine.ingest([RawArticle(f"Rescue work\n\n{FIRST}", "Storm", id="storm")]))
    with engine.index._database.changing() as connection:
        connection.execute(text("UPDATE sentences SET citable = NULL"))
    engine.index.facts.unset(FACT)
    assert [s.citable for s in engine.index.articles.sentences("storm")] == [True, True]
    list(engine.ingest([RawArticle(LATER, "Bridge", id="bridge")]))
    assert [s.citable for s in engine.index.articles.sentences("storm")] == [False, True]
