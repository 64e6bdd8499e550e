"""Responses: the wanted body, a redirect, or the error."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from retrieval.errors import FetchError, RefusedError, UnsureError
from retrieval.http.body import ENCODINGS, BodyTooLargeError, BrokenBodyError, read_body
from retrieval.http.content_types import is_wanted, media_type

MB = 1_000_000
LONGEST_VALIDATOR = 500
"""Characters of an ETag or Last-Modified that are sent back."""
LONGEST_REST = 24 * 3600.0
"""Seconds a Retry-After is believed."""
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_ASKS_FOR_REST = (429, 503)
_PASSING = (408, 425)  # client errors that are no verdict on the address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address held; `body` is empty where it has not changed since the validators were given out."""

    url: str
    """Where it stood in the end."""
    body: bytes = b""
    kind: str = ""
    """The media type it was sent as, in lower case; empty where the server did not say."""
    charset: str = ""
    etag: str = ""
    last_modified: str = ""
    moved: str = ""
    """Its new address, where all redirects were permanent."""
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may come: of one of `kinds`, of any for none; at most `most` bytes, or `cut` there."""

    kinds: Collection[str]
    most: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Redirect:
    location: str
    permanent: bool


async def take(response: httpx.Response, wanted: Wanted, clock: Callable[[], datetime]) -> Fetched | Redirect:
    """Return the body if it is wanted. Raise FetchError or RefusedError."""
    url, headers = str(response.url), response.headers
    if response.status_code in _REDIRECTS and "location" in headers:
        return Redirect(headers["location"], response.status_code in _PERMANENT)
    etag, last_modified = sendable(headers.get("etag", "")), sendable(headers.get("last-modified", ""))
    if response.status_code == 304:
        return Fetched(url, etag=etag, last_modified=last_modified, not_modified=True)
    _check_status(response, clock)
    kind, charset = media_type(headers.get("content-type", ""))
    if wanted.kinds and not is_wanted(kind, wanted.kinds):
        raise RefusedError(url, f"sends {kind[:60]}, which is not read")
    return Fetched(url, await _body(response, wanted), kind, charset, etag, last_modified)


def sendable(validator: str) -> str:
    """Return the validator if it can be sent as a header, else nothing: the next answer comes in full."""
    usable = validator.isascii() and validator.isprintable() and len(validator) < LONGEST_VALIDATOR
    return validator if usable else ""


def _check_status(response: httpx.Response, clock: Callable[[], datetime]) -> None:
    status, url = response.status_code, str(response.url)
    if status == 200:
        return
    status_line = f"answers {status} {response.reason_phrase}".rstrip()
    if status in _ASKS_FOR_REST:
        raise FetchError(url, status_line, _retry_after(response.headers.get("retry-after", ""), clock()))
    if 400 <= status < 500 and status not in _PASSING:
        raise RefusedError(url, status_line, status=status)
    raise FetchError(url, status_line, status=status)


def check_taken(response: httpx.Response, name: str, now: datetime) -> None:
    """Check the answer to a message. Raise as `GuardedClient.post` does."""
    status = response.status_code
    if 200 <= status < 300:
        return
    if status in _ASKS_FOR_REST:
        rest = _retry_after(response.headers.get("retry-after", ""), now)
        raise FetchError(name, f"answers {status}", rest, status)
    if status < 500:
        raise (FetchError if status in _PASSING else RefusedError)(name, f"answers {status}", status=status)
    raise UnsureError(name, f"answers {status}", status=status)


async def _body(response: httpx.Response, wanted: Wanted) -> bytes:
    url = str(response.url)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise RefusedError(url, f"is sent as {encoding[:40]}, which was not asked for")
    try:
        return await read_body(response.aiter_raw(), encoding, wanted.most, cut=wanted.cut)
    except BodyTooLargeError:
        raise RefusedError(url, f"is larger than {wanted.most / MB:.0f} MB") from None
    except BrokenBodyError as error:
        raise FetchError(url, str(error)) from None


def _retry_after(header: str, now: datetime) -> float:
    """Return the seconds in a Retry-After header, a number or a date; 0 without one."""
    try:
        if header.strip().replace(".", "", 1).isdigit():
            seconds = float(header)
        else:
            seconds = (parsedate_to_datetime(header) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(0.0, seconds), LONGEST_REST)
