"""Languages: one object each holds everything that is particular to reading it.

A language is a file of this package, named by its code ("de.toml"); `language.py` says what it may hold.
"""

from __future__ import annotations

import re
from importlib.resources import files

from retrieval.text.languages.language import Language
from retrieval.text.languages.load import load_language

__all__ = ["ENGLISH", "LANGUAGES", "Language", "is_known", "language"]

_FILES = sorted(file.name for file in files(__name__).iterdir() if file.name.endswith(".toml"))
LANGUAGES: dict[str, Language] = {
    name.removesuffix(".toml"): load_language(files(__name__).joinpath(name).read_text("utf-8"))
    for name in _FILES
}
"""All languages by their codes."""
ENGLISH = LANGUAGES["en"]


def language(code: str) -> Language:
    """Return the language of a code such as "en" or "en-GB"; English if it is empty or unknown."""
    return LANGUAGES.get(_base(code), ENGLISH)


def is_known(code: str) -> bool:
    """Return whether there is a language for the code."""
    return _base(code) in LANGUAGES


def _base(code: str) -> str:
    return re.split("[-_]", code.strip().casefold(), maxsplit=1)[0]
