"""The words of the front ends: one Fluent file a language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import get_args

from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

from bot.messages.keys import MessageKey

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}
LONGEST = 2_000
"""Characters of a value; Fluent refuses more than 2,500 (`fluent.runtime.resolver.MAX_PART_LENGTH`)."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The catalogue of one language."""

    language: str
    _bundle: FluentBundle = field(repr=False, compare=False)

    def text(self, key: MessageKey, **values: str | int) -> str:
        """Return the message with its placeables filled in, each cut at `LONGEST` characters.

        Raise LookupError for a missing value.
        """
        pattern = self._bundle.get_message(key).value
        assert pattern is not None
        cut = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in values.items()}
        text, errors = self._bundle.format_pattern(pattern, cut)
        if errors:
            raise LookupError(f"{self.language}.ftl, {key}: {errors[0]}")
        return str(text)

    def number(self, count: int) -> str:
        """Return the number as in "1,200", "1.200" and "1 200"."""
        return str(format_decimal(count, locale=self.language))


@cache
def load_messages(language: str) -> Messages:
    """Return the catalogue of one of `LANGUAGES`, of English for any other.

    Raise LookupError where its keys are not those of `MessageKey`.
    """
    language = language if language in LANGUAGES else "en"
    resource = FluentResource(read_catalogue(language))
    if wrong := {entry.id.name for entry in resource.body if hasattr(entry, "id")} ^ set(
        get_args(MessageKey)
    ):
        raise LookupError(f"{language}.ftl: missing or unknown: {', '.join(sorted(wrong))}")
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    return Messages(language, bundle)


def read_catalogue(language: str) -> str:
    return files(__name__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
