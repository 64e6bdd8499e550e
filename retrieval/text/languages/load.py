"""The files of languages, read into values."""

from __future__ import annotations

import tomllib
from typing import Any

from babel import Locale
from pydantic import TypeAdapter

from retrieval.text.languages.language import Calendar, Language, one_line


def load_language(text: str) -> Language:
    """Return the language that a TOML file describes. Raise ValueError for a wrong key or value.

    In a text, `<<name>>` stands for the pattern of that name in the table `pieces`.
    """
    language = tomllib.loads(text)
    pieces = language.pop("pieces", {})
    calendar = calendar_of(language["code"])
    return TypeAdapter(Language).validate_python({"calendar": calendar, **_filled(language, pieces)})


def calendar_of(code: str) -> Calendar:
    """Return the calendar of the language `code` (Unicode's data), months as they stand in dates."""
    locale = Locale.parse(code)
    months, weekdays = locale.months["format"]["wide"], locale.days["format"]["wide"]
    return Calendar(tuple(months[n] for n in range(1, 13)), tuple(weekdays[n] for n in range(7)))


def _filled(value: Any, pieces: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(part, pieces) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, pieces) for part in value]
    while isinstance(value, str) and "<<" in value:
        before, _, rest = value.partition("<<")
        name, _, after = rest.partition(">>")
        value = before + one_line(pieces[name]) + after
    return value
