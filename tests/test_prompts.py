from pathlib import Path

import pytest

import prompts

FOLDER = Path(prompts.__file__).parent


def test_every_file_is_a_known_prompt_with_the_placeholders_it_must_have() -> None:
    files = {f.stem for f in FOLDER.glob("*.md")}
    assert files == set(prompts.PLACEHOLDERS)
    for name in files:
        assert prompts.load(name)


def test_values_are_inserted_and_never_parsed() -> None:
    assert prompts.render("query", question="{title} {0}").endswith(": {title} {0}")


def test_a_missing_placeholder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    prompts.load.cache_clear()
    monkeypatch.setitem(prompts.PLACEHOLDERS, "query", frozenset({"question", "date"}))
    with pytest.raises(
        ValueError, match=r"prompts/query\.md must have exactly the placeholders date, question"
    ):
        prompts.load("query")
    prompts.load.cache_clear()


def test_the_fingerprint_is_of_the_text() -> None:
    assert prompts.fingerprint("query") != prompts.fingerprint("passage_header")
    assert len(prompts.fingerprint("query")) == 12
