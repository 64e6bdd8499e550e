"""Pages that a script draws: the article as marked-up text inside the script's data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fragment_fromstring  # type: ignore[import-untyped]

FEWEST_PARAGRAPHS = 3
_STRING = re.compile(r'"((?:[^"\\]|\\.){400,})"')
_PARAGRAPH = re.compile(r"<p\b[^>]{0,200}>", re.I)


def hidden_article(page: HtmlElement) -> HtmlElement | None:
    """The longest marked-up text in the scripts, parsed; None where none has paragraphs."""
    texts = [text for script in page.iter("script") for text in _texts(script.text or "")]
    best = max(texts, key=len, default="")
    if not best:
        return None
    try:
        return fragment_fromstring(best, create_parent="body")
    except (etree.LxmlError, ValueError):
        return None


def _texts(script: str, depth: int = 0) -> Iterator[str]:
    for found in _STRING.finditer(script):
        try:
            text = json.loads(f'"{found[1]}"', strict=False)
        except ValueError:
            continue
        inner = list(_texts(text, depth + 1)) if depth < 2 and '"' in text else []
        if inner:
            yield from inner
        elif len(_PARAGRAPH.findall(text)) >= FEWEST_PARAGRAPHS and text.count("<script") == 0:
            yield text
