from retrieval.ingest.pages.reading import read_page

UPDATES = [
    (
        "2026-02-03T19:30:00+01:00",
        "Pass reopens",
        "The pass at Varn has been opened to cars again, the road office says.",
    ),
    (
        "2026-02-03T11:15:00+01:00",
        "Two hurt",
        "Two people were hurt when a lorry slid into a wall above the village.",
    ),
    (
        "2026-02-02T22:40:00+01:00",
        "Snow falls",
        "Forty centimetres of snow have fallen since noon, and more is on its way.",
    ),
]


def page() -> str:
    entries = "".join(
        f'<section class=entry><time datetime="{at}">{at[11:16]}</time>'
        f"<h3>{heading}</h3><p>{text}</p></section>"
        for at, heading, text in UPDATES
    )
    return (
        "<html lang=en><head><title>Snow live: pass reopens at Varn</title></head><body><main>"
        f"<h1>Snow live: pass reopens at Varn</h1>{entries}</main></body></html>"
    )


def test_a_live_blog_is_its_dated_updates() -> None:
    told = read_page(page(), "")
    assert [(part.published, part.heading, part.text) for part in told.parts] == UPDATES
    assert told.title == "Snow live: pass reopens at Varn"
    assert "Two hurt" in told.text.split("\n\n")


def test_an_article_with_one_time_has_no_parts() -> None:
    text = "".join(
        f"<p>{words} It is the third winter in a row with so much of it.</p>" for _, _, words in UPDATES
    )
    told = read_page(
        f"<html><body><article><h1>Snow</h1><time>12:00</time>{text}</article></body></html>", ""
    )
    assert told.parts == () and len(told.text.split("\n\n")) == 3
