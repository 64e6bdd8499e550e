"""The questions of a conversation set that failed, with what was shown, in lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from bot.render.text import neutral

SHOWN = 240
"""Characters of an answer."""
CHECKED = 100
"""Characters of a check, which may be a long pattern."""


def failed_checks(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield three lines for each failure: what was asked, which checks failed, what was shown."""
    for row in report.get("questions", ()):
        failed = [check["name"] for check in row.get("checks", ()) if not check["holds"]]
        if failed:
            asked = " > ".join((*row["history"], row["question"]))
            checks = "; ".join(_short(name, CHECKED) for name in failed)
            head = f"{row['id']}  {row['kind']}  {asked}"
            yield "\n".join(map(neutral, (head, f"  fails: {checks}", f"  {_said(row)}")))


def _said(row: Mapping[str, Any]) -> str:
    if row.get("error"):
        return f"error: {row['error']}"
    answer = row["answer"]
    how = "refused" if answer["refused"] else "shown"
    short = f"{answer['short_answer']['text']} | " if answer["short_answer"] else ""
    return f"{how} at {answer['confidence']:.0%}: {short}{_short(answer['answer'], SHOWN)}"


def _short(text: str, length: int) -> str:
    return textwrap.shorten(text, length, placeholder=" …")
