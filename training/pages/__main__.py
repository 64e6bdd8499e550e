"""python -m training.pages [--folds] [FOLDER]: judges a forest by folds, or writes the one of all pages.

FOLDER holds pages and their truth, ../shared/data/pages unless named. By folds, no page is judged by a forest
that saw a page of its publisher.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from retrieval.ingest.pages.body import WEIGHTS
from training.pages.examples import examples
from training.pages.fitting import fit
from training.pages.measure import chosen, extras, figures, folds, together

PAGES = Path("../shared/data/pages")
THRESHOLD = 0.5
THRESHOLDS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.pages")
    parser.add_argument("folder", type=Path, nargs="?", default=PAGES, metavar="FOLDER")
    parser.add_argument("--folds", action="store_true", help="judge by folds over publishers; write nothing")
    parser.add_argument("--extras", action="store_true", help="with --folds: show what was taken wrongly")
    options = parser.parse_args()
    pages = list(examples(options.folder))
    print(f"{len(pages)} pages, {sum(len(page.blocks) for page in pages):,} blocks")  # noqa: T201
    if not options.folds:
        WEIGHTS.write_text(json.dumps({"forest": fit(pages), "threshold": THRESHOLD}, separators=(",", ":")))
        return
    judged = list(folds(pages))
    for threshold in THRESHOLDS:
        print(threshold, together(figures(page, chances, threshold) for page, chances in judged))  # noqa: T201
    for page, chances in judged if options.extras else ():
        for text in extras(page, chosen(page, chances, THRESHOLD)):
            print(page.page, text[:120])  # noqa: T201


if __name__ == "__main__":
    main()
