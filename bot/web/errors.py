"""What went wrong with a request: a status, a code for programs, and one line for people."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from bot.errors import NoArticlesError, QuestionTimeoutError, QueueFullError, ShuttingDownError
from retrieval.errors import NewsdeskError, UsageError

log = logging.getLogger(__name__)

CLIENT_LEFT = 499
"""The status that nobody reads; nginx has it too."""


class RequestError(NewsdeskError):
    """A request is refused; `code` is for programs."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.headers = status, code, headers or {}


@dataclass(frozen=True, slots=True)
class Problem:
    """What the client is told."""

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the object that OpenAI's clients read too."""
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        return {"error": {"message": self.message, "type": kind, "code": self.code, "param": None}}


def problem_of(error: Exception) -> Problem:
    """Return what the client is told of an error. The log alone holds what only the operator can mend."""
    match error:
        case RequestError():
            return Problem(error.status, error.code, str(error), error.headers)
        case HTTPException(status_code=404):
            return Problem(404, "not_found", "there is nothing at this address; /openapi.json lists what is")
        case HTTPException():
            return Problem(error.status_code, "bad_request", str(error.detail).lower(), error.headers or {})
        case UsageError():
            return Problem(400, "bad_request", str(error))
        case QueueFullError():
            line = f"too many questions wait; try again in about {error.seconds} s"
            return Problem(503, "busy", line, {"Retry-After": str(error.seconds)})
        case QuestionTimeoutError():
            return Problem(504, "too_slow", "the answer took too long; ask a shorter question")
        case ShuttingDownError():
            return Problem(503, "closing", "the server is about to stop; ask again", {"Retry-After": "60"})
        case NoArticlesError():
            return Problem(503, "no_articles", "there are no articles yet; `newsdesk ingest` adds some")
        case ClientDisconnect():
            return Problem(CLIENT_LEFT, "client_left", "the client is gone")
    log.error("a request failed: %s", error, exc_info=error)
    return Problem(500, "failed", "something went wrong on this side; it is in the log")
