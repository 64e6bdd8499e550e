"""How long a text is to a language model, near enough to hold a budget."""

from __future__ import annotations

BYTES_A_TOKEN = 4
"""UTF-8 bytes: about right for English in every common tokenizer, and on the safe side of most scripts."""


def estimate_tokens(text: str) -> int:
    """Tokens of `text`, estimated; a provider's own count goes before it."""
    return -(-len(text.encode()) // BYTES_A_TOKEN)


def clip(text: str, tokens: int) -> str:
    """The beginning of `text` that fits into `tokens`, with an ellipsis where something was cut."""
    if estimate_tokens(text) <= tokens:
        return text
    kept = text.encode()[: tokens * BYTES_A_TOKEN - len("…".encode())]
    return kept.decode(errors="ignore").rstrip() + "…"
