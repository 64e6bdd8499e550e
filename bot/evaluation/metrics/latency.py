"""Percentiles of times."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def percentile(q: float, times: Sequence[float] | NDArray[np.float64]) -> float:
    """Return the time that q percent of the questions stay within, in the unit of `times`; NaN without data.

    Interpolate linearly between two times (definition 7 of Hyndman and Fan, 1996, numpy's default).
    """
    return float(np.percentile(times, q)) if len(times) else math.nan
