"""Structured logs: a JSON object a line, for a program that runs for months."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from retrieval.errors import UsageError

MOST_BYTES, KEPT_FILES = 10_000_000, 5
_STANDARD = frozenset(vars(logging.makeLogRecord({})))


class JsonLines(logging.Formatter):
    """Time, level, logger and message, with what was given as `extra` beside them."""

    def format(self, record: logging.LogRecord) -> str:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **extra,
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, default=str)


def log_to(path: Path | None) -> None:
    """Write what newsdesk itself logs to `path`, and at 10 MB to a new one, with five kept; None: nowhere."""
    for name in ("bot", "retrieval"):
        logger = logging.getLogger(name)
        logger.propagate = False
        if path is None:
            logger.addHandler(logging.NullHandler())
            continue
        try:
            handler = RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"NEWSDESK_LOG: {path} cannot be written: {error.strerror}") from None
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
