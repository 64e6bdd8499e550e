"""The alignment of an excerpt with the most similar words of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.text.words import Excerpt

Row = npt.NDArray[np.int32]
EDIT = 1000
"""The cost of a changed word."""
LEFT_OUT, ADDED = EDIT - 1, EDIT + 1
"""The costs of a left-out word (less, so that its neighbours keep their partners) and of an added word (more,
so that a changed word at either end has a partner)."""
SKIP = 3
"""The cost of a word in an ellipsis, so that the nearest continuation wins."""
MAX_SKIP = 150
"""Words in an ellipsis, more than a long paragraph."""
MAX_GAPS = 12
"""Ellipses that count; further ones are ignored."""
SLACK = 2000
"""Additional words in the window: it holds the whole of most news stories."""


@dataclass(frozen=True, slots=True)
class Step:
    """A word of the excerpt beside one of the article, by position; None without a partner."""

    quoted: int | None
    true: int | None
    same: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The whole excerpt beside article words `first` to `last`, inclusive."""

    steps: tuple[Step, ...]

    @property
    def edits(self) -> int:
        return sum(not step.same for step in self.steps)

    @property
    def first(self) -> int:
        return min(step.true for step in self.steps if step.true is not None)

    @property
    def last(self) -> int:
        return max(step.true for step in self.steps if step.true is not None)


def align(excerpt: Excerpt, words: Sequence[str]) -> Alignment | None:
    """Return the cheapest and earliest alignment; None without a common word, or with too wide a gap.

    This is Sellers' algorithm, with a numpy row for each word of the excerpt, on the best window.
    """
    if (first := _find(excerpt, words)) is not None:
        return Alignment(tuple(Step(n, first + n, True) for n in range(len(excerpt))))
    gaps = sorted(excerpt.gaps)[:MAX_GAPS]
    low, high = _window(excerpt.words.folded, words, 2 * len(excerpt) + SLACK + MAX_SKIP * len(gaps))
    if low == high:
        return None
    steps = _trace_back(_Table(excerpt.words.folded, words[low:high], frozenset(gaps)))
    shifted = tuple(Step(s.quoted, None if s.true is None else s.true + low, s.same) for s in steps)
    if not any(step.same for step in shifted) or _widest_gap(shifted, gaps) > MAX_SKIP:
        return None
    return Alignment(shifted)


def _find(excerpt: Excerpt, words: Sequence[str]) -> int | None:
    """Return the first article word of a verbatim, unshortened excerpt; None for another."""
    if excerpt.gaps:
        return None
    sought = "\n".join(("", *excerpt.words.folded, ""))
    text = "\n".join(("", *words, ""))
    position = text.find(sought)
    return None if position < 0 else text.count("\n", 0, position)


def _window(quoted: Sequence[str], words: Sequence[str], width: int) -> tuple[int, int]:
    """Return the window of `words` that shares most with the excerpt, each word counted by its rareness."""
    wanted = set(quoted)
    counts = Counter(word for word in words if word in wanted)
    if not counts:
        return 0, 0
    if len(words) <= width:
        return 0, len(words)
    # Half the width decides, so that the rest is room on either side.
    inner = width // 2
    weights = np.fromiter((1 / counts[word] if word in wanted else 0.0 for word in words), float, len(words))
    sums = np.concatenate(([0.0], np.cumsum(weights)))
    start = int(np.argmax(sums[inner:] - sums[:-inner])) - inner // 2
    start = min(max(0, start), len(words) - width)
    return start, start + width


class _Table:
    """Costs by excerpt word (rows) and article word (columns); row 0 is free, so it may begin anywhere."""

    def __init__(self, quoted: Sequence[str], words: Sequence[str], gaps: frozenset[int]) -> None:
        ids: dict[str, int] = {}
        for word in quoted:
            ids.setdefault(word, len(ids))
        true = np.fromiter((ids.get(word, -1) for word in words), np.int32, len(words))
        self._columns = np.arange(len(words) + 1, dtype=np.int32)
        self.rows: list[Row] = [np.zeros(len(words) + 1, np.int32)]
        self.before: list[Row] = []
        """Row i-1 for row i: with skipped words, if an ellipsis is between them."""
        self.differs: list[npt.NDArray[np.bool_]] = []
        for position, word in enumerate(quoted):
            before = self._spread(self.rows[-1], SKIP) if position in gaps else self.rows[-1]
            differs = true != ids[word]
            row = before + ADDED
            row[1:] = np.minimum(row[1:], before[:-1] + EDIT * differs)
            self.before.append(before)
            self.differs.append(differs)
            self.rows.append(self._spread(row, LEFT_OUT))

    def _spread(self, row: Row, cost: int) -> Row:
        """Return for each cell the cheaper of itself and any cell left of it at `cost` a step."""
        slope: Row = self._columns * np.int32(cost)
        return np.minimum.accumulate(row - slope) + slope


def _trace_back(table: _Table) -> list[Step]:
    steps: list[Step] = []
    i, j = len(table.differs), int(np.argmin(table.rows[-1]))
    while i > 0:
        cost, before = table.rows[i][j], table.before[i - 1]
        if j and cost == before[j - 1] + EDIT * table.differs[i - 1][j - 1]:
            steps.append(Step(i - 1, j - 1, not table.differs[i - 1][j - 1]))
            i, j = i - 1, _unskipped(table.rows[i - 1], before, j - 1)
        elif cost == before[j] + ADDED:
            steps.append(Step(i - 1, None, False))
            i, j = i - 1, _unskipped(table.rows[i - 1], before, j)
        else:
            steps.append(Step(None, j - 1, False))
            j -= 1
    return steps[::-1]


def _unskipped(row: Row, before: Row, j: int) -> int:
    """Return the column where a skip to column `j` began."""
    while row[j] != before[j]:
        j -= 1
    return j


def _widest_gap(steps: Sequence[Step], gaps: Sequence[int]) -> int:
    """Return the most words skipped at one ellipsis."""
    widest, last = 0, None
    for step in steps:
        if step.true is None:
            continue
        if last is not None and step.quoted in gaps:
            widest = max(widest, step.true - last - 1)
        last = step.true
    return widest
