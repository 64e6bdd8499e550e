"""A second language costs one file: a toy language of a few words, registered, is read everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from retrieval.claims.facts import missing
from retrieval.conversation.rewrite_by_rule import stand_alone
from retrieval.ingest.cleaning.clean import clean
from retrieval.text.keywords import keywords
from retrieval.text.languages import ENGLISH, LANGUAGES, is_known, language
from retrieval.text.languages.language import (
    Calendar,
    Language,
    NameWords,
    NegationWords,
    NumberWords,
    PageWords,
    PeriodWords,
    QuestionWords,
    ReferenceWords,
    SentenceWords,
    words,
)
from retrieval.text.languages.load import load_language
from retrieval.text.names import is_person, names
from retrieval.text.negation import negations
from retrieval.text.numbers import values
from retrieval.text.periods import Period, asked_period
from retrieval.text.references import opens_pointing_back
from retrieval.text.sentences import split
from retrieval.text.utterance import opens_question
from retrieval.text.words import content, tokenise
from retrieval.values import Article, Evidence, Query, RawArticle, Sentence, Turn

TOY = Language(
    code="tk",
    stop_words=words("la"),
    calendar=Calendar(months=tuple(f"{letter}elro" for letter in "BCDFGHJKLMNP")),
    sentences=SentenceWords(leads_on=words("Pn"), openers=words("La")),
    numbers=NumberWords(small={"unu": 1, "dek": 10}),
    negation=NegationWords(negative=words("nul")),
    names=NameWords(common=words("krulo"), never_in_person=words("domo")),
    questions=QuestionWords(pronouns=words("kiu")),
    references=ReferenceWords(pronouns=words("tiu")),
    periods=PeriodWords(rules=(("in", "en {month}"), ("day", "{day}")), days={"hodi": 0}, month_letters=0),
    pages=PageWords(lines=frozenset({"legu plu"})),
)
BRIDGE = "La ponto brulis je 3 Delro."


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(LANGUAGES, TOY.code, TOY)
    yield


def cut(text: str, read_in: Language) -> list[str]:
    return [text[s.start : s.end] for s in split(text, read_in)]


def test_a_language_is_found_by_its_code_and_english_stands_in() -> None:
    assert language("tk") is language("TK-xx") is TOY
    assert language("en-GB") is language("") is language("zz") is ENGLISH
    assert is_known("tk") and is_known("en_US") and not is_known("zz")


def test_a_language_is_read_from_a_file() -> None:
    esperanto = load_language("""
        code = "eo"
        stop_words = "la kaj"
        numbers.small = "unu: 1, dek: 10"
        numbers.single = '''
          (?i)\\b(?:<<only>>
          |ununura)\\b
        '''
        pieces.only = "sola"
    """)
    assert esperanto.stop_words == {"la", "kaj"} and values("dek", esperanto) == {Decimal(10)}
    assert [bool(esperanto.numbers.single.search(text)) for text in ("Sola", "ununura", "dua")] == [
        True,
        True,
        False,
    ]
    assert esperanto.calendar.months[0] == "Januaro"


def test_a_misspelt_key_is_an_error() -> None:
    with pytest.raises(ValueError, match="leads_onn"):
        load_language('code = "eo"\n[sentences]\nleads_onn = "S-ro"')


def test_sentences_end_by_its_abbreviations() -> None:
    assert cut("Vidis Pn. Osei. La ponto brulis.", TOY) == ["Vidis Pn. Osei.", "La ponto brulis."]
    assert cut("Vidis Pn. Osei.", ENGLISH) == ["Vidis Pn.", "Osei."]


def test_words_with_a_meaning_are_those_that_are_no_stop_words() -> None:
    assert keywords("La ponto", TOY) == {"ponto"}
    assert content(tokenise("La ponto").folded, TOY) == ["ponto"]


def test_names_are_capitals_that_no_sentence_opens_with() -> None:
    assert list(names("Krulo Osei vidis", language=TOY)) == ["Osei"]
    assert list(names("Krulo Osei vidis")) == ["Krulo", "Osei"]
    assert is_person("Ann Osei", TOY) and not is_person("Domo Osei", TOY) and not is_person("Delro Osei", TOY)


def test_its_months_and_days_name_a_period() -> None:
    today = date(2026, 4, 1)
    assert asked_period("Kiu brulis en Delro?", today, TOY) == Period(date(2026, 3, 1), date(2026, 3, 31))
    assert asked_period("Kiu brulas hodi?", today, TOY) == Period(today, today)
    assert asked_period("What burned today?", today, TOY) is None


def test_its_numbers_and_negations_count() -> None:
    assert values("dek pontoj", TOY) == {Decimal(10)}
    assert (negations("ponto nul brulis", TOY), negations("it did not burn", TOY)) == (1, 0)


def test_its_questions_and_pronouns_are_known() -> None:
    assert opens_question("Kiu brulis?", TOY) and not opens_question("Who burned?", TOY)
    assert opens_pointing_back("Tiu brulis.", TOY) and not opens_pointing_back("It burned.", TOY)


def test_the_language_of_an_article_is_kept_and_its_page_cleaned_in_it() -> None:
    article = clean(RawArticle(text=f"{BRIDGE}\n\nLegu plu", title="Ponto", language="tk"), "2026-04-01")
    assert (article.language, article.text) == ("tk", BRIDGE)
    assert clean(RawArticle(text=f"{BRIDGE}\n\nLegu plu", title="Ponto"), "2026-04-01").text != BRIDGE


def test_claims_are_checked_in_the_language_of_the_article() -> None:
    def lacks(code: str) -> tuple[str, ...]:
        article = Article("a", "Ponto", "La ponto brulis.", published="2026-03-03", language=code)
        return missing("Ponto brulis je 3 Delro.", [Evidence(article, Sentence(0, 16), 1.0)])

    assert lacks("tk") == ()  # the day of publication, in the toy's words
    assert lacks("en") == ("3", "Delro")


def test_follow_ups_are_told_in_the_language_of_the_query() -> None:
    history = (Turn("Kiu vidis la ponton en Lima?", ""),)
    question = "Kiam tiu brulis kaj falis tute?"
    assert stand_alone(Query(question, history=history, language="tk")).focus == question
    assert stand_alone(Query(question, history=history)).focus == ""


def test_an_empty_language_matches_nothing() -> None:
    bare = Language("zz")
    assert cut("One. Two!", bare) == ["One.", "Two!"]
    assert asked_period("today", date(2026, 4, 1), bare) is None
    assert (values("ten 7", bare), negations("not", bare)) == ({Decimal(7)}, 0)
    assert not re.search(bare.pages.paywall, "subscribe to read")
