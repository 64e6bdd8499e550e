"""Boosted trees, kept as plain numbers: a few milliseconds for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees side by side, padded to one size; a leaf leads to itself."""

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    base: float
    depth: int

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each row, the chance that it is of the class."""
        trees = np.arange(len(self.feature))[None, :]
        items = np.arange(len(rows))[:, None]
        at = np.zeros((len(rows), len(self.feature)), dtype=np.int32)
        for _ in range(self.depth):
            goes_left = rows[items, self.feature[trees, at]] <= self.threshold[trees, at]
            at = np.where(goes_left, self.left[trees, at], self.right[trees, at])
        raw = self.base + self.value[trees, at].sum(axis=1)
        chances: NDArray[np.float32] = 1 / (1 + np.exp(-raw))
        return chances


def forest(data: Mapping[str, object]) -> Forest:
    """A forest from its JSON."""
    def table(name: str, kind: type) -> NDArray[np.generic]:
        return np.array(data[name], dtype=kind)

    return Forest(
        table("feature", np.int32), table("threshold", np.float32), table("left", np.int32),
        table("right", np.int32), table("value", np.float32), float(data["base"]), int(data["depth"]),
    )  # fmt: skip
