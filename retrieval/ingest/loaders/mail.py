"""E-mail (.eml): a newsletter as one article."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from retrieval.ingest.loaders.decoding import UndecodableError
from retrieval.ingest.loaders.html import from_markup
from retrieval.text.dates import published_or_nothing
from retrieval.values import RawArticle

MOST_BYTES = 30_000_000


def from_mail(data: bytes, origin: str) -> Iterator[RawArticle]:
    """The message's text, HTML before plain; its sender is the source. Unusable where it has none."""
    if len(data) > MOST_BYTES:
        raise UndecodableError(f"an e-mail of more than {MOST_BYTES // 1_000_000} MB")
    try:
        message = message_from_bytes(data, policy=policy.default)
        text = _text(message)
        name, address = parseaddr(str(message.get("from", "")))
        title, date = str(message.get("subject", "")), str(message.get("date", ""))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # hostile headers and charsets
        raise UndecodableError("an e-mail that cannot be read") from None
    if not text.strip():
        raise UndecodableError("an e-mail without text")
    yield RawArticle(
        text=text,
        title=" ".join(title.split()),
        source=name or address.rpartition("@")[2],
        published=published_or_nothing(date),
        origin=origin,
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(("html", "plain"))
    if body is None:
        return ""
    content = str(body.get_content())
    return from_markup(content) if body.get_content_subtype() == "html" else content
