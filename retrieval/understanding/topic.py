"""The topic of a question: its words without those that only ask for news, a summary or a date."""

from __future__ import annotations

from retrieval.text.languages import ENGLISH, Language
from retrieval.text.words import WRITTEN


def topic_of(question: str, language: Language = ENGLISH) -> str:
    """Return the question from the first to the last word that says what it is about; "" without one.

    "whats the latest with hurricane fiona" is about "hurricane fiona".
    """
    frame = language.asking.frame
    plain = language.asking.frame_phrases.sub(lambda phrase: " " * len(phrase[0]), question)
    spans = [match.span() for match in WRITTEN.finditer(plain)]
    shouted = plain.isupper()
    told = [
        n
        for n, (start, end) in enumerate(spans)
        if (word := plain[start:end]).casefold().replace("’", "'") not in frame
        or (len(word) > 1 and word.isupper() and not shouted)  # the US is no "us"
    ]
    if not told:
        return ""
    return " ".join(plain[spans[told[0]][0] : spans[told[-1]][1]].split())
