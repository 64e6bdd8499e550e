"""Counts what a language model does not get to see: python -m training.withheld ARTICLES...

ARTICLES are files or folders as `newsdesk ingest` takes them. Every withheld sentence is printed, then their
share.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.loaders import read
from retrieval.text.injection import is_instruction
from retrieval.text.sentences import split
from retrieval.values import RawArticle


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.withheld")
    parser.add_argument("articles", type=Path, nargs="+")
    read_in, withheld = 0, 0
    for source in parser.parse_args().articles:
        for article in (clean(item, "") for item in read(source) if isinstance(item, RawArticle)):
            for sentence in split(article.text):
                text = article.text[sentence.start : sentence.end]
                read_in += 1
                if is_instruction(text):
                    withheld += 1
                    print(f"{article.id}\t{' '.join(text.split())[:160]}")  # noqa: T201
    print(f"{withheld} of {read_in} sentences ({withheld / max(read_in, 1):.3%})")  # noqa: T201


if __name__ == "__main__":
    main()
