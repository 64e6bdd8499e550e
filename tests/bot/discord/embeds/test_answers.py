from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.chat.store.answers import KeptAnswer
from bot.chat.store.codec import ForgottenArticle
from bot.discord.embeds.answers import COLOURS, DIFFERING, REFUSED, answer_embed, limits_text
from bot.discord.embeds.highlight import own_words
from bot.discord.renderer import Renderer
from bot.messages import load_messages
from retrieval.index.browse import Coverage
from retrieval.values import (
    Answer,
    AnsweredPart,
    AnswerLine,
    AnswerNotice,
    Citation,
    NoticeKind,
    Premise,
    PremiseStatus,
    Query,
    Refusal,
    RefusalReason,
    ShortAnswer,
    Span,
    Verdict,
)
from retrieval.values import Coverage as Collection
from retrieval.values.understanding import Kind
from tests.bot.examples import CRANE, LINES, cite, make_answer

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
EN = Renderer(load_messages("en"), NOW)


def kept(answer: Answer, **more: object) -> KeptAnswer:
    made = KeptAnswer("a" * 12, 1, 2, 3, NOW, Query("when?"), Coverage(1204, "2026-03-05T10:00:00Z"), answer)
    return replace(made, **more)


def words_of(answer: Answer) -> str:
    return own_words(answer.lines, answer.citations, EN, written=bool(answer.model))


def described(answer: Answer, **more: object) -> list[str]:
    return str(answer_embed(kept(answer, **more), EN).description).split("\n")


def test_the_short_answer_comes_first_in_bold() -> None:
    answer = replace(make_answer(), short=ShortAnswer("in June", 1, 28, 35, 0.9))
    text = answer_embed(kept(answer), EN).description
    assert text and text.startswith("**in June**\n\n[**Herald**](<")
    assert "\n> **1**  The crane opens **in June**.\n" in text


def test_quotes_are_numbered_and_grouped_by_article() -> None:
    embed = answer_embed(kept(make_answer()), EN)
    assert embed.title == "when?" and embed.colour == COLOURS["high"] and embed.description
    assert embed.description.split("\n") == [
        f"[**Herald**](<{CRANE.url}>) · <t:1772438400:D> (<t:1772438400:R>)",
        r"-# A crane \[bold\]opens\[/bold\]",
        "> **1**  The crane opens in June.",
        "> **3**  It is old.",
        "",
        "**Ice �\\]8;;evil�**",
        r"> **2**  Slowly \(1\) now.",
        "",
        "-# Confidence high (93 %) · searched 1,204 articles, newest <t:1772704800:R>",
    ]


def test_a_refusal_is_grey_and_says_why_in_two_lines() -> None:
    embed = answer_embed(kept(make_answer(refused=True)), EN, titled=False)
    assert embed.title is None and embed.colour == REFUSED and embed.description
    assert embed.description.splitlines() == [
        "**The articles do not answer this.** What comes nearest says nothing of “whales”.",
        "-# searched 1,204 articles, newest <t:1772704800:R>",
    ]


def test_a_refusal_says_if_there_are_no_articles_at_all() -> None:
    empty = kept(
        make_answer(refused=True), coverage=Coverage(0, ""), query=Query("when?", until="1900-01-01")
    )
    text = answer_embed(empty, EN).description
    assert text and "I have no articles of that: only up to 1900-01-01." in text


def test_other_languages_have_their_own_words() -> None:
    text = answer_embed(kept(make_answer(refused=True)), Renderer(load_messages("fr"), NOW)).description
    assert text and text.startswith(
        "**Les articles ne répondent pas à cette question.** Le plus proche ne dit"
    )
    assert "recherche dans 1\u202f204 articles" in text


def test_words_of_its_own_are_shown_above_the_quotes_and_quotations_not_twice() -> None:
    assert words_of(make_answer()) == ""
    composed = replace(make_answer(), lines=(AnswerLine("It opens in summer.", (1, 2)),))
    assert words_of(composed) == "It opens in summer. [1][2]"
    text = answer_embed(kept(composed), EN).description
    assert text and text.startswith("It opens in summer. **[1][2]**\n\n[**Herald**]")


