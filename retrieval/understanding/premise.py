"""What a question takes for granted: "Why did X lose?" presumes that X lost."""

from __future__ import annotations

from retrieval.text.languages import ENGLISH, Language


def presumed(question: str, language: Language = ENGLISH) -> str:
    """Return the question of yes or no that must be true before this one can be asked; "" for none."""
    match = language.asking.presumes.match(question.strip())
    if not match:
        return ""
    rest = match["rest"].strip().rstrip("?!. ")
    return f"{match['auxiliary'].capitalize()} {rest}?"
