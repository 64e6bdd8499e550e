"""What feeds say of their entries besides the text."""

import json

import pytest

from retrieval.feeds.parse import parse_feed
from retrieval.http.responses import Fetched

RSS = b"""<rss version="2.0"><channel><title>Herald</title><language>de-AT</language>
<item><title>A</title><link>https://news.example/a</link></item></channel></rss>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Herald",
        "language": "de-AT",
        "items": [{"id": "1", "url": "https://news.example/a", "content_text": "Es brennt."}],
    }
).encode()


@pytest.mark.parametrize("body", [RSS, JSON], ids=["RSS", "JSON Feed"])
def test_an_entry_has_the_language_of_its_feed(body: bytes) -> None:
    (entry,) = parse_feed(Fetched("https://news.example/feed", body)).entries
    assert entry.language == "de-AT"
