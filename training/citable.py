"""Fits the weights that tell what may be cited: python -m training.citable SENTENCES [--measure]

SENTENCES is a JSON Lines file of `source`, `title`, `prev`, `text` and `next`; labels are found by
source and hash in `training/sets/citable_labels.jsonl`. Sources whose CRC-32 is even
are learned from, the others measured.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import crc32

from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from retrieval.ingest import citable
from retrieval.text.languages import ENGLISH

LABELS = Path(__file__).parent / "sets" / "citable_labels.jsonl"
WEIGHTS = Path(citable.__file__).with_name("citable.json")

REGULARISATION = 2.0
"""Inverse strength; the best of 0.3, 1, 2 and 5 over the folds."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.citable")
    parser.add_argument("sentences", type=Path)
    parser.add_argument(
        "--measure", action="store_true", help="the half that was not learned from, as it is marked"
    )
    chosen = parser.parse_args()
    labels = {(row["source"], row["sentence"]): not row["citable"] for row in _rows(LABELS)}
    half = [row for row in _rows(chosen.sentences) if crc32(row["source"].encode()) % 2 == chosen.measure]
    truth = [labels[row["source"], _digest(row["text"])] for row in half]
    if chosen.measure:
        _report(truth, [not citable.is_citable(*_arguments(row)) for row in half])
    else:
        _learn(half, truth)


def _learn(rows: Sequence[dict[str, Any]], truth: Sequence[bool]) -> None:
    """Fit what the rules leave open; report ten folds, no page in two of them."""
    seen = [_seen(row) for row in rows]
    rules = [citable.by_rule(here, ENGLISH) for _, here, _, _ in seen]
    left = [n for n, rule in enumerate(rules) if rule is None]
    clues = [citable.clues_of(*seen[n]) for n in left]
    names = sorted(set().union(*clues))
    table, labels = [[each.get(name, 0.0) for name in names] for each in clues], [truth[n] for n in left]
    model = LogisticRegression(C=REGULARISATION, max_iter=5000)
    pages = [rows[n]["source"] for n in left]
    told = dict(
        zip(left, cross_val_predict(model, table, labels, cv=GroupKFold(10), groups=pages), strict=True)
    )
    _report(truth, [bool(told[n]) if rule is None else not rule for n, rule in enumerate(rules)])
    model.fit(table, labels)
    weights = dict(zip(names, model.coef_[0], strict=True)) | {"bias": model.intercept_[0]}
    WEIGHTS.write_text(
        json.dumps({k: round(float(v), 3) for k, v in weights.items()}, indent=1) + "\n", "utf-8"
    )


def _report(truth: Sequence[bool], told: Sequence[bool]) -> None:
    for name, of in (("not citable", True), ("citable", False)):
        both = sum(t == s == of for t, s in zip(truth, told, strict=True))
        precision, recall = both / max(told.count(of), 1), both / max(list(truth).count(of), 1)
        print(f"{name}: precision {precision:.3f}, recall {recall:.3f} of {list(truth).count(of)}")  # noqa: T201


def _arguments(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["text"], row["prev"] or "", row["next"] or "", row["title"] or "", ENGLISH


def _seen(row: dict[str, Any]) -> tuple[citable.Look, citable.Look, citable.Look, citable.Frame]:
    text, before, after, title, read_in = _arguments(row)
    told = citable.frame(title, f"{before} {text} {after}", read_in)
    return citable.look(before, told), citable.look(text, told), citable.look(after, told), told


def _digest(text: str) -> str:
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
