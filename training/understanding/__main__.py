"""python -m training.understanding: trains the classifier of questions, and measures it.

Cross-validation over our lines comes first: it measures, and makes the probabilities calibrated. `--blind`
trains nothing and measures the understanding of the blind set.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from retrieval.models.embedder import SentenceTransformerEmbeddings
from retrieval.settings import load_settings
from retrieval.understanding.classifier import FOLDER, QuestionClassifier, judged, scores
from retrieval.understanding.understand import understand
from retrieval.values.understanding import Understanding
from training.understanding.lines import BLIND, Line, others, typed
from training.understanding.measure import report
from training.understanding.model import fitted, save, sharpness, slope
from training.understanding.vectors import query_vectors

FOLDS = 5


def main() -> None:
    """Train and measure, or only measure on the blind set."""
    parser = argparse.ArgumentParser(prog="python -m training.understanding", description=__doc__)
    parser.add_argument("--others", type=Path, help="folder of clinc150, hwu64, banking77 and chitchat")
    parser.add_argument("--work", type=Path, default=Path(".understanding"), help="where vectors are kept")
    parser.add_argument("--target", type=Path, default=FOLDER, help="where the weights go")
    parser.add_argument("--blind", action="store_true", help="measure on the blind set, train nothing")
    options = parser.parse_args()
    settings = load_settings()
    embeddings = SentenceTransformerEmbeddings(settings.embedder, settings.cache, 1)
    if options.blind:
        lines = typed(BLIND)
        vectors = query_vectors([line.text for line in lines], embeddings, options.work)
        classifier = QuestionClassifier(options.target)
        understood = [
            understand(line.text, classifier.judge(line.text, vector))
            for line, vector in zip(lines, vectors, strict=True)
        ]
    else:
        lines = typed()
        more = list(others(options.others)) if options.others else []
        vectors = query_vectors([line.text for line in [*lines, *more]], embeddings, options.work)
        understood = _trained(lines, more, vectors, options.target)
    sys.stdout.write("\n".join(report(lines, understood)) + "\n")


def _trained(
    lines: Sequence[Line], more: Sequence[Line], vectors: NDArray[np.float32], target: Path
) -> list[Understanding]:
    """Write the weights that all lines give; return how each of ours is understood by the others' weights."""
    raw = np.zeros((len(lines), 0), dtype=np.float32)
    kinds = [str(line.kind) for line in lines]
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(kinds, kinds):
        rows = [*train, *range(len(lines), len(lines) + len(more))]
        weights = fitted([*(lines[n] for n in train), *more], vectors[rows])
        if not raw.size:
            raw = np.zeros((len(lines), len(weights.bias)), dtype=np.float32)
        raw[test] = [scores(weights, lines[n].text, vectors[n]) for n in test]
    places = {str(kind): n for n, kind in enumerate(weights.kinds)}
    calibrated = (
        sharpness(raw[:, :-1], np.array([places[kind] for kind in kinds])),
        slope(raw[:, -1], [line.follow_up for line in lines]),
    )
    final = fitted([*lines, *more], vectors, calibrated)
    save(final, target)
    return [understand(line.text, judged(final, row)) for line, row in zip(lines, raw, strict=True)]


if __name__ == "__main__":
    main()
