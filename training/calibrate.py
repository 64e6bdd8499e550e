"""Fits the confidence: python -m training.calibrate SET... writes retrieval/calibration.json.

Each SET is a folder with articles.jsonl and questions.jsonl, such as the development sets. The figures come
from five folds over articles: no question is judged by weights that saw its article. Sets weigh the same,
whatever their size.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.evaluation.metrics.auroc import auroc
from bot.evaluation.metrics.calibration import expected_calibration_error
from bot.evaluation.metrics.refusal import precision, recall
from retrieval.confidence import FEATURES, features
from retrieval.engine import build_engine
from retrieval.reading import read
from retrieval.settings import load_settings
from retrieval.types import Query

FOLDS = 5
TARGET = Path("retrieval/calibration.json")


@dataclass(frozen=True)
class Sample:
    """A question's features, whether the articles answer it, and the fold its article is in."""

    set_name: str
    values: tuple[float, ...]
    answerable: bool
    fold: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.calibrate")
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--limit", type=int, default=500, help="questions of each set")
    options = parser.parse_args()
    samples = [s for folder in options.sets for s in _samples(folder, options.limit)]
    held_out = np.zeros(len(samples))
    for fold in range(FOLDS):
        model = _fit([s for s in samples if s.fold != fold])
        for n, sample in enumerate(samples):
            if sample.fold == fold:
                held_out[n] = model.predict_proba([sample.values])[0, 1]
    for folder in options.sets:
        judged = zip(held_out, samples, strict=True)
        _report(folder.name, [(p, s) for p, s in judged if s.set_name == folder.name])
    _write(_fit(samples), samples)


def _samples(folder: Path, limit: int) -> Iterator[Sample]:
    with tempfile.TemporaryDirectory() as data:
        engine = build_engine(load_settings(data=Path(data)))
        list(engine.ingest(read(folder / "articles.jsonl")))
        questions = [json.loads(line) for line in (folder / "questions.jsonl").read_text().splitlines()]
        for question in questions[:: max(1, len(questions) // limit)][:limit]:
            workings = engine.work(Query(question["question"]))
            key = (question["gold_ids"] or [question["id"]])[0]
            yield Sample(folder.name, features(workings), question["answerable"], crc32(key.encode()) % FOLDS)
        engine.close()


def _fit(samples: list[Sample]) -> LogisticRegression:
    sizes = {s.set_name: sum(o.set_name == s.set_name for o in samples) for s in samples}
    weights = [1000 / sizes[s.set_name] for s in samples]
    model = LogisticRegression(max_iter=2000)
    return model.fit([s.values for s in samples], [s.answerable for s in samples], sample_weight=weights)


def _report(name: str, judged: list[tuple[float, Sample]]) -> None:
    scored = [(p, s.answerable) for p, s in judged]
    outcomes = [(s.answerable, p < load_settings().threshold) for p, s in judged]
    figures = {
        "auroc": auroc(scored),
        "ece": expected_calibration_error(scored),
        "refusal precision": precision(outcomes),
        "refusal recall": recall(outcomes),
    }
    print(name, len(judged), {k: round(v, 3) for k, v in figures.items()})  # noqa: T201


def _write(model: LogisticRegression, samples: list[Sample]) -> None:
    weights = dict(zip(FEATURES, (round(float(w), 4) for w in model.coef_[0]), strict=True))
    stored = {
        "made_by": "training/calibrate.py",
        "questions": len(samples),
        "weights": weights,
        "intercept": round(float(model.intercept_[0]), 4),
    }
    TARGET.write_text(json.dumps(stored, indent=2) + "\n")


if __name__ == "__main__":
    main()
