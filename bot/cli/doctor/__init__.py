"""`newsdesk doctor`: what works on this machine, a line each, without a secret."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.cli.doctor.machine import check_disk, check_extras, check_program
from bot.cli.doctor.models import check_language_model, check_models
from bot.cli.doctor.network import check_feeds
from bot.cli.doctor.store import check_articles
from bot.cli.doctor.tokens import check_tokens
from bot.services.check_result import CheckResult
from retrieval.settings import Settings

CHECKS: tuple[Callable[[Settings], Iterator[CheckResult]], ...] = (
    check_program, check_extras, check_disk, check_articles, check_models, check_language_model,
    check_tokens, check_feeds,
)  # fmt: skip


def examine(settings: Settings) -> Iterator[CheckResult]:
    """Yield a result for each thing that newsdesk needs or may use, as soon as it is known."""
    for check in CHECKS:
        yield from check(settings)
