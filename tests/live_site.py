"""A local press of 20 sites that publishes, corrects, breaks and recovers while `newsdesk watch` reads it.

    python -m tests.live_site --minutes 30

Each site is a real HTTP server on a loopback address of its own, with a feed and at first 15 articles. The
watcher is the real command in a process of its own, killed and started again on the way. At the end every
article that was published must be stored once, in its last edition, and nothing else.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random

from retrieval.feeds import FeedStore
from retrieval.index.articles import ArticleStore
from retrieval.index.database import DATABASE, Database
from tests.feeds import article, item, rss
from tests.site import Handler, Page, Site, send, serve
from tests.stories import Story, story

SITES, FIRST_ARTICLES = 20, 15
LISTED = 25
"""Articles in a feed, the newest first."""
SETTLING = 300
"""Seconds at most that the watcher has at the end, with everything mended, to catch up."""


def slow(request: BaseHTTPRequestHandler) -> None:
    """A line each second, for a minute and a half."""
    request.send_response(200)
    request.send_header("Content-Type", "text/xml")
    request.end_headers()
    for _ in range(90):
        request.wfile.write(b"<!-- wait -->\n")
        request.wfile.flush()
        time.sleep(1)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/xml")
    request.end_headers()
    while True:
        request.wfile.write(b"<rss>" * 10_000)


def circle(request: BaseHTTPRequestHandler) -> None:
    send(request, Page(status=302, headers={"Location": "/feed"}))


FAULTS: dict[str, Page | Handler] = {
    "answers 500": Page(status=500),
    "answers 429": Page(status=429, headers={"Retry-After": "90"}),
    "serves a page": article("Not a feed"),
    "serves nothing": Page("", "text/xml"),
    "drops the connection": Page("<rss>" * 1000, "text/xml", broken_after=700),
    "drips": slow,
    "never ends": endless,
    "redirects in a circle": circle,
    "is gone": Page(status=404),
    "serves broken XML": Page('<rss version="2.0"><channel><title>x</title><item><title>', "text/xml"),
    "leads inside": Page(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"}),
}


@dataclass
class Paper:
    """One site: its numbered articles with their editions, oldest first."""

    site: Site
    name: str
    editions: dict[int, int] = field(default_factory=dict)
    broken: str = ""

    def url(self, number: int) -> str:
        return self.site.url(f"/story/{number}")

    def publish(self, number: int, edition: int = 0) -> None:
        """A new article, or a new edition of one; every other feed carries the whole text."""
        self.editions[number] = edition
        told = story(number, edition)
        self.site.pages[f"/story/{number}"] = article(told.title, told.text)
        if not self.broken:
            self.mend()

    def break_(self, fault: str) -> None:
        self.broken = fault
        self.site.pages["/feed"] = FAULTS[fault]

    def mend(self) -> None:
        self.broken = ""
        listed = list(self.editions.items())[-LISTED:]
        items = [item(self.url(n), *_teased(story(n, e))) for n, e in reversed(listed)]
        self.site.pages["/feed"] = rss(*items, title=self.name, ETag=f'"{hash(tuple(listed))}"')


def _teased(told: Story) -> tuple[str, str]:
    """A title and the start of the text, with the fact that shows an edition to be new."""
    return told.title, f"{told.fact} {told.text[:40]}…"


class Press:
    """All papers, and what happens to them."""

    def __init__(self, papers: list[Paper], seed: int) -> None:
        self.papers = papers
        self._draw = Random(seed)
        self._next = 0
        self._faults = iter(())  # type: Iterator[str]
        for paper in papers:
            for _ in range(FIRST_ARTICLES):
                self.publish(paper)

    def publish(self, paper: Paper) -> None:
        paper.publish(self._next)
        self._next += 1

    def happen(self) -> str:
        """One event, as a line for the log."""
        paper = self._draw.choice(self.papers)
        what = self._draw.choice(("publish", "publish", "correct", "break"))
        broken = [p for p in self.papers if p.broken]
        if len(broken) >= 4 or (broken and self._draw.random() < 0.2):
            fault, broken[0].broken = broken[0].broken, ""
            broken[0].mend()
            return f"{broken[0].name} recovers, which had: {fault}"
        if what == "publish":
            self.publish(paper)
            return f"{paper.name} publishes {self._next - 1}"
        if what == "correct":
            number = self._draw.choice(list(paper.editions)[-LISTED:])
            paper.publish(number, paper.editions[number] + 1)
            return f"{paper.name} corrects {number}, edition {paper.editions[number]}"
        fault = self._fault()
        paper.break_(fault)
        return f"{paper.name} {fault}"

    def _fault(self) -> str:
        """Every fault in turn, so that each happens."""
        if (fault := next(self._faults, "")) == "":
            self._faults = iter(FAULTS)
            fault = next(self._faults)
        return fault

    @property
    def published(self) -> dict[str, Story]:
        """The last edition of every article, by its address."""
        return {p.url(n): story(n, e) for p in self.papers for n, e in p.editions.items()}


@contextmanager
def watching(command: list[str], env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("ab") as out,
        subprocess.Popen([*command, "watch"], env=env, stdout=out, stderr=out) as process,
    ):
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)


def main() -> None:
    """Run the press for `--minutes` and say what the watcher made of it; exit 1 where anything is amiss."""
    parser = argparse.ArgumentParser(prog="python -m tests.live_site")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--pause", type=float, default=12, help="seconds between two events")
    parser.add_argument("--kills", type=int, default=3, help="times the watcher is killed")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sites = [stack.enter_context(serve(f"127.0.0.{n}")) for n in range(2, SITES + 2)]
        press = Press([Paper(site, f"Paper {n}") for n, site in enumerate(sites)], options.seed)
        sys.exit(_run(press, folder, options))


def _run(press: Press, folder: Path, options: argparse.Namespace) -> int:
    env = {**os.environ, "NEWSDESK_ALLOW_HOSTS": ",".join(p.site.address for p in press.papers)}
    command, log = [sys.executable, "-m", "bot", "--data", str(folder)], folder / "watch.log"
    for paper in press.papers:
        subprocess.run(
            [*command, "feeds", "add", paper.site.url("/feed"), "--every", "1m"], env=env, check=True
        )
    end = time.monotonic() + 60 * options.minutes
    for _ in range(options.kills):
        with watching(command, env, log) as process:
            _let_happen(press, (end - time.monotonic()) / (options.kills + 1), options.pause)
            process.kill()
            _say("the watcher is killed and started again")
    with watching(command, env, log):
        _let_happen(press, end - time.monotonic(), options.pause)
        for paper in press.papers:
            paper.mend()
        amiss = _settle(press, folder)
    _say(log.read_text(errors="replace")[-4000:])
    _tell(press, folder, amiss)
    return 1 if amiss else 0


def _let_happen(press: Press, seconds: float, pause: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        _say(press.happen())
        time.sleep(min(pause, max(0, end - time.monotonic())))


def _settle(press: Press, folder: Path) -> list[str]:
    end = time.monotonic() + SETTLING
    while (amiss := _amiss(press, folder)) and time.monotonic() < end:
        time.sleep(5)
    return amiss


def _amiss(press: Press, folder: Path) -> list[str]:
    """What is lost, doubled, stale or of nowhere."""
    with closing(Database(folder / DATABASE)) as database:
        stored = [(a.url, a.text) for a in ArticleStore(database).articles()]
    published = press.published
    urls = [url for url, _ in stored]
    lost = [f"lost: {url}" for url in published if url not in urls]
    doubled = [f"doubled: {url}" for url in set(urls) if urls.count(url) > 1]
    stale = [f"stale: {u}" for u, text in stored if u in published and published[u].fact not in text]
    strange = [f"of nowhere: {url}" for url in urls if url not in published]
    return lost + doubled + stale + strange


def _tell(press: Press, folder: Path, amiss: list[str]) -> None:
    feeds = FeedStore(folder / "articles.sqlite3")
    for feed in feeds.all():
        _say(f"{feed.title}: {feed.articles} articles, {feed.last_error or 'no error'}")
    feeds.close()
    requests = sum(len(paper.site.requests) for paper in press.papers)
    _say(f"published {len(press.published)} articles at {len(press.papers)} sites, {requests} requests")
    _say("\n".join(amiss) or "all stored once, in their last edition, and nothing else")


def _say(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
