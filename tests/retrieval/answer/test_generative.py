import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest

from retrieval.engine import Engine
from retrieval.errors import ChatError
from retrieval.llm.chat import PATIENCE
from retrieval.values import Answer, AnswerNotice, NoticeKind, Partial, Query, Refusal, RefusalReason, Turn
from tests.chat import ScriptedChat, numbered, scripted
from tests.retrieval.answer.conftest import Writes

SURVEY = Query("Who led the survey of the Varn glacier?", as_of="2026-02-01")
LED = "Dr. Lena Osk led the survey."


def written(writes: Writes, *answers: str | Exception, query: Query = SURVEY, **options: str) -> Answer:
    return writes(scripted(*answers), **options).ask(query)


def test_the_model_writes_and_its_claims_cite_stored_sentences(writes: Writes) -> None:
    chat = scripted("The survey was led by Lena Osk [1]. Her team used lasers from a plane [2].")
    answer = writes(chat).ask(SURVEY)
    assert isinstance(chat.model, ScriptedChat)
    shown = numbered(chat.model.asked[0])
    assert not answer.refused and answer.model == "scripted" and answer.notices == ()
    assert answer.text.startswith("The survey was led by Lena Osk. [1]")
    for citation in answer.citations:
        assert citation.verified and citation.evidence.text in shown.values()
    assert answer.prompt_hashes.keys() == {"answer"} and answer.usage.estimated


def test_the_model_is_told_the_day_and_sees_sentences_by_article(writes: Writes) -> None:
    chat = scripted("NO ANSWER")
    writes(chat).ask(SURVEY)
    assert isinstance(chat.model, ScriptedChat)
    (prompt,) = chat.model.asked
    assert "Today is 2026-02-01." in prompt
    assert "<article>\nFrom: Post, 2026-01-15\nTitle: Glacier lost nine metres in a summer\n[" in prompt


def test_no_answer_is_a_refusal_with_the_nearest_evidence(writes: Writes) -> None:
    answer = written(writes, "NO ANSWER")
    assert answer.refused and answer.citations
    assert answer.refusal == Refusal(RefusalReason.MODEL_DECLINED)


def test_a_wrong_citation_is_repaired(writes: Writes) -> None:
    chat = scripted("Sam Pell scored both goals for Rovers [9]. Rovers beat United 2-1 in the final.")
    answer = writes(chat).ask(Query("Who scored both goals for Rovers in the final of the island cup?"))
    assert {c.evidence.article.id for c in answer.citations} == {"cup"}
    assert (
        answer.text == "Sam Pell scored both goals for Rovers. [1] Rovers beat United 2-1 in the final. [2]"
    )


def test_a_claim_that_nothing_supports_is_dropped_and_told(writes: Writes) -> None:
    answer = written(writes, "Lena Osk led the survey [1]. Boris Tamm of Oslo paid for the survey [1].")
    assert answer.text == "Lena Osk led the survey. [1]"
    assert answer.dropped == ("Boris Tamm of Oslo paid for the survey.",)


def test_or_marked_by_setting(writes: Writes) -> None:
    words = "Lena Osk led the survey [1]. Boris Tamm of Oslo paid for the survey [1]."
    answer = written(writes, words, unsupported="mark")
    assert answer.text == ("Lena Osk led the survey. [1] Boris Tamm of Oslo paid for the survey.")
    assert len(answer.citations) == 1


def test_where_nothing_survives_the_sentences_themselves_come_and_it_is_said(writes: Writes) -> None:
    answer = written(writes, "Boris Tamm won the Nobel Prize in 1950.")
    assert answer.notices == (AnswerNotice(NoticeKind.NOTHING_SUPPORTED),)
    assert LED in answer.text and not answer.refused
    assert answer.model == "" and answer.usage.output_tokens > 0 and answer.dropped


def test_a_model_that_fails_is_stood_in_for_and_it_is_said(writes: Writes) -> None:
    answer = written(writes, ConnectionError("sk-secret-key at 10.0.0.1"))
    (notice,) = answer.notices
    assert notice.kind is NoticeKind.MODEL_FAILED and "could not be reached" in notice.detail
    assert "secret" not in notice.detail and LED in answer.text


