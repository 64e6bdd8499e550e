"""Batches of texts of like length, and their token ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import torch
from tokenizers import Encoding
from torch import Tensor

from retrieval.models.trained import model_inputs

WINDOW = 32
"""Batches that are sorted by length together, so that little is padded and the order stays mixed."""

Item = TypeVar("Item")


def by_length(items: Sequence[Item], size: int, length: Callable[[Item], int]) -> list[list[Item]]:
    """Yield all items in batches of `size`, windows in the order of the items."""
    batches: list[list[Item]] = []
    for at in range(0, len(items), size * WINDOW):
        window = sorted(items[at : at + size * WINDOW], key=length)
        batches += [window[i : i + size] for i in range(0, len(window), size)]
    return batches


def tensors(encodings: Sequence[Encoding]) -> dict[str, Tensor]:
    """Return `model_inputs` for torch."""
    return {name: torch.from_numpy(array) for name, array in model_inputs(encodings).items()}
