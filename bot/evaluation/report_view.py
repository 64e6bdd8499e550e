"""How a report looks: its metrics in a table, then by group."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.evaluation.conversation.failed import failed_checks
from bot.evaluation.report_metrics import BY_NAME
from bot.render.text import neutral

IN_GROUPS = {
    "right": "right",
    "article_recall@1": "article@1",
    "article_recall@10": "article@10",
    "gold_sentence@1": "sentence@1",
    "gold_sentence@3": "sentence@3",
    "answer_contained": "contained",
    "conversation_passed": "passed",
    "confident_wrong": "sure and wrong",
}
"""The metrics shown by group, with names short enough for a row of them."""
PLACES = {"share": 3, "money": 6}
MARKS = {"better": "▲", "worse": "▼", "same": ""}


@dataclass(frozen=True)
class ReportView:
    """Rows of cells: parted by spaces in a pipe, in tables in a terminal."""

    report: Mapping[str, Any]

    def plain(self) -> str:
        tables = ("\n".join(aligned(rows)) for rows in self._tables())
        return "\n\n".join((*tables, *failed_checks(self.report)))

    def rich(self) -> RenderableType:
        parts: list[RenderableType] = []
        for rows in self._tables():
            parts += [rich_table(rows), Text()]
        for block in failed_checks(self.report):
            parts += [Text(block), Text()]
        return Group(*parts[:-1])

    def _tables(self) -> Iterator[list[list[str]]]:
        yield list(_metric_rows(self.report))
        yield [["failure", "n"], *([name, str(n)] for name, n in self.report["failures"].items())]
        if faults := self.report.get("faults"):
            yield [["fault of citing", "n"], *([name, str(n)] for name, n in faults.items())]
        columns = in_groups(self.report)
        for name, groups in self.report["breakdown"].items():
            if len(groups) > 1:
                yield list(_group_rows(name, groups, columns))
        if compared := self.report.get("compare"):
            yield list(_turned(compared))


def in_groups(report: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the metrics to show by group, of those that the report has."""
    return {name: short for name, short in IN_GROUPS.items() if name in report["metrics"]}


def written(name: str, value: float | None) -> str:
    """Return a metric in its unit: shares to three places, money to six, times and lengths whole."""
    if value is None or math.isnan(value):
        return "–"
    return f"{value:,.{PLACES.get(BY_NAME[name].unit, 0)}f}"


def signed(name: str, value: float | None) -> str:
    if value is None or math.isnan(value):
        return "–"
    return ("+" if value >= 0 else "−") + written(name, abs(value))


def _metric_rows(report: Mapping[str, Any]) -> Iterator[list[str]]:
    baseline, compared = report.get("baseline"), report.get("compare")
    head = [f"{report['n']} questions", "value", "95 % interval"]
    head += ["baseline", "ratio"] if baseline else []
    head += ["before", "change", "p"] if compared else []
    yield head
    for name, interval in report["metrics"].items():
        row = [name, written(name, interval["value"]), _range(name, interval)]
        row += _baseline_cells(name, baseline) if baseline else []
        row += _compare_cells(name, compared) if compared else []
        yield row


def _range(name: str, interval: Mapping[str, Any]) -> str:
    if interval["low"] is None or math.isnan(interval["low"]):
        return ""
    return f"{written(name, interval['low'])} to {written(name, interval['high'])}"


def _baseline_cells(name: str, baseline: Mapping[str, Any]) -> list[str]:
    ratio = baseline["ratios"].get(name)
    shown = "–" if ratio is None or math.isnan(ratio) else f"{ratio:.2f}"
    return [written(name, baseline["metrics"][name]["value"]), shown]


def _compare_cells(name: str, compared: Mapping[str, Any]) -> list[str]:
    comparison = compared["metrics"].get(name)
    if not comparison:
        return ["–", "–", ""]
    change = f"{signed(name, comparison['value'])} {MARKS[comparison['verdict']]}".strip()
    return [written(name, comparison["before"]), change, f"{comparison['p']:.3f}"]


def _group_rows(name: str, groups: Mapping[str, Any], columns: Mapping[str, str]) -> Iterator[list[str]]:
    yield [neutral(name), "n", *columns.values()]
    for group, summary in groups.items():
        values = (summary["metrics"].get(metric, {}).get("value") for metric in columns)
        cells = (written(m, value) for m, value in zip(columns, values, strict=True))
        yield [neutral(group)[:40], str(summary["n"]), *cells]


def _turned(compared: Mapping[str, Any]) -> Iterator[list[str]]:
    yield [f"against {neutral(compared['file'])}, {compared['n']} questions in common", "n", "questions"]
    for name in ("better", "worse"):
        ids = compared[name]
        shown = ", ".join(map(neutral, ids[:8])) + (" …" if len(ids) > 8 else "")
        yield [name, str(len(ids)), shown]


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Align the first column and columns of words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


def rich_table(rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for i, head in enumerate(rows[0]):
        table.add_column(Text(head), justify="right" if i else "left", overflow="fold")
    for row in rows[1:]:
        table.add_row(*map(Text, row))
    return table
