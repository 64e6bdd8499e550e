"""What a language is: every word list and pattern that reading news in it takes, grouped by purpose.

Every part has an empty default, so that a new language may begin with a dozen words and grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

NEVER = re.compile(r"(?!)")
"""Matches nothing: the default of every pattern."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(text.split())


def any_of(alternatives: Iterable[str]) -> str:
    """Return a pattern for any of the given texts, the longest first; one that matches nothing for none."""
    return "|".join(sorted(map(re.escape, alternatives), key=len, reverse=True)) or "(?!)"


@dataclass(frozen=True, eq=False)
class Calendar:
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
class SentenceWords:
    """What decides whether a full stop ends a sentence."""

    leads_on: frozenset[str] = frozenset()
    """Abbreviations that never end a sentence that goes on with a capital: titles, "vs", "e.g"."""
    either: frozenset[str] = frozenset()
    """Abbreviations that may end one: only a word of `openers` after them tells."""
    before_number: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    """Words, with their capital, that sentences open with and names do not."""
    reporting_verbs: frozenset[str] = frozenset()
    """Verbs behind a name and a quotation ("Why?" Marsh asked): the quotation does not end the sentence."""
    exclaiming_names: frozenset[str] = frozenset()
    """Names that are written with an exclamation mark."""
    hours: frozenset[str] = frozenset()
    """Words behind an hour, in lower case: "p.m"."""
    after_hour: frozenset[str] = frozenset()
    """Words that go on behind such an hour; months, weekdays and zones ("ET") do anyway."""
    byline: str = ""
    """The word a byline opens with."""


@dataclass(frozen=True, eq=False)
class NumberWords:
    """Numbers in words, and the words around numbers."""

    small: Mapping[str, int] = field(default_factory=dict)
    """Numbers below a hundred, of one word each."""
    ranks: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    """Words that multiply what stands before them: dozen, hundred."""
    scales: Mapping[str, int] = field(default_factory=dict)
    scale_signs: Mapping[str, int] = field(default_factory=dict)
    """Scales as they are shortened behind a figure: "bn"."""
    rank_signs: frozenset[str] = frozenset()
    """Endings that make a figure a rank: "nd"."""
    vague: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    """Stems of what currency signs stand for."""
    percent: str = ""
    per_cent: re.Pattern[str] = NEVER
    """Any way to write per cent."""
    pointing: frozenset[str] = frozenset()
    """Pronouns: what a number of these counts is said before it, or is not known."""
    joins: frozenset[str] = frozenset()
    """Conjunctions: those that may stand inside a number, and those that end what it counts."""
    inside: str = ""
    """The conjunction inside a number: a hundred "and" twenty."""
    one: str = ""
    single: re.Pattern[str] = NEVER
    """An article or adjective that says that there is one."""
    no_number: re.Pattern[str] = NEVER
    """Where number words count nothing, or count the reports that are compared."""


@dataclass(frozen=True, eq=False)
class NegationWords:
    """Words that say that something is not so."""

    negative: frozenset[str] = frozenset()
    undoing: frozenset[str] = frozenset()
    """Words that say that something is not so, or no longer."""
    endings: tuple[str, ...] = ()
    pairs: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, eq=False)
class NameWords:
    """What tells names from other words with a capital."""

    common: frozenset[str] = frozenset()
    """Offices, bodies and whoever is quoted: some write them with a capital, and they name nobody."""
    leading: frozenset[str] = frozenset()
    """Words that begin a sentence with a capital, and are no names."""
    joins: frozenset[str] = frozenset()
    """Small words inside a long name, which its initials leave out."""
    short_forms: Mapping[str, str] = field(default_factory=dict)
    """Initials too short to be taken from any two capitals."""
    people_endings: re.Pattern[str] = NEVER
    """What turns the name of a country into that of its people."""
    unrelated: frozenset[tuple[str, str]] = frozenset()
    """Pairs that look like a country and its people, and are not."""
    never_in_person: frozenset[str] = frozenset()
    """Words that stand in no person's name, in lower case; the calendar's are added."""
    calendar_persons: frozenset[str] = frozenset()
    """Words of the calendar that are persons' names too, in lower case."""


