"""Metrics of a watching newsdesk for Prometheus, on a port of this machine alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, start_http_server

from retrieval.errors import UsageError
from retrieval.feeds import PollResult

ADDRESS = "127.0.0.1"


class WatchMetrics:
    """Counts polls and what came in; one registry each, so that two watchers never share a counter."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._polls = Counter("newsdesk_polls", "Polls of feeds.", ["result"], registry=self.registry)
        self._articles = Counter(
            "newsdesk_articles", "Articles offered.", ["outcome"], registry=self.registry
        )
        self._last = Gauge(
            "newsdesk_last_success_timestamp_seconds", "Last good poll.", registry=self.registry
        )

    def take(self, polled: PollResult) -> None:
        """Count one poll."""
        result = "failed" if polled.error else "unchanged" if polled.unchanged else "read"
        self._polls.labels(result).inc()
        for outcome, count in polled.outcomes.items():
            self._articles.labels(str(outcome)).inc(count)
        if not polled.error:
            self._last.set_to_current_time()


@contextmanager
def serving(metrics: WatchMetrics, port: int) -> Iterator[None]:
    """Answer at http://127.0.0.1:`port`/metrics while the block runs; 0 for nowhere."""
    if not port:
        yield
        return
    try:
        server, thread = start_http_server(port, ADDRESS, metrics.registry)
    except OSError as error:
        raise UsageError(f"NEWSDESK_METRICS_PORT: {port} cannot be used: {error.strerror}") from None
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
