from pathlib import Path

import pytest

from retrieval.errors import ModelError, NewsdeskError, UsageError
from retrieval.llm.factory import ProviderOptions, _options, open_chat
from retrieval.llm.prompt import open_prompt
from retrieval.settings import Settings


def test_a_model_of_a_provider_is_opened_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    chat = open_chat("openai:gpt-4o-mini", Settings(model_tokens=5_000, model_prices=(0.15, 0.6)))
    assert (chat.name, chat.answer_tokens, chat.prices) == ("openai:gpt-4o-mini", 1_000, (0.15, 0.6))
    assert chat.model._llm_type == "openai-chat"


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("gpt", UsageError, "gpt names no provider; write it as openai:gpt"),
        ("openai:", UsageError, "names no provider"),
        ("anthropic:claude", ModelError, r"needs a package that is missing; install newsdesk\[anthropic\]"),
        ("nowhere:x", ModelError, "cannot be opened"),
        ("openai:x", ModelError, "cannot be opened"),
    ],
)
def test_a_model_that_cannot_be_had_is_told_in_a_line(
    name: str, error: type[NewsdeskError], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(error, match=message):
        open_chat(name, Settings())


@pytest.mark.parametrize("content", [b"", b"two words", b"\xff\xfe"])
def test_a_key_file_without_a_key_is_wrong_and_not_quoted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(UsageError, match="setting model_key_file") as told:
        open_chat("openai:x", Settings(model_key_file=tmp_path / "key"))
    assert "two words" not in str(told.value)


OPENAI_ONLY = {"stream_usage", "use_responses_api", "extra_body"}


@pytest.mark.parametrize(
    ("provider", "only"), [("openai", OPENAI_ONLY), ("anthropic", set()), ("google_genai", set())]
)
def test_what_only_one_provider_knows_is_told_to_no_other(provider: str, only: set[str]) -> None:
    options = _options(provider, ProviderOptions("model", "http://127.0.0.1:9/v1"), 5.0, 100)
    assert OPENAI_ONLY & options.keys() == only
    assert ("max_tokens" in options) != bool(only)


def test_a_folder_of_prompts_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"setting prompts: .* is no folder"):
        open_prompt("answer", tmp_path / "nonexistent")
