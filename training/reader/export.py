"""Writes the trained reader as the package carries it: int8 ONNX, its checksum beside it."""

from __future__ import annotations

import tempfile
from hashlib import sha256
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.reader.model import ReaderModel

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
OUTPUTS = ["relevance", "start", "end"]


def export(model: ReaderModel, folder: Path) -> None:
    """`folder`/model.onnx with dynamic int8 weights, one scale a channel, and SHA256."""
    model.eval()
    sample = torch.ones((2, 8), dtype=torch.int64)
    axes = {0: "texts", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            model, (sample, sample, sample), plain, dynamo=False, opset_version=17,
            input_names=INPUTS, output_names=OUTPUTS,
            dynamic_axes=dict.fromkeys([*INPUTS, "start", "end"], axes) | {"relevance": {0: "texts"}},
        )  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            plain, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=False
        )
    digest = sha256((folder / "model.onnx").read_bytes()).hexdigest()
    (folder / "SHA256").write_text(f"{digest}  model.onnx\n")
