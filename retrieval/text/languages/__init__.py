"""Languages: one object each holds everything that is particular to reading it.

A language is a module of this package that is named by its code ("de.py") and holds a `Language`.
"""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

from retrieval.text.languages.en import ENGLISH
from retrieval.text.languages.language import Language

__all__ = ["ENGLISH", "LANGUAGES", "Language", "is_known", "language"]

_CODE = re.compile(r"[a-z]{2}")


def _found() -> dict[str, Language]:
    codes = [module.name for module in iter_modules(__path__) if _CODE.fullmatch(module.name)]
    modules = [import_module(f"{__name__}.{code}") for code in codes]
    found = [thing for module in modules for thing in vars(module).values() if isinstance(thing, Language)]
    return {language.code: language for language in found}


LANGUAGES: dict[str, Language] = _found()
"""All languages by their codes."""


def language(code: str) -> Language:
    """Return the language of a code such as "en" or "en-GB"; English where it is empty or unknown."""
    return LANGUAGES.get(_base(code), ENGLISH)


def is_known(code: str) -> bool:
    """Say whether there is a language for the code."""
    return _base(code) in LANGUAGES


def _base(code: str) -> str:
    return re.split("[-_]", code.strip().casefold(), maxsplit=1)[0]
