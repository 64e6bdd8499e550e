"""Short news stories made from a number: as many as wanted, each with a fact of its own."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PLACES = (
    "Arden Brill Cove Dunmore Elswick Farrow Garth Holme Ilsham Jarrow Kelby Lund Marsh Norby Oxley".split()
)
PEOPLE = "Ada Brisk|Sam Pell|Lena Osk|Tom Wray|Ines Falk|Omar Reed|Nora Quill|Jon Vane|Maya Stott".split("|")
BODIES = "council|school board|harbour office|fire service|hospital trust|water company|court|museum".split(
    "|"
)
DEEDS = (
    "approved a plan to rebuild the bridge",
    "closed the swimming hall after an inspection",
    "bought twelve electric buses",
    "opened an inquiry into the flood",
    "cancelled the winter market",
    "named a new head of the library",
    "sold the old mill to a cooperative",
    "started work on a cycle path",
)
REASONS = (
    "Costs had risen by {n} percent within a year, according to a report.",
    "More than {n} residents had written letters about it since spring.",
    "A survey of {n} households had found broad support for the step.",
    "The decision follows {n} months of talks with the neighbouring towns.",
)
NEXT = (
    "Work is to begin in {month} and to last for {n} weeks.",
    "A public meeting about it will be held in {month}, with room for {n} people.",
    "Critics said that {n} jobs were at risk and asked for a review in {month}.",
    "The next report is due in {month}, after {n} days of measurements.",
)
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Story:
    """`fact` is a sentence of `text` that no other story has."""

    title: str
    text: str
    fact: str


def story(number: int, edition: int = 0) -> Story:
    """The story of a number; another edition has another fact and is otherwise the same."""
    draw = Random(number)
    place, person, body, deed = (draw.choice(c) for c in (PLACES, PEOPLE, BODIES, DEEDS))
    title = f"{place} {body} {deed} (case {number})"
    fact = f"File {number}-{edition} puts the bill at {1000 + 7 * number + edition} crowns."
    reason = draw.choice(REASONS).format(n=draw.randint(12, 990))
    then = draw.choice(NEXT).format(n=draw.randint(12, 990), month=draw.choice(MONTHS))
    lead = f"The {body} of {place} {deed} on {draw.choice(MONTHS)} {draw.randint(1, 28)}, {person} said."
    return Story(title, " ".join((lead, reason, fact, then)), fact)
