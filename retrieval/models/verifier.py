"""The verifier, a model of inference with three outcomes: made by `make verifier`, bundled as int8 ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.models.protocols import Bearing
from retrieval.models.trained import TrainedModel

FOLDER = Path(__file__).parent / "verifier_en"
MAX_CLAIM = 500
"""Characters of a claim, some 120 tokens. A longer claim would be cut off, so nothing bears on it."""
SILENT = Bearing(0.0, 0.0, 1.0)
BATCH = 8
"""Pairs in a batch; larger ones pad more."""


class OnnxVerifier:
    """A verifier with the weights in `folder`, loaded at first use."""

    def __init__(self, cache: Path, threads: int, folder: Path = FOLDER) -> None:
        self._model = TrainedModel(folder, cache, threads)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Bearing]:
        """Return how each text bears on its claim; `claims.support.verifier_input` writes the texts.

        Raise ModelError if the weights are missing or damaged.
        """
        bearings = [SILENT] * len(pairs)
        short = [n for n, (claim, _) in enumerate(pairs) if len(claim) <= MAX_CLAIM]
        short.sort(key=lambda n: len(pairs[n][0]) + len(pairs[n][1]))
        for batch in (short[at : at + BATCH] for at in range(0, len(short), BATCH)):
            _, (logits,) = self._model.run([pairs[n] for n in batch])
            odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
            for n, shares in zip(batch, odds / odds.sum(axis=-1, keepdims=True), strict=True):
                bearings[n] = Bearing(*map(float, shares))
        return bearings
