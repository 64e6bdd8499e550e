"""`newsdesk watches`, from adding one to what it prints and posts."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.bot.conftest import Run
from tests.feeds import article, item, rss
from tests.site import serve
from tests.webhooks import Webhook, webhook


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Webhook]:
    monkeypatch.setenv("NEWSDESK_ALLOW_HOSTS", "127.0.0.1")
    with webhook() as made:
        yield made


def test_a_watch_is_added_listed_and_never_shows_its_secret(run: Run, hook: Webhook) -> None:
    added = run("watches", "add", "harbour", "--to", hook.url, "--every", "day", "--zone", "Europe/Berlin")
    assert (added.exit_code, added.stdout) == (0, "watch 1: harbour to http://127.0.0.1/…\n")
    line = run("watches", "list").stdout
    assert line == "1\tnews\tharbour\thttp://127.0.0.1/…\tevery day at 08:00 (Europe/Berlin)\ton\n"
    told = json.loads(run("watches", "list", "--json").stdout)
    assert (told["at"], told["zone"], told["cap"]) == ("08:00", "Europe/Berlin", 10)
    assert "s3cret" not in json.dumps(told)


def test_watches_are_paused_resumed_and_removed(run: Run) -> None:
    run("watches", "add", "harbour", "--to", "-")
    assert run("watches", "pause", "1").stdout == "watch 1: paused\n"
    assert run("watches", "list").stdout.endswith("paused\n")
    assert run("watches", "resume", "1").stdout == "watch 1: goes on\n"
    assert run("watches", "remove", "1").stdout == "watch 1: removed\n"
    gone = run("watches", "remove", "1")
    assert gone.exit_code == 2 and "there is no watch 1" in gone.stderr


def test_the_feeds_watcher_posts_what_came_in(run: Run, hook: Webhook) -> None:
    run("watches", "add", "quay", "--to", hook.url)
    run("watches", "add", "quay", "--to", "-")
    today = datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    time.sleep(1.1)  # what is fetched in the second in which a watch was added is not new to it
    with serve() as site:
        site.pages["/feed"] = rss(item(site.url("/a"), "North quay cracks", date=today))
        site.pages["/a"] = article("North quay")
        run("feeds", "add", site.url("/feed"))
        polled = run("watch", "--once")
    assert polled.exit_code == 0, polled.stderr
    _, line = polled.stdout.splitlines()
    (printed,) = json.loads(line)["stories"]
    assert printed["line"] == hook.lines[0] and "quay" in printed["line"]
    assert run("watches", "run", "--once").stdout == ""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--to", "-"], "a watch needs a topic"),
        (["quay", "--to", "somewhere"], "that is no target"),
        (["quay", "--to", "ftp://example.org/secret"], "that is no target"),
        (["quay", "--to", "-", "--at", "8"], "“8” is no time of day"),
        (["quay", "--to", "-", "--every", "2h", "--at", "08:00"], "--at goes with --every day alone"),
        (["quay", "--to", "-", "--zone", "Mars/Olympus"], "“Mars/Olympus” is no time zone"),
        (["quay", "--to", "-", "--quiet", "22"], "“22” are no quiet hours"),
        (["quay", "--to", "-", "--every", "soon"], "“soon” is no interval"),
        (["--to", "-", "--digest", "--intake"], "are two kinds of watches"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(run: Run, options: list[str], told: str) -> None:
    result = run("watches", "add", *options)
    assert result.exit_code == 2 and told in result.stderr
    assert result.stderr.count("\n") == 1 and "secret" not in result.stderr
    assert run("watches", "list").stdout == ""
