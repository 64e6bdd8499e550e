"""What a language is: every word list and pattern that reading news in it takes, grouped by purpose.

Every part has an empty default, so that a new language may begin with a dozen words and grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar, TypeAlias

from pydantic import BeforeValidator, ConfigDict

NEVER = re.compile(r"(?!)")
"""Matches nothing: the default of every pattern."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """Return a mapping that is written as one string: "half: 0.5, quarter: 0.25"."""
    return dict(pair.strip().split(": ") for pair in " ".join(text.split()).split(", "))


def one_line(pattern: str) -> str:
    """Return a pattern whose lines, if there are several, are joined without their indentation."""
    return "".join(map(str.strip, pattern.splitlines())) if "\n" in pattern else pattern


def any_of(alternatives: Iterable[str]) -> str:
    """Return a pattern for any of the given texts, the longest first; one that matches nothing for none."""
    return "|".join(sorted(map(re.escape, alternatives), key=len, reverse=True)) or "(?!)"


def _if_text(read: object) -> BeforeValidator:
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) else value)  # type: ignore[operator]


Words: TypeAlias = Annotated[frozenset[str], _if_text(words)]
Texts: TypeAlias = Annotated[Mapping[str, str], _if_text(pairs)]
Numbers: TypeAlias = Annotated[Mapping[str, int], _if_text(pairs)]
Pattern: TypeAlias = Annotated[re.Pattern[str], _if_text(one_line)]
Pairs: TypeAlias = tuple[tuple[str, str], ...]
NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class LanguagePart:
    """A part of a language; a file may not have fields that it lacks."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, eq=False)
