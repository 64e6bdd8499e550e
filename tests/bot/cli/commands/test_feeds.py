import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.conftest import Run
from tests.feeds import WORDS, article, item, rss
from tests.site import Page, Site, serve

LONG = "\n".join(WORDS.format(name=name) for name in ("west", "east", "south"))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a feed of two entries, on a host that may be fetched from."""
    monkeypatch.setenv("NEWSDESK_ALLOW_HOSTS", "127.0.0.1, archive.internal:8080")
    with serve() as made:
        made.pages["/feed"] = rss(item(made.url("/a"), "West quay", LONG), item(made.url("/b"), "North quay"))
        made.pages["/b"] = article("North quay")
        made.pages["/"] = article("Home", head='<link rel=alternate type="application/rss+xml" href=/feed>')
        yield made


def test_added_a_feed_is_checked_and_listed(run: Run, site: Site) -> None:
    result = run("feeds", "add", site.url("/feed"), "--every", "30m", "--source", "Herald")
    assert (result.exit_code, result.stderr) == (0, "")
    head = f"{site.url('/feed')}: “Harbour Herald”, RSS 2.0, 2 entries, the newest of 2 March 2026\n"
    assert result.stdout == f"{head}    1 of 2 entries are teasers: their pages are fetched\n"
    url, source, every, success, new, _, error = run("feeds", "list").stdout.rstrip("\n").split("\t")
    assert (url, source, every) == (site.url("/feed"), "Herald", "30m")
    assert (success, new, error) == ("never", "0", "")


def test_watch_brings_the_news_in_and_questions_are_answered(run: Run, site: Site) -> None:
    run("feeds", "add", site.url("/feed"))
    result = run("watch", "--once")
    assert (result.exit_code, result.stdout) == (0, f"{site.url('/feed')}: added 2\n")
    assert "eleven of its forty piles" in run("ask", "How many piles of the North quay have cracks?").stdout
    (feed,) = map(json.loads, run("feeds", "list", "--json").stdout.splitlines())
    assert (feed["title"], feed["new_articles"], feed["failures"]) == ("Harbour Herald", 2, 0)
    assert run("watch", "--once").stdout == ""  # nothing is due


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "/none answers 404 Not Found; it was not added"),
        ("/b", "/b is a web page, not a feed; it was not added"),
        ("/", "/ is a web page, not a feed; it names these feeds: {feed}; it was not added"),
    ],
)
def test_what_is_no_feed_is_not_added(run: Run, site: Site, path: str, message: str) -> None:
    result = run("feeds", "add", site.url(path))
    assert result.exit_code == 2
    assert result.stderr == f"newsdesk: {site.url('')}{message.format(feed=site.url('/feed'))}\n"
    assert run("feeds", "list").stdout == ""


def test_a_feed_that_is_down_is_added_all_the_same(run: Run, site: Site) -> None:
    site.pages["/feed"] = Page(status=502)
    result = run("feeds", "add", site.url("/feed"))
    assert result.exit_code == 0
    assert result.stderr.endswith("answers 502 Bad Gateway; it is added and tried again later\n")
    assert run("watch", "--once").exit_code == 1
    assert "answers 502 Bad Gateway" in run("feeds", "list").stdout


def test_the_inside_of_the_network_is_not_fetched(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSDESK_ALLOW_HOSTS")
    result = run("feeds", "add", site.url("/feed"))
    assert result.exit_code == 2 and "name it in NEWSDESK_ALLOW_HOSTS" in result.stderr
    assert site.requests == []


def test_check_looks_at_all_and_fails_where_one_does(run: Run, site: Site) -> None:
    site.pages["/other"] = rss()
    for path in ("/feed", "/other"):
        run("feeds", "add", site.url(path))
    assert run("feeds", "check").exit_code == 0
    site.pages["/other"] = article("No feed")
    result = run("feeds", "check")
    assert result.exit_code == 1 and "RSS 2.0, 2 entries" in result.stdout
    assert result.stderr == f"newsdesk feeds: {site.url('/other')} is a web page, not a feed\n"


def test_remove(run: Run, site: Site) -> None:
    run("feeds", "add", site.url("/feed"))
    assert run("feeds", "remove", site.url("/feed"), "http://none.invalid/").exit_code == 2
    removed = run("feeds", "remove", site.url("/feed"))  # one that is unknown keeps all
    assert (removed.exit_code, removed.stdout) == (0, f"watched no longer: {site.url('/feed')}\n")
    result = run("feeds", "remove", site.url("/feed"))
    assert result.exit_code == 2 and result.stderr.endswith(
        "is not watched; `newsdesk feeds list` shows what is\n"
    )


@pytest.mark.parametrize("every", ["5", "30s", "x", "99d", "-1m"])
def test_intervals_that_are_none(run: Run, site: Site, every: str) -> None:
    result = run("feeds", "add", site.url("/feed"), f"--every={every}")
    assert result.exit_code == 2 and "write it as 15m, 2h or 1d" in result.stderr


def test_without_feeds(run: Run) -> None:
    assert run("feeds", "list").stderr == "newsdesk: no feeds yet; `newsdesk feeds add URL` adds one\n"


def test_opml_goes_out_and_comes_in(run: Run, site: Site, tmp_path: Path) -> None:
    run("feeds", "add", site.url("/feed"), "--source", "Herald & <Sons>")
    (tmp_path / "a.opml").write_bytes(run("feeds", "export").stdout_bytes)
    run("feeds", "remove", site.url("/feed"))
    assert run("feeds", "import", str(tmp_path / "a.opml"), "--every", "2h").stdout == "added 1 feed\n"
    url, source, every, *_ = run("feeds", "list").stdout.split("\t")
    assert (url, source, every) == (site.url("/feed"), "Herald & <Sons>", "2h")


def test_opml_of_others_nests_and_repeats(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text(
        '<opml version="1.0"><body><outline text="News"><outline xmlUrl="https://a.example/f"/>'
        '<outline xmlUrl="https://a.example/f"/><outline xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    )
    result = run("feeds", "import", str(tmp_path / "a.opml"))
    assert result.stdout == "added 1 feed\n" and "is neither http nor https; left out" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "<html/>",
        "no xml",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><opml><body><outline text="&e;" xmlUrl="https://a"/>'
        "</body></opml>",
    ],
)
def test_what_is_no_opml_or_hostile_adds_nothing(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.opml").write_text(text)
    result = run("feeds", "import", str(tmp_path / "a.opml"))
    assert result.exit_code == 1 and "is no OPML" in result.stderr
    assert run("feeds", "list").stdout == ""


def test_watching_once_forgets_what_has_expired_too(
    run_news: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_KEEP_ARTICLES", "2")
    run_news("feeds", "add", site.url("/feed"))
    watched = run_news("watch", "--once")
    assert watched.exit_code == 0
    assert re.search(r"^removed \d articles? whose time is over$", watched.stdout, re.MULTILINE)
    assert run_news("articles", "list").stdout.count("\n") == 2
