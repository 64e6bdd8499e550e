"""How watches look, and what they post: as text, and as the JSON that a webhook takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.messages import Messages, load_messages
from bot.messages.keys import MessageKey
from bot.render.digest import is_link, outlets_text, plain_markdown, story_as_dict
from bot.render.text import neutral
from bot.render.views import whole_line
from bot.requests.intervals import interval_text
from bot.requests.watches import quiet_text, target_name
from retrieval.watches.watch import Post, Watch, WatchKind

CONTENT = 2000
"""Characters that Discord's webhooks take."""


def heading(post: Post, messages: Messages, plain: Callable[[str], str]) -> str:
    """Return what a message is about, as in "New: harbour"; `plain` takes the markup out of the topic."""
    return messages.text(_heading_key(post), topic=plain(topic_text(post.watch, messages)))


def _heading_key(post: Post) -> MessageKey:
    if post.watch.kind is WatchKind.DIGEST:
        return "watch-digest"
    return "watch-update" if post.items[0].is_update else "watch-new"


def topic_text(watch: Watch, messages: Messages) -> str:
    return watch.topic or messages.text("watch-everything")


def silence_text(post: Post, messages: Messages) -> str:
    """Return the line on a feed, or on the whole intake, that is silent."""
    assert post.silence
    day = post.silence.last.strftime("%Y-%m-%d %H:%M UTC")
    if not post.silence.feed:
        return messages.text("watch-silent-all", when=day)
    return messages.text("watch-silent", feed=neutral(post.silence.name), when=day)


def post_as_dict(post: Post) -> dict[str, Any]:
    """Return the JSON for a webhook: `content` as Discord takes it, `text` as Slack does, and the stories.

    Neither can ping anybody.
    """
    messages = load_messages(post.watch.language)
    return {
        "content": _fitting(_lines(post, messages, plain_markdown, "<{}>"), CONTENT),
        "text": "\n".join(_lines(post, messages, _slack, "{}")),
        "allowed_mentions": {"parse": []},
        "kind": "silence" if post.silence else post.watch.kind.value,
        "topic": post.watch.topic,
        "stories": [
            {**story_as_dict(n, item.story), "update": item.is_update}
            for n, item in enumerate(post.items, start=1)
        ],
    }


def _lines(post: Post, messages: Messages, plain: Callable[[str], str], link: str) -> Iterator[str]:
    if post.silence:
        yield plain(silence_text(post, messages))
        return
    yield heading(post, messages, plain)
    for item in post.items:
        article = item.story.evidence.article
        yield f"{_bullet(post)}{plain(item.story.evidence.text)}"
        address = link.format(article.url) if is_link(article.url) else ""
        yield f"{plain(outlets_text(item.story))} {plain(article.published[:10])} {address}".rstrip()


def _bullet(post: Post) -> str:
    return "• " if post.watch.kind is WatchKind.DIGEST else ""


def _fitting(lines: Iterator[str], room: int) -> str:
    """Return as many lines as fit; a single one that does not is cut."""
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(kept) + len(line) > room:
            break
        kept.append(line)
    return "\n".join(kept)


def _slack(text: str) -> str:
    """Return text with the signs escaped that Slack reads as links and pings."""
    return neutral(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def schedule_text(watch: Watch, messages: Messages) -> str:
    schedule = watch.schedule
    if schedule.at:
        return messages.text("watch-daily", at=schedule.at.isoformat("minutes"), zone=schedule.zone)
    if schedule.every:
        return messages.text("watch-every", every=interval_text(schedule.every))
    return messages.text("watch-as-it-comes")


@dataclass(frozen=True)
class WatchesView:
    """A watch a line in a pipe: number, kind, topic, target, schedule, state."""

    watches: Sequence[Watch]

    def plain(self) -> str:
        return "\n".join("\t".join(map(neutral, self._columns(watch))) for watch in self.watches)

    def rich(self) -> RenderableType:
        return Group(*(line for watch in self.watches for line in self._lines(watch)))

    def _columns(self, watch: Watch) -> tuple[str, ...]:
        english = load_messages("en")
        state = watch.error or ("paused" if watch.paused else "on")
        schedule = schedule_text(watch, english)
        return str(watch.number), watch.kind.value, watch.topic, target_name(watch.target), schedule, state

    def _lines(self, watch: Watch) -> Iterator[Text]:
        number, kind, topic, target, schedule, state = map(neutral, self._columns(watch))
        yield whole_line(f"{number}. {topic or 'all news'}", "bold")
        quiet = f"quiet {quiet_text(watch.quiet)}" if watch.quiet else ""
        facts = [kind, f"to {target}", schedule, watch.source, f"at most {watch.cap} a day", quiet]
        yield Text("    " + ", ".join(filter(None, facts)), "dim")
        if state != "on":
            yield Text(f"    {state}", "yellow")


def watch_as_dict(watch: Watch) -> dict[str, Any]:
    """Return what a watch is, without what is secret."""
    schedule = watch.schedule
    return {
        "number": watch.number,
        "kind": watch.kind.value,
        "topic": watch.topic,
        "target": target_name(watch.target),
        "source": watch.source,
        "every_seconds": int(schedule.every.total_seconds()),
        "at": schedule.at.isoformat("minutes") if schedule.at else None,
        "zone": schedule.zone,
        "quiet": quiet_text(watch.quiet) or None,
        "cap": watch.cap,
        "paused": watch.paused,
        "next_look": watch.next_look,
        "error": watch.error,
    }
