"""Boosted trees fitted by scikit-learn, and what the runtime keeps of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from training.pages.examples import Example

SEEDS = 3
"""Forests that are averaged, each on other features by chance."""
_SHAPE: dict[str, Any] = {
    "max_iter": 120,
    "learning_rate": 0.08,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "max_features": 0.3,
}


def fit(seen: Sequence[Example], seeds: int = SEEDS) -> dict[str, Any]:
    """The forest of these pages, as JSON holds it."""
    rows = np.vstack([page.features for page in seen])
    labels, weights = (
        np.concatenate([getattr(page, name) for page in seen]) for name in ("labels", "weights")
    )
    fitted = [
        HistGradientBoostingClassifier(**_SHAPE, random_state=seed).fit(rows, labels, sample_weight=weights)
        for seed in range(seeds)
    ]
    return exported(fitted)


def exported(fitted: Sequence[Any]) -> dict[str, Any]:
    """The nodes of all trees in one row; the log-odds are the mean of the models'."""
    told: dict[str, Any] = {name: [] for name in ("roots", "feature", "threshold", "left", "right", "value")}
    trees = [tree[0].nodes for model in fitted for tree in model._predictors]
    for tree in trees:
        start = len(told["feature"])
        told["roots"].append(start)
        for at, node in enumerate(tree):
            leaf = bool(node["is_leaf"])
            told["feature"].append(0 if leaf else int(node["feature_idx"]))
            told["threshold"].append(0 if leaf else float(f"{node['num_threshold']:.9g}"))
            told["left"].append(start + at if leaf else start + int(node["left"]))
            told["right"].append(start + at if leaf else start + int(node["right"]))
            told["value"].append(float(f"{node['value'] / len(fitted):.5g}") if leaf else 0)
    told["base"] = float(np.mean([np.ravel(model._baseline_prediction)[0] for model in fitted]))
    told["depth"] = max(int(tree["depth"].max()) for tree in trees)
    return told
