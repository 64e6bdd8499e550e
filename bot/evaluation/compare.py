"""Two runs on the same questions: paired differences, and which questions got better and worse."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.measures import BY_NAME, MEASURES, Rows, change, figure, verdict
from bot.evaluation.report import Report, as_dict, scores_of
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
    figures = paired([then[k][1] for k in common], [now[k][1] for k in common], seed)
    if report.get("workers") != former.get("workers"):
        figures = {name: found for name, found in figures.items() if BY_NAME[name].unit != "ms"}
    return {
        "file": name,
        "n": len(common),
        "only_now": len(now) - len(common),
        "only_before": len(then) - len(common),
        "metrics": figures,
        "better": [now[k][0] for k in common if _turned(then[k][1], now[k][1])],
        "worse": [now[k][0] for k in common if _turned(now[k][1], then[k][1])],
    }


def against_baseline(rows: Sequence[Row], baseline: Sequence[Row], seed: int) -> dict[str, Any]:
    """Return both runs' figures on the questions that both answered, with differences and ratios."""
    theirs = {_key(row): row.scores for row in baseline}
    pairs = [(theirs[_key(row)], row.scores) for row in rows if _key(row) in theirs]
    before, now = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    figures = paired(before, now, seed)
    return {
        "n": len(pairs),
        "metrics": {m.name: as_dict(figure(m, before, seed)) for m in MEASURES},
        "differences": figures,
        "ratios": {name: _ratio(found["now"], found["before"]) for name, found in figures.items()},
    }


def paired(before: Rows, now: Rows, seed: int) -> dict[str, dict[str, Any]]:
    """Return by figure: before, now, the paired difference with interval and p, a verdict in a word."""
    found: dict[str, dict[str, Any]] = {}
    for measure in MEASURES:
        made = change(measure, before, now, seed)
        if not math.isnan(made.difference.value):
            found[measure.name] = {
                "before": round(made.before, 4),
                "now": round(made.now, 4),
                **as_dict(made.difference),
                "verdict": verdict(measure, made.difference),
            }
    return found


def _key(row: Row) -> Key:
    return row.question.id, row.question.text


def _by_key(report: Report) -> dict[Key, tuple[str, Mapping[str, float]]]:
    rows = zip(report["questions"], scores_of(report), strict=True)
    return {(row["id"], row["question"]): (row["id"], scores) for row, scores in rows}


def _turned(before: Mapping[str, float], now: Mapping[str, float]) -> bool:
    """Return whether a question that was wrong is right now."""
    return before.get("right") == 0 and now.get("right") == 1


def _ratio(ours: float, theirs: float) -> float:
    return round(ours / theirs, 4) if theirs else math.nan
