"""Draws messages as Discord shows them, to be looked at."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.discord_double.payloads import JSON

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
RULES = (
    (r"&lt;t:(\d+):([A-Za-z])&gt;", lambda m: f'<span class="time">{moment(int(m[1]), m[2])}</span>'),
    (r"&lt;(?:#|@&amp;|@)(\d+)&gt;", lambda m: '<span class="mention">#mention</span>'),
    (r"\[((?:[^\[\]]|\*\*)+)\]\(&lt;(.+?)&gt;\)", lambda m: f'<a href="{m[2]}">{m[1]}</a>'),
    (r"`([^`]+)`", lambda m: f"<code>{m[1]}</code>"),
    (r"\*\*(.+?)\*\*", lambda m: f"<b>{m[1]}</b>"),
    (r"__(.+?)__", lambda m: f"<u>{m[1]}</u>"),
    (r"\*(.+?)\*", lambda m: f"<i>{m[1]}</i>"),
)


def page(sections: Iterable[tuple[str, JSON]]) -> str:
    """A page of messages under headings."""
    drawn = "".join(f"<h2>{html.escape(title)}</h2>{draw(message)}" for title, message in sections)
    return (
        f"<!doctype html><meta charset=utf-8><title>newsdesk in Discord</title><style>{STYLE}</style>{drawn}"
    )


def draw(message: JSON) -> str:
    only = '<div class="only">Only you can see this</div>' if message["flags"] & 64 else ""
    content = f"<div>{markdown(message['content'])}</div>" if message["content"] else ""
    embeds = "".join(map(_embed, message["embeds"]))
    rows = "".join(map(_row, message["components"]))
    name = html.escape(message["author"]["global_name"])
    tag = '<span class="tag">APP</span>' if message["author"]["bot"] else ""
    return (
        f'<div class="message"><div class="face">{name[0]}</div><div><span class="name">{name}</span>{tag}'
        f"{content}{embeds}{rows}{only}</div></div>"
    )


def _embed(embed: Mapping[str, object]) -> str:
    colour = f"#{int(str(embed.get('color', 0x1E1F22))):06x}"
    title = markdown(str(embed.get("title", "")))
    if url := embed.get("url"):
        title = f'<a href="{html.escape(str(url))}">{title}</a>'
    footer = embed.get("footer")
    foot = f'<div class="footer">{html.escape(footer["text"])}</div>' if isinstance(footer, dict) else ""
    head = f'<div class="title">{title}</div>' if title else ""
    text = markdown(str(embed.get("description", "")))
    return f'<div class="embed" style="border-color:{colour}">{head}<div>{text}</div>{foot}</div>'


def _row(row: JSON) -> str:
    return f'<div class="row">{"".join(map(_component, row["components"]))}</div>'


def _component(component: JSON) -> str:
    if component["type"] != 2:
        chosen = next((o["label"] for o in component.get("options", []) if o.get("default")), "")
        return f'<div class="select">{html.escape(chosen or component.get("placeholder") or "")} ▾</div>'
    label = (component.get("emoji") or {}).get("name", "") + html.escape(component.get("label") or "")
    off = " off" if component.get("disabled") else ""
    link = " ↗" if component.get("url") else ""
    return f'<div class="button s{component["style"]}{off}">{label}{link}</div>'


def markdown(text: str) -> str:
    """Discord's markup, as far as the bot uses it; what is escaped stays as it is."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(html.escape(found[1]))
        return f"\x00{len(kept) - 1}\x00"

    lines = html.escape(ESCAPED.sub(keep, text)).splitlines()
    shown = "\n".join(map(_line, lines))
    for pattern, drawn in RULES:
        shown = re.sub(pattern, drawn, shown)
    shown = re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m[1])], shown)
    return re.sub(r"</(blockquote|div)>\n", r"</\1>", shown).replace("\n", "<br>")


def _line(line: str) -> str:
    if line.startswith("-# "):
        return f'<div class="small">{line[3:]}</div>'
    if line.startswith("&gt; "):
        return f"<blockquote>{line[5:]}</blockquote>"
    return line


def moment(seconds: int, style: str) -> str:
    when = datetime.fromtimestamp(seconds, UTC)
    if style == "D":
        return f"{when.day} {when:%B %Y}"
    days = (datetime.now(UTC) - when).days
    for size, unit in ((365, "year"), (30, "month"), (1, "day")):
        if days >= size:
            return f"{days // size} {unit}{'s' * (days // size > 1)} ago"
    hours = int((datetime.now(UTC) - when).total_seconds() // 3600)
    return f"{hours} hours ago" if hours > 0 else "in a few seconds"
