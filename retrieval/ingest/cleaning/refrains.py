"""Lines that stand in several articles of an outlet: its furniture, learned as articles come in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from retrieval.text.characters import normalise, paragraphs
from retrieval.text.urls import host
from retrieval.values import LeftOut, RawArticle

SEVERAL = 2
"""Other articles that must hold a line."""
LONGEST_LINE = 40
"""Words; a longer one may be the background that a running story repeats."""
MOST_LINES = 400
"""Lines remembered of an outlet: those of its last dozen articles, and what repeats."""
MOST_LEFT_OUT = 0.5
"""An article that shares a greater part of its words is a copy, and keeps them."""


class OutletLines:
    """By outlet, a short hash of each line and of the articles that hold it; no words are kept.

    Each outlet is a file of `folder`; without a folder nothing outlives the object.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._outlets: dict[str, dict[str, list[str]]] = {}
        self._changed = set[str]()

    def without_refrains(self, raw: RawArticle) -> RawArticle:
        """Return the article without its outlet's refrains, and remember its lines."""
        outlet = (raw.source or host(raw.url)).casefold().strip()
        if not outlet:
            return raw
        name, article = _hash(outlet), _hash(raw.id or raw.url or f"{raw.title}\n{raw.text}")
        known, lines = self._known(name), paragraphs(normalise(raw.text))
        refrains = {line for line in lines if len(set(known.get(_hash(line), ())) - {article}) >= SEVERAL}
        if _letters(refrains) > MOST_LEFT_OUT * _letters(set(lines)):
            return raw
        self._remember(name, known, article, lines)
        if not refrains:
            return raw
        kept = "\n\n".join(line for line in lines if line not in refrains)
        left = tuple(LeftOut(line, "stands in several articles of this outlet") for line in sorted(refrains))
        return replace(raw, text=kept, left_out=(*raw.left_out, *left))

    def save(self) -> None:
        """Write what was learned since the last time."""
        folder = self._folder
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in self._changed:
            path = folder / f"{name}.json"
            new = path.with_suffix(".new")
            new.write_text(json.dumps(self._outlets[name], separators=(",", ":")), encoding="utf-8")
            new.replace(path)
        self._changed.clear()

    def _known(self, name: str) -> dict[str, list[str]]:
        if name not in self._outlets:
            self._outlets[name] = _read(self._folder / f"{name}.json") if self._folder else {}
        return self._outlets[name]

    def _remember(self, name: str, known: dict[str, list[str]], article: str, lines: list[str]) -> None:
        for line in lines:
            if len(line.split()) <= LONGEST_LINE:
                held = known.pop(key := _hash(line), [])
                # One more than SEVERAL, so that an article which is among them still finds as many others.
                known[key] = held if article in held else [*held, article][: SEVERAL + 1]
        for key in list(_forgettable(known)):
            del known[key]
        self._changed.add(name)


def _forgettable(known: Mapping[str, list[str]]) -> Iterator[str]:
    """The lines met once longest ago, as far as there are too many."""
    once = [key for key, articles in known.items() if len(articles) == 1]
    yield from once[: max(0, len(known) - MOST_LINES)]


def _read(path: Path) -> dict[str, list[str]]:
    """What was learned; nothing where the file is missing or broken, since it will be learned again."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    held = data.items() if isinstance(data, dict) else ()
    return {str(key): [str(article) for article in articles] for key, articles in held}


def _letters(lines: set[str]) -> int:
    return sum(map(len, lines))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
