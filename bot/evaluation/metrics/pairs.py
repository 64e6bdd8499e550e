"""Pairs of a number and a truth value, one a question: what the metrics over many questions take."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Pairs = Sequence[tuple[float, bool]] | NDArray[np.float64]
"""`[(0.9, True), (0.2, False)]`, or the same as an array of shape (n, 2), as the bootstrap draws it."""


def columns(pairs: Pairs) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the numbers and the truth values. Raise ValueError for another shape or a number that is NaN."""
    table = np.asarray(pairs, dtype=np.float64)
    if not len(table):
        table = table.reshape(0, 2)
    if table.ndim != 2 or table.shape[1] != 2:
        raise ValueError(f"pairs have the shape (n, 2), not {table.shape}")
    if np.isnan(table).any():
        raise ValueError("a pair holds NaN: leave out what has no value")
    return table[:, 0], table[:, 1] != 0