def spanning(citation: Citation, words: str) -> Citation:
    """The citation with these words as its likeliest short answer."""
    start = citation.evidence.article.text.index(words)
    return replace(citation, evidence=replace(citation.evidence, span=Span(start, start + len(words), -0.1)))


@pytest.mark.parametrize(
    ("language", "lead"), [("en", "Reports differ:"), ("de", "Die Berichte weichen voneinander ab:")]
)
def test_where_reports_differ_that_is_said_once_and_lit_up(language: str, lead: str) -> None:
    ice, crane, _ = make_answer().citations
    citations = (spanning(crane, "June"), spanning(ice, "now"))
    answer = replace(make_answer(), lines=LINES[:2], citations=citations, conflict=citations)
    embed = answer_embed(kept(answer), Renderer(load_messages(language), NOW))
    lines = str(embed.description).split("\n")
    assert lines[:2] == [
        rf"**{lead}** “June” \(Herald, 2026-03-02\), “now” \(Ice �\]8;;evil�\). **[1][2]**",
        "",
    ]
    assert "> **1**  The crane opens in **June**." in lines
    assert embed.colour == DIFFERING  # not green, however sure


@pytest.mark.parametrize(
    ("verdict", "words", "colour"),
    [
        (Verdict.YES, "**Yes.**", COLOURS["high"]),
        (Verdict.NO, "**No.**", COLOURS["high"]),
        (Verdict.DIFFER, "**Reports differ.**", DIFFERING),
    ],
)
def test_a_verdict_stands_first_and_no_short_answer_beside_it(
    verdict: Verdict, words: str, colour: object
) -> None:
    answer = replace(make_answer(), verdict=verdict, short=ShortAnswer("in June", 1, 28, 35, 0.9))
    assert described(answer)[:3] == [
        words,
        "",
        f"[**Herald**](<{CRANE.url}>) · <t:1772438400:D> (<t:1772438400:R>)",
    ]
    assert answer_embed(kept(answer), EN).colour == colour


SMALL = rf"-# [**Herald**](<{CRANE.url}>)"


def test_a_timeline_has_its_sentences_under_their_days_in_its_own_order() -> None:
    days = (replace(LINES[2], label="2026-02-28"), replace(LINES[0], label="2026-03-02"))
    lines = described(replace(make_answer(), kind=Kind.TIMELINE, lines=days))
    assert lines[:7] == [
        "**<t:1772280000:D>**",
        "> **3**  It is old.",
        SMALL,
        "",
        "**<t:1772452800:D>**",
        "> **1**  The crane opens in June.",
        SMALL,
    ]


def test_sentences_of_one_day_share_it_and_those_of_one_article_its_credit() -> None:
    day = [replace(LINES[0], label="2026-03-02"), LINES[2], LINES[1]]
    lines = described(replace(make_answer(), kind=Kind.LATEST, lines=tuple(day)))
    assert lines[:6] == [
        "**<t:1772452800:D>**",
        "> **1**  The crane opens in June.",
        "> **3**  It is old.",
        SMALL,
        "",
        r"> **2**  Slowly \(1\) now.",
    ]


def test_who_spoke_stands_over_the_words() -> None:
    spoken = (replace(LINES[0], label="Ada *Brisk*"), replace(LINES[2], label=""))
    lines = described(replace(make_answer(), kind=Kind.REACTIONS, lines=spoken))
    credit = f"{SMALL} · <t:1772438400:D> (<t:1772438400:R>)"
    assert lines[:6] == [
        r"**Ada \*Brisk\*:**", "> **1**  The crane opens in June.", credit, "", "> **3**  It is old.", credit
    ]  # fmt: skip