@dataclass(frozen=True, eq=False)
class QuestionWords:
    """What tells a question, an order or a search phrase from a statement."""

    pronouns: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset()
    before_asking: frozenset[str] = frozenset()
    """Words that may stand before a question's pronoun."""
    wishes: re.Pattern[str] = NEVER
    asks_at_end: re.Pattern[str] = NEVER

    @property
    def openers(self) -> frozenset[str]:
        """Words that questions open with."""
        return self.pronouns | self.auxiliaries


@dataclass(frozen=True, eq=False)
class ReferenceWords:
    """Words that point back to what was said before."""

    pronouns: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    """They point back by themselves; before a noun they may not."""
    pairs: frozenset[str] = frozenset()
    """They point back where they open a sentence."""
    before_demonstratives: frozenset[str] = frozenset()
    """Words behind which a demonstrative has no noun of its own."""
    periods: frozenset[str] = frozenset()
    """Nouns that a demonstrative makes a date of: this week."""
    at_end: frozenset[str] = frozenset()
    dummy: re.Pattern[str] = NEVER
    """A pronoun that points at nothing: "is it true"."""
    goes_on: re.Pattern[str] = NEVER
    """How a question opens that goes on with the one before."""


@dataclass(frozen=True, eq=False)
class PeriodWords:
    """How questions name a period; `retrieval/text/periods.py` says what each kind of rule means."""

    rules: tuple[tuple[str, str], ...] = ()
    """Kinds and patterns, the first that matches counts. `{month}`, `{year}`, `{count}`, `{unit}`,
    `{named}`, `{day}` and `{weekday}` stand for the words below."""
    days: Mapping[str, int] = field(default_factory=dict)
    """Days back from today."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Words that are counted, each with its unit: day, week, month or year."""
    named: Mapping[str, str] = field(default_factory=dict)
    """Words behind "this" and "last", each with its unit."""
    month_letters: int = 3
    """Letters that months are shortened to; 0 for none."""


@dataclass(frozen=True, eq=False)
class ClaimWords:
    """What tells who did what, and what is only reported as said, feared or planned."""

    hedge: re.Pattern[str] = NEVER
    """What leaves open whether the words behind it are so."""
    modal: re.Pattern[str] = NEVER
    """Hedges whose reach ends at a comma."""
    condition: re.Pattern[str] = NEVER
    hedged: re.Pattern[str] = NEVER
    """Any word that leaves open whether it is so, which is enough for a claim."""
    turn: re.Pattern[str] = NEVER
    """Where a hedge's reach ends."""
    mutual: frozenset[str] = frozenset()
    """Verbs that hold both ways round."""
    by: frozenset[str] = frozenset()
    """Words that name the doer behind a passive verb."""


@dataclass(frozen=True, eq=False)
class QuoteWords:
    """What asks for the origin of a quote."""

    light: frozenset[str] = frozenset()
    """Words that, beside the stop words, do not show that two sentences say the same: "also", "said"."""
    origin: re.Pattern[str] = NEVER
    leads_to_quote: re.Pattern[str] = NEVER
    leads_to_colon: re.Pattern[str] = NEVER


@dataclass(frozen=True, eq=False)
class PageWords:
    """What web pages and feeds hold beside the words of their articles."""

    lines: frozenset[str] = frozenset()
    """Whole lines, in lower case."""
    link: re.Pattern[str] = NEVER
    """The label of a link to another story."""
    offer_starts: re.Pattern[str] = NEVER
    offer: re.Pattern[str] = NEVER
    inbox: re.Pattern[str] = NEVER
    newsletter: re.Pattern[str] = NEVER
    sign_up: re.Pattern[str] = NEVER
    sign_up_order: re.Pattern[str] = NEVER
    credit: re.Pattern[str] = NEVER
    contributed: re.Pattern[str] = NEVER
    rights: re.Pattern[str] = NEVER
    paywall: re.Pattern[str] = NEVER
    consent: re.Pattern[str] = NEVER
    robot_check: re.Pattern[str] = NEVER
    error: re.Pattern[str] = NEVER
    """What a page says that is there instead of the one asked for."""
    cut_off: re.Pattern[str] = NEVER
    """How a feed's teaser ends, beside an ellipsis."""


