"""The bot's own words, in the languages a guild can choose: one TOML file a language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

Noun: TypeAlias = Literal["article", "answer", "question", "vote", "item"]
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class Messages:
    """Each field is a text; what stands in braces is filled in by the caller."""

    # what an answer says beside the articles' words
    confidence: str
    high: str
    good: str
    fair: str
    low: str
    searched: str
    searched_newest: str
    known: str
    known_newest: str
    limits: str
    from_day: str
    to_day: str
    as_of: str
    understood: str
    written: str
    also: str
    thousands: str
    refused: str
    refused_nothing: str
    refused_missing: str
    refused_near: str
    refused_declined: str
    refused_quote: str
    quoted_verbatim: str
    quoted_near: str
    quoted_altered: str
    quoted_absent: str
    quoted_left_out: str
    quoted_changed: str
    notice_failed: str
    notice_broke_off: str
    notice_unsupported: str
    notice_no_room: str
    notice_itself: str
    notice_marked: str
    no_source_found: str
    nearest: str
    differ: str
    unverified: str
    no_source: str
    gone: str
    left_out: str

    # buttons
    sources: str
    why: str
    more: str
    thread: str
    open: str

    # pages
    page: str
    why_title: str
    why_used: str
    why_left_out: str
    why_spent: str
    why_threshold: str
    more_title: str
    more_none: str
    lost: str

    # threads
    thread_opened: str
    thread_ready: str
    thread_there: str
    thread_forbidden: str

    # feedback
    thanks: str
    feedback_title: str
    feedback_reason: str
    feedback_hint: str

    # while one waits, and what goes wrong
    loading: str
    thinking: str
    waiting: str
    busy: str
    cooling: str
    too_slow: str
    closing: str
    broken: str
    empty: str
    what: str
    wrong_channel: str
    wrong_role: str
    not_yours: str
    not_allowed: str

    # other commands
    help: str
    about: str
    latest_title: str
    latest_none: str
    sources_title: str
    no_article: str
    more_to_read: str
    claim_title: str
    claim_supports: str
    claim_contradicts: str
    claim_near: str
    claim_none: str
    claim_empty: str
    claim_how: str
    forgotten: str
    forgotten_nothing: str
    forgotten_rest: str
    article_removed: str
    articles_busy: str

    # feeds
    feeds_title: str
    feeds_none: str
    feeds_more: str
    feed_every: str
    feed_read: str
    feed_unread: str
    feed_new: str
    feed_next: str
    feed_holds: str
    feed_holds_newest: str
    feed_added: str
    feed_added_unread: str
    feed_not_added: str
    feed_removed: str
    feed_unknown: str

    # how many there are
    one_article: str
    many_articles: str
    one_answer: str
    many_answers: str
    one_question: str
    many_questions: str
    one_vote: str
    many_votes: str
    one_item: str
    many_items: str

    # the settings panel
    settings_title: str
    settings_channels: str
    settings_roles: str
    settings_private: str
    settings_threads: str
    settings_pace: str
    settings_language: str
    every_channel: str
    everybody: str
    all_see: str
    asker_sees: str
    mention_spared: str
    mention_needed: str
    pick_channels: str
    pick_roles: str
    private_on: str
    private_off: str
    threads_on: str
    threads_off: str
    pace_button: str
    pace_title: str
    pace_person: str
    pace_guild: str
    no_number: str

    def counted(self, count: int, noun: Noun) -> str:
        """As in "1 article" and "1,200 articles"."""
        form: str = getattr(self, f"one_{noun}" if count == 1 else f"many_{noun}s")
        return form.format(count=self.number(count))

    def number(self, count: int) -> str:
        """As in "1,200", "1.200" and "1 200"."""
        return f"{count:,}".replace(",", self.thousands)


@cache
def messages(language: str) -> Messages:
    """The texts in one of `LANGUAGES`; English for any other. Raises TypeError where the file lacks one."""
    name = language if language in LANGUAGES else "en"
    texts = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return Messages(**texts)


def texts(language: str) -> dict[str, str]:
    """Every text of a language by its name."""
    chosen = messages(language)
    return {field.name: getattr(chosen, field.name) for field in fields(Messages)}
