"""Whether excerpts are traced to where they stand: drawn, asked, and told apart by kind.

    traced_verbatim, _shortened    the first trace lies on the sentence it was drawn from, and is no misquote
    traced_paraphrased             the first trace lies on that sentence, of whatever kind
    alterations_noticed            the first trace lies on the true sentence and is called "altered"
    foreign_declined               refused: the excerpt is in no article
    misattributed                  of all excerpts, those traced to a wrong place (or anywhere, if foreign)

The Tow Center's question, whether headline, outlet, date and address are right, is that of the article here:
they are fields of one stored article.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from bot.evaluation.excerpts import Excerpt, Kind, draw
from bot.evaluation.metrics.bootstrap import mean_interval
from bot.evaluation.report import as_dict, without_nan
from bot.evaluation.report_view import ReportView
from bot.evaluation.run import require_articles, run, warm_up
from bot.render.answer_json import attributes
from bot.render.progress import progress_bar
from bot.render.views import make_console
from retrieval.engine import Engine
from retrieval.errors import NewsdeskError
from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.loaders import read
from retrieval.values import Article, Query, RawArticle, Trace

METRICS = {
    "traced_verbatim": Kind.VERBATIM,
    "traced_shortened": Kind.SHORTENED,
    "traced_paraphrased": Kind.PARAPHRASED,
    "alterations_noticed": Kind.ALTERED,
    "foreign_declined": Kind.FOREIGN,
    "misattributed": None,
}


@dataclass(frozen=True, slots=True)
class Traced:
    """An excerpt and what the engine made of it."""

    excerpt: Excerpt
    refused: bool
    traces: tuple[Mapping[str, Any], ...]
    right: bool
    misattributed: bool
    error: str = ""


def trace(engine: Engine, count: int, seed: int, workers: int, foreign: Path | None) -> dict[str, Any]:
    """Return the report of `count` excerpts drawn from the engine's articles. Raise NewsdeskError."""
    require_articles(engine)
    excerpts = draw(list(engine.index.articles.articles()), list(_articles(foreign)), count, seed)
    warm_up(engine)
    with progress_bar(make_console(stderr=True), "Tracing", len(excerpts)) as advance:
        traced = run(partial(_examine, engine), excerpts, workers, advance)
    if traced.stopped:
        message = f"stopped after {len(traced.results)} of {len(excerpts)} excerpts"
        click.echo(f"newsdesk evaluate: {message}", err=True)
    report: dict[str, Any] = without_nan(make_tracing_report(traced.results, seed))
    source = str(foreign) if foreign else "made up from the corpus"
    return report | {"stopped": traced.stopped, "foreign": source}


def judge(excerpt: Excerpt, refused: bool, traces: Sequence[Trace]) -> tuple[bool, bool]:
    """Return whether the excerpt was treated rightly, and whether it was put in a wrong place."""
    first = None if refused else next(iter(traces), None)
    if excerpt.kind is Kind.FOREIGN:
        return refused, first is not None
    if first is None:
        return False, False
    if not _lies_on(excerpt, first):
        return False, True
    if excerpt.kind is Kind.ALTERED:
        return first.kind == "altered", False
    return excerpt.kind is Kind.PARAPHRASED or first.kind != "altered", False


def make_tracing_report(results: Sequence[Traced], seed: int) -> dict[str, Any]:
    """Return each metric with its interval, and every excerpt."""
    values = {
        name: [float(r.right) for r in results if r.excerpt.kind is kind]
        if kind
        else [float(r.misattributed) for r in results]
        for name, kind in METRICS.items()
    }
    return {
        "n": len(results),
        "seed": seed,
        "metrics": {name: as_dict(mean_interval(numbers, seed=seed)) for name, numbers in values.items()},
        "counts": {name: len(numbers) for name, numbers in values.items()},
        "excerpts": [{**asdict(r), "traces": [dict(t) for t in r.traces]} for r in results],
    }


def _examine(engine: Engine, excerpt: Excerpt) -> Traced:
    try:
        answer = engine.ask(Query(excerpt.question))
    except NewsdeskError as error:
        return Traced(excerpt, False, (), False, False, str(error))
    right, misattributed = judge(excerpt, answer.refused, answer.traces)
    return Traced(excerpt, answer.refused, tuple(map(_fields, answer.traces)), right, misattributed)


def _lies_on(excerpt: Excerpt, trace: Trace) -> bool:
    overlaps = trace.start < excerpt.end and excerpt.start < trace.end
    return overlaps and trace.article.id == excerpt.article_id


def _fields(trace: Trace) -> dict[str, Any]:
    return {"article_id": trace.article.id, **attributes(trace, "start", "end", "kind", "text")}


def _articles(source: Path | None) -> Iterator[Article]:
    """Yield the articles of a file, cleaned. Leave out those that cannot be cleaned."""
    fetched = datetime.now(UTC).isoformat(timespec="seconds")
    for item in read(source) if source else ():
        if isinstance(item, RawArticle):
            with suppress(ValueError):
                yield clean(item, fetched)


class TracingView(ReportView):
    """One line a metric."""

    def _tables(self) -> Iterator[list[list[str]]]:
        rows = [[f"{self.report['n']} excerpts", "n", "value", "95 % interval"]]
        for name, metric in self.report["metrics"].items():
            valid = metric["value"] is not None and not math.isnan(metric["value"])
            value = f"{metric['value']:.3f}" if valid else "–"
            interval = f"{metric['low']:.3f} to {metric['high']:.3f}" if valid else ""
            rows.append([name, str(self.report["counts"][name]), value, interval])
        yield rows
