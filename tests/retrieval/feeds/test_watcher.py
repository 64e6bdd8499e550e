"""Feeds on a real server, polled into a real engine."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from filelock import FileLock

from retrieval.engine import Engine
from retrieval.feeds import FeedStore, PollResult, Watcher
from retrieval.feeds import fetch_entry as gathering_module
from retrieval.feeds import watcher as watching_module
from retrieval.http import Fetched, GuardedClient
from retrieval.index import index as index_module
from retrieval.ingest.loaders.document import read_document
from retrieval.ingest.pipeline import Outcome
from retrieval.values import Article, Notice, Query, RawArticle, Rejection
from tests.feeds import WORDS, article, item, rss
from tests.retrieval.feeds.conftest import Clock
from tests.site import Page, Site, send, serve

HOUR = timedelta(hours=1)
LONG = "\n".join(WORDS.format(name=name) for name in ("west", "east", "south"))


def stored(engine: Engine) -> dict[str, Article]:
    """The articles by the path of their address."""
    return {a.url.rpartition("/")[2] or a.title: a for a in engine.index.articles.articles()}


async def poll(watcher: Watcher, clock: Clock) -> PollResult:
    """The poll of the only feed, whose time has come."""
    clock.pass_(days=1)
    (polled,) = await watcher.poll_due()
    return polled


async def test_the_page_is_fetched_for_a_teaser_and_only_then(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    whole = item(site.url("/whole"), "Whole", LONG)
    site.pages["/feed"] = rss(whole, item(site.url("/teased"), "Teased", "The council met. Read more"))
    site.pages["/teased"] = article("Teased")
    feeds.add(site.url("/feed"), HOUR)
    polled = await poll(watcher, clock)
    assert polled.outcomes == {Outcome.ADDED: 2}
    assert stored(engine)["teased"].text == WORDS.format(name="Teased")
    assert "east quay" in stored(engine)["whole"].text
    assert site.asked("/whole") == []
    found = stored(engine)["teased"]
    assert (found.source, found.published) == ("Harbour Herald", "2026-03-02T08:00:00+01:00")
    assert engine.ask(Query("What will repairs of the Teased quay cost?")).citations


async def test_the_feeds_text_is_kept_until_the_page_can_be_had(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    teaser = "The council met on Tuesday and heard about the state of the quay."
    site.pages["/feed"] = rss(item(site.url("/a"), "North", teaser), ETag='"1"')
    site.pages["/a"] = Page(status=500)
    feeds.add(site.url("/feed"), HOUR)
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 1}
    assert stored(engine)["a"].text == teaser
    site.pages["/a"] = article("North")
    assert (await poll(watcher, clock)).outcomes == {Outcome.UPDATED: 1}
    assert stored(engine)["a"].text == WORDS.format(name="North")
    assert (await poll(watcher, clock)).unchanged


TEASER = "The council met on Tuesday and heard about the state of the quay."


@pytest.mark.parametrize("host", ["", "localhost"])
async def test_a_teaser_never_takes_the_place_of_the_page(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock, host: str
) -> None:
    site.pages["/feed"] = rss(item(site.url("/a", host), "North", TEASER))
    site.pages["/a"] = article("North")
    feeds.add(site.url("/feed"), HOUR)
    await poll(watcher, clock)
    wall = article("North", "Subscribe to continue reading.")
    for page in (Page(status=503), Page(status=404), wall):
        site.pages["/feed"] = rss(item(site.url("/a", host), "North", f"{TEASER} {page.status}"))
        site.pages["/a"] = page
        assert (await poll(watcher, clock)).outcomes[Outcome.UPDATED] == 0
        assert [a.text for a in engine.index.articles.articles()] == [WORDS.format(name="North")]


@pytest.mark.parametrize("host", ["", "localhost"])
async def test_a_teaser_goes_when_the_page_comes_in_under_another_address(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock, host: str
) -> None:
    site.pages["/feed"] = rss(item(site.url("/a", host), "North", TEASER))
    site.pages["/a"] = Page(status=503)
    feeds.add(site.url("/feed"), HOUR)
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 1}
    corrected = f"{TEASER} Corrected."
    site.pages["/feed"] = rss(item(site.url("/a", host), "North", corrected))
    assert (await poll(watcher, clock)).outcomes == {Outcome.UPDATED: 1}
    site.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    site.pages["/b"] = article("North")
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 1}
    assert [a.text for a in engine.index.articles.articles()] == [WORDS.format(name="North")]


async def test_a_page_that_trips_its_reader_costs_no_other_entry(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(fetched: Fetched, origin: str) -> Iterator[RawArticle | Rejection | Notice]:
        if origin.endswith("/odd"):
            raise ZeroDivisionError
        return read_document(fetched, origin)

    monkeypatch.setattr(gathering_module, "read_document", read)
    site.pages["/feed"] = rss(item(site.url("/odd"), "Odd"), item(site.url("/a"), "North"))
    site.pages["/odd"] = site.pages["/a"] = article("North")
    feeds.add(site.url("/feed"), HOUR)
    (polled,) = await watcher.poll_due()
    assert polled.outcomes == {Outcome.ADDED: 1, Outcome.REJECTED: 1}


async def test_a_date_of_the_future_is_none(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine
) -> None:
    days = {"/a": "Tue, 03 Mar 2026 09:00:00 +0000", "/b": "Thu, 03 Mar 2199 09:00:00 +0000"}
    site.pages["/feed"] = rss(
        *(item(site.url(path), path, LONG.replace("eleven", path), date=day) for path, day in days.items())
    )
    feeds.add(site.url("/feed"), HOUR)
    await watcher.poll_due()
    found = {path: a.published for path, a in stored(engine).items()}
    assert found == {"a": "2026-03-03T09:00:00+00:00", "b": ""}


async def test_nothing_new_is_nothing_fetched(
    watcher: Watcher, feeds: FeedStore, site: Site, clock: Clock
) -> None:
    site.pages["/feed"] = rss(item(site.url("/a"), "North"), ETag='"1"')
    site.pages["/a"] = article("North")
    feeds.add(site.url("/feed"), HOUR)
    await poll(watcher, clock)
    assert (await poll(watcher, clock)).unchanged
    site.pages["/feed"] = rss(item(site.url("/a"), "North"), ETag='"2"')
    assert not (await poll(watcher, clock)).outcomes
    assert len(site.asked("/a")) == 1 and len(site.asked("/feed")) == 3
    assert site.asked("/feed")[1]["if-none-match"] == '"1"'


async def test_an_entry_that_changes_is_an_update(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    site.pages["/feed"] = rss(item(site.url("/a"), "North", LONG))
    feeds.add(site.url("/feed"), HOUR)
    await poll(watcher, clock)
    site.pages["/feed"] = rss(item(site.url("/a"), "North", LONG.replace("two million", "three million")))
    assert (await poll(watcher, clock)).outcomes == {Outcome.UPDATED: 1}
    assert "three million" in stored(engine)["a"].text


async def test_a_long_list_comes_in_over_several_polls(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    entries = [item(site.url(f"/{n}"), f"Report {n}", LONG.replace("eleven", str(n))) for n in range(120)]
    site.pages["/feed"] = rss(*entries, ETag='"1"')
    feeds.add(site.url("/feed"), HOUR)
    counts = [(await poll(watcher, clock)).outcomes[Outcome.ADDED] for _ in range(3)]
    assert counts == [50, 50, 20]
    assert (await poll(watcher, clock)).unchanged


async def test_what_a_feed_says_of_another_sites_article_never_takes_its_place(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    """127.0.0.1 and localhost are two hosts to the watcher."""
    site.pages["/theirs"] = rss(item(site.url("/a"), "True", LONG))
    site.pages["/evil"] = rss(item(site.url("/a"), "False", LONG.replace("two million", "nine million")))
    feeds.add(site.url("/theirs"), HOUR)
    await poll(watcher, clock)
    feeds.add(site.url("/evil", "localhost"), HOUR)
    clock.pass_(days=1)
    await watcher.poll_due()
    titles = {a.title: a.text for a in engine.index.articles.articles()}
    assert "two million" in titles["True"] and "nine million" in titles["False"]
    assert len(site.asked("/a")) == 1  # the page was asked for first


async def test_the_entries_of_a_live_blog_are_articles_of_their_own(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    def post(number: int, told: str) -> str:
        text = f"The {told} crane was lifted onto the quay at about {number} o'clock."
        return item(site.url(f"/live#post-{number}"), f"Post {number}", text, guid=f"post-{number}")

    plain = item(site.url("/a#top"), "North", "The council met. Read more", guid="north")
    site.pages["/feed"] = rss(plain, post(2, "second"), post(1, "first"))
    site.pages["/a"] = article("North")
    feeds.add(site.url("/feed"), HOUR)
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 3}
    site.pages["/feed"] = rss(plain, post(3, "third"), post(2, "second"), post(1, "largest"))
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 1, Outcome.UPDATED: 1}
    told = {a.title: (a.url, a.text.split()[1]) for a in engine.index.articles.articles()}
    assert told.pop("North")[0] == site.url("/a")
    assert told == {
        f"Post {n}": (site.url(f"/live#post-{n}"), which)
        for n, which in ((1, "largest"), (2, "second"), (3, "third"))
    }
    assert site.asked("/live") == []


@pytest.mark.parametrize(
    ("status", "host", "moves"),
    [(301, "", True), (308, "", True), (302, "", False), (301, "localhost", False)],
)
async def test_a_feed_that_moved_for_good_within_its_host_is_watched_there(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock, status: int, host: str,
    moves: bool,
) -> None:  # fmt: skip
    site.pages["/old"] = rss(item("", "North", LONG, guid="1"))
    feeds.add(site.url("/old"), HOUR, "The Herald")
    await poll(watcher, clock)
    site.pages["/old"] = Page(status=status, headers={"Location": site.url("/new", host)})
    site.pages["/new"] = Page(status=500)
    assert (await poll(watcher, clock)).error and feeds.all()[0].url == site.url("/old")
    site.pages["/new"] = rss(item("", "North", LONG, guid="1"))
    assert not (await poll(watcher, clock)).outcomes
    (status_now,) = feeds.all()
    assert status_now.url == site.url("/new" if moves else "/old")
    assert (status_now.source, status_now.articles, status_now.failures) == ("The Herald", 1, 0)
    site.pages["/new"] = rss(item("", "North", LONG.replace("two million", "nine million"), guid="1"))
    assert (await poll(watcher, clock)).outcomes == {Outcome.UPDATED: 1}


async def test_feeds_that_break_say_how_and_recover(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock
) -> None:
    feeds.add(site.url("/feed"), HOUR)
    good = rss(item(site.url("/a"), "North", LONG))
    broken = {
        "answers 404 Not Found": Page(status=404),
        "is a web page, not a feed": article("North"),
        "is empty": Page(b"", "text/xml"),
        "sends image/png, which is not read": Page(b"x", "image/png"),
        "cannot be reached": Page(good.body, good.kind, broken_after=100),
        "is neither RSS": Page("<a/>", "text/xml"),
    }
    for error, page in broken.items():
        site.pages["/feed"] = page
        assert (await poll(watcher, clock)).error.startswith(error)
    assert feeds.all()[0].failures == len(broken)
    site.pages["/feed"] = good
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 1}
    assert feeds.all()[0].failures == 0


async def test_one_broken_feed_does_not_hold_up_the_others(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine
) -> None:
    site.pages["/good"] = rss(item(site.url("/a"), "North", LONG))
    for path in ("/bad", "/good"):
        feeds.add(site.url(path), HOUR)
    polled = await watcher.poll_due()
    assert sorted(bool(p.error) for p in polled) == [False, True]
    assert "a" in stored(engine)


async def test_news_waits_while_another_process_writes(
    watcher: Watcher, feeds: FeedStore, site: Site, engine: Engine, clock: Clock, monkeypatch: object
) -> None:
    site.pages["/feed"] = rss(item(site.url("/a"), "North", LONG))
    feeds.add(site.url("/feed"), HOUR)
    with FileLock(engine.index.folder / "writer.lock"):
        index_module.LOCK_SECONDS, kept = 0, index_module.LOCK_SECONDS
        try:
            polled = await poll(watcher, clock)
        finally:
            index_module.LOCK_SECONDS = kept
    assert "another newsdesk is writing" in polled.error
    assert feeds.all()[0].failures == 0
    clock.pass_(seconds=watching_module.BUSY_SECONDS)
    (polled,) = await watcher.poll_due()
    assert polled.outcomes == {Outcome.ADDED: 1}
    assert len(site.asked("/feed")) == 1  # what was gathered is kept


async def test_it_watches_until_it_is_stopped_even_in_the_middle_of_a_poll(
    feeds: FeedStore, watcher: Watcher, site: Site
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow(request: BaseHTTPRequestHandler) -> None:
        asked.set()
        go_on.wait(10)
        send(request, rss())

    site.pages["/feed"] = slow
    feeds.add(site.url("/feed"), HOUR)
    stop = asyncio.Event()
    running = asyncio.create_task(watcher.run(stop))
    assert await asyncio.to_thread(asked.wait, 10)
    stop.set()
    await asyncio.wait_for(running, 5)
    go_on.set()
    assert len(feeds.due()) == 1  # the poll that was broken off is still to be done


async def test_a_slow_feed_holds_up_no_other(
    feeds: FeedStore,
    client: GuardedClient,
    site: Site,
    engine: Engine,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watching_module, "LONGEST_NAP", 0.05)
    asked, go_on, told = threading.Event(), threading.Event(), asyncio.Event()

    def slow(request: BaseHTTPRequestHandler) -> None:
        asked.set()
        go_on.wait(10)
        send(request, rss())

    with serve() as other:
        site.pages["/slow"], other.pages["/fast"] = slow, rss()
        feeds.add(site.url("/slow"), HOUR)
        stop = asyncio.Event()
        watcher = Watcher(feeds, client, engine.ingest, on_poll=lambda _: told.set(), clock=clock)
        running = asyncio.create_task(watcher.run(stop))
        assert await asyncio.to_thread(asked.wait, 10)
        feeds.add(other.url("/fast", "localhost"), HOUR)
        await asyncio.wait_for(told.wait(), 10)
        go_on.set()
        stop.set()
        await running
    assert len(site.asked("/slow")) == 1


async def test_pages_that_take_too_long_are_left_for_the_next_poll(
    feeds: FeedStore, client: GuardedClient, site: Site, engine: Engine, clock: Clock
) -> None:
    go_on = threading.Event()

    def slow(request: BaseHTTPRequestHandler) -> None:
        go_on.wait(10)
        send(request, article("Slow"))

    site.pages["/feed"] = rss(item(site.url("/whole"), "Whole", LONG), item(site.url("/slow"), "Slow"))
    site.pages["/slow"] = slow
    feeds.add(site.url("/feed"), HOUR)
    watcher = Watcher(feeds, client, engine.ingest, clock=clock, seconds=1)
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 1}
    go_on.set()
    assert (await poll(watcher, clock)).outcomes == {Outcome.ADDED: 1}
    assert sorted(stored(engine)) == ["slow", "whole"]


@pytest.mark.parametrize("error", [BrokenPipeError, ZeroDivisionError])
async def test_only_when_nobody_reads_it_any_more_a_watch_ends(
    feeds: FeedStore, client: GuardedClient, site: Site, engine: Engine, clock: Clock, error: type[Exception]
) -> None:
    told, stop = asyncio.Event(), asyncio.Event()

    def on_poll(polled: PollResult) -> None:
        told.set()
        raise error

    feeds.add(site.url("/none"), HOUR)
    watcher = Watcher(feeds, client, engine.ingest, on_poll=on_poll, clock=clock)
    running = asyncio.create_task(watcher.run(stop))
    await asyncio.wait_for(told.wait(), 10)
    if error is BrokenPipeError:
        with pytest.raises(BrokenPipeError):
            await asyncio.wait_for(running, 10)
    else:
        await asyncio.sleep(0)
        assert not running.done()
        stop.set()
        await running