def test_a_digest_has_a_line_a_story_and_all_that_tell_it() -> None:
    copy = (replace(CRANE, source="Post"),)
    citations = tuple(replace(c, also=copy if c.marker == 1 else ()) for c in make_answer().citations)
    digest = replace(make_answer(), kind=Kind.DIGEST, lines=LINES[:2], citations=citations)
    assert described(digest)[:5] == [
        "> **1**  The crane opens in June.",
        f"{SMALL} · <t:1772438400:D> (<t:1772438400:R>) · also Post",
        "",
        r"> **2**  Slowly \(1\) now.",
        "-# **Ice �\\]8;;evil�**",
    ]


def test_a_long_list_is_shortened_and_then_cut_with_a_word() -> None:
    article = replace(CRANE, text="*" * 900)
    citations = tuple(cite(n, replace(article, id=str(n)), article.text, 1.0) for n in range(1, 61))
    lines = tuple(AnswerLine(article.text, (n,)) for n in range(1, 61))
    embed = answer_embed(kept(replace(make_answer(), kind=Kind.LIST, lines=lines, citations=citations)), EN)
    text = str(embed.description)
    shown = text.count("> **")
    assert len(text) <= 4096 and 5 < shown < 60
    assert f"-# left out for want of room: {60 - shown}" in text


def test_a_number_of_articles_stands_first() -> None:
    counted = replace(make_answer(), kind=Kind.COUNT, coverage=Collection(3, 2, "2025-10-15", "2025-10-22"))
    assert (
        described(counted)[0] == "**3 articles of 2 outlets are about this, from 2025-10-15 to 2025-10-22.**"
    )
    none = replace(make_answer(), lines=(), citations=(), kind=Kind.COUNT, coverage=Collection(0, 0))
    assert described(none)[0] == "**No article is about this.**"
    assert answer_embed(kept(none), EN).colour == REFUSED


def test_a_false_premise_is_told_with_the_sentences_that_say_what_is_so() -> None:
    answer = replace(
        make_answer(),
        premise=Premise("Did the crane close?", PremiseStatus.CONTRADICTED),
        refusal=Refusal(RefusalReason.PREMISE_FALSE),
    )
    lines = described(answer)
    assert lines[0] == "**The articles say otherwise:**" and "> **1**  The crane opens in June." in lines
    assert lines[-1].startswith("-# searched 1,204 articles")  # and nothing of how sure
    assert answer_embed(kept(answer), EN).colour == DIFFERING


def test_a_refusal_that_says_it_all_is_not_told_twice() -> None:
    answer = replace(make_answer(refused=True), refusal=Refusal(RefusalReason.QUOTE_ABSENT))
    assert described(answer)[0] == "**The quoted words are not in these articles.**"


def test_small_talk_is_answered_by_what_was_said() -> None:
    said = [described(Answer(word, (), 1.0, kind=Kind.TALK)) for word in ("hi", "thanks!")]
    assert said[0] != said[1] and all(len(lines) == 1 for lines in said)


def test_each_part_of_a_question_has_its_own_answer() -> None:
    parts = (
        AnsweredPart("When does the crane open?", LINES[:1], short=ShortAnswer("in June", 1, 28, 35, 0.9)),
        AnsweredPart("Who paid?", (), Refusal(RefusalReason.BELOW_THRESHOLD, ("paid",))),
    )
    answer = replace(make_answer(), lines=LINES[:1], citations=make_answer().citations[1:2], parts=parts)
    assert described(answer)[:8] == [
        "__When does the crane open?__",
        "**in June**",
        f"[**Herald**](<{CRANE.url}>) · <t:1772438400:D> (<t:1772438400:R>)",
        r"-# A crane \[bold\]opens\[/bold\]",
        "> **1**  The crane opens **in June**.",
        "",
        "__Who paid?__",
        "The articles do not answer this. What comes nearest says nothing of “paid”.",
    ]
    assert answer_embed(kept(answer), EN).colour == DIFFERING  # only half of it is known
    refused = replace(answer, parts=parts[1:], refusal=parts[1].refusal)
    assert described(refused)[0] == "__Who paid?__"
    assert answer_embed(kept(refused), EN).colour == REFUSED


