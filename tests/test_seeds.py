"""The demonstration's questions against its articles, as the engine reads, cleans and splits them."""

import json
import re
from pathlib import Path

import pytest

from bot.evaluation.metrics.contained import answer_contained
from bot.evaluation.questions import Question, read_questions
from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.loaders import read
from retrieval.text.sentences import split
from retrieval.values import Article, RawArticle
from training.conversations import read_conversations

SEEDS = Path(__file__).parent.parent / "seeds"
SETS = Path(__file__).parent.parent / "training" / "sets"
QUESTIONS = read_questions(SEEDS / "questions.jsonl")
CONVERSATION = read_questions(SEEDS / "conversation.jsonl")
ANSWERABLE = [question for question in QUESTIONS if question.answerable]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = [clean(item, "2026-01-01") for item in read(SEEDS) if isinstance(item, RawArticle)]
    return {article.id: article for article in found}


def test_there_are_enough_and_a_fifth_has_no_answer() -> None:
    assert len(QUESTIONS) >= 120 and len({question.id for question in QUESTIONS}) == len(QUESTIONS)
    assert len(QUESTIONS) - len(ANSWERABLE) >= len(QUESTIONS) / 5
    assert "who proposed Istanbul talks?" in {question.text for question in QUESTIONS}


def test_only_answerable_questions_have_gold() -> None:
    assert all(question.answers and question.gold_sentences for question in ANSWERABLE)
    assert not [q.id for q in QUESTIONS if not q.answerable and (q.gold_ids or q.gold_sentences or q.answers)]


def test_every_gold_article_is_a_seed(articles: dict[str, Article]) -> None:
    assert {i for question in (*QUESTIONS, *CONVERSATION) for i in question.gold_ids} <= set(articles)
    assert all({i for i, _ in q.gold_sentences} <= set(q.gold_ids) for q in ANSWERABLE)


def test_every_gold_sentence_is_a_sentence_of_its_article(articles: dict[str, Article]) -> None:
    sentences = {a.id: {a.text[s.start : s.end] for s in split(a.text)} for a in articles.values()}
    wrong = [(q.id, s) for q in ANSWERABLE for i, s in q.gold_sentences if s not in sentences.get(i, ())]
    assert wrong == []


def test_every_answer_stands_in_a_gold_sentence() -> None:
    def stands(question: Question, text: str) -> bool:
        return any(text.casefold() in sentence.casefold() for _, sentence in question.gold_sentences)

    assert [(q.id, a) for q in ANSWERABLE for a in q.answers if not stands(q, a)] == []


def test_every_question_can_be_scored_by_its_strings() -> None:
    def found(question: Question) -> float:
        return answer_contained(
            " ".join(sentence for _, sentence in question.gold_sentences), question.answers
        )

    assert [q.id for q in ANSWERABLE if found(q) != 1] == []


def test_every_pattern_of_the_conversation_set_can_be_found(articles: dict[str, Article]) -> None:
    """Of each group that an answer must have, one pattern is in the articles read for it."""

    def texts(question: Question) -> str:
        told = (articles[i] for i in question.gold_ids)
        return " ".join(f"{article.title} {article.text} {article.published}" for article in told).lower()

    missing = [
        (question.id, group)
        for question in CONVERSATION
        if question.checks
        for group in question.checks.must
        if not any(re.search(pattern, texts(question)) for pattern in group)
    ]
    assert missing == []


def test_every_sentence_of_the_conversations_and_claims_is_one_of_its_article(
    articles: dict[str, Article],
) -> None:
    talks = [turn.gold for talk in read_conversations(SETS / "conversations.jsonl") for turn in talk]
    lines = (SETS / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    claims = [((line["article_id"], line["sentence"]),) for line in map(json.loads, lines)]
    sentences = {(a.id, a.text[s.start : s.end]) for a in articles.values() for s in split(a.text)}
    assert (
        all(talks) and [place for gold in (*talks, *claims) for place in gold if place not in sentences] == []
    )
