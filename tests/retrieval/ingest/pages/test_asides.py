"""Captions, bylines and pointers inside a story go by their form, in any language."""

import pytest
from lxml.html import document_fromstring

from retrieval.ingest.pages.asides import without_asides
from retrieval.ingest.pages.blocks import page_blocks

STORY = "The mill in Dorn burned for three days before the rain put it out."


def kept(*lines: str, authors: tuple[str, ...] = ()) -> list[str]:
    blocks = page_blocks(document_fromstring("<body>" + "".join(f"<p>{line}</p>" for line in lines)))
    return [blocks[at].text for at in without_asides(blocks, range(len(blocks)), authors)]


@pytest.mark.parametrize(
    "aside",
    [
        "Der Kran von Osk nach dem Sturm Foto: Rhea Moss/imago",
        "© Bay Herald, Rhea Moss",
        "&gt;&gt; Hier finden Sie alle Pegel",
        "von Sven Adler, Bay Herald",
    ],
)
def test_an_aside_is_not_the_story(aside: str) -> None:
    assert kept(STORY, aside, authors=("Sven Adler",)) == [STORY]


@pytest.mark.parametrize(
    "line",
    [
        "Sven Adler, who wrote the report, left the town.",
        "He took one photo: it shows the mill.",
        "Osk: 9,870 votes",
    ],
)
def test_a_line_of_the_story_stays(line: str) -> None:
    assert kept(STORY, line, authors=("Sven Adler",)) == [STORY, line]


def test_a_line_in_bold_goes_with_what_it_leads_to() -> None:
    lead = "<b>Mehr zum Sturm in Osk:</b>"
    assert kept(STORY, lead, "&gt;&gt; Alle Pegel") == [STORY]
    assert kept(STORY, "Mehr zum Sturm in Osk:") == [STORY, "Mehr zum Sturm in Osk:"]
    assert kept(lead, STORY) == ["Mehr zum Sturm in Osk:", STORY]


def test_a_label_that_opens_three_lines_links_other_stories() -> None:
    links = [
        f"Lees ook verder | {title}" for title in ("De brug is dicht", "De dam houdt", "De molen brandt")
    ]
    assert kept(STORY, *links) == [STORY]
    assert kept(STORY, *links[:2]) == [STORY, *links[:2]]