class Calendar(LanguagePart):
    """Months from January on and weekdays from Monday on, as they are written."""

    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All months and weekdays."""
        return frozenset((*self.months, *self.weekdays))

    def month(self, day: date) -> str:
        """Return the month of a day; nothing where the language has no months yet."""
        return self.months[day.month - 1] if self.months else ""

    def weekday(self, day: date) -> str:
        """Return the weekday of a day; nothing where the language has no weekdays yet."""
        return self.weekdays[day.weekday()] if self.weekdays else ""


@dataclass(frozen=True, eq=False)
class SentenceWords(LanguagePart):
    """What decides whether a full stop ends a sentence."""

    leads_on: Words = NO_WORDS  # abbreviations that end no sentence before a capital: titles, "vs", "e.g"
    either: Words = NO_WORDS  # abbreviations that may end a sentence, if a word of `openers` follows
    before_number: Words = NO_WORDS
    openers: Words = NO_WORDS  # words, with their capital, that open sentences and no names
    reporting_verbs: Words = NO_WORDS  # behind a quotation ("Why?" Marsh asked), which then ends no sentence
    exclaiming_names: Words = NO_WORDS  # names that are written with an exclamation mark
    hours: Words = NO_WORDS  # words behind an hour, in lower case: "p.m"
    after_hour: Words = NO_WORDS  # words behind such an hour, beside months, weekdays and zones ("ET")
    byline: str = ""  # the word that opens a byline


@dataclass(frozen=True, eq=False)
class NumberWords(LanguagePart):
    """Numbers in words, and the words around numbers."""

    small: Numbers = field(default_factory=dict)  # numbers below a hundred, of one word each
    ranks: Numbers = field(default_factory=dict)
    groups: Numbers = field(default_factory=dict)  # words that multiply the number before: dozen, hundred
    scales: Numbers = field(default_factory=dict)
    scale_signs: Numbers = field(default_factory=dict)  # scales as they are shortened behind a figure: "bn"
    rank_signs: Words = NO_WORDS  # endings that make a figure a rank: "nd"
    vague: Numbers = field(default_factory=dict)
    parts: Texts = field(default_factory=dict)
    currencies: Texts = field(default_factory=dict)  # the stem of the word that each currency sign stands for
    percent: str = ""
    per_cent: Pattern = NEVER  # any way to write per cent
    pointing: Words = NO_WORDS  # pronouns that a number counts: they stand for words before it
    joins: Words = NO_WORDS  # conjunctions, inside a number or behind the words that it counts
    inside: str = ""  # the conjunction inside a number: a hundred "and" twenty
    one: str = ""
    single: Pattern = NEVER  # an article or adjective that says "one"
    no_number: Pattern = NEVER  # number words that count nothing, or count the compared reports


@dataclass(frozen=True, eq=False)
class NegationWords(LanguagePart):
    """Words that say that something is not so."""

    negative: Words = NO_WORDS
    undoing: Words = NO_WORDS  # words that say that something is not so, or no longer
    endings: tuple[str, ...] = ()
    pairs: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, eq=False)
class NameWords(LanguagePart):
    """What tells names from other words with a capital."""

    common: Words = NO_WORDS  # offices and bodies: some write them with a capital, but they name nobody
    leading: Words = NO_WORDS  # words that begin a sentence with a capital and are no names
    joins: Words = NO_WORDS  # small words inside a long name, which its initials leave out
    short_forms: Texts = field(default_factory=dict)  # initials too short to take from any two capitals
    people_endings: Pattern = NEVER  # turn the name of a country into that of its people
    unrelated: frozenset[tuple[str, str]] = frozenset()  # pairs that only look like country and people
    never_in_person: Words = NO_WORDS  # words in no person's name, in lower case, beside the calendar's
    calendar_persons: Words = NO_WORDS  # words of the calendar that are persons' names too, in lower case


@dataclass(frozen=True, eq=False)
class QuestionWords(LanguagePart):
    """What tells a question, an order or a search phrase from a statement."""

    pronouns: Words = NO_WORDS
    auxiliaries: Words = NO_WORDS
    orders: Words = NO_WORDS
    before_asking: Words = NO_WORDS  # words that may stand before a question's pronoun
    wishes: Pattern = NEVER
    asks_at_end: Pattern = NEVER

    @property
    def openers(self) -> frozenset[str]:
        """Words that open questions."""
        return self.pronouns | self.auxiliaries


@dataclass(frozen=True, eq=False)
class AskingWords(LanguagePart):
    """What tells one question from the next, and one about a quotation."""

    joins: Words = NO_WORDS  # words between two questions: "and"
    subjects: Words = NO_WORDS  # words behind an auxiliary that opens a question: "did they"
    orders: Words = NO_WORDS  # words that open an order to answer: "list"
    person_pronoun: Pattern = NEVER  # a pronoun for a person that a name can stand for as it is
    frame: Words = NO_WORDS  # words around a topic: "what's the latest on"
    noise: Pattern = NEVER  # words around a question that say nothing: "ok so", "lmao"
    turns_to: Pattern = NEVER  # opens another topic: "new topic:"
    suggested: Texts = field(default_factory=dict)  # questions about a name, by kind
    auxiliary: Pattern = NEVER  # the auxiliary that opens a question of yes or no
    changes: Pattern = NEVER  # words that ask how a figure changed, or whether reports agree on it
    figure: Pattern = NEVER  # words of what is counted or measured
    agreement: Pattern = NEVER  # asks whether reports agree
    sides: Pattern = NEVER  # asks which of two is more so (rest, one, other)
    judges: Pattern = NEVER  # asks for a judgement: "any good", "the greatest"
    emphasis: Pattern = NEVER  # adverbs that only questions hold: "ever"
    presumes: Pattern = (
        NEVER  # asks why, when, where or how (auxiliary, rest), and takes the rest for granted
    )
    speech: Words = NO_WORDS  # verbs that report somebody's words
    by_words: Pattern = NEVER  # what stands before the one whose words they are: "according to"
    first_person: Pattern = NEVER  # a sentence that speaks as somebody
    speaker: Pattern = NEVER  # who is asked about (speaker), of what (topic): "what did she say about it"
    holder: Pattern = NEVER  # asks who holds an office now
    leaves: Pattern = NEVER  # says that somebody no longer holds one
    kinds: Pairs = ()  # kinds of questions, and words that decide it against a fact
    small_talk: Pairs = ()  # what small talk is, and how it is recognised; the first that matches counts
    anything: Pattern = NEVER  # asks of anybody or anything
    none: Pattern = NEVER  # says something of nobody
    roundup: Pattern = NEVER  # a title of several stories
    anybody: Words = NO_WORDS  # open what stands for no one in particular: "people"
    groups: Words = NO_WORDS  # words in the singular that stand for many: "the police"
    frame_phrases: Pattern = NEVER  # phrases around a topic, whose words may belong to one
    who_said: Pattern = NEVER  # asks who said a quotation, which is written as one double mark


@dataclass(frozen=True, eq=False)
class ReferenceWords(LanguagePart):
    """Words that point back to earlier text."""

    pronouns: Words = NO_WORDS
    demonstratives: Words = NO_WORDS  # point back by themselves, but not always before a noun
    pairs: Words = NO_WORDS  # point back if they open a sentence
    before_demonstratives: Words = NO_WORDS  # words before a demonstrative that has no noun of its own
    periods: Words = NO_WORDS  # nouns that make a date with a demonstrative: this week
    at_end: Words = NO_WORDS
    dummy: Pattern = NEVER  # a pronoun that points at nothing: "is it true"
    goes_on: Pattern = NEVER  # the opening of a question that continues the one before


@dataclass(frozen=True, eq=False)
class PeriodWords(LanguagePart):
    """How questions name a period; `retrieval/text/periods.py` says what each kind of rule means."""

    rules: Pairs = ()
    """Kinds and patterns; the first that matches counts. `{month}`, `{year}`, `{count}`, `{unit}`,
    `{named}`, `{day}` and `{weekday}` stand for the words below."""
    days: Numbers = field(default_factory=dict)  # days back from today
    units: Texts = field(default_factory=dict)  # counted words, each with its unit: day, week, month or year
    named: Texts = field(default_factory=dict)  # words behind "this" and "last", each with its unit
    month_letters: int = 3  # letters of a shortened month; 0 if months are not shortened


@dataclass(frozen=True, eq=False)
class ClaimWords(LanguagePart):
    """Words that tell who did what, and what is only reported as said, feared or planned."""

    hedge: Pattern = NEVER  # words that leave open whether the following words are so
    modal: Pattern = NEVER  # hedges that reach only to a comma
    condition: Pattern = NEVER
    hedged: Pattern = NEVER  # any word that leaves something open, which is enough in a claim
    turn: Pattern = NEVER  # the end of a hedge's reach
    mutual: Words = NO_WORDS  # verbs that hold both ways round
    by: Words = NO_WORDS  # words that name the doer behind a passive verb

    denial: Pattern = NEVER  # "no evidence that", behind which nothing is said to be so
    correction: Pattern = NEVER  # where an article begins to correct itself
    taken_back: Pattern = NEVER  # what an earlier version said (words)
    instead: Pattern = NEVER  # "X, not Y" (words: Y)


@dataclass(frozen=True, eq=False)
class QuoteWords(LanguagePart):
    """Words that ask for the origin of a quote."""

    light: Words = NO_WORDS  # words, beside stop words, that say little about a sentence: "also", "said"
    origin: Pattern = NEVER
    leads_to_quote: Pattern = NEVER
    leads_to_colon: Pattern = NEVER


@dataclass(frozen=True, eq=False)
class PageWords(LanguagePart):
    """What web pages and feeds hold beside the words of their articles."""

    lines: Words = NO_WORDS  # whole lines, in lower case
    link: Pattern = NEVER  # the label of a link to another story
    offer_starts: Pattern = NEVER
    offer: Pattern = NEVER
    inbox: Pattern = NEVER
    newsletter: Pattern = NEVER
    sign_up: Pattern = NEVER
    sign_up_order: Pattern = NEVER
    credit: Pattern = NEVER
    contributed: Pattern = NEVER
    rights: Pattern = NEVER
    paywall: Pattern = NEVER
    consent: Pattern = NEVER
    robot_check: Pattern = NEVER
    error: Pattern = NEVER  # the text of an error page
    cut_off: Pattern = NEVER  # the end of a feed's teaser, beside an ellipsis
    genres: Texts = field(default_factory=dict)  # sections and labels in lower case, each with its genre


@dataclass(frozen=True, eq=False)
class CitableWords(LanguagePart):
    """What tells a statement from its surroundings."""

    verbs: Words = NO_WORDS  # finite verbs and auxiliaries, in lower case; none: no verb is missed
    verb_endings: tuple[str, ...] = ()
    verb_before: Words = NO_WORDS  # words before which a word in -s is a verb rather than a plural
    verb_after: Words = NO_WORDS  # the same of words behind which it is one
    past: Words = NO_WORDS  # frequent verbs of the past, which captions lack
    beside: Pattern = NEVER  # what is surely no part of a report
    beside_line: Pattern = NEVER  # the same by how it begins
    promotion: Pattern = NEVER
    credit: Pattern = NEVER
    credit_line: Pattern = NEVER  # the opening of a line of credits
    notice: Pattern = NEVER  # what an outlet says of the page or asks of its readers
    teaser: Pattern = NEVER  # the opening of another story's title


@dataclass(frozen=True, eq=False)
class BylineWords(LanguagePart):
    """How bylines name authors."""

    prefix: Pattern = NEVER
    alone: Pattern = NEVER  # a byline whose name stands on another line
    conjunctions: Words = NO_WORDS
    before_place: Words = NO_WORDS  # words between a name and an outlet or a place
    roles: Words = NO_WORDS  # words of roles and dates, in lower case
    endings: tuple[str, ...] = ()  # abbreviations that may end a byline


@dataclass(frozen=True, eq=False)
class InstructionWords(LanguagePart):
    """Words that address a machine and not a reader."""

    role: Pattern = NEVER
    override: Pattern = NEVER
    address: Pattern = NEVER
    order: Pattern = NEVER


@dataclass(frozen=True, eq=False)
class CitationWords(LanguagePart):
    """Words inside citation markers as models write them."""

    labels: tuple[str, ...] = ()  # patterns, since models write many forms
    conjunction: str = "&"
    to: str = "–"


@dataclass(frozen=True, eq=False)
class EvaluationWords(LanguagePart):
    """Words that reword and alter sentences, and tell questions by type, to measure by."""

    synonyms: Texts = field(default_factory=dict)
    opening_phrase: Pattern = NEVER  # a phrase (`first`) before its sentence (`rest`), or behind
    opposites: Texts = field(default_factory=dict)
    endings: tuple[str, ...] = ()  # endings of words of one shape
    auxiliary: str = "(?!)"
    question_kinds: Pairs = ()  # kinds and patterns of questions; the first that matches counts
    sure: Pattern = NEVER  # question words that hardly ever open a clause
    choice: str = "(?!)"  # the question word that asks for one of several
    question_opening: Pattern = NEVER  # any number of words before a question word
    question_order: Pattern = NEVER
    time_clause: Pattern = NEVER  # a clause before the question that looks like one
    furniture: Pattern = NEVER  # words of a page rather than of its story


@dataclass(frozen=True, eq=False, repr=False)
class Language(LanguagePart):
    """One language; compared and hashed by identity, so that what is compiled from it can be cached."""

    code: str  # such as "en"
    stemmer: str = ""  # the name of its Snowball stemmer; empty for none
    stop_words: Words = NO_WORDS  # function words and question words, which say nothing of a text's subject
    calendar: Calendar = field(default_factory=Calendar)
    sentences: SentenceWords = field(default_factory=SentenceWords)
    numbers: NumberWords = field(default_factory=NumberWords)
    negation: NegationWords = field(default_factory=NegationWords)
    names: NameWords = field(default_factory=NameWords)
    questions: QuestionWords = field(default_factory=QuestionWords)
    asking: AskingWords = field(default_factory=AskingWords)
    references: ReferenceWords = field(default_factory=ReferenceWords)
    periods: PeriodWords = field(default_factory=PeriodWords)
    claims: ClaimWords = field(default_factory=ClaimWords)
    quotes: QuoteWords = field(default_factory=QuoteWords)
    pages: PageWords = field(default_factory=PageWords)
    citable: CitableWords = field(default_factory=CitableWords)
    bylines: BylineWords = field(default_factory=BylineWords)
    instructions: InstructionWords = field(default_factory=InstructionWords)
    citations: CitationWords = field(default_factory=CitationWords)
    evaluation: EvaluationWords = field(default_factory=EvaluationWords)
