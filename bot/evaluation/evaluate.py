"""`newsdesk evaluate` from questions to report: ask, measure, compare."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

import prompts
from bot.evaluation.compare import against_baseline, compare
from bot.evaluation.gold import missing_gold, resolve
from bot.evaluation.llm_judge import Judge, open_judge
from bot.evaluation.questions import Question, read_questions
from bot.evaluation.report import Report, make_report, without_nan
from bot.evaluation.results import Row
from bot.evaluation.run import Run, examine, require_articles, run, sample, warm_up
from bot.render.progress import progress_bar
from bot.render.text import count_text
from bot.render.version import version_of
from bot.render.views import make_console
from retrieval.engine import Engine
from retrieval.errors import UsageError
from retrieval.settings import EXTRACTIVE, Settings

PACKAGES = ("newsdesk", "chromadb", "langchain-core", "sentence-transformers", "tantivy", "torch")
SETTINGS = ("embedder", "reranker", "reader", "model", "model_tokens", "unsupported", "threshold", "threads")
"""Settings that an answer depends on; the others may hold what nobody should publish."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask, how, and what to set beside it."""

    file: Path
    limit: int | None = None
    seed: int = 0
    workers: int = 1
    baseline: bool = False
    judge: str = ""
    """A chat model that grades the answers; empty for none."""
    former: Report | None = None
    former_name: str = ""
    today: date = date.min


def evaluate(engine: Engine, plan: Plan, settings: Settings) -> Report:
    """Ask every question of the plan. Report those that are done if Ctrl-C stops it. Raise NewsdeskError."""
    require_articles(engine)
    questions = resolve(sample(read_questions(plan.file), plan.limit, plan.seed), engine.index)
    _require_answers(plan, questions)
    if missing := missing_gold(questions, engine.index):
        _warn(
            f"{count_text(len(missing), 'question')} of {len(questions)} cannot be answered: no gold"
            f" article of theirs is in {engine.index.folder} (first: {missing[0].id}); they count as failed"
        )
    judge = open_judge(plan.judge, settings) if plan.judge else None
    answers = _ask(engine, questions, plan.workers, judge)
    if answers.stopped:
        _warn(f"stopped; the report is of the {len(answers.results)} of {len(questions)} questions asked")
    about = {"stopped": answers.stopped, **_about(engine, plan, settings), "missing_gold": len(missing)}
    about["judge"] = {"model": judge.chat.name, "prompt": judge.prompt.fingerprint} if judge else None
    report = make_report(answers.results, plan.seed, about)
    if plan.baseline and not answers.stopped:
        report["baseline"] = _baseline(engine, answers.results, plan)
    if plan.former:
        report["compare"] = compare(report, plan.former, plan.former_name, plan.seed)
    checked: Report = without_nan(report)
    return checked


def _require_answers(plan: Plan, questions: Sequence[Question]) -> None:
    """Raise UsageError for what needs right answers, and not the checks of a conversation set."""
    if any(question.checks for question in questions) and (plan.baseline or plan.judge):
        option = "--baseline" if plan.baseline else "--judge"
        raise UsageError(f"{plan.file} has checks and no right answers: leave out {option}")


def _ask(engine: Engine, questions: tuple[Any, ...], workers: int, judge: Judge | None) -> Run[Row]:
    console = make_console(stderr=True)
    with console.status("Loading the models…") if console.is_terminal else nullcontext():
        warm_up(engine)
    with progress_bar(console, "Asking", len(questions)) as advance:
        return run(partial(examine, engine, judge=judge), questions, workers, advance)


def _baseline(engine: Engine, rows: tuple[Row, ...], plan: Plan) -> dict[str, Any] | None:
    from bot.evaluation.baseline import ABOUT, baseline

    console = make_console(stderr=True)
    articles = engine.index.articles.counts()[0]
    bar = progress_bar(console, "Embedding for the baseline", articles)
    with bar as advance, baseline(engine, advance) as ask:
        answers = run(ask, [row.question for row in rows], plan.workers)
    if answers.stopped:
        _warn("stopped; the report is without the baseline")
        return None
    return {"about": ABOUT, **against_baseline(rows, answers.results, plan.seed)}


def _about(engine: Engine, plan: Plan, settings: Settings) -> Mapping[str, Any]:
    articles, passages = engine.index.articles.counts()
    values = settings.model_dump(mode="json")
    own_prompts = () if settings.model == EXTRACTIVE else ("answer", "condense")
    return {
        "file": plan.file.name,
        "made": plan.today.isoformat(),
        "articles": articles,
        "passages": passages,
        "workers": plan.workers,
        "limit": plan.limit,
        "settings": {name: values[name] for name in SETTINGS if name in values},
        # Other prompts make another answerer.
        "prompts": {name: prompts.fingerprint(name, settings.prompts) for name in own_prompts},
        "versions": {"python": platform.python_version()}
        | {name: version_of(name) or "not installed" for name in PACKAGES},
    }


def _warn(message: str) -> None:
    click.echo(f"newsdesk evaluate: {message}", err=True)
