"""Trains a model in steps; a killed run goes on from its last checkpoint and ends with the same weights."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

WARM_UP = 0.06
"""Share of the steps in which the rates rise; then they fall to 0 in a straight line."""
HEAD_RATE = 10
"""A new head learns so many times as fast as what it stands on."""
CHECKPOINT_EVERY = 100
"""Steps, about four minutes on two cores."""

Batch = TypeVar("Batch")


@dataclass(frozen=True)
class Schedule:
    """Learning rates over `steps` steps, of which the first `last` are made."""

    name: str
    steps: int
    last: int
    rate: float
    """Peak learning rate of the encoder."""
    frozen: int
    """Lowest layers that keep their weights, which makes a step faster."""


def fit(
    model: nn.Module,
    head: nn.Module,
    batches: Iterable[Batch],
    error: Callable[[Batch], Tensor],
    schedule: Schedule,
    folder: Path,
) -> None:
    """Train in place by AdamW; the checkpoint is `folder`/<name>.pt.

    `error` is the loss of a batch under the model; `batches` must come in the same order each time.
    """
    _freeze(model.bert, schedule.frozen)  # type: ignore[arg-type]
    optimizer = _optimizer(model, head, schedule.rate)
    file = folder / f"{schedule.name}.pt"
    done = _resume(model, optimizer, file)
    progress = _Progress(schedule.name, done, schedule.last)
    model.train()
    for step, batch in enumerate(batches, start=1):
        if step <= done:
            continue
        if step > schedule.last:
            break
        _set_rates(optimizer, step / schedule.steps)
        progress.tell(step, _step(model, optimizer, error, batch))
        if step % CHECKPOINT_EVERY == 0 or step == schedule.last:
            _save(model, optimizer, step, file)


def half_precision() -> torch.autocast:
    """Return the context of bf16 on fp32 weights; without effect on a processor that only emulates bf16."""
    native = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=native)


def _step(
    model: nn.Module, optimizer: torch.optim.Optimizer, error: Callable[[Batch], Tensor], batch: Batch
) -> float:
    loss = error(batch)
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return loss.item()


class _Progress:
    """Says every 20 steps how far it is, the loss lately and the pace."""

    def __init__(self, name: str, done: int, last: int) -> None:
        self._name, self._done, self._last = name, done, last
        self._started, self._recent = time.monotonic(), math.nan

    def tell(self, step: int, error: float) -> None:
        self._recent = error if math.isnan(self._recent) else 0.98 * self._recent + 0.02 * error
        if step % 20 == 0:
            pace = (time.monotonic() - self._started) / (step - self._done)
            print(  # noqa: T201
                f"{self._name} {step}/{self._last} loss {self._recent:.3f} {pace:.2f} s a step", flush=True
            )


def _freeze(bert: nn.Module, layers: int) -> None:
    bert.requires_grad_(True)
    for part in (bert.embeddings, *bert.encoder.layer[:layers]):  # type: ignore[union-attr,index]
        part.requires_grad_(False)


def _optimizer(model: nn.Module, head: nn.Module, rate: float) -> torch.optim.Optimizer:
    new = set(head.parameters())
    body = [p for p in model.parameters() if p.requires_grad and p not in new]
    groups = [{"params": body, "peak": rate}, {"params": [*head.parameters()], "peak": rate * HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01)


def _set_rates(optimizer: torch.optim.Optimizer, progress: float) -> None:
    share = min(progress / WARM_UP, max(0.0, (1 - progress) / (1 - WARM_UP)))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share


def _resume(model: nn.Module, optimizer: torch.optim.Optimizer, file: Path) -> int:
    """Return the steps that were done before; 0 without a checkpoint."""
    if not file.exists():
        return 0
    state = torch.load(file, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _save(model: nn.Module, optimizer: torch.optim.Optimizer, step: int, file: Path) -> None:
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    half = file.with_suffix(".half")
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, half)
    half.rename(file)
