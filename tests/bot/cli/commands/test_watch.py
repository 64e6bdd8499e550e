"""What a watching newsdesk tells machines: its log and its metrics."""

import json
import logging
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.services.json_log import log_to
from bot.services.metrics import WatchMetrics, serving
from retrieval.errors import UsageError
from retrieval.feeds import Feed, PollResult
from retrieval.ingest.pipeline import Outcome

FEED = Feed("https://herald.example/feed", timedelta(minutes=15))


@pytest.fixture
def as_before() -> Iterator[None]:
    """Loggers without handlers of ours, before and after."""
    loggers = [logging.getLogger(name) for name in ("bot", "retrieval")]
    yield
    for logger in loggers:
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
            handler.close()
        logger.propagate, logger.level = True, logging.NOTSET


def test_the_log_is_json_lines_with_its_facts(tmp_path: Path, as_before: None) -> None:
    log_to(tmp_path / "log.jsonl")
    logging.getLogger("retrieval.feeds.watcher").info("polled", extra={"feed": FEED.url, "added": 3})
    try:
        raise ValueError("x\ny")
    except ValueError:
        logging.getLogger("bot").exception("odd")
    polled, odd = map(json.loads, (tmp_path / "log.jsonl").read_text().splitlines())
    assert (polled["level"], polled["message"], polled["feed"], polled["added"]) == (
        "info",
        "polled",
        FEED.url,
        3,
    )
    assert odd["traceback"].endswith("ValueError: x\ny")


def test_a_log_that_cannot_be_written_is_said_so(tmp_path: Path, as_before: None) -> None:
    with pytest.raises(UsageError, match="NEWSDESK_LOG"):
        log_to(tmp_path / "no" / "log.jsonl")


def test_prometheus_reads_what_came_in() -> None:
    metrics, port = WatchMetrics(), free_port()
    with serving(metrics, port):
        metrics.take(PollResult(FEED, Counter({Outcome.ADDED: 3, Outcome.REJECTED: 1})))
        metrics.take(PollResult(FEED, unchanged=True))
        metrics.take(PollResult(FEED, error="answers 500"))
        with urlopen(f"http://127.0.0.1:{port}/metrics") as page:
            text = page.read().decode()
    for line in (
        'newsdesk_polls_total{result="read"} 1.0',
        'newsdesk_polls_total{result="unchanged"} 1.0',
        'newsdesk_polls_total{result="failed"} 1.0',
        'newsdesk_articles_total{outcome="added"} 3.0',
    ):
        assert line in text


def test_a_port_that_is_taken_is_said_so() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(UsageError, match="NEWSDESK_METRICS_PORT"),
        serving(WatchMetrics(), taken.getsockname()[1]),
    ):
        pass


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])
