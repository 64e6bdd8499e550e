"""What questions claim: "Why did X lose?" presumes that X lost, "Did X lose?" asks whether it is so."""

from __future__ import annotations

from retrieval.text.languages import ENGLISH, Language


def presumed(question: str, language: Language = ENGLISH) -> str:
    """Return the question of yes or no that must be true before this one can be asked; "" for none."""
    match = language.asking.presumes.match(question.strip())
    if not match:
        return ""
    rest = match["rest"].strip().rstrip("?!. ")
    return f"{match['auxiliary'].capitalize()} {rest}?"


def as_claim(question: str, language: Language = ENGLISH) -> str:
    """Return a question of yes or no as a statement, as headlines make them: without its auxiliary."""
    asked = question.strip().rstrip("?!. ")
    claim = language.asking.emphasis.sub("", language.asking.auxiliary.sub("", asked)) or asked
    return f"{claim[:1].upper()}{claim[1:]}."
