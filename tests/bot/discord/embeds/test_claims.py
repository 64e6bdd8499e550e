from datetime import UTC, datetime

from bot.discord.embeds.claims import claim_embed
from bot.discord.renderer import Renderer
from bot.messages import load_messages
from retrieval.claims.factcheck import ClaimCheck, ClaimVerdict, Finding, Relation
from tests.bot.examples import CRANE, cite

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def test_sentences_are_numbered_as_they_are_shown() -> None:
    near, against = (
        cite(0, CRANE, text, 1.0).evidence for text in ("It is old.", "The crane opens in June.")
    )
    findings = (Finding(against, Relation.CONTRADICTS, 0.9), Finding(near, Relation.RELATED, 0.8))
    check = ClaimCheck("It opens in May.", ClaimVerdict.CONTRADICTED, 0.9, findings)
    text = str(claim_embed(check, Renderer(load_messages("en"), NOW)).description)
    assert "\n> **1**  The crane opens in June." in text
    assert "\n> **2**  It is old." in text
