"""Boosted trees, kept as plain numbers: a few milliseconds for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """The nodes of all trees in one row; a leaf leads to itself."""

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    children: NDArray[np.int32]
    """Left and right of each node, side by side."""
    value: NDArray[np.float32]
    base: float
    depth: int

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each row, the chance that it is of the class."""
        count, width = len(rows), rows.shape[1]
        flat = np.ascontiguousarray(rows).ravel()
        start = (np.arange(count, dtype=np.int32) * width)[:, None]
        at = np.repeat(self.roots[None, :], count, axis=0)
        for _ in range(self.depth):
            goes_right = flat.take(start + self.feature.take(at)) > self.threshold.take(at)
            at = self.children.take(2 * at + goes_right)
        raw = self.base + self.value.take(at).sum(axis=1)
        chances: NDArray[np.float32] = 1 / (1 + np.exp(-raw))
        return chances


def forest(data: Mapping[str, Any]) -> Forest:
    """A forest from its JSON."""

    def table(name: str, kind: type) -> NDArray[Any]:
        return np.array(data[name], dtype=kind)

    children = np.stack([table("left", np.int32), table("right", np.int32)], axis=1).ravel()
    return Forest(
        table("roots", np.int32), table("feature", np.int32), table("threshold", np.float32), children,
        table("value", np.float32), float(data["base"]), int(data["depth"]),
    )  # fmt: skip
