"""Options of onnxruntime for every bundled model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onnxruntime import SessionOptions


def session_options(threads: int) -> SessionOptions:
    """Return options for a session with so many threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning idle threads take the core from the other model.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def model_options(threads: int) -> dict[str, Any]:
    """Return `model_kwargs` for sentence-transformers' ONNX backend."""
    return {
        "file_name": "model.onnx",
        "provider": "CPUExecutionProvider",
        "session_options": session_options(threads),
    }


def quiet() -> None:
    """Keep notices of the model libraries off the user's terminal."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
