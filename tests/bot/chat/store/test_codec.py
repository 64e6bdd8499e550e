import json
from dataclasses import fields, replace
from datetime import UTC, datetime

from bot.chat.store.answers import AnswerStore, KeptAnswer
from bot.chat.store.codec import ForgottenArticle, cited_articles, pack, unpack
from retrieval.engine import Engine
from retrieval.index.browse import Coverage
from retrieval.values import (
    AnsweredPart,
    AnswerLine,
    AnswerNotice,
    Difference,
    NoticeKind,
    Premise,
    PremiseStatus,
    Query,
    Refusal,
    RefusalReason,
    ShortAnswer,
    Trace,
    Usage,
    Verdict,
)
from retrieval.values import Coverage as TopicCoverage
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


def test_the_form_of_an_answer_is_kept(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    best = answer.citations[0]
    formed = replace(
        answer,
        lines=(AnswerLine(best.evidence.text, (best.marker,), label="2025-11-30"),),
        verdict=Verdict.DIFFER,
        premise=Premise("Did Sam Pell score?", PremiseStatus.CONTRADICTED),
        coverage=TopicCoverage(3, 2, "2025-11-30", "2026-03-02"),
        suggestions=("Who won the island cup?",),
    )
    reopened = unpack(pack(formed), news_engine.index.articles).answer
    for name in ("lines", "verdict", "premise", "coverage", "suggestions", "kind"):
        assert getattr(reopened, name) == getattr(formed, name), name
    assert best.evidence.text not in pack(formed)  # read again, not kept


def test_nothing_of_an_answer_is_left_out(news_engine: Engine) -> None:
    """Whatever fields answers will have: all but the readers' marks of the passages come back."""
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    best = answer.citations[0]
    harbour = news_engine.index.articles.article("harbour")
    assert harbour is not None
    lines = (AnswerLine(best.evidence.text, (best.marker,), label="Sam Pell"),)
    swap = Difference("three", "both", 10, 14, 0, 5)
    full = replace(
        answer,
        citations=(replace(best, also=(harbour,)), *answer.citations[1:]),
        conflict=(replace(best, also=(harbour,)),),
        lines=lines,
        parts=(
            AnsweredPart("who scored?", lines, short=answer.short),
            AnsweredPart("why?", (), Refusal(RefusalReason.BELOW_THRESHOLD, ("why",))),
        ),
        refusal=Refusal(RefusalReason.FACT_MISSING),
        verdict=Verdict.YES,
        premise=Premise("Did Rovers win?", PremiseStatus.UNSUPPORTED),
        coverage=TopicCoverage(3, 2),
        suggestions=("Who won?",),
        traces=(Trace(harbour, 0, 9, "altered", 0.5, (swap,)),),
        standalone="who scored for Rovers?",
        model="a model",
        usage=Usage(12, 3, 0.5, estimated=True),
        prompt_hashes={"answer": "12ab"},
        notices=(AnswerNotice(NoticeKind.MODEL_BROKE_OFF, "it stopped", marked=True),),
        dropped=("Rovers lost.",),
    )
    reopened = unpack(pack(full), news_engine.index.articles).answer
    unread = ("passages", "citations", "conflict")
    for name in (field.name for field in fields(full) if field.name not in unread):
        assert getattr(full, name), f"{name} is empty, so that nothing was tried"
        assert getattr(reopened, name) == getattr(full, name), name
    assert [c.also for c in reopened.citations] == [c.also for c in full.citations]
    assert best.evidence.text not in pack(full)  # read again, not kept


def test_an_answer_goes_with_the_article_that_a_quotation_was_traced_to(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    harbour = news_engine.index.articles.article("harbour")
    assert harbour is not None
    assert "harbour" in cited_articles(replace(answer, traces=(Trace(harbour, 0, 9, "near", 0.5),)))


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


def test_an_answer_that_the_first_version_kept_is_read(news_engine: Engine) -> None:
    article = news_engine.index.articles.article("cup")
    assert article is not None
    end = article.text.index(" Sam Pell")
    kept = {
        "question": "who won?", "text": "Rovers [1]", "refused": False, "confidence": 0.9, "reason": "",
        "model": "", "notice": "",
        "short": {"text": "Rovers", "marker": 1, "start": 0, "end": 6, "score": 0.8},
        "timings_ms": {"total": 12},
        "citations": [{"marker": 1, "article": "cup", "hash": article.content_hash, "title": article.title,
                       "at": [0, end], "score": 1, "verified": True}],
        "passages": [{"id": "cup:0", "article": "cup", "hash": article.content_hash,
                      "sentences": [[0, end]], "score": 2.5}],
    }  # fmt: skip
    answer = unpack(json.dumps(kept), news_engine.index.articles).answer
    (citation,), (passage,) = answer.citations, answer.passages
    assert citation.evidence.text == passage.text == article.text[:end]
    assert (citation.evidence.span, citation.verified, answer.short) == (
        None,
        True,
        ShortAnswer("Rovers", 1, 0, 6, 0.8),
    )
    assert (answer.text, answer.refused, answer.notices) == ("Rovers [1]", False, ())


def test_the_first_versions_refusal_is_read(news_engine: Engine) -> None:
    kept = {"question": "q", "text": "", "refused": True, "confidence": 0.1, "reason": "r", "model": "",
            "notice": "", "short": None, "timings_ms": {}, "citations": [], "passages": []}  # fmt: skip
    answer = unpack(json.dumps(kept), news_engine.index.articles).answer
    assert answer.refused and answer.refusal == Refusal(RefusalReason.BELOW_THRESHOLD)
