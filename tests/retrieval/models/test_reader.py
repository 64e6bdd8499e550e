"""The reader that the package carries, and what becomes of one that is damaged or not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import ModelError, UsageError
from retrieval.evidence.spans import best_span, log_partition
from retrieval.models.reader import BUNDLED, FOLDER, OnnxReader, open_reader

TITLE = "Old crane to become a museum"
TEXT = (
    "The old crane on the west quay will open as a museum in June. Mayor Ada Brisk announced the plan on"
    " Monday. The work costs 3.2 million euros, paid for by the harbour trust."
)
WEATHER = ("Storm passes", "Heavy rain fell over the hills on Sunday, and two roads were closed until noon.")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> OnnxReader:
    return OnnxReader(tmp_path_factory.mktemp("cache"), threads=1)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who made the crane plan public?", "Ada Brisk"),
        ("when does the crane museum open", "June"),
        ("How much will the crane cost?", "3.2 million euros"),
    ],
)
def test_it_marks_the_answer_in_the_passage_that_has_it(
    reader: OnnxReader, question: str, expected: str
) -> None:
    with_answer, without = reader.read(question, [(TITLE, TEXT), WEATHER])
    span = best_span(with_answer, log_partition([with_answer, without]), 0, len(TEXT))
    assert span is not None
    assert expected in TEXT[span.start : span.end]
    assert with_answer.relevance > without.relevance


@pytest.mark.parametrize("question", ["1 2 " * 150, "谁提议会谈" * 120])
def test_a_question_of_many_tokens_leaves_room_for_the_passage(reader: OnnxReader, question: str) -> None:
    (reading,) = reader.read(question, [(TITLE, TEXT)])
    assert len(reading.offsets) > 30


def test_tokens_are_those_of_the_passage_alone(reader: OnnxReader) -> None:
    (reading,) = reader.read("Who?", [(TITLE, TEXT)])
    assert TEXT[slice(*reading.offsets[0])] == "The"
    assert TEXT[slice(*reading.offsets[-1])] == "."
    assert len(reading.offsets) == len(reading.start) == len(reading.end)


def test_a_passage_reads_alike_alone_and_beside_a_longer_one(reader: OnnxReader) -> None:
    (alone,) = reader.read("Who?", [WEATHER])
    beside, _ = reader.read("Who?", [WEATHER, (TITLE, TEXT)])
    assert beside.offsets == alone.offsets
    # int8 activations are scaled by the batch, so logits agree roughly.
    assert np.corrcoef(alone.start, beside.start)[0, 1] > 0.95


@pytest.mark.parametrize("text", ["", "word " * 2000, "🙂" * 50])
def test_strange_text_is_read_as_far_as_it_goes(reader: OnnxReader, text: str) -> None:
    (reading,) = reader.read("Who " * 1000, [("", text)])
    assert all(0 <= start <= end <= len(text) for start, end in reading.offsets)
    assert reader.read("Who?", []) == []


def test_a_damaged_or_missing_reader_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(FOLDER, folder)
    (folder / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"damaged; reinstall newsdesk, or set NEWSDESK_READER=none"):
        OnnxReader(tmp_path, 1, folder).read("Who?", [("", "He.")])
    (folder / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"cannot be loaded: .*; reinstall newsdesk, or set NEWSDESK_READER"):
        OnnxReader(tmp_path, 1, folder).read("Who?", [("", "He.")])


def test_a_reader_is_opened_by_its_name(tmp_path: Path) -> None:
    assert open_reader("none", tmp_path, 1) is None
    assert isinstance(open_reader(BUNDLED, tmp_path, 1), OnnxReader)
    with pytest.raises(UsageError, match="the reader gpt is unknown: newsdesk-reader, none, or a folder"):
        open_reader("gpt", tmp_path, 1)
