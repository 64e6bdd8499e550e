"""English."""

from __future__ import annotations

from retrieval.text.languages.calendars import calendar_of
from retrieval.text.languages.english.claims import CITATIONS, CLAIMS, INSTRUCTIONS
from retrieval.text.languages.english.evaluation import EVALUATION
from retrieval.text.languages.english.numbers import NUMBERS, PERIODS
from retrieval.text.languages.english.pages import BYLINES, PAGES
from retrieval.text.languages.english.questions import QUESTIONS, QUOTES, REFERENCES
from retrieval.text.languages.english.sentences import NAMES, SENTENCES
from retrieval.text.languages.language import Language, NegationWords, words

ENGLISH = Language(
    code="en",
    stemmer="english",
    stop_words=words(
        """
        a about an and any are as at be been being but by can could did do does for from had has have he her
        his how i if in into is it its many me much my no not of on or our s she should so some such t than
        that the their them then there these they this those to up us was we were what when where which
        while who whom whose why will with would you your
        """
    ),
    calendar=calendar_of("en"),
    sentences=SENTENCES,
    numbers=NUMBERS,
    negation=NegationWords(
        negative=words(
            """
            not no never nor neither nobody none nothing without cannot deny denied denies refuse refused
            refuses fail failed fails
            """
        ),
        undoing=words("reject rejects rejected false untrue canceled cancelled"),
        endings=("n't",),
        pairs=frozenset({("ruled", "out")}),
    ),
    names=NAMES,
    questions=QUESTIONS,
    references=REFERENCES,
    periods=PERIODS,
    claims=CLAIMS,
    quotes=QUOTES,
    pages=PAGES,
    bylines=BYLINES,
    instructions=INSTRUCTIONS,
    citations=CITATIONS,
    evaluation=EVALUATION,
)
