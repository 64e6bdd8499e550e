"""The keys of all messages. Each is in every catalogue, and each is used."""

from __future__ import annotations

from typing import Literal, TypeAlias

# fmt: off
MessageKey: TypeAlias = Literal[
    # what an answer says beside the articles' words
    "confidence", "searched", "searched-newest", "known", "known-newest", "limits", "from-day", "to-day",
    "as-of", "understood", "written", "also", "talk", "genre", "said-by", "update-of", "refused",
    "refused-nothing", "refused-missing", "refused-near", "refused-declined", "refused-quote", "verdict",
    "premise-contradicted", "refused-fact", "refused-future", "refused-opinion", "refused-speaker",
    "refused-period", "coverage", "coverage-outlets", "coverage-days", "suggested", "quoted-verbatim",
    "quoted-near", "quoted-altered", "quoted-absent", "quoted-left-out", "quoted-changed", "notice-failed",
    "notice-broke-off", "notice-unsupported", "notice-no-room", "notice-itself", "notice-marked",
    "no-source-found", "nearest", "nearest-lead", "model-absent", "model-broke-off", "refused-no-articles",
    "differ", "unverified", "no-source", "gone", "left-out",
    # buttons
    "sources", "why", "more", "figures", "nearest-button", "thread", "open",
    # pages
    "page", "why-title", "why-searched", "why-cited", "why-differ", "why-sure", "why-refused", "why-used",
    "why-left-out", "why-spent", "why-threshold", "more-title", "more-none", "lost",
    # threads
    "thread-opened", "thread-ready", "thread-there", "thread-forbidden",
    # feedback
    "thanks", "feedback-title", "feedback-reason", "feedback-hint",
    # while one waits, and what goes wrong
    "loading", "thinking", "writing", "waiting", "busy", "cooling", "too-slow", "closing", "broken", "empty",
    "no-date", "empty-span", "unknown-source", "unknown-source-near", "no-role-left", "what", "unreadable",
    "blocked", "wrong-channel", "wrong-role", "not-yours", "not-allowed",
    # other commands
    "help-ask", "help-narrow", "help-closer", "help-follow-up", "help-check", "help-browse", "help-data",
    "about-answers", "about-privacy", "latest-title", "latest-about", "latest-none", "sources-title",
    "no-article", "more-to-read", "claim-verdict", "claim-title", "claim-true", "claim-false", "claim-mixed",
    "claim-open", "claim-supports", "claim-contradicts", "claim-near", "claim-none", "claim-empty",
    "claim-how", "forgotten", "forgotten-nothing", "forgotten-rest", "my-data", "my-data-kept",
    "article-removed", "articles-busy",
    # feeds
    "feeds-title", "feeds-none", "feeds-more", "feed-every", "feed-read", "feed-unread", "feed-new",
    "feed-next", "feed-holds", "feed-holds-newest", "feed-added", "feed-added-unread", "feed-not-added",
    "feed-removed", "feed-unknown", "feed-silent",
    # watches
    "watch-new", "watch-update", "watch-digest", "watch-everything", "watch-silent", "watch-silent-all",
    "watch-as-it-comes", "watch-every", "watch-daily", "watch-added", "watch-here", "watch-full",
    "watch-forbidden", "watch-cannot-post", "watch-unknown", "watch-paused", "watch-resumed",
    "watch-removed", "watch-state-paused", "watch-quiet", "watch-cap", "watches-title", "watches-none",
    # how many there are
    "articles", "answers", "questions", "votes", "entries", "watches", "outlets",
    # the settings panel
    "settings-title", "settings-channels", "settings-roles", "settings-private", "settings-threads",
    "settings-rate", "settings-language", "every-channel", "everybody", "pick-channels", "pick-roles",
    "toggle-private", "toggle-threads", "rate-button", "rate-title", "rate-person", "rate-space", "no-number",
    # commands and their options, as Discord lists them
    "name-ask", "name-latest", "name-story", "name-sources", "name-help", "name-about", "name-forgetme",
    "name-mydata", "name-settings", "name-articles", "name-feeds", "name-watch", "name-digest",
    "command-ask", "command-question",
    "command-since", "command-until", "command-source", "command-as-of", "command-private", "command-latest",
    "command-topic", "command-story", "command-article", "command-sources", "command-help", "command-about",
    "command-forgetme", "command-mydata", "command-settings", "command-articles", "command-articles-remove",
    "command-feeds", "command-feeds-add", "command-feeds-remove", "command-feeds-list", "command-feeds-check",
    "command-feed-url", "command-feed-every", "command-feed-source",
    "command-watch", "command-watch-add", "command-watch-list", "command-watch-pause",
    "command-watch-resume", "command-watch-remove", "command-watch-channel", "command-watch-every",
    "command-watch-at", "command-watch-zone", "command-watch-cap", "command-watch-quiet",
    "command-watch-number", "command-digest", "every-hour", "every-day",
    "command-fact-check", "day-today",
    "day-yesterday", "day-last-week", "day-this-month", "day-last-month", "day-this-year", "day-last-year",
    # the page
    "web-title", "web-lead", "web-ask", "web-question", "web-example", "web-follow-up", "web-new",
    "web-earlier", "web-limits", "web-outlet", "web-every-outlet", "web-since", "web-until", "web-check",
    "web-claim", "web-claim-example", "web-check-lead", "web-check-it", "web-digest", "web-digest-lead",
    "web-digest-none", "web-told-by", "web-articles", "web-topic", "web-show", "web-close", "web-stop",
    "web-skip", "web-menu", "web-sentence", "web-facts", "web-published", "web-modified", "web-authors",
    "web-genre", "web-story", "web-story-none", "web-whole", "web-coverage", "web-broke-off", "web-failed",
    "web-token", "web-token-why", "web-token-wrong", "web-enter", "web-unknown-article", "web-nothing-here",
]
