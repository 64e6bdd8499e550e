"""A report whose articles, questions and answers try to take the page over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.evaluation.compare import against_baseline, compare
from bot.evaluation.questions import Question
from bot.evaluation.report import make_report, without_nan
from bot.evaluation.results import row_of
from retrieval.values import Article
from tests.bot.evaluation.answers import CUP, ICE, answer, citation

TAKE = 'document.title="taken"'
BREAKOUT = f"</title></style></script><script>{TAKE}</script><img src=x onerror={TAKE}>"
EVIL = Article(
    id="evil\"'><b>",
    title=f"{BREAKOUT} {{{{ 7 * 7 }}}} &amp;",
    text=f"{BREAKOUT} It says no more. \u202eReversed and \x1b[31mred.\n\nAnother paragraph.",
    url="javascript:document.title='taken'",
    source="<svg onload=alert(1)>",
    published='2026-03-02" onclick="x',
)
ABOUT: dict[str, Any] = {
    "file": f"{BREAKOUT}.jsonl",
    "made": "2026-03-05",
    "stopped": False,
    "articles": 1234,
    "missing_gold": 1,
    "workers": 1,
    "settings": {"embedder": "<bge>"},
    "versions": {"python": "3.11"},
}
NASTY = Question(
    f"id {BREAKOUT}",
    f"What of {BREAKOUT}?",
    True,
    (BREAKOUT, "no more"),
    (EVIL.id,),
    ((EVIL.id, "It says no more."),),
    tags={BREAKOUT: (BREAKOUT,)},
)


def hostile_report() -> dict[str, Any]:
    """With a comparison and a baseline; the first question is right, the second refused wrongly."""
    rows = [
        row_of(
            NASTY,
            answer([citation(1, EVIL, 0), citation(2, EVIL, 1)], [EVIL], confidence=0.9, short=BREAKOUT),
        ),
        row_of(replace(NASTY, id="plain"), answer([citation(1, EVIL, 1)], [EVIL], refused=True)),
        row_of(Question("who", "Who won the cup?", False), answer([citation(1, CUP, 0)], [CUP, ICE])),
    ]
    report = make_report(rows, 0, ABOUT)
    report["compare"] = compare(report, report, f"{BREAKOUT}.json", 0)
    report["compare"]["better"] = [NASTY.id]
    report["baseline"] = {"about": "Plain.", **against_baseline(rows, rows, 0)}
    found: dict[str, Any] = without_nan(report)
    return found
