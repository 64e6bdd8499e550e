"""The limits on a message that Discord holds and its OpenAPI file does not tell."""

from __future__ import annotations

from tests.discord_double.payloads import JSON
from tests.discord_double.world import ApiError

CONTENT, EMBEDS = 2000, 6000


def check_message(body: JSON, *, edit: bool) -> None:
    """Raise what Discord answers to a message that is too long, empty, or has one button twice."""
    problem = _problem(body)
    if problem:
        raise ApiError(400, 50035, f"Invalid Form Body: {problem}")
    if not edit and not (body.get("content") or body.get("embeds")):
        raise ApiError(400, 50006, "Cannot send an empty message")


def _problem(body: JSON) -> str:
    if len(body.get("content") or "") > CONTENT:
        return "content: must be 2000 or fewer in length"
    if sum(map(_length, body.get("embeds") or [])) > EMBEDS:
        return "embeds: size exceeds maximum size of 6000"
    ids = [
        c["custom_id"] for row in body.get("components") or [] for c in row["components"] if "custom_id" in c
    ]
    return "components: custom id cannot be duplicated" if len(ids) != len(set(ids)) else ""


def _length(embed: JSON) -> int:
    fields = embed.get("fields") or []
    texts = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    texts += [(embed.get("author") or {}).get("name"), *(f["name"] + f["value"] for f in fields)]
    return sum(len(text or "") for text in texts)