@dataclass(frozen=True, eq=False)
class BylineWords:
    """How bylines name authors."""

    prefix: re.Pattern[str] = NEVER
    alone: re.Pattern[str] = NEVER
    """A byline whose name stands on another line."""
    conjunctions: frozenset[str] = frozenset()
    before_place: frozenset[str] = frozenset()
    """Words between a name and an outlet or a place."""
    roles: frozenset[str] = frozenset()
    """Words of roles and dates, in lower case."""
    endings: tuple[str, ...] = ()
    """Abbreviations that a byline may end in."""


@dataclass(frozen=True, eq=False)
class InstructionWords:
    """What speaks to a machine and not to a reader."""

    role: re.Pattern[str] = NEVER
    override: re.Pattern[str] = NEVER
    address: re.Pattern[str] = NEVER
    order: re.Pattern[str] = NEVER


@dataclass(frozen=True, eq=False)
class CitationWords:
    """Words inside citation markers as models write them."""

    labels: tuple[str, ...] = ()
    """Patterns, since models write many forms."""
    conjunction: str = "&"
    to: str = "–"


@dataclass(frozen=True, eq=False)
class EvaluationWords:
    """What measures quotes and questions by kind."""

    synonyms: Mapping[str, str] = field(default_factory=dict)
    opening_phrase: re.Pattern[str] = NEVER
    """A phrase that can stand before its sentence (`first`) or behind it, and the sentence (`rest`)."""
    opposites: Mapping[str, str] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    """Endings by which words are of one shape."""
    auxiliary: str = "(?!)"
    question_kinds: tuple[tuple[str, str], ...] = ()
    """Kinds and patterns of what asks for them, the first that matches counts."""
    sure: re.Pattern[str] = NEVER
    """Question words that hardly ever open a clause."""
    choice: str = "(?!)"
    """The question word that asks for one of several."""
    question_opening: re.Pattern[str] = NEVER
    """Words before a question word, any number of them."""
    question_order: re.Pattern[str] = NEVER
    time_clause: re.Pattern[str] = NEVER
    """A clause before the question that could be taken for one."""


@dataclass(frozen=True, eq=False, repr=False)
class Language:
    """One language; compared and hashed by identity, so that what is compiled from it can be cached."""

    code: str
    """As in "en"."""
    stemmer: str = ""
    """The name of its Snowball stemmer; empty for none."""
    stop_words: frozenset[str] = frozenset()
    """Function words, and those that ask: they say nothing of what a text is about."""
    calendar: Calendar = field(default_factory=Calendar)
    sentences: SentenceWords = field(default_factory=SentenceWords)
    numbers: NumberWords = field(default_factory=NumberWords)
    negation: NegationWords = field(default_factory=NegationWords)
    names: NameWords = field(default_factory=NameWords)
    questions: QuestionWords = field(default_factory=QuestionWords)
    references: ReferenceWords = field(default_factory=ReferenceWords)
    periods: PeriodWords = field(default_factory=PeriodWords)
    claims: ClaimWords = field(default_factory=ClaimWords)
    quotes: QuoteWords = field(default_factory=QuoteWords)
    pages: PageWords = field(default_factory=PageWords)
    bylines: BylineWords = field(default_factory=BylineWords)
    instructions: InstructionWords = field(default_factory=InstructionWords)
    citations: CitationWords = field(default_factory=CitationWords)
    evaluation: EvaluationWords = field(default_factory=EvaluationWords)
