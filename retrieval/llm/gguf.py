"""A model file on this machine, served by llama.cpp in a process of its own.

The process keeps llama.cpp's log and its crashes away from newsdesk. It ends with newsdesk, even after
a kill.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import weakref
from importlib.util import find_spec
from pathlib import Path

from retrieval.errors import ModelError, UsageError

PREFIX = "gguf:"
MAGIC = b"GGUF"
PROGRAM = Path(__file__).with_name("gguf_process.py")
ROOM = 1.5
"""Tokens of context for each token of a question's limit, because that limit is an estimate."""
GRACE = 5.0
"""Seconds for the process to end by itself."""


class GgufServer:
    """An OpenAI-compatible server on a free port of 127.0.0.1 that takes only requests with `key`."""

    def __init__(self, path: Path, tokens: int, threads: int) -> None:
        """Start it and wait until the model is loaded. Raise UsageError or ModelError if that fails."""
        _check(path)
        self.key = secrets.token_urlsafe(32)
        process = _start()
        self._stop = weakref.finalize(self, _stop, process)  # also called at exit
        wanted = {"path": str(path), "key": self.key, "context": int(tokens * ROOM), "threads": threads}
        self.url = _begin(process, wanted)
        if not self.url:
            self.close()
            raise ModelError(
                f"llama.cpp cannot load {path}; the file is damaged, its kind of model is unknown to this "
                "version, or the memory is too small"
            )

    def close(self) -> None:
        """End it; a second time does nothing."""
        self._stop()


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(MAGIC))
    except OSError as error:
        raise UsageError(f"setting model: {path} cannot be read ({error.strerror})") from None
    if magic != MAGIC:
        raise UsageError(f"setting model: {path} is no GGUF file")
    if find_spec("xllamacpp") is None:
        raise ModelError("a model file needs a package that is missing; install newsdesk[local]")


def _start() -> subprocess.Popen[str]:
    """Start the program out of reach of the terminal's Ctrl-C, which only ends an answer."""
    return subprocess.Popen(
        [sys.executable, "-P", str(PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _begin(process: subprocess.Popen[str], wanted: dict[str, object]) -> str:
    """Say what to serve, and return the base URL; empty if the process ended."""
    assert process.stdin and process.stdout
    try:
        process.stdin.write(json.dumps(wanted) + "\n")
        process.stdin.flush()
    except OSError:
        return ""
    address = process.stdout.readline().strip()
    return f"{address}/v1" if address else ""


def _stop(process: subprocess.Popen[str]) -> None:
    assert process.stdin and process.stdout
    process.stdin.close()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()
