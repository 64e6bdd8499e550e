import json
from datetime import UTC, date, datetime
from pathlib import Path

from bot.chat.store.feedback import FeedbackStore
from bot.evaluation.questions import read_questions
from bot.services.feedback import Vote, question_line, voted_answers
from retrieval.engine import Engine
from retrieval.values import Query, RawArticle
from tests.bot.conftest import Run
from tests.bot.examples import make_answer

NOW = datetime(2026, 3, 5, tzinfo=UTC)
LINE = question_line(make_answer(), Query("when?"), "a1", date(2026, 3, 5))
REFUSED = question_line(
    make_answer(refused=True), Query("whales?", as_of="2026-01-01"), "a2", date(2026, 3, 5)
)


def test_what_was_cited_is_gold() -> None:
    line = json.loads(LINE)
    assert line["gold_ids"] == ["crane", "ice"] and line["answerable"]
    assert line["gold_sentences"][0] == {"article_id": "crane", "sentence": "The crane opens in June."}
    assert line["question_date"] == "2026-03-05"
    refused = json.loads(REFUSED)
    assert (refused["gold_ids"], refused["answerable"], refused["question_date"]) == ([], False, "2026-01-01")


def test_more_thumbs_up_than_down_confirm() -> None:
    votes = [Vote("a1", 1, True, LINE), Vote("a2", 1, True, REFUSED), Vote("a2", 2, False, REFUSED, "wrong")]
    assert [(j.confirmed, j.good, j.bad, j.reasons) for j in voted_answers(votes)] == [
        (True, 1, 0, ()),
        (False, 1, 1, ("wrong",)),
    ]


def test_export_makes_questions_that_evaluate_reads(engine: Engine, run: Run, tmp_path: Path) -> None:
    list(engine.ingest([RawArticle(f"The {name} is there.", id=name) for name in ("crane", "ice")]))
    store = FeedbackStore(engine.index.folder, engine.index.articles)
    for vote in (Vote("a1", 1, True, LINE), Vote("a2", 1, False, REFUSED, "it is\tthere")):
        store.vote(vote, NOW)
    store.close()
    engine.close()
    exported = run("feedback", "export", "--output", str(tmp_path / "questions.jsonl"))
    assert exported.stderr == "exported 1, left out 1 that nobody confirmed\n"
    (question,) = read_questions(tmp_path / "questions.jsonl")
    assert question.text == "when?" and question.gold_ids == ("crane", "ice") and question.answerable
    assert run("feedback", "export").stdout == (tmp_path / "questions.jsonl").read_text()
    assert run("feedback", "list").stdout == "+1 -0\twhen?\n+0 -1\twhales?\tit is there\n"
