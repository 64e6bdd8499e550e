"""The texts that a model is shown around the user's own: one Markdown file a prompt.

A new prompt is a new file. The placeholders of our own file are those that a user's copy must have.
"""

from __future__ import annotations

import string
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

EMBEDDED = ("query", "passage_header")
"""Prompts that vectors are made with. Another text would need other vectors, so they cannot be replaced."""


@cache
def load(name: str, folder: Path | None = None) -> str:
    """Return the template `<name>.md` of `folder` if it is there, else our own.

    Raise ValueError if it has other placeholders than our own, OSError if it cannot be read.
    """
    own = files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8").rstrip("\n")
    file = folder / f"{name}.md" if folder else None
    if file is None or name in EMBEDDED or not file.exists():
        return own
    template = file.read_text(encoding="utf-8").rstrip("\n")
    if _placeholders(template, name) != (expected := _placeholders(own, name)):
        raise ValueError(
            f"prompts/{name}.md must have exactly the placeholders {', '.join(sorted(expected))}"
        )
    return template


def _placeholders(template: str, name: str) -> set[str]:
    try:
        return {key for _, key, _, _ in string.Formatter().parse(template) if key is not None}
    except ValueError as error:
        raise ValueError(f"prompts/{name}.md: {error}; write a brace of its own twice") from None


def render(name: str, **values: str) -> str:
    """Return prompt `name` with its placeholders filled. Values are inserted as they are, never parsed."""
    return load(name).format(**values)


def fingerprint(name: str, folder: Path | None = None) -> str:
    """Return twelve hex digits that change with the text of the prompt."""
    return sha256(load(name, folder).encode()).hexdigest()[:12]
