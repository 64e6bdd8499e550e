"""The endpoint of OpenAI's clients: `/v1/chat/completions` and `/v1/models`."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.render.answer_json import answer_as_dict, one_line
from bot.requests.queries import make_query, tidy
from bot.web.api.markdown import answer_markdown, partial_markdown, plain_answer
from bot.web.bodies import read_body
from bot.web.clients import asker_of
from bot.web.desk import Desk, Waiting
from bot.web.errors import RequestError, problem_of
from bot.web.events import Item, stream_response
from bot.web.requests import while_connected
from retrieval.conversation.memory import newest_turns
from retrieval.values import Answer, Query, Turn

MODEL = "newsdesk"
DONE = "data: [DONE]\n\n"


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message of the conversation."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """The text of all parts."""
        if isinstance(self.content, str):
            return self.content
        return " ".join(part.text for part in self.content or () if part.type == "text")


class StreamOptions(BaseModel):
    """What a stream holds beside the answer."""

    include_usage: bool = False


class ChatBody(BaseModel):
    """A conversation; what concerns language models alone, such as a temperature, is left unread."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(MODEL, max_length=200, examples=[MODEL])
    messages: list[Message] = Field(
        min_length=1,
        max_length=1_000,
        examples=[[{"role": "user", "content": "who proposed Istanbul talks?"}]],
    )
    stream: bool | None = False
    stream_options: StreamOptions | None = None


async def models(desk: Desk, request: Request) -> Response:
    """List the one model there is."""
    return JSONResponse({"object": "list", "data": [model_object()]})


async def model(desk: Desk, request: Request) -> Response:
    """Show the one model there is."""
    _check_model(request.path_params["model"])
    return JSONResponse(model_object())


async def completions(desk: Desk, request: Request) -> Response:
    """Answer the last message of a user; those before are the conversation."""
    body = await read_body(request, ChatBody)
    _check_model(body.model)
    query = query_of_messages(desk, body.messages)
    completion = Completion(str(request.base_url), body.stream_options or StreamOptions())
    if body.stream:
        items = desk.stream(query, asker_of(request))
        return await stream_response(items, completion.chunks, _error, DONE)
    answer = await while_connected(request, desk.ask(query, asker_of(request)))
    return JSONResponse(completion.whole(answer))


def query_of_messages(desk: Desk, messages: Sequence[Message]) -> Query:
    """Return the last question with the turns before it. Raise RequestError if no user asks."""
    *before, last = [n for n, message in enumerate(messages) if message.role == "user"] or [-1]
    question = tidy(messages[last].text) if last >= 0 else ""
    if not question:
        raise RequestError(400, "bad_request", "messages: the last message of a user has no text")
    turns = [_turn(messages[n], messages[n + 1]) for n in before]
    history = newest_turns(turn for turn in reversed(turns) if turn.question)
    return replace(make_query(question, {}, desk.today()), history=history)


def _turn(asked: Message, reply: Message) -> Turn:
    answer = tidy(plain_answer(reply.text)) if reply.role == "assistant" else ""
    return Turn(tidy(asked.text), answer)


def model_object() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}


def _check_model(name: str) -> None:
    if name != MODEL:
        line = f"there is no model “{name[:80]}”; the one there is is “{MODEL}”"
        raise RequestError(404, "model_not_found", line)


def _error(error: Exception) -> str:
    return f"data: {one_line(problem_of(error).as_dict())}\n\n"


@dataclass
class Completion:
    """One completion, whole or in chunks; `base` is this server's address."""

    base: str
    options: StreamOptions
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))
    sent: str = ""
    begun: bool = False

    def whole(self, answer: Answer) -> dict[str, Any]:
        """Return the object of an answer."""
        message = {"role": "assistant", "content": answer_markdown(answer, self.base), "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {
            **self._head("chat.completion"),
            "choices": [choice],
            "usage": _usage(answer),
            **_extra(answer),
        }

    async def chunks(self, item: Item) -> str:
        """Return the events for one item of a stream."""
        if isinstance(item, Waiting):
            return ": waiting\n\n"
        start = "" if self.begun else self._chunk({"role": "assistant", "content": ""})
        self.begun = True
        if isinstance(item, Answer):
            return start + self._last(item)
        text = partial_markdown(item, self.base)
        if not text.startswith(self.sent) or text == self.sent:
            return start
        fresh, self.sent = text.removeprefix(self.sent), text
        return start + self._chunk({"content": fresh})

    def _last(self, answer: Answer) -> str:
        content = {"content": answer_markdown(answer, self.base, self.sent)}
        parts = [self._chunk(content), self._chunk({}, finish="stop", **_extra(answer))]
        if self.options.include_usage:
            usage = {**self._head("chat.completion.chunk"), "choices": [], "usage": _usage(answer)}
            parts.append(f"data: {one_line(usage)}\n\n")
        return "".join(parts)

    def _chunk(self, delta: dict[str, str], finish: str | None = None, **extra: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return f"data: {one_line({**self._head('chat.completion.chunk'), 'choices': [choice], **extra})}\n\n"

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}


def _usage(answer: Answer) -> dict[str, int]:
    read, written = answer.usage.input_tokens, answer.usage.output_tokens
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def _extra(answer: Answer) -> dict[str, Any]:
    """Return what OpenAI's API has no word for."""
    told = answer_as_dict(answer)
    return {name: told[name] for name in ("citations", "kind", "refused", "confidence", "short_answer")}
