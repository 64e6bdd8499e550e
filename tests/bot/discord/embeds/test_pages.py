from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.chat.store.answers import KeptAnswer
from bot.discord.embeds.pages import PageContent, make_page
from bot.discord.renderer import Renderer
from bot.discord.views.answer_buttons import AnswerView
from bot.messages import load_messages
from retrieval.index.browse import Coverage
from retrieval.values import Answer, Premise, PremiseStatus, Query, Refusal, RefusalReason
from tests.bot.examples import make_answer

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
EN = Renderer(load_messages("en"), NOW)


def kept(answer: Answer) -> KeptAnswer:
    return KeptAnswer("a" * 12, 1, 2, 3, NOW, Query("when?"), Coverage(1204), answer)


def why(refusal: Refusal, confidence: float) -> str:
    answer = replace(make_answer(), refusal=refusal, confidence=confidence)
    return str(make_page("why", PageContent(kept(answer), EN, 0.4), 0).embed.description)


def test_why_names_the_confidence_only_where_that_is_the_reason() -> None:
    unsure = why(Refusal(RefusalReason.BELOW_THRESHOLD), 0.12)
    assert "answer with 12 %; below 40 %" in unsure
    ahead = why(Refusal(RefusalReason.FUTURE), 0.54)
    assert "54 %" not in ahead and ahead.endswith("That lies ahead, and no report can know it.")


@pytest.mark.parametrize(("false_premise", "label"), [(True, "Sources"), (False, "Nearest sentences")])
async def test_sentences_that_say_what_is_so_are_sources(false_premise: bool, label: str) -> None:
    premise = Premise("Did the crane close?", PremiseStatus.CONTRADICTED) if false_premise else None
    refused = replace(make_answer(refused=True), premise=premise)
    view = AnswerView(kept(refused), EN)
    assert getattr(view.children[0], "label", "") == label
