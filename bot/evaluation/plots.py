"""Plots as inline SVG: numbers in, markup out. Colours come from the page's style sheet, by class."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from bot.evaluation.metrics.calibration import Bin
from bot.evaluation.metrics.latency import percentile
from bot.evaluation.metrics.risk_coverage import Point

WIDTH, HEIGHT = 460, 300
LEFT, RIGHT, TOP, BOTTOM = 66, 24, 20, 46
BARS = 24


@dataclass(frozen=True, slots=True)
class _Axes:
    """From data, x from `x0` to `x1` and y from 0 to `y1`, to places in the picture."""

    x0: float
    x1: float
    y1: float

    def x(self, value: float) -> float:
        span = (self.x1 - self.x0) or 1
        return round(LEFT + (value - self.x0) / span * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - value / (self.y1 or 1) * (HEIGHT - TOP - BOTTOM), 1)


def risk_coverage_plot(points: Sequence[Point], now: Point | None = None) -> Markup:
    """Plot the share wrong against the share answered, with a dot at the threshold of `now`."""
    axes = _Axes(0, 1, _ticks(max([p.risk for p in points], default=0) or 0.1)[-1])
    line = _line("curve", ((axes.x(p.coverage), axes.y(p.risk)) for p in points))
    dot = Markup()
    if now:
        says = f"now: {_percent(now.coverage)} answered, {_percent(now.risk)} of them wrong"
        dot = _dot(axes.x(now.coverage), axes.y(now.risk), 6, says)
    ticks = _frame(axes, _percents(1), _percents(axes.y1))
    return _svg("Risk and coverage", "questions answered", "of those, wrong", ticks + line + dot)


def reliability_plot(bins: Sequence[Bin]) -> Markup:
    """Plot the share right against confidence: a dot a bin, its area by its questions, and the diagonal."""
    axes = _Axes(0, 1, 1)
    most = max((b.count for b in bins), default=1)
    diagonal = _line("ideal", [(axes.x(0), axes.y(0)), (axes.x(1), axes.y(1))])
    dots = Markup().join(
        _dot(axes.x(b.confidence), axes.y(b.accuracy), 4 + 10 * math.sqrt(b.count / most), _bin_says(b))
        for b in bins
    )
    ticks = _frame(axes, _percents(1), _percents(1))
    return _svg("Calibration", "confidence", "right", ticks + diagonal + dots)


def recall_plot(recalls: Sequence[float]) -> Markup:
    """Plot the share of questions whose article is among the first k, for k from 1. The axis begins at 0."""
    axes = _Axes(1, max(len(recalls), 2), 1)
    places = [(axes.x(k), axes.y(value)) for k, value in enumerate(recalls, 1)]
    dots = (_dot(x, y, 4, f"{_percent(value)} among the first {k}")
            for k, ((x, y), value) in enumerate(zip(places, recalls, strict=True), 1))  # fmt: skip
    marks = _line("curve", places) + Markup().join(dots)
    ticks = _frame(axes, [(k, str(k)) for k in range(1, len(recalls) + 1)], _percents(1))
    return _svg("Recall by rank", "articles looked at", "right one among them", ticks + marks)


def latency_plot(times_ms: Sequence[float]) -> Markup:
    """Plot how many answers took how long, with lines at the median and the 95th percentile."""
    across = _ticks(max(times_ms, default=0) or 1)
    counts, edges = np.histogram(times_ms, bins=BARS, range=(0, across[-1]))
    up = _ticks(float(counts.max()) or 1)
    axes = _Axes(0, across[-1], up[-1])
    bars = Markup().join(_bar(axes, *bar) for bar in zip(counts, edges[:-1], edges[1:], strict=True))
    lines = _upright(axes, percentile(50, times_ms), "half", "end")
    lines += _upright(axes, percentile(95, times_ms), "95%", "start")
    ticks = _frame(axes, [(at, _seconds(at)) for at in across], [(n, f"{n:.0f}") for n in up if n == int(n)])
    return _svg("Time to answer", "seconds", "questions", ticks + bars + lines)


def _svg(title: str, across: str, up: str, content: Markup) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {w} {h}" role="img" aria-label="{title}"><title>{title}</title>{content}'
        '<text class="label" x="{x}" y="{bottom}" text-anchor="middle">{across}</text>'
        '<text class="label" transform="translate(12 {y}) rotate(-90)" text-anchor="middle">{up}</text></svg>'
    ).format(
        w=WIDTH, h=HEIGHT, title=title, content=content, across=across, up=up,
        x=(WIDTH + LEFT - RIGHT) // 2, y=(HEIGHT + TOP - BOTTOM) // 2, bottom=HEIGHT - 8,
    )  # fmt: skip


def _frame(axes: _Axes, across: Iterable[tuple[float, str]], up: Iterable[tuple[float, str]]) -> Markup:
    """Return grid lines with their numbers."""
    rows = Markup().join(
        Markup('<line class="grid" x1="{l}" x2="{r}" y1="{y}" y2="{y}"/><text x="{t}" y="{b}" '
               'text-anchor="end">{label}</text>').format(
            l=LEFT, r=WIDTH - RIGHT, y=axes.y(at), t=LEFT - 6, b=axes.y(at) + 4, label=label)
        for at, label in up
    )  # fmt: skip
    columns = Markup().join(
        Markup('<text x="{x}" y="{y}" text-anchor="middle">{label}</text>').format(
            x=axes.x(at), y=HEIGHT - BOTTOM + 16, label=label
        )
        for at, label in across
    )
    return rows + columns


def _line(kind: str, places: Iterable[tuple[float, float]]) -> Markup:
    points = " ".join(f"{x},{y}" for x, y in places)
    return Markup('<polyline class="{}" points="{}"/>').format(kind, points)


def _dot(x: float, y: float, radius: float, says: str) -> Markup:
    return Markup('<circle class="dot" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
        x, y, round(radius, 1), says
    )


def _bar(axes: _Axes, count: float, low: float, high: float) -> Markup:
    x, y = axes.x(low), axes.y(count)
    return Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>').format(
        x, y, round(axes.x(high) - x - 1, 1), round(axes.y(0) - y, 1),
        f"{count:.0f} within {_seconds(low)} to {_seconds(high)} s",
    )  # fmt: skip


def _upright(axes: _Axes, at: float, label: str, anchor: str) -> Markup:
    """Return a vertical line at `at`, its label beside its top."""
    if math.isnan(at):
        return Markup()
    x = axes.x(at)
    return Markup(
        '<line class="mark" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'
        '<text class="strong" x="{t}" y="{y}" text-anchor="{anchor}">{label}</text>'
    ).format(
        x=x, top=TOP, bottom=HEIGHT - BOTTOM, y=TOP - 4, anchor=anchor, label=label,
        t=x + (3 if anchor == "start" else -3),
    )  # fmt: skip


def _percents(top: float) -> list[tuple[float, str]]:
    return [(share, _percent(share)) for share in _ticks(top)]


def _ticks(top: float) -> list[float]:
    """Return 0 and round steps of 1, 2, 2.5 or 5 times a power of ten, the last at or just over `top`."""
    size = 10 ** math.floor(math.log10(top / 4))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n * 5 >= top - 1e-9)
    return [round(step * n, 10) for n in range(math.ceil(top / step - 1e-9) + 1)]


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.3g}"


def _bin_says(b: Bin) -> str:
    return f"confidence {b.low:.2f} to {b.high:.2f}: {b.count} questions, {_percent(b.accuracy)} right"
