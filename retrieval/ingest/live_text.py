"""Live blogs in plain text: updates under lines that begin with a time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import accumulate, pairwise

from retrieval.values import Part

FEWEST = 3
"""Updates; a text with fewer tells of times and is no live blog."""
LONGEST_HEADING = 100
"""Characters behind a time; what is longer is a sentence that begins with one."""

# A line of a stamp: "12:02 pm ET", "UPDATE 9:40 a.m.:", "14.05 Uhr: Zug steht".
_STAMP = re.compile(
    r"(?:update[d:]?\s+)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
    r"(?P<half>\s*[ap]\.?\s?m\b\.?)?(?P<zone>,?\s*(?:[A-Z]{1,2}[SD]?T|GMT|UTC|Uhr)\b)?"
    r"(?P<mark>\s*[:|–—-])?(?:,?\s+(?P<heading>\S.*))?",
    re.I,
)
_REPEATED_HALF = re.compile(r"\A[ap]m\b\s*")
_FURNITURE = re.compile(r"share(?: this(?: update| post)?)?|link copied!?|copy link|back to top", re.I)


@dataclass(frozen=True, slots=True)
class _Stamp:
    line: int
    at: time
    heading: str


def timed_parts(text: str, published: str, modified: str = "") -> tuple[Part, ...]:
    """Return a live blog's updates, with their times where the day is sure; nothing for another text."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    stamps = [stamp for at, line in enumerate(lines) if (stamp := _stamp(at, line))]
    if len(stamps) < FEWEST:
        return ()
    days = _days([stamp.at for stamp in stamps], published[:10], modified[:10] or published[:10])
    ends = [stamp.line for stamp in stamps[1:]] + [len(lines)]
    parts = (
        Part(
            _words(lines[stamp.line + 1 : end]),
            stamp.heading or ("" if day else lines[stamp.line]),
            f"{day}T{stamp.at:%H:%M}" if day else "",
        )
        for stamp, end, day in zip(stamps, ends, days, strict=True)
    )
    return tuple(part for part in parts if part.text)


def _stamp(at: int, line: str) -> _Stamp | None:
    found = _STAMP.fullmatch(line)
    if not found:
        return None
    heading = _FURNITURE.sub("", _REPEATED_HALF.sub("", found["heading"] or "")).strip()
    # A bare "10:56 Trump: Excuse me." is a transcript's; a time of day has its half, zone or mark.
    told = found["half"] or found["zone"] or found["mark"]
    if len(heading) > LONGEST_HEADING or (heading and (not told or heading.endswith((".", ",")))):
        return None
    hour, half = int(found["hour"]), (found["half"] or "").strip().casefold()[:1]
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    return _Stamp(at, time(hour, int(found["minute"])), heading)


def _days(times: Sequence[time], first: str, last: str) -> list[str]:
    """Return the day of each time, empty unless their midnights lead from the first day to the last."""
    unknown = [""] * len(times)
    falls = sum(later < earlier for earlier, later in pairwise(times))
    order = -1 if falls > (len(times) - 1) / 2 else 1
    onward = list(times)[::order]
    midnights = list(accumulate((later < earlier for earlier, later in pairwise(onward)), initial=0))
    try:
        day, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return unknown
    if midnights[-1] != (end - day).days:
        return unknown
    return [(day + timedelta(days=passed)).isoformat() for passed in midnights][::order]


def _words(lines: Sequence[str]) -> str:
    return "\n\n".join(line for line in lines if line and not _FURNITURE.fullmatch(line))