@pytest.mark.parametrize("kind", [NoticeKind.MODEL_FAILED, NoticeKind.NO_ROOM, NoticeKind.MODEL_BROKE_OFF])
def test_what_the_operator_must_do_is_not_told_to_readers(kind: NoticeKind) -> None:
    notice = AnswerNotice(kind, "the model refuses the key (HTTP 401); check NEWSDESK_MODEL_KEY_FILE")
    text = str(answer_embed(kept(replace(make_answer(), notices=(notice,))), EN).description)
    assert "NEWSDESK" not in text and "401" not in text and "language model" in text


def test_a_models_text_stays_whole() -> None:
    lines = (AnswerLine("It opens soon.", (2,)), LINES[0])
    answer = replace(make_answer(), lines=lines, model="a model")
    assert words_of(answer) == "It opens soon. [2] The crane opens in June. [1]"


def test_limits_doubts_and_what_is_gone_are_told() -> None:
    answer = replace(make_answer(), citations=(cite(1, CRANE, "It is old.", 1.0, verified=False),))
    query = Query("when?", since="2026-01-01", source="Herald")
    text = answer_embed(kept(answer, query=query, gone=(ForgottenArticle(2, "Ice"),)), EN).description
    assert text and "> **1**  It is old. *(not verified)*" in text
    assert text.splitlines()[-2].endswith(" · only from 2026-01-01, Herald")
    assert text.endswith("-# [2] stood in “Ice”, which was changed or removed since.")


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({}, ""),
        ({"since": "2026-01-01", "until": "2026-02-01"}, "only 2026-01-01 – 2026-02-01"),
        ({"until": "2026-02-01", "source": "The *Post*"}, r"only up to 2026-02-01, The \*Post\*"),
        ({"as_of": "2026-02-01"}, "as of 2026-02-01"),
        ({"since": "2026-01-01", "as_of": "2026-02-01"}, "only from 2026-01-01 · as of 2026-02-01"),
    ],
)
def test_what_was_limited_is_told(limits: dict[str, str], told: str) -> None:
    assert limits_text(Query("when?", **limits), EN) == told


def test_who_wrote_it_what_was_understood_and_where_else_it_stands_are_told() -> None:
    copy = (replace(CRANE, source="Post"),)
    ice, crane, old = make_answer().citations
    answer = replace(
        make_answer(),
        standalone="When does the crane open?",
        model="openai:gpt-4o-mini",
        citations=(ice, replace(crane, also=copy), replace(old, also=copy)),
    )
    lines = str(answer_embed(kept(answer), EN).description).splitlines()
    assert any(line.endswith("(<t:1772438400:R>) · also Post") for line in lines)
    partly = replace(answer, citations=(ice, replace(crane, also=copy), old))  # `old` stands in one of them
    assert "also Post" not in str(answer_embed(kept(partly), EN).description)
    assert lines[-3] == "-# Understood as: When does the crane open?"
    assert lines[-1].startswith(r"-# Written by openai\:gpt-4o-mini; each claim")


@pytest.mark.parametrize("length", [10, 5000])
def test_whatever_is_cited_fits(length: int) -> None:
    article = replace(CRANE, text="*" * length, title="[" * length, source="(" * length)
    answer = replace(
        make_answer(),
        standalone="#" * 900,
        notices=(AnswerNotice(NoticeKind.MODEL_FAILED, "#" * 900),),
        citations=tuple(cite(n, replace(article, id=str(n)), article.text, 1.0) for n in range(30)),
    )
    embed = answer_embed(kept(answer, query=Query("#" * 4000)), EN)
    assert len(embed) <= 6000 and embed.description and len(embed.description) <= 4096
    assert embed.title and len(embed.title) <= 256
