"""The weights of the classifier of questions."""

import shutil
from pathlib import Path

import pytest

from retrieval.errors import ModelError
from retrieval.understanding.classifier import FILE, FOLDER, QuestionClassifier


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reinstall newsdesk"):
        QuestionClassifier(tmp_path).load()


def test_damaged_weights_are_not_read(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / FILE).write_bytes((FOLDER / FILE).read_bytes()[:-1])
    with pytest.raises(ModelError, match="damaged"):
        QuestionClassifier(tmp_path).load()


def test_the_weights_are_small() -> None:
    assert (FOLDER / FILE).stat().st_size < 4_000_000
