"""The result of a check, as a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one check; `state` is "ok", "warning", or "missing" if something cannot work."""

    subject: str
    finding: str
    state: str = "ok"

    def line(self) -> str:
        return f"{self.state:<9}{self.subject:<13}{self.finding}"
