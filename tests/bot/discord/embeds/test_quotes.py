from datetime import UTC, datetime

import pytest
from discord import Colour

from bot.discord.embeds.claims import MIXED, VERDICTS, claim_embed
from bot.discord.embeds.quotes import quotes
from bot.discord.embeds.text import DESCRIPTION
from bot.discord.renderer import Renderer
from bot.messages import load_messages
from retrieval.claims.factcheck import ClaimCheck, ClaimVerdict, Finding, Relation
from retrieval.values import Article, Citation, Evidence, Sentence

NOW = datetime(2026, 3, 5, tzinfo=UTC)
WORDS = Renderer(load_messages("en"), NOW)
LINE = "The quay was closed for repairs on every one of those long days. "


def cited(count: int, length: int) -> list[Citation]:
    """Sentences of one article, each `length` characters long."""
    text = (LINE * (length // len(LINE) + 1))[:length] * count
    article = Article(id="a", title="Quay", text=text, source="Herald")
    spans = [Sentence(n * length, (n + 1) * length) for n in range(count)]
    return [Citation(n, Evidence(article, s, 1.0), verified=True) for n, s in enumerate(spans, start=1)]


def test_what_fits_is_shown_whole_and_nothing_is_said_to_be_left_out() -> None:
    shown = quotes(cited(3, 100), WORDS, room=1000)
    assert shown.count("> **") == 3 and "left out" not in shown


def test_as_many_of_an_article_as_fit_are_shown_and_the_others_counted() -> None:
    shown = quotes(cited(5, 300), WORDS, room=1000)
    assert shown.count("> **") == 2 and shown.endswith("-# left out for want of room: 3")
    assert len(shown) <= 1000 and "Quay" in shown


def test_one_is_shown_however_little_room_there_is() -> None:
    shown = quotes(cited(2, 600), WORDS, room=400)
    assert shown.count("> **1**") == 1 and "left out for want of room: 1" in shown and len(shown) <= 400


@pytest.mark.parametrize(
    ("verdict", "relations", "colour", "told"),
    [
        ("supported", ["supports", "related"], VERDICTS[ClaimVerdict.SUPPORTED],
         "The articles bear it out: [1]."),
        ("contradicted", ["contradicts", "related"], VERDICTS[ClaimVerdict.CONTRADICTED],
         "The articles contradict it: [1]."),
        ("contradicted", ["contradicts", "supports"], MIXED, "The articles do not agree."),
        ("silent", ["related", "related"], VERDICTS[ClaimVerdict.SILENT], "The articles settle nothing."),
    ],
)  # fmt: skip
def test_colour_and_words_follow_the_verdict(
    verdict: str, relations: list[str], colour: Colour, told: str
) -> None:
    shown = zip(cited(2, 100), relations, strict=True)
    findings = tuple(Finding(c.evidence, Relation(relation), 0.9) for c, relation in shown)
    embed = claim_embed(ClaimCheck("The quay was closed.", ClaimVerdict(verdict), 0.9, findings), WORDS)
    assert embed.colour == colour and f"**{told}**" in str(embed.description)


def test_no_heading_of_a_fact_check_stands_over_nothing() -> None:
    findings = tuple(Finding(c.evidence, Relation.SUPPORTS, 0.9) for c in cited(6, 350))
    check = ClaimCheck("The quay was closed.", ClaimVerdict.SUPPORTED, 0.9, findings)
    embed = claim_embed(check, WORDS)
    assert embed.description and len(embed.description) <= DESCRIPTION
    assert (
        "**Supports it**\n**Herald**\n-# Quay\n> **1**" in embed.description
        and "left out" in embed.description
    )
