"""What a page declares that bears on which blocks are its article's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clues:
    """Titles, lead, body and names, as a page declares them."""

    title: str = ""
    titles: tuple[str, ...] = ()
    """Other wordings of the title."""
    lead: str = ""
    """The description for search engines and shares."""
    body: str = ""
    """JSON-LD's `articleBody`."""
    site: str = ""
    """The outlet's name."""
    authors: tuple[str, ...] = ()
