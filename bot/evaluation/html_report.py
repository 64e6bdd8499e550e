"""The report as one self-contained page for an editor: no network, and article text that stays text.

Everything from a report goes through Jinja's autoescape; the page's content policy allows the one script and
the one style sheet that stand in it, by their hashes, and nothing else.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.evaluation.failures import MEANING, Failure
from bot.evaluation.metrics import calibration, risk_coverage
from bot.evaluation.metrics.sentences import matches
from bot.evaluation.plots import latency_plot, recall_plot, reliability_plot, risk_coverage_plot
from bot.evaluation.report import scores_of
from bot.evaluation.report_metrics import BY_NAME, Rows, has_checks
from bot.evaluation.report_view import IN_GROUPS, in_groups, signed, written
from bot.evaluation.summary import headlines, percent
from bot.render.text import day_text, is_web_address, neutral

FOLDER = Path(__file__).parent / "page"
RANKS = 10
MAIN = (*IN_GROUPS, "answer_contained@1", "citation_precision", "citation_recall")
MAIN += ("latency_p50_ms", "answer_words")
"""The metrics set beside the baseline's at once; the others are a click away."""
POLICY = "default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def page(report: Mapping[str, Any]) -> str:
    """Return the page of a report, as `make_report` and `without_nan` make it."""
    style, script = _part("report.css"), _part("report.js")
    rows = scores_of(report)
    compared, baseline = report.get("compare"), report.get("baseline")
    changes = compared["metrics"] if compared else {}
    report = {"judge": None, "prompts": {}, "faults": {}, **report}  # a report of before they were told
    template = _environment().get_template("report.html")
    return template.render(
        report=report,
        compare=compared,
        baseline=baseline,
        policy=POLICY.format(style=_hash(style), script=_hash(script)),
        style=Markup(style),
        script=Markup(script),
        headlines=list(headlines(report["metrics"])),
        plots=_plots(rows),
        metrics=[BY_NAME[name] for name in report["metrics"]],
        changed=[name for name, change in changes.items() if change["verdict"] != "same"],
        main=[name for name in MAIN if baseline and name in baseline["differences"]],
        in_groups=in_groups(report),
        meaning={str(why): says for why, says in MEANING.items()},
        questions=list(_questions(report)),
        wrong=sum(n for why, n in report["failures"].items() if why != Failure.NONE),
        numbers={question["id"]: n for n, question in enumerate(report["questions"], 1)},
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: neutral(value) if type(value) is str else value,
    )
    environment.filters |= {"written": written, "signed": signed, "percent": percent, "day": day_text}
    environment.globals["by_name"] = BY_NAME
    return environment


def _part(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _hash(part: str) -> str:
    return "sha256-" + b64encode(sha256(part.encode()).digest()).decode()


def _plots(rows: Rows) -> dict[str, Markup | None]:
    """Return the plots by name; None for one that has nothing to show."""
    judged = [(r["confidence"], bool(r["evidence_right"])) for r in rows
              if not math.isnan(r["confidence"] + r["evidence_right"])]  # fmt: skip
    ranks = [rank for r in rows if not math.isnan(rank := r.get("article_mrr@10", math.nan))]
    times = [r["latency_ms"] for r in rows if not math.isnan(r["latency_ms"])]
    # A reciprocal rank of at least 1 / k is a rank among the first k.
    recalls = [sum(r >= 1 / k - 1e-9 for r in ranks) / max(len(ranks), 1) for k in range(1, RANKS + 1)]
    told_of_all = judged and not has_checks(rows)  # not of refusals, in a conversation set
    return {
        "risk_coverage": risk_coverage_plot(risk_coverage.curve(judged), _now(rows)) if told_of_all else None,
        "calibration": reliability_plot(calibration.reliability(judged)) if judged else None,
        "recall": recall_plot(recalls) if ranks else None,
        "latency": latency_plot(times) if times else None,
    }


def _now(rows: Rows) -> risk_coverage.Point | None:
    """Return the point of this run: the questions not refused, and the share of them that is not right."""
    answered = [r["evidence_right"] for r in rows if not r["refused"] and not math.isnan(r["evidence_right"])]
    if not answered:
        return None
    return risk_coverage.Point(0, len(answered) / len(rows), 1 - sum(answered) / len(answered))


def _questions(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the questions with their citations in the paragraph, and whether each is a gold sentence."""
    for row in report["questions"]:
        gold = [(g["article_id"], g["sentence"]) for g in row["gold"]["gold_sentences"]]
        pairs = zip(row["answer"]["citations"], row["paragraphs"], strict=True)
        yield {
            "error": "",
            "history": [],
            "checks": [],
            **row,
            "cited": [_cited(citation, around, gold) for citation, around in pairs],
        }


def _cited(
    citation: Mapping[str, Any], around: Mapping[str, str], gold: list[tuple[str, str]]
) -> dict[str, Any]:
    place = (citation["article_id"], citation["sentence"])
    return {
        **citation,
        **around,
        "is_gold": any(matches(place, other) for other in gold),
        "address": citation["url"] if is_web_address(citation["url"]) else "",
    }
