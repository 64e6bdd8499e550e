"""Two runs on the same questions: paired differences, and which questions got better and worse."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.report import Report, as_dict, scores_of
from bot.evaluation.report_metrics import BY_NAME, METRICS, Rows, change, estimate, is_right, verdict
from bot.evaluation.results import Row
from retrieval.errors import UsageError

Key = tuple[str, str]


def read_report(path: Path) -> Report:
    """Return a report that `--json` wrote. Raise UsageError for any other file."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
        scores_of(report)
        _ = [(q["id"], q["question"], q["failure"]) for q in report["questions"]]
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read as a report: {error}") from None
    except (KeyError, TypeError, AttributeError):
        raise UsageError(f"{path} is not a report of `newsdesk evaluate --json`") from None
    checked: Report = report
    return checked


def compare(report: Report, former: Report, name: str, seed: int) -> dict[str, Any]:
    """Return what changed from `former` to `report`, on the questions in both (same id and wording).

    Leave out times if one run asked more questions at a time than the other.
    """
    now, then = _by_key(report), _by_key(former)
    common = [key for key in now if key in then]
    changes = paired([then[k][1] for k in common], [now[k][1] for k in common], seed)
    if report.get("workers") != former.get("workers"):
        changes = {name: change for name, change in changes.items() if BY_NAME[name].unit != "ms"}
    return {
        "file": name,
        "n": len(common),
        "only_now": len(now) - len(common),
        "only_before": len(then) - len(common),
        "metrics": changes,
        "better": [now[k][0] for k in common if _turned(then[k][1], now[k][1])],
        "worse": [now[k][0] for k in common if _turned(now[k][1], then[k][1])],
    }


def against_baseline(rows: Sequence[Row], baseline: Sequence[Row], seed: int) -> dict[str, Any]:
    """Return both runs' metrics on the questions that both answered, with differences and ratios."""
    theirs = {_key(row): row.scores for row in baseline}
    pairs = [(theirs[_key(row)], row.scores) for row in rows if _key(row) in theirs]
    before, now = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    changes = paired(before, now, seed)
    return {
        "n": len(pairs),
        "metrics": {m.name: as_dict(estimate(m, before, seed)) for m in METRICS},
        "differences": changes,
        "ratios": {
            name: round(change["now"] / change["before"], 4) if change["before"] else math.nan
            for name, change in changes.items()
        },
    }


def paired(before: Rows, now: Rows, seed: int) -> dict[str, dict[str, Any]]:
    """Return by metric: before, now, the paired difference with interval and p, a verdict in a word."""
    pairs = [(metric, change(metric, before, now, seed)) for metric in BY_NAME.values()]
    return {
        metric.name: {
            "before": round(changed.before, 4),
            "now": round(changed.now, 4),
            **as_dict(changed.difference),
            "verdict": verdict(metric, changed.difference),
        }
        for metric, changed in pairs
        if not math.isnan(changed.difference.value)
    }


def _key(row: Row) -> Key:
    return row.question.id, row.question.text


def _by_key(report: Report) -> dict[Key, tuple[str, Mapping[str, float]]]:
    rows = zip(report["questions"], scores_of(report), strict=True)
    return {(row["id"], row["question"]): (row["id"], scores) for row, scores in rows}


def _turned(before: Mapping[str, float], now: Mapping[str, float]) -> bool:
    """Return whether a question that was wrong is right now."""
    return is_right(before) == 0 and is_right(now) == 1