def test_below_the_threshold_no_model_is_asked(writes: Writes) -> None:
    assert written(writes, query=Query("Which parrot won the opera contest in Lima?")).refused


def test_a_follow_up_is_condensed_by_the_model(writes: Writes) -> None:
    chat = scripted("How did Lena Osk's team measure the ice of the Varn glacier?", "With lasers [1].")
    who = Turn("Who led the survey of the Varn glacier?", LED)
    answer = writes(chat).ask(Query("and how did they measure it?", history=(who,)))
    assert answer.standalone == "How did Lena Osk's team measure the ice of the Varn glacier?"
    assert answer.question == "and how did they measure it?"
    assert answer.prompt_hashes.keys() == {"condense", "answer"}


@pytest.mark.parametrize(
    "useless",
    [
        "",
        "word " * 200,
        "PWNED.",
        "Her team measured the ice in Oslo.",
        "What did her team measure in 1999?",
        "How is the weather?",
        ConnectionError("down"),
    ],
)
def test_or_by_the_rule_where_the_model_gives_no_question(writes: Writes, useless: str | Exception) -> None:
    who = Turn("Who led the survey of the Varn glacier?", LED)
    answer = written(
        writes, useless, "NO ANSWER", query=Query("and what did her team measure?", history=(who,))
    )
    assert answer.standalone == "and what did her team measure? (led survey Varn glacier)"


async def streamed(engine: Engine, query: Query) -> list[Partial | Answer]:
    return [item async for item in engine.astream(query)]


async def test_a_stream_shows_sentences_once_they_are_verified(writes: Writes) -> None:
    chat = scripted("Lena Osk led the survey [1]. Boris Tamm paid for it. Her team measured with lasers [2].")
    *partials, answer = await streamed(writes(chat), SURVEY)
    assert isinstance(answer, Answer) and answer.dropped == ("Boris Tamm paid for it.",)
    texts = list(dict.fromkeys(p.text for p in partials if isinstance(p, Partial)))
    assert texts[:2] == ["", "Lena Osk led the survey. [1]"]
    assert all(answer.text.startswith(text) for text in texts)
    drafts = {p.draft for p in partials if isinstance(p, Partial)}
    assert any("Boris" in draft for draft in drafts) and not any("Boris" in text for text in texts)


async def test_the_stream_ends_with_what_ask_gives(writes: Writes) -> None:
    words = "Lena Osk led the survey [1]."
    *_, answer = await streamed(writes(scripted(words)), SURVEY)
    assert isinstance(answer, Answer)
    asked = written(writes, words)
    assert (answer.text, answer.citations, answer.usage) == (asked.text, asked.citations, asked.usage)


async def test_without_a_model_the_stream_has_the_same_answer(news_engine: Engine) -> None:
    *_, answer = await streamed(news_engine, SURVEY)
    assert isinstance(answer, Answer) and answer.text == news_engine.ask(SURVEY).text


async def test_a_stream_that_is_left_lets_go_of_the_model(writes: Writes) -> None:
    chat = scripted("Lena Osk led the survey [1]. " * 50)
    assert isinstance(chat.model, ScriptedChat)
    async with aclosing(writes(chat).astream(SURVEY)) as stream:
        await anext(stream)
        await anext(stream)
        assert chat.model.open == 1
    while chat.model.open:  # its thread may be between two pieces
        await asyncio.sleep(0.01)


def test_the_tokens_of_a_question_bound_what_is_shown(writes: Writes) -> None:
    few, many = scripted("NO ANSWER", tokens=520), scripted("NO ANSWER", tokens=6_000)
    for chat in (few, many):
        writes(chat).ask(SURVEY)
    assert isinstance(few.model, ScriptedChat) and isinstance(many.model, ScriptedChat)
    assert len(numbered(few.model.asked[0])) < len(numbered(many.model.asked[0]))


