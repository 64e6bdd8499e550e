"""Every text that a model is shown around the user's own: one Markdown file a prompt."""

from __future__ import annotations

import string
from functools import cache
from hashlib import sha256
from importlib.resources import files

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "query": frozenset({"question"}),
    "passage_header": frozenset({"title", "published"}),
}
"""The placeholders each prompt must have, by the prompt's file name."""


@cache
def load(name: str) -> str:
    """The template `prompts/<name>.md`; ValueError where its placeholders are not the expected ones."""
    template = files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8").rstrip("\n")
    found = {key for _, key, _, _ in string.Formatter().parse(template) if key is not None}
    if found != PLACEHOLDERS[name]:
        wanted = ", ".join(sorted(PLACEHOLDERS[name]))
        raise ValueError(f"prompts/{name}.md must have exactly the placeholders {wanted}")
    return template


def render(name: str, **values: str) -> str:
    """Prompt `name` with its placeholders filled; values are inserted as they are, never parsed."""
    return load(name).format(**values)


def fingerprint(name: str) -> str:
    """Twelve hex digits that change with the prompt's text."""
    return sha256(load(name).encode()).hexdigest()[:12]
