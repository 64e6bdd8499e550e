"""Fits the classifier: one linear model against the rest for each kind, and one for follow-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from retrieval.understanding.classifier import (
    FAMILY_WEIGHTS,
    FILE,
    VECTOR_WEIGHT,
    Weights,
    wording_values,
)
from retrieval.understanding.features import BUCKETS, folded_words, hashed
from training.understanding.lines import Line

Vectors = NDArray[np.float32]
SLACK = 0.3
"""C of the support vector machines; found by cross-validation, as the weights of the families."""
FRAME_LINES = 6
"""Lines of ours that a word of the frame stands in."""


def fitted(lines: Sequence[Line], vectors: Vectors, sharpness: tuple[float, float] = (1.0, 1.0)) -> Weights:
    """Return the weights learned from lines and their vectors [lines, numbers]."""
    frame = _frame(lines)
    found = [hashed(line.text, frame) for line in lines]
    rarity = np.stack([_rarity([pair[family] for pair in found]) for family in (0, 1)])
    mean = vectors.mean(axis=0)
    families = [_matrix([pair[n] for pair in found], rarity[n], FAMILY_WEIGHTS[n]) for n in (0, 1)]
    features = hstack([csr_matrix((vectors - mean) * VECTOR_WEIGHT), *families]).tocsr()
    counts = np.array([line.weight for line in lines])
    kinds = LinearSVC(C=SLACK, random_state=0).fit(features, [str(line.kind) for line in lines], counts)
    leans = LinearSVC(C=SLACK, random_state=0).fit(features, [line.follow_up for line in lines], counts)
    numbers = np.vstack([kinds.coef_, leans.coef_]).T.astype(np.float32)
    size = vectors.shape[1]
    scale = np.abs(numbers[size:]).max(axis=0) / 127
    return Weights(
        kinds=kinds.classes_.astype(np.str_),
        frame=np.array(sorted(frame)),
        rarity=rarity,
        mean=mean,
        dense=numbers[:size],
        sparse=np.rint(numbers[size:] / scale).astype(np.int8),
        scale=scale,
        bias=np.append(kinds.intercept_, leans.intercept_).astype(np.float32),
        sharpness=np.array(sharpness, dtype=np.float32),
    )


def sharpness(log_odds: NDArray[np.float32], right: NDArray[np.int64]) -> float:
    """Return what scores [lines, kinds] are multiplied with, so that their softmax is calibrated."""
    grid = np.arange(0.5, 8, 0.1)

    def loss(factor: float) -> float:
        scaled = log_odds * factor
        top = scaled.max(axis=1)
        norm = np.log(np.exp(scaled - top[:, None]).sum(axis=1)) + top
        return float((norm - scaled[np.arange(len(right)), right]).mean())

    return float(min(grid, key=loss))


def slope(scores: NDArray[np.float32], right: Sequence[bool]) -> float:
    """Return what a score [lines] is multiplied with to give log odds, by logistic regression."""
    model = LogisticRegression(C=1e6, fit_intercept=False).fit(scores[:, None], list(right))
    return float(model.coef_[0, 0])


def save(weights: Weights, folder: Path) -> None:
    """Write the weights and their checksum into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: getattr(weights, name) for name in Weights.__dataclass_fields__}
    np.savez_compressed(folder / FILE, **arrays)
    digest = sha256((folder / FILE).read_bytes()).hexdigest()
    (folder / "SHA256").write_text(f"{digest}  {FILE}\n")


def _frame(lines: Sequence[Line]) -> frozenset[str]:
    counts = Counter(w for line in lines if line.weight == 1 for w in set(folded_words(line.text)))
    return frozenset(word for word, count in counts.items() if count >= FRAME_LINES)


def _rarity(rows: Sequence[NDArray[np.int64]]) -> NDArray[np.float16]:
    present = np.bincount(np.concatenate(rows), minlength=BUCKETS)
    return (np.log((1 + len(rows)) / (1 + present)) + 1).astype(np.float16)


def _matrix(rows: Sequence[NDArray[np.int64]], rarity: NDArray[np.float16], length: float) -> csr_matrix:
    values = [wording_values(row, rarity, length) if row.size else np.zeros(0) for row in rows]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.concatenate(values), np.concatenate(rows), ends), shape=(len(rows), BUCKETS))
