"""A report of a conversation set, from hand-made answers to the table and the page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from bot.evaluation.compare import compare
from bot.evaluation.conversation.checks import Behaviour, Checks
from bot.evaluation.html_report import page
from bot.evaluation.questions import Question
from bot.evaluation.report import make_report, without_nan
from bot.evaluation.report_view import ReportView
from bot.evaluation.results import row_of, row_of_error
from retrieval.values import Article, Citation, Evidence, Sentence
from tests.bot.evaluation.answers import CUP, ICE, answer, citation
from tests.bot.evaluation.hostile import ABOUT, BREAKOUT

HEADING = Article("top", "Top", "Read more")
WHO = Question("who", "Who led it?", True, kind="fact", checks=Checks(must=(("osk",),)), history=("Ice?",))
PAY = Question("pay", "What is she paid?", False, kind="absent", checks=Checks(behave=Behaviour.REFUSE))
HELLO = Question("hello", "hello", False, kind="talk", checks=Checks(behave=Behaviour.TALK))
HEADED = Citation(2, Evidence(HEADING, Sentence(0, 9), 0.0))
RIGHT = answer([citation(1, ICE, 1)], confidence=0.9)
WRONG = answer([citation(1, CUP, 1), HEADED], confidence=0.8)
UNSURE = replace(WRONG, confidence=0.79)


def report(*rows: Any) -> dict[str, Any]:
    made: dict[str, Any] = without_nan(make_report(rows, 0, ABOUT))
    return made


ROWS = [
    row_of(WHO, RIGHT),
    row_of(replace(WHO, id="sure"), WRONG),
    row_of(replace(WHO, id="unsure"), UNSURE),
    row_of(PAY, answer([HEADED], refused=True, confidence=0.1)),
]


def test_shares_failures_and_faults() -> None:
    made = report(*ROWS)
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    values = {name: metric["value"] for name, metric in made["metrics"].items()}
    assert (values["conversation_passed"], values["confident_wrong"]) == (0.5, 0.25)
    assert made["failures"] == {"none": 2, "check failed": 1, "sure and wrong": 1}
    # Of five citations, since a refusal only shows the nearest, two are the heading.
    assert made["faults"] == {
        "citations": 5,
        "questions": 0,
        "headings": 2,
        "furniture": 2,
        "fragments": 2,
        "repeats": 0,
    }
    assert values["cites_headings"] == 0.4 and values["cites_questions"] == 0
    kinds = {kind: group["n"] for kind, group in made["breakdown"]["kind"].items()}
    assert kinds == {"fact": 3, "absent": 1}
    assert made["breakdown"]["kind"]["fact"]["metrics"]["conversation_passed"]["value"] == 0.3333


def test_a_question_has_its_checks_and_what_was_asked_before() -> None:
    first, second, *_ = report(*ROWS)["questions"]
    assert (first["kind"], first["history"]) == ("fact", ["Ice?"])
    assert first["checks"] == [{"name": "is answered", "holds": True}, {"name": "says “osk”", "holds": True}]
    assert [check["holds"] for check in second["checks"]] == [True, False]


def test_an_error_passes_nothing() -> None:
    made = report(row_of_error(HELLO, "the disk is full"), row_of_error(PAY, "the disk is full"))
    assert made["metrics"]["conversation_passed"]["value"] == 0
    assert made["failures"] == {"none": 0, "check failed": 0, "sure and wrong": 0, "error": 2}
    assert "error: the disk is full" in ReportView(made).plain()


def test_the_table_tells_what_was_shown_where_a_check_failed() -> None:
    plain = ReportView(report(*ROWS)).plain()
    assert plain.startswith("4 questions ") and "\nconversation_passed  0.500 " in plain
    assert "article_recall" not in plain and "\nheadings " in plain and "\nabsent " in plain
    shown = (
        "sure  fact  Ice? > Who led it?\n  fails: says “osk”\n  shown at 80%: Sam Pell scored both goals. [1]"
    )
    assert shown in plain and "\nwho  fact" not in plain


def test_a_page_of_it(tmp_path: Any) -> None:
    evil = replace(WHO, text=f"What of {BREAKOUT}?", kind=BREAKOUT, history=(BREAKOUT,))
    source = page(report(*ROWS, row_of(evil, WRONG)))
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", source))
    for words in (
        "40% of the questions passed all of their checks",
        "40% of the questions failed a check at a confidence of 80% or more",
        "Faults of citing",
        "✗ says “osk”",
        "Asked before: Ice?",
        "sure and wrong (2)",
    ):
        assert words in text, words
    # A refusal has nothing to be right: no curve from the surest answers to all questions can be drawn.
    assert "Is its confidence honest?" in text and "If only the surest" not in text
    assert source.count("<script>") == 1 and "<img" not in source
    assert "What would be right" not in source


def test_two_runs_are_compared_by_what_passed() -> None:
    before, now = (
        report(row_of(WHO, WRONG), row_of(PAY, WRONG)),
        report(row_of(WHO, RIGHT), row_of(PAY, WRONG)),
    )
    found = compare(now, before, "before.json", 0)
    assert (found["better"], found["worse"]) == (["who"], [])
    passed = found["metrics"]["conversation_passed"]
    assert (passed["before"], passed["now"]) == (0.0, 0.5)
    assert "Questions that got better: 1." in page({**now, "compare": without_nan(found)})
