"""The bodies of requests: what may be asked, and how it is read."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.requests import Request

from bot.web.errors import RequestError

Body = TypeVar("Body", bound=BaseModel)
Day = Annotated[str, Field(max_length=100, examples=["2026-03-01", "last week"])]
Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]


class Limits(BaseModel):
    """The limits that every question may have."""

    model_config = ConfigDict(extra="forbid")

    since: Day | None = Field(None, description="Only articles published on or after this day.")
    until: Day | None = Field(None, description="Only articles published on or before this day.")
    source: str | None = Field(None, max_length=200, description="Only articles of this outlet.")
    as_of: Day | None = Field(None, description="The day that “today” means; nothing later is known.")
    id: str | int | None = Field(None, description="Comes back as it is.")


class AskBody(Limits):
    """A question."""

    question: Text = Field(examples=["who proposed Istanbul talks?"])
    history: list[Text] = Field(
        default=[], max_length=100, description="The questions asked before, oldest first."
    )


class CheckBody(Limits):
    """A claim."""

    claim: Text = Field(examples=["Putin proposed talks in Istanbul."])


class QuoteBody(Limits):
    """The words of a quotation, at least four."""

    quote: Text = Field(examples=["prepared to host the meeting"])


class DigestBody(Limits):
    """The days of a digest; the last two, where it names none."""

    topic: str = Field("", max_length=1_000, description="Only stories on this.")


class ListQuery(BaseModel):
    """The limits of a list."""

    model_config = ConfigDict(extra="forbid")

    since: Day | None = None
    until: Day | None = None
    source: str | None = Field(None, max_length=200)
    limit: int = Field(50, ge=1, le=200)


class ArticlesQuery(ListQuery):
    """Which articles are listed."""

    topic: str = Field("", max_length=1_000, description="Only articles with these words, newest first.")


def read_parameters(request: Request, model: type[Body]) -> Body:
    """Return the parameters of a request's address. Raise RequestError with what is wrong, in one line."""
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        raise RequestError(400, "bad_request", _one_line(error)) from None


async def read_body(request: Request, model: type[Body]) -> Body:
    """Return the body of a request. Raise RequestError with what is wrong, in one line."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RequestError(415, "wrong_type", "send JSON with Content-Type: application/json")
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        raise RequestError(400, "bad_request", _one_line(error)) from None


def _one_line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg'].lower()}" if where else f"the body is wrong: {first['msg'].lower()}"
