"""OPML 2.0: lists of feeds for exchange between feed readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from retrieval.errors import ReadError


@dataclass(frozen=True, slots=True)
class FeedOutline:
    """A feed in a list; its source may be empty."""

    url: str
    source: str = ""


def read_opml(data: bytes, name: str) -> list[FeedOutline]:
    """Return the feeds of a list, each once, however deep. Raise ReadError if `name` is no OPML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(f"{name} is no OPML: {error}") from None
    if root.tag != "opml":
        raise ReadError(f"{name} is no OPML: its root is <{root.tag}>")
    outlines = (
        (o.get("xmlUrl", "").strip(), o.get("title") or o.get("text") or "") for o in root.iter("outline")
    )
    return [
        FeedOutline(url, source.strip()) for url, source in dict(pair for pair in outlines if pair[0]).items()
    ]


def write_opml(outlines: Iterable[FeedOutline]) -> bytes:
    """Return a flat list that other feed readers understand."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "newsdesk feeds"
    body = etree.SubElement(root, "body")
    for outline in outlines:
        label = outline.source or outline.url
        etree.SubElement(body, "outline", type="rss", text=label, title=label, xmlUrl=outline.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
