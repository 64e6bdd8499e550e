import pytest

from retrieval.llm.tokens import clip, estimate_tokens


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("a", 1), ("four", 1), ("fives", 2), ("日本", 2)])
def test_four_bytes_are_a_token(text: str, tokens: int) -> None:
    assert estimate_tokens(text) == tokens


@pytest.mark.parametrize("text", ["short", "a long text " * 50, "日本語のニュース" * 50, "🙂" * 50])
def test_a_clipped_text_fits_and_begins_as_it_did(text: str) -> None:
    cut = clip(text, 20)
    assert estimate_tokens(cut) <= 20 and text.startswith(cut.removesuffix("…"))
    assert (cut == text) == (estimate_tokens(text) <= 20)
