"""`newsdesk evaluate`: how good the answers are, on a set of questions with known answers."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.context import common_options, open_engine, read_settings
from bot.cli.errors import FAILED, INTERRUPTED
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from bot.evaluation.gates import Floor
    from bot.render.views import View


def _writable(ctx: click.Context, param: click.Parameter, path: Path | None) -> Path | None:
    """Raise BadParameter for a file that cannot be written, before any question is asked."""
    if path and not (path.parent.is_dir() and os.access(path if path.exists() else path.parent, os.W_OK)):
        raise click.BadParameter(f"{path} cannot be written: no such folder, or no permission.")
    return path


_FILE = click.Path(dir_okay=False, path_type=Path)
_READABLE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command()
@click.argument("questions", required=False, type=_READABLE, metavar="[QUESTIONS]")
@click.option(
    "--json", "json_file", type=_FILE, callback=_writable, metavar="FILE", help="Write the report as JSON."
)
@click.option(
    "--html",
    "html_file",
    type=_FILE,
    callback=_writable,
    metavar="FILE",
    help="Write the report as one self-contained page.",
)
@click.option("--compare", type=_READABLE, metavar="FILE", help="Set a former --json report beside this one.")
@click.option(
    "--baseline", is_flag=True, help="Set LangChain's plain retrieval on the same articles beside it."
)
@click.option(
    "--judge",
    default="",
    metavar="MODEL",
    help="Have a chat model, as NEWSDESK_MODEL names it, grade each answer against the right ones.",
)
@click.option(
    "--floor",
    "floors",
    multiple=True,
    metavar="METRIC=VALUE",
    help="Exit 1 where the figure is worse; repeatable. For a figure that should be low, a ceiling.",
)
@click.option(
    "--excerpts",
    type=click.IntRange(min=1),
    metavar="N",
    help="Instead of QUESTIONS: trace N excerpts drawn from the articles.",
)
@click.option(
    "--foreign",
    type=_READABLE,
    metavar="FILE",
    help="With --excerpts: articles that are not in the index, for excerpts to be declined.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Questions asked at a time; latency is fair only with one.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask so many, drawn at random.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="S",
    help="Fixes every random draw.",
)
@common_options
@click.pass_context
def evaluate(ctx: click.Context, /, **options: Any) -> None:
    """Measure the answers to a question set.

    QUESTIONS are JSON Lines with right answers or with checks, or .json in SQuAD's format.
    Nothing is ingested: the gold article of a SQuAD question is the stored one that holds its paragraph.
    Ctrl-C stops the asking and reports what is done.
    """
    from bot.render.views import make_console, show

    _check(options)
    floors = _floors(options)
    report, view = _trace(ctx, options) if options["excerpts"] else _evaluate(ctx, options)
    _write(report, options)
    show(view, make_console())
    ctx.exit(_code(report, floors))


def _check(options: dict[str, Any]) -> None:
    if options["excerpts"]:
        for name in ("questions", "html_file", "compare", "baseline", "judge", "limit"):
            if options[name]:
                option = "QUESTIONS" if name == "questions" else f"--{name.removesuffix('_file')}"
                raise UsageError(f"--excerpts draws its own questions: leave out {option}")
    elif not options["questions"]:
        raise UsageError("name a file of questions, or use --excerpts N")
    elif options["foreign"]:
        raise UsageError("--foreign goes with --excerpts")


def _floors(options: dict[str, Any]) -> list[Floor]:
    from bot.evaluation.gates import parse_floor
    from bot.evaluation.report_metrics import BY_NAME
    from bot.evaluation.trace_quotes import METRICS

    names = METRICS if options["excerpts"] else BY_NAME
    return [parse_floor(text, names) for text in options["floors"]]


def _evaluate(ctx: click.Context, options: dict[str, Any]) -> tuple[dict[str, Any], View]:
    from bot.evaluation.compare import read_report
    from bot.evaluation.evaluate import Plan, evaluate
    from bot.evaluation.report_view import ReportView

    former: Path | None = options["compare"]
    plan = Plan(
        file=options["questions"],
        former=read_report(former) if former else None,
        former_name=former.name if former else "",
        today=date.today(),
        **{name: options[name] for name in ("limit", "seed", "workers", "baseline", "judge")},
    )
    report = evaluate(open_engine(ctx), plan, read_settings(ctx))
    return report, ReportView(report)


def _trace(ctx: click.Context, options: dict[str, Any]) -> tuple[dict[str, Any], View]:
    from bot.evaluation.trace_quotes import TracingView, trace

    arguments = (options[name] for name in ("excerpts", "seed", "workers", "foreign"))
    report = trace(open_engine(ctx), *arguments)
    return report, TracingView(report)


def _write(report: dict[str, Any], options: dict[str, Any]) -> None:
    import json

    if path := options["json_file"]:
        path.write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8", errors="replace")
    if path := options["html_file"]:
        from bot.evaluation.html_report import page

        path.write_text(page(report), "utf-8", errors="replace")


def _code(report: dict[str, Any], floors: list[Floor]) -> int:
    """Return 130 for a run that was stopped, 1 for a floor that failed, else 0."""
    from bot.evaluation.gates import failed

    if report["stopped"]:
        return INTERRUPTED
    lines = list(failed(floors, report["metrics"]))
    for line in lines:
        click.echo(f"newsdesk evaluate: {line}", err=True)
    return FAILED if lines else 0