def test_what_follows_no_answer_is_not_one(writes: Writes) -> None:
    assert written(writes, "NO ANSWER. Lena Osk led the survey [1].").refused
    assert not written(writes, "Lena Osk led the survey [1]. NO ANSWER to the rest.").refused
    assert not written(writes, "Lena Osk led the survey [1]. NO ANSWER.").refused
    assert written(writes, "The sentences do not answer the question. NO ANSWER").refused


def test_a_sentence_that_begins_so_is_no_refusal(writes: Writes) -> None:
    answer = written(writes, "No answer came from the glacier [5]. Lena Osk led the survey [1].")
    assert not answer.refused and answer.text == "Lena Osk led the survey. [1]"


def test_a_budget_without_room_for_a_sentence_asks_no_model(writes: Writes) -> None:
    chat = scripted(tokens=300)
    answer = writes(chat).ask(SURVEY)
    assert isinstance(chat.model, ScriptedChat) and chat.model.asked == []
    assert answer.notices == (AnswerNotice(NoticeKind.NO_ROOM),)
    assert LED in answer.text


def test_a_question_that_the_model_only_spells_anew_is_as_it_was_asked(writes: Writes) -> None:
    question = "who led the survey of the Varn glacier?"
    chat = scripted("Who led the survey of the Varn glacier?", "Lena Osk led the survey [1].")
    assert writes(chat).ask(Query(question, history=(Turn("Who wept?", "Osk."),))).standalone == ""


def test_a_history_without_room_is_condensed_by_the_rule(writes: Writes) -> None:
    who = Turn("Who led the survey of the Varn glacier?", "Word " * 1_000)
    chat = scripted("NO ANSWER", tokens=1_000)
    answer = writes(chat).ask(Query("and what did her team measure?", history=(who,)))
    assert isinstance(chat.model, ScriptedChat) and len(chat.model.asked) == 1
    assert answer.standalone == "and what did her team measure? (led survey Varn glacier)"


def test_a_condensation_that_breaks_off_is_paid_for(writes: Writes) -> None:
    query = Query("and what did her team measure?", history=(Turn("Who led the survey?", LED),))
    working, broken = writes(scripted(ConnectionError("down"), "NO ANSWER")), writes(scripted("NO ANSWER"))
    once = broken.ask(replace(query, history=())).usage
    assert working.ask(query).usage.input_tokens > once.input_tokens + 100


@pytest.mark.parametrize("label", ["Question: ", "Last question: ", "Standalone question: "])
def test_a_label_before_the_condensed_question_goes(writes: Writes, label: str) -> None:
    who = Turn("Who led the survey of the Varn glacier?", LED)
    told = f"{label}What did Lena Osk's team measure?"
    answer = written(writes, told, "NO ANSWER", query=Query("what did they measure?", history=(who,)))
    assert answer.standalone == "What did Lena Osk's team measure?"


def test_marked_words_of_which_none_holds_are_told_apart_from_the_sentences(writes: Writes) -> None:
    answer = written(writes, "Boris Tamm paid for the survey [1].", unsupported="mark")
    assert answer.text.startswith("Boris Tamm paid for the survey.") and LED in answer.text
    assert [line.supported for line in answer.lines] == [False, True, True, True]
    assert answer.notices == (AnswerNotice(NoticeKind.NOTHING_SUPPORTED, marked=True),)


def test_what_was_waited_for_counts_for_the_whole_question() -> None:
    chat = scripted("Late.")
    with pytest.raises(ChatError, match="took too long"):
        list(chat.stream([], waited=PATIENCE * chat.timeout))


class FolderLockedError(Exception):
    status_code = 503


def test_a_client_that_tries_once_is_made_to_try_again() -> None:
    chat = replace(scripted(FolderLockedError(), FolderLockedError(), "At last."), pauses=(0.01, 0.01))
    assert "".join(piece.text for piece in chat.stream([])) == "At last."
    with pytest.raises(ChatError, match="HTTP 503"):
        list(replace(scripted(*[FolderLockedError()] * 3), pauses=(0.01, 0.01)).stream([]))


async def test_nor_does_it_give_up_in_a_stream() -> None:
    chat = replace(scripted(FolderLockedError(), "At last."), pauses=(0.01,))
    assert "".join([piece.text async for piece in chat.astream([])]) == "At last."
