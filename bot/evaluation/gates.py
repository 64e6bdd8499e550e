"""Floors: the values that the metrics of a run must reach."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from bot.evaluation.report_metrics import BY_NAME
from retrieval.errors import UsageError


@dataclass(frozen=True, slots=True)
class Floor:
    """The worst value allowed: the lowest, or for a metric that should be low the highest."""

    name: str
    value: float

    @property
    def is_ceiling(self) -> bool:
        return self.name in BY_NAME and BY_NAME[self.name].better == "lower"

    def holds(self, value: float | None) -> bool:
        if value is None or math.isnan(value):
            return False
        return value <= self.value if self.is_ceiling else value >= self.value


def parse_floor(text: str, names: Collection[str]) -> Floor:
    """Parse `metric=value`. Raise UsageError with the nearest of `names` for another metric."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--floor {text}: write it as metric=value, such as article_recall@1=0.9")
    if name not in names:
        near = get_close_matches(name, names, n=1, cutoff=0)
        raise UsageError(f"--floor {text}: there is no metric {name}; the nearest is {near[0]}")
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if math.isnan(number):
        raise UsageError(f"--floor {text}: {value or 'nothing'} is not a number")
    return Floor(name, number)


def failed(floors: Sequence[Floor], metrics: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each floor that does not hold."""
    for floor in floors:
        value = metrics.get(floor.name, {}).get("value")
        if not floor.holds(value):
            state = "has no value here" if value is None or math.isnan(value) else f"is {value:g}"
            bound = "above its ceiling" if floor.is_ceiling else "below its floor"
            yield f"{floor.name} {state}, {bound} of {floor.value:g}"
