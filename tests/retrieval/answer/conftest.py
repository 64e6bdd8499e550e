"""Engines whose answers a scripted model writes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.answer.generative import GenerativeAnswerer
from retrieval.conversation.rewrite_by_model import ModelCondenser
from retrieval.engine import Engine, Writers
from retrieval.llm.chat import Chat
from retrieval.llm.prompt import open_prompt

Writes = Callable[..., Engine]


def with_chat(engine: Engine, chat: Chat, **options: str) -> Engine:
    """The engine with a language model in the chain."""
    answerer = GenerativeAnswerer(chat, open_prompt("answer", None), engine.verifier, **options)  # type: ignore[arg-type]
    condenser = ModelCondenser(chat, open_prompt("condense", None))
    return replace(engine, open_writers=lambda: Writers(answerer, condenser))


@pytest.fixture
def writes(news_engine: Engine) -> Writes:
    """The engine on "harbour", "glacier" and "cup", with a chat."""
    return lambda chat, **options: with_chat(news_engine, chat, **options)
