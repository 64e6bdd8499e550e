"""Measures where sentences of real pages end: python -m training.boundaries [FOLDER]

FOLDER holds the pages, ../shared/data/pages unless named. `training/sets/boundaries.jsonl` tells of places
behind a mark whether a sentence ends there; a place is known by its page and a hash of what stands around it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from hashlib import sha256
from pathlib import Path

from retrieval.ingest.pages.reading import read_page
from retrieval.text.sentences import split

LABELS = Path(__file__).parent / "sets" / "boundaries.jsonl"
BEFORE, BEHIND = 40, 30
"""Characters by which a place is known."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.boundaries")
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path("../shared/data/pages"), metavar="FOLDER"
    )
    folder = parser.parse_args().folder
    labels: dict[str, dict[str, bool]] = {}
    for row in map(json.loads, LABELS.read_text("utf-8").splitlines()):
        labels.setdefault(row["page"], {})[row["place"]] = row["ends"]
    right = wrong = 0
    for page, places in labels.items():
        text = read_page(
            gzip.decompress((folder / f"{page}.html.gz").read_bytes()).decode("utf-8", "replace"), ""
        ).text
        ends = {sentence.end for sentence in split(text)}
        for at in range(1, len(text)):
            ended = places.get(place(text, at))
            if ended is not None:
                right, wrong = right + (ended == (at in ends)), wrong + (ended != (at in ends))
                if ended != (at in ends):
                    print("wrong:", page, text[at - 20 : at] + "|" + text[at : at + 20])  # noqa: T201
    total = sum(map(len, labels.values()))
    print(f"{right} of {right + wrong} right; {total - right - wrong} of {total} not found")  # noqa: T201


def place(text: str, at: int) -> str:
    """Return the name of a place in a text."""
    return sha256(f"{text[max(0, at - BEFORE) : at]}|{text[at : at + BEHIND]}".encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
