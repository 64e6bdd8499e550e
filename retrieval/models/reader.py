"""The reader, which marks the answer in a passage: trained by `make reader`, bundled as int8 ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import UsageError
from retrieval.models.trained import TrainedModel
from retrieval.values.evidence import Logits, Reading

if TYPE_CHECKING:
    from tokenizers import Encoding

BUNDLED = "newsdesk-reader"
FOLDER = Path(__file__).parent / "reader_en"
MAX_QUESTION = 600
"""Characters of a question; the rest is cut off."""


def open_reader(name: str, cache: Path, threads: int) -> OnnxReader | None:
    """Return the bundled reader, one in a folder that `make reader` made, or none. Raise UsageError."""
    if name == "none":
        return None
    folder = FOLDER if name == BUNDLED else Path(name)
    if not folder.is_dir():
        raise UsageError(f"the reader {name} is unknown: {BUNDLED}, none, or a folder that holds one")
    return OnnxReader(cache, threads, folder)


class OnnxReader:
    """A reader with the weights in `folder`, loaded at first use."""

    def __init__(self, cache: Path, threads: int, folder: Path = FOLDER) -> None:
        self._model = TrainedModel(folder, cache, threads, "set NEWSDESK_READER=none to do without it")

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return a reading of each passage, given as title and text, from one batch.

        Raise ModelError if the weights are missing or damaged.
        """
        if not passages:
            return []
        pairs = [(question[:MAX_QUESTION], f"{title}\n{text}") for title, text in passages]
        encodings, (relevance, start, end) = self._model.run(pairs)
        return [
            _reading(encoding, len(title) + 1, float(relevance[n]), start[n], end[n])
            for n, (encoding, (title, _)) in enumerate(zip(encodings, passages, strict=True))
        ]


def readable(encoding: Encoding, first: int) -> list[int]:
    """Return the positions of the tokens from character `first` of the second text on, after the title."""
    places = enumerate(zip(encoding.sequence_ids, encoding.offsets, strict=True))
    return [n for n, (sequence, (start, _)) in places if sequence == 1 and start >= first]


def _reading(encoding: Encoding, first: int, relevance: float, start: Logits, end: Logits) -> Reading:
    tokens = readable(encoding, first)
    offsets = tuple((a - first, b - first) for a, b in (encoding.offsets[n] for n in tokens))
    return Reading(relevance, offsets, start[tokens], end[tokens])
