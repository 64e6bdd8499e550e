"""Structured logs: one JSON object a line."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from retrieval.errors import UsageError

MAX_BYTES, BACKUPS = 10_000_000, 5


class JsonLines(JsonFormatter):
    """Time, level, logger and message, with what was given as `extra` beside them."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger", "exc_info": "traceback"}
        super().__init__(["levelname", "name", "message"], timestamp="time", rename_fields=names)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {**log_data, "level": log_data["level"].lower()}


def log_to(path: Path | None, *, alone: bool = True, redact: logging.Filter | None = None) -> None:
    """Write what newsdesk itself logs to `path`, and at 10 MB to a new one, with five kept; None: nowhere.

    `alone`: not to the standard log too. `redact` keeps secrets out. Raise UsageError for a wrong path.
    """
    handler = _file_handler(path) if path else logging.NullHandler()
    if redact:
        handler.addFilter(redact)
    for name in ("bot", "retrieval"):
        logger = logging.getLogger(name)
        logger.propagate = not alone
        logger.addHandler(handler)
        if path:
            logger.setLevel(logging.INFO)


def _file_handler(path: Path) -> logging.Handler:
    try:
        handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"NEWSDESK_LOG: {path} cannot be written: {error.strerror}") from None
    handler.setFormatter(JsonLines())
    return handler
