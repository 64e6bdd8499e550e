"""Chat models without weights: real implementations of LangChain's interface that write what a test says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from retrieval.llm.chat import Chat


class ScriptedChat(BaseChatModel):
    """Writes its answers one after another, in pieces of a few characters; `asked` holds what it was told."""

    answers: list[str | Exception]
    asked: list[str] = Field(default_factory=list)
    size: int = 7
    open: int = 0
    """Answers that are being written."""

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _stream(self, messages: list[BaseMessage], *args: Any, **more: Any) -> Iterator[ChatGenerationChunk]:
        self.asked.append("\n\n".join(str(message.text) for message in messages))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        self.open += 1
        try:
            for start in range(0, len(answer), self.size):
                yield ChatGenerationChunk(message=AIMessageChunk(content=answer[start : start + self.size]))
        finally:
            self.open -= 1
        end = AIMessageChunk(content="", response_metadata={"finish_reason": "stop"})
        yield ChatGenerationChunk(message=end)

    def _generate(self, messages: list[BaseMessage], *args: Any, **more: Any) -> ChatResult:
        text = "".join(str(chunk.message.content) for chunk in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


def scripted(*answers: str | Exception, tokens: int = 6_000) -> Chat:
    """A chat that writes `answers`; its model is a ScriptedChat."""
    return Chat(ScriptedChat(answers=list(answers)), "scripted", 5.0, tokens, tokens // 5)


def numbered(prompt: str) -> dict[int, str]:
    """The numbered sentences that a prompt shows."""
    return {int(n): text for n, text in re.findall(r"^\[(\d+)\] (.*)$", prompt, re.MULTILINE)}
