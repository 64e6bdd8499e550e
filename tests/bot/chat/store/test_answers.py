from contextlib import closing
from datetime import UTC, datetime

from bot.chat.store.answers import AnswerStore, KeptAnswer
from retrieval.conversation.memory import MAX_TURNS
from retrieval.engine import Engine
from retrieval.index.browse import Coverage
from retrieval.values import Answer, AnswerLine, Query, Turn

NOW = datetime(2026, 3, 5, tzinfo=UTC)


def kept(number: int) -> KeptAnswer:
    """The answer with that number, which follows the one before."""
    question = f"question {number}?"
    answer = Answer(question, (AnswerLine(f"Answer {number}."),), confidence=0.9)
    follows = str(number - 1) if number else ""
    return KeptAnswer(str(number), 1, 2, 3, NOW, Query(question), Coverage(3), answer, follows=follows)


def test_a_reply_chain_is_remembered_as_far_as_any_conversation(news_engine: Engine) -> None:
    with closing(AnswerStore(news_engine.index.folder, news_engine.index.articles)) as store:
        for number in range(MAX_TURNS + 2):
            store.add(kept(number))
        turns = store.turns(str(MAX_TURNS + 1))
        assert turns == tuple(Turn(f"question {n}?", f"Answer {n}.") for n in range(2, MAX_TURNS + 2))
        assert store.turns("0") == (Turn("question 0?", "Answer 0."),)
        assert store.turns("unknown") == ()


def test_a_real_answer_is_remembered_without_its_markers(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("who scored both goals for Rovers?"))
    with closing(AnswerStore(news_engine.index.folder, news_engine.index.articles)) as store:
        store.add(KeptAnswer("a", 1, 2, 3, NOW, Query(answer.question), Coverage(3), answer))
        ((question, text),) = [(turn.question, turn.answer) for turn in store.turns("a")]
    assert question == "who scored both goals for Rovers?"
    assert "Pell scored both goals" in text and "[1]" not in text
