"""The encoder the training starts from: the bundled cross-encoder, its int8 weights made trainable again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig, BertForSequenceClassification

from retrieval.models.weights import BERT_CONFIG, bundled

Arrays = Mapping[str, np.ndarray]

NO_DROPOUT = {"attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0}
"""In so few epochs it gains nothing, and drawing its random numbers doubles the time of a step."""


def load_encoder(cache: Path) -> BertForSequenceClassification:
    """Return the bundled reranker as a torch model: each int8 weight as (q - zero point) * scale."""
    model = BertForSequenceClassification(BertConfig(**BERT_CONFIG, **NO_DROPOUT))
    weights = read_weights(onnx.load(str(bundled("reranker_en", cache) / "model.onnx")).graph)
    missing, unexpected = model.load_state_dict(weights, strict=False)
    left_out = [name for name in missing if not name.endswith("position_ids")]
    if left_out or unexpected:
        raise ValueError(f"the bundled reranker has other weights than expected: {left_out} {unexpected}")
    return model


def read_weights(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    """Return the fp32 weights of an int8 graph of BERT by the names that torch gives them."""
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    plain = {n: a for n, a in arrays.items() if n.endswith((".bias", "LayerNorm.weight"))}
    weights = plain | _embeddings(arrays) | _matrices(graph, arrays)
    return {name: torch.from_numpy(np.array(array, dtype=np.float32)) for name, array in weights.items()}


def _embeddings(arrays: Arrays) -> dict[str, np.ndarray]:
    names = [n.removesuffix("_quantized") for n in arrays if n.startswith("bert.embeddings.")]
    return {n: _dequantised(arrays, n, f"{n}_zero_point") for n in names if f"{n}_quantized" in arrays}


def _matrices(graph: onnx.GraphProto, arrays: Arrays) -> dict[str, np.ndarray]:
    """Return the dense layers' weights, named after their nodes: /bert/encoder/layer.0/.../MatMul_quant."""
    weights = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            weight = _dequantised(arrays, node.input[1].removesuffix("_quantized"), node.input[3])
            weights[_parameter(node.name)] = weight.T
    return weights


def _parameter(node: str) -> str:
    path = re.sub(r"/(Gemm_)?MatMul_quant$", "", node)
    return path.strip("/").replace("/", ".") + ".weight"


def _dequantised(arrays: Arrays, name: str, zero: str) -> np.ndarray:
    quantised = arrays[f"{name}_quantized"].astype(np.float32)
    return (quantised - arrays[zero].astype(np.float32)) * arrays[f"{name}_scale"]
