from datetime import timedelta
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.errors import StoreError
from retrieval.feeds import Feed, FeedStore
from retrieval.feeds.entries import Entry
from retrieval.feeds.entry_store import EntryOutcome, StoredEntry
from retrieval.index.database import DATABASE, Database
from tests.retrieval.feeds.conftest import Clock

URL = "https://news.example/feed"
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
A, B = Entry(link="https://news.example/a", title="A"), Entry(link="https://news.example/b", title="B")


@pytest.fixture
def feed(feeds: FeedStore) -> Feed:
    return feeds.add(URL, QUARTER)


def test_a_feed_is_due_at_once_and_then_in_its_interval(feeds: FeedStore, feed: Feed, clock: Clock) -> None:
    assert feeds.due() == (feed,)
    feeds.succeeded(feed, "Herald", '"1"', "then")
    assert feeds.due() == ()
    assert feeds.next_due() == clock.now + QUARTER
    clock.pass_(minutes=15)
    (due,) = feeds.due()
    assert (due.title, due.etag, due.last_modified) == ("Herald", '"1"', "then")


def test_added_again_it_takes_the_new_settings_and_keeps_what_it_knows(feeds: FeedStore, feed: Feed) -> None:
    feeds.succeeded(feed, "Herald", '"1"')
    feeds.add(URL, timedelta(hours=1), "The Herald")
    (status,) = feeds.all()
    assert (status.every, status.source, status.title) == (timedelta(hours=1), "The Herald", "Herald")


def test_no_interval_is_shorter_than_a_minute(feeds: FeedStore) -> None:
    assert feeds.add(URL, timedelta(0)).every == timedelta(minutes=1)


def test_an_entry_is_pending_until_it_was_taken_and_again_when_it_changes(
    feeds: FeedStore, feed: Feed
) -> None:
    assert feeds.entries.pending(feed, [A, B]) == (A, B)
    feeds.entries.record(feed, [EntryOutcome(A, "added", whole=True)])
    assert feeds.entries.pending(feed, [A, B]) == (B,)
    changed = Entry(link=A.link, title="A, corrected")
    assert feeds.entries.pending(feed, [changed]) == (changed,)


def test_a_page_that_cannot_be_had_is_tried_three_times(feeds: FeedStore, feed: Feed) -> None:
    for _ in range(3):
        assert feeds.entries.pending(feed, [A]) == (A,)
        feeds.entries.record(feed, [EntryOutcome(A, "rejected", whole=False)])
    assert feeds.entries.pending(feed, [A]) == ()


def test_a_failure_that_may_pass_is_no_try_and_is_tried_again_over_days(
    feeds: FeedStore, feed: Feed, clock: Clock
) -> None:
    begun = clock.now
    for wait in (QUARTER, 2 * QUARTER, timedelta(hours=3)):
        assert feeds.entries.pending(feed, [A]) == (A,)
        feeds.entries.record(
            feed, [EntryOutcome(A, "rejected", False, retry_after=3 * 3600 if wait > HOUR else 0)]
        )
        assert feeds.entries.pending(feed, [A]) == () and feeds.entries.unfinished(feed, [A])
        clock.pass_(seconds=wait.total_seconds())
    while feeds.entries.unfinished(feed, [A]):
        if feeds.entries.pending(feed, [A]):
            feeds.entries.record(feed, [EntryOutcome(A, "rejected", False, retry_after=0)])
        clock.pass_(hours=1)
    assert timedelta(days=4) < clock.now - begun < timedelta(days=10)


def test_what_a_feed_goes_on_listing_unchanged_is_never_forgotten(
    feeds: FeedStore, feed: Feed, clock: Clock
) -> None:
    feeds.entries.record(feed, [EntryOutcome(A, "added", whole=True)])
    for _ in range(40):
        clock.pass_(days=1)
        feeds.unchanged(feed)
    assert feeds.entries.pending(feed, [A]) == ()


def test_the_article_that_an_entry_came_in_as_is_known(feeds: FeedStore, feed: Feed) -> None:
    feeds.entries.record(feed, [EntryOutcome(A, "added", whole=True, article="1", stand_in=True)])
    assert feeds.entries.standing(feed, [A, B]) == {A.key: StoredEntry("1", True)}


