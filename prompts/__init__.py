"""Every text that a model is shown around the user's own: one Markdown file a prompt."""

from __future__ import annotations

import string
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

PLACEHOLDERS: dict[str, frozenset[str]] = {
    "query": frozenset({"question"}),
    "passage_header": frozenset({"title", "published"}),
    "answer": frozenset({"today", "sentences", "question"}),
    "condense": frozenset({"today", "history", "question"}),
    "judge": frozenset({"question", "gold", "answer"}),
}
"""The placeholders each prompt must have, by the prompt's file name."""
EMBEDDED = ("query", "passage_header")
"""Prompts that vectors are made with: another text for them would need other vectors, so they stay."""


@cache
def load(name: str, folder: Path | None = None) -> str:
    """The template `<name>.md` of `folder` where there is one, else the project's own.

    ValueError where its placeholders are not the expected ones, OSError where it cannot be read.
    """
    own = folder / f"{name}.md" if folder else None
    source = own if own and name not in EMBEDDED and own.exists() else files(__name__).joinpath(f"{name}.md")
    template = source.read_text(encoding="utf-8").rstrip("\n")
    try:
        found = {key for _, key, _, _ in string.Formatter().parse(template) if key is not None}
    except ValueError as error:
        raise ValueError(f"prompts/{name}.md: {error}; write a brace of its own twice") from None
    if found != PLACEHOLDERS[name]:
        wanted = ", ".join(sorted(PLACEHOLDERS[name]))
        raise ValueError(f"prompts/{name}.md must have exactly the placeholders {wanted}")
    return template


def render(name: str, **values: str) -> str:
    """Prompt `name` with its placeholders filled; values are inserted as they are, never parsed."""
    return load(name).format(**values)


def fingerprint(name: str, folder: Path | None = None) -> str:
    """Twelve hex digits that change with the prompt's text."""
    return sha256(load(name, folder).encode()).hexdigest()[:12]
