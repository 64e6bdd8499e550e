"""The classifier of questions: a linear model over the question's vector and its wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import ModelError
from retrieval.understanding.features import hashed
from retrieval.values.understanding import Kind

Vector: TypeAlias = Sequence[float] | NDArray[np.float32]

FOLDER = Path(__file__).parents[1] / "models" / "understanding_en"
FILE = "weights.npz"
FAMILY_WEIGHTS = (2.0, 1.5)
"""Lengths of the vectors of the wording and of the characters."""
VECTOR_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely each kind is, and that the question needs what was said before."""

    kinds: dict[Kind, float]
    follow_up: float

    @property
    def best(self) -> Kind:
        return max(self.kinds, key=self.kinds.__getitem__)


@dataclass(frozen=True, eq=False)
class Weights:
    """The trained numbers, as the file holds them; the last output is the follow-up's."""

    kinds: NDArray[np.str_]
    frame: NDArray[np.str_]
    """Words that questions on any topic have."""
    rarity: NDArray[np.float16]
    """Inverse document frequencies, [2, buckets]."""
    mean: NDArray[np.float32]
    """Of the questions' vectors."""
    dense: NDArray[np.float32]
    """[numbers of a vector, outputs]."""
    sparse: NDArray[np.int8]
    """[2 * buckets, outputs]."""
    scale: NDArray[np.float32]
    """What a step of `sparse` stands for, by output."""
    bias: NDArray[np.float32]
    sharpness: NDArray[np.float32]
    """What scores are multiplied with to give log odds: that of the kinds, that of the follow-up."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the frame."""
        return frozenset(map(str, self.frame))


class QuestionClassifier:
    """Judges questions with the weights in `folder`, checked by their SHA256 file and loaded at first use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._loading = Lock()

    def judge(self, question: str, vector: Vector) -> Judgement:
        """Return what a question asks for; `vector` is the embedder's of it as a query.

        Raise ModelError if the weights are missing or damaged.
        """
        self.load()
        return judged(self._weights, scores(self._weights, question, vector))

    def load(self) -> None:
        """Load the weights now. Raise ModelError if they are missing or damaged."""
        with self._loading:
            _ = self._weights

    @cached_property
    def _weights(self) -> Weights:
        return _read(self._folder)


def scores(weights: Weights, question: str, vector: Vector) -> NDArray[np.float32]:
    """Return the raw score of each output."""
    dense = np.asarray(vector, dtype=np.float32) - weights.mean
    raw = np.asarray(weights.bias + dense * VECTOR_WEIGHT @ weights.dense, dtype=np.float32)
    for family, buckets in enumerate(hashed(question, weights.words)):
        if buckets.size:
            values = wording_values(buckets, weights.rarity[family], FAMILY_WEIGHTS[family])
            rows = weights.sparse[family * weights.rarity.shape[1] + buckets]
            raw += values @ rows.astype(np.float32) * weights.scale
    return raw


def judged(weights: Weights, raw: NDArray[np.float32]) -> Judgement:
    """Return raw scores as probabilities."""
    of_kinds, of_follow_up = weights.sharpness
    log_odds = raw[:-1] * of_kinds
    odds = np.exp(log_odds - log_odds.max())
    shares = zip(weights.kinds, odds / odds.sum(), strict=True)
    return Judgement(
        {Kind(str(name)): float(share) for name, share in shares},
        float(1 / (1 + np.exp(-raw[-1] * of_follow_up))),
    )


def wording_values(
    buckets: NDArray[np.int64], rarity: NDArray[np.float16], length: float
) -> NDArray[np.float32]:
    """Return the values of features that are present: by rarity, as a vector of the given length."""
    values = rarity[buckets].astype(np.float32)
    scaled: NDArray[np.float32] = values * np.float32(length / np.linalg.norm(values))
    return scaled


def _read(folder: Path) -> Weights:
    try:
        content, expected = (folder / FILE).read_bytes(), (folder / "SHA256").read_text().split()[0]
    except (OSError, IndexError) as error:
        raise ModelError(f"a model cannot be loaded: {error}; reinstall newsdesk") from None
    if sha256(content).hexdigest() != expected:
        raise ModelError(f"{folder / FILE} is damaged; reinstall newsdesk")
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return Weights(**arrays)