def test_an_entry_is_forgotten_a_month_after_its_feed_dropped_it(
    feeds: FeedStore, feed: Feed, clock: Clock
) -> None:
    feeds.entries.record(feed, [EntryOutcome(A, "added", whole=True), EntryOutcome(B, "added", whole=True)])
    clock.pass_(days=29)
    feeds.entries.pending(feed, [B])
    clock.pass_(days=2)
    feeds.succeeded(feed)
    assert feeds.entries.pending(feed, [A, B]) == (A,)


def test_failures_back_off_to_a_day_and_a_success_ends_them(
    feeds: FeedStore, feed: Feed, clock: Clock
) -> None:
    waits = []
    for _ in range(9):
        (due,) = feeds.due()
        feeds.failed(due, "answers 500")
        (status,) = feeds.all()
        waits.append((status.next_poll - clock.now) / QUARTER)
        clock.now = status.next_poll
    assert waits == [1, 2, 4, 8, 16, 32, 64, 96, 96]
    assert (status.failures, status.last_error, status.last_success) == (9, "answers 500", None)
    feeds.succeeded(feeds.due()[0])
    (status,) = feeds.all()
    assert (status.failures, status.last_error, status.last_success) == (0, "", clock.now)


def test_a_host_that_names_a_time_is_asked_no_earlier(feeds: FeedStore, feed: Feed, clock: Clock) -> None:
    feeds.failed(feed, "answers 429", retry_after=7200)
    assert feeds.all()[0].next_poll == clock.now + timedelta(hours=2)


def test_new_articles_are_those_of_the_last_day(feeds: FeedStore, feed: Feed, clock: Clock) -> None:
    feeds.entries.record(
        feed, [EntryOutcome(A, "added", whole=True), EntryOutcome(B, "rejected", whole=True)]
    )
    assert (feeds.all()[0].new_articles, feeds.all()[0].articles) == (1, 1)
    clock.pass_(days=2)
    feeds.entries.record(
        feed, [EntryOutcome(A, "duplicate", whole=True), EntryOutcome(B, "updated", whole=True)]
    )
    assert (feeds.all()[0].new_articles, feeds.all()[0].articles) == (1, 2)


def test_removed_it_is_gone_with_its_entries_and_a_late_poll_brings_nothing_back(
    feeds: FeedStore, feed: Feed
) -> None:
    feeds.entries.record(feed, [EntryOutcome(A, "added", whole=True)])
    assert feeds.remove(URL) and not feeds.remove(URL)
    feeds.entries.record(feed, [EntryOutcome(B, "added", whole=True)])
    feeds.succeeded(feed)
    assert feeds.all() == () and feeds.next_due() is None
    assert feeds.entries.pending(feeds.add(URL, QUARTER), [A, B]) == (A, B)


def test_it_is_kept_on_disk(tmp_path: Path, clock: Clock) -> None:
    for _ in range(2):
        store = FeedStore(tmp_path / "articles.sqlite3", clock)
        store.add(URL, QUARTER)
        store.close()
    store = FeedStore(tmp_path / "articles.sqlite3", clock)
    assert [f.url for f in store.all()] == [URL]
    store.close()


def test_a_feed_moves_to_no_address_that_is_watched(feeds: FeedStore, feed: Feed) -> None:
    feeds.entries.record(feed, [EntryOutcome(A, "added", whole=True)])
    other = feeds.add("https://news.example/other", QUARTER)
    assert feeds.move(feed, other.url) == feed
    assert feeds.entries.pending(feed, [A]) == () and feeds.entries.pending(other, [A]) == (A,)


def test_it_opens_while_another_process_writes(feeds: FeedStore, feed: Feed, engine: Engine) -> None:
    other = Database(engine.index.folder / DATABASE)
    with other.changing():
        second = FeedStore(engine.index.folder / "articles.sqlite3")
        assert [f.url for f in second.all()] == [URL]
        second.close()
    other.close()


def test_a_database_that_is_damaged_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "articles.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="cannot be used"):
        FeedStore(tmp_path / "articles.sqlite3")
