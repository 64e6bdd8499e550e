"""Writes a trained model as the package carries it: int8 ONNX, its checksum beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(model: nn.Module, outputs: Sequence[str], folder: Path) -> None:
    """Write `folder`/model.onnx with dynamic int8 weights, one scale a channel, and SHA256.

    `outputs` name the model's tuple of tensors, each [texts] or [texts, tokens].
    """
    model.eval()
    sample = (torch.ones((2, 8), dtype=torch.int64),) * len(INPUTS)
    axes = {0: "texts", 1: "tokens"}
    shapes = {name: tensor.dim() for name, tensor in zip(outputs, model(*sample), strict=True)}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            model, sample, plain, dynamo=False, opset_version=17,
            input_names=list(INPUTS), output_names=list(outputs),
            dynamic_axes=dict.fromkeys(INPUTS, axes)
            | {name: {n: axes[n] for n in range(dimensions)} for name, dimensions in shapes.items()},
        )  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            plain, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=False
        )
    digest = sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "SHA256").write_text(f"{digest}  model.onnx\n")
