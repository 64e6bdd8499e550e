"""An estimate of tokens, good enough for a budget."""

from __future__ import annotations

BYTES_A_TOKEN = 4
"""UTF-8 bytes. This fits English in every common tokenizer and overestimates most other scripts."""


def estimate_tokens(text: str) -> int:
    """Return an estimate of the tokens of `text`. Prefer the provider's own count."""
    return -(-len(text.encode()) // BYTES_A_TOKEN)


def clip(text: str, tokens: int) -> str:
    """Return the beginning of `text` that fits into `tokens`, with an ellipsis if something was cut."""
    if estimate_tokens(text) <= tokens:
        return text
    kept = text.encode()[: tokens * BYTES_A_TOKEN - len("…".encode())]
    return kept.decode(errors="ignore").rstrip() + "…"
