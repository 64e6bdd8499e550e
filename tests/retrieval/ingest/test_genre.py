"""What an article is, by whatever says so."""

import pytest

from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.genre import genre_of
from retrieval.text.languages import ENGLISH
from retrieval.values import RawArticle


@pytest.mark.parametrize(
    ("declared", "url", "title", "genre"),
    [
        ("OpinionNewsArticle; World", "", "A tax nobody needs", "opinion"),
        ("NewsArticle; Opinion", "", "A tax nobody needs", "opinion"),
        ("NewsArticle", "https://bay.example/opinion/2026/tax", "A tax nobody needs", "opinion"),
        ("", "", "A tax nobody needs | Opinion | Bay Herald", "opinion"),
        ("", "", "Review: A film without an end", "review"),
        ("satire", "https://bay.example/news/1", "Mayor bans rain", "satire"),
        ("AdvertiserContentArticle", "", "Sleep better", "advertisement"),
        ("LiveBlogPosting", "", "Storm nears the coast", "live"),
        ("NewsArticle", "https://bay.example/world/opinion-poll-shows-lead", "Poll: lead grows", ""),
    ],
)
def test_the_source_the_title_and_the_address_tell(declared: str, url: str, title: str, genre: str) -> None:
    assert genre_of(declared, url, title, ENGLISH) == genre


def test_an_interview_is_known_by_its_turns() -> None:
    turns = "MARSH: Is it so?\n\nREYES: It is not.\n\nMARSH: And now?\n\nREYES: We wait."
    assert clean(RawArticle(turns, "Water"), "").genre == "interview"


def test_an_address_that_is_not_of_the_web_is_not_stored() -> None:
    assert clean(RawArticle("It rained.", "Rain", url="javascript:alert(1)"), "").url == ""
