"""The verifier, an entailment model: trained by `make verifier`, bundled as int8 ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval.models.trained import TrainedModel

FOLDER = Path(__file__).parent / "verifier_en"
MAX_CLAIM = 500
"""Characters of a claim, some 120 tokens. A longer claim would be cut off, so nothing entails it."""


class OnnxVerifier:
    """A verifier with the weights in `folder`, loaded at first use."""

    def __init__(self, cache: Path, threads: int, folder: Path = FOLDER) -> None:
        self._model = TrainedModel(folder, cache, threads)

    def support(self, claim: str, texts: Sequence[str]) -> list[float]:
        """Return for each text the probability that it entails `claim`; `claims.support` writes the texts.

        Raise ModelError if the weights are missing or damaged.
        """
        if not texts or len(claim) > MAX_CLAIM:
            return [0.0] * len(texts)
        _, (logits,) = self._model.run([(claim, text) for text in texts])
        return [float(p) for p in 1 / (1 + np.exp(-logits))]
