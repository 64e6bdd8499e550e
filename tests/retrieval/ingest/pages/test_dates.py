"""Days of pages: weighed by where they stand."""

import pytest

from retrieval.ingest.pages.reading import read_page

PROSE = "".join(
    f"<p>The mill at Oster was sold for the {nth} time this century, and the miller said"
    f" he was glad of it.</p>"
    for nth in ("first", "second", "third", "fourth")
)


def moments(top: str = "", head: str = "", below: str = "", fetched: str = "2026-11-30") -> tuple[str, str]:
    told = read_page(
        f"<html lang=en><head><title>Mill is"
        f" sold</title>{head}</head><body>{top}<main><h1>Mill is sold</h1>{below}"
        f"{PROSE}</main></body></html>",
        fetched,
    )
    return told.published, told.modified


def linked(published: str, modified: str = "") -> str:
    changed = f', "dateModified": "{modified}"' if modified else ""
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Mill is sold",'
        ' "datePublished": '
        f'"{published}"{changed}}}</script>'
    )


def meta(name: str, at: str) -> str:
    return f'<meta property="article:{name}_time" content="{at}">'


CLOCK = "<div id=today>Mon, 30 Nov 2026</div>"


@pytest.mark.parametrize(
    "line", ["Ada Roe, Wed, 4 Mar 2026 07:10", "Published 2026-03-04", "04.03.2026, 07:10"]
)
def test_a_day_at_the_headline_counts_more_than_a_clock_above(line: str) -> None:
    assert moments(top=CLOCK, below=f"<div>{line}</div>")[0] == "2026-03-04"


def test_the_day_in_the_address_counts() -> None:
    head = '<link rel=canonical href="https://post.example/2026/03/04/mill">'
    assert moments(top=CLOCK, head=head)[0] == "2026-03-04"


def test_a_publication_that_is_overwritten_by_the_change_is_not_believed() -> None:
    changed = "2026-03-07T09:00:00Z"
    head = meta("published", changed) + meta("modified", changed) + linked("2026-03-04T06:00:00Z", changed)
    assert moments(head=head) == ("2026-03-04T06:00:00+00:00", "2026-03-07T09:00:00+00:00")


def test_nothing_is_published_after_it_was_fetched() -> None:
    head = meta("published", "2026-12-24T08:00:00Z") + linked("2026-03-04T06:00:00Z")
    assert moments(head=head)[0] == "2026-03-04T06:00:00+00:00"


def test_a_broken_declaration_still_gives_its_day() -> None:
    broken = linked("2026-03-04T06:00:00+01:00").replace("}</script>", ",]}</script>")
    assert moments(head=broken)[0] == "2026-03-04T06:00:00+01:00"
