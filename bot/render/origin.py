"""What a reader must know of cited sentences beside the article: its genre, the speakers, their own time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages import Messages
from retrieval.text.dates import day_of
from retrieval.values import Citation

_FOREIGN_MARKER = re.compile(r"\[(\d+(?:[,–-] ?\d+)*)\]")


def own_brackets(text: str) -> str:
    """Return an article's words of equal length, without brackets that look like an answer's markers."""
    return _FOREIGN_MARKER.sub(r"(\1)", text)


def origin_text(citations: Sequence[Citation], messages: Messages) -> str:
    """Return the genre, speakers and times of one article's citations, as in "opinion, said by Ana Roe"."""
    genre = citations[0].evidence.article.genre
    speakers = _by_marker([(c.marker, c.speaker) for c in citations])
    times = _by_marker([(c.marker, time_text(c.evidence.sentence.published)) for c in citations])
    return ", ".join(
        filter(
            None,
            (
                messages.text("genre", genre=genre) if genre not in ("", "news") else "",
                messages.text("said-by", speaker=speakers) if speakers else "",
                messages.text("update-of", time=times) if times else "",
            ),
        )
    )


def time_text(published: str) -> str:
    """Return `2026-03-02T08:05:00Z` as "2026-03-02 08:05"; "" for an unknown time."""
    return published[:16].replace("T", " ") if day_of(published) else ""


def _by_marker(values: Sequence[tuple[int, str]]) -> str:
    """Return what all share, else each value behind its markers, as in "[1][3] Roe, [2] Lane"."""
    markers: dict[str, str] = {}
    for marker, value in values:
        markers[value] = f"{markers.get(value, '')}[{marker}]"
    if len(markers) == 1:
        return values[0][1]
    return ", ".join(f"{shown} {value}" for value, shown in markers.items() if value)
