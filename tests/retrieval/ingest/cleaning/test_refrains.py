"""What an outlet puts into every article is learned, and is no article's."""

from dataclasses import replace

from retrieval.ingest.cleaning.refrains import OutletLines
from retrieval.values import RawArticle

STORIES = [
    RawArticle(
        f"The boat {name} was sold for {n}.\n\nFollow the Quay Post on every boat.\n\nIt sails at {n}.",
        f"{name} sold",
        url=f"https://quay.example/{n}",
    )
    for n, name in enumerate(("Marta", "Elsa", "Ida", "Runa"), start=3)
]


def test_the_third_article_of_an_outlet_loses_the_line_that_all_have() -> None:
    lines = OutletLines()
    one, two, three, four = (lines.without_refrains(story) for story in STORIES)
    assert (one, two) == tuple(STORIES[:2])
    assert three.text == "The boat Ida was sold for 5.\n\nIt sails at 5."
    assert "Follow" not in four.text and four.left_out[0].text == "Follow the Quay Post on every boat."


def test_an_article_again_and_another_outlet_count_nothing() -> None:
    lines = OutletLines()
    others = [replace(story, source=f"Outlet {n}") for n, story in enumerate(STORIES)]
    for story in (STORIES[0], STORIES[0], STORIES[0], *others):
        assert lines.without_refrains(story) == story


def test_a_copy_under_other_addresses_keeps_its_words() -> None:
    lines = OutletLines()
    copies = [replace(STORIES[0], url=f"https://quay.example/copy/{n}") for n in range(5)]
    assert [lines.without_refrains(copy) for copy in copies] == copies
