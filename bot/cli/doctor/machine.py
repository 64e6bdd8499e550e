"""The program, its extras and its disk."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bot.render.version import version_of
from bot.services.check_result import CheckResult
from retrieval.settings import CONFIG_FILE, PREFIX, Settings

EXTRAS = {
    "discord": ("discord",),
    "web": ("jinja2", "starlette", "uvicorn"),
    "mcp": ("mcp",),
    "evaluate": ("jinja2", "scipy"),
    "watch": ("prometheus_client", "pythonjsonlogger"),
    "openai": ("langchain_openai",),
    "anthropic": ("langchain_anthropic",),
    "ollama": ("langchain_ollama",),
    "google": ("langchain_google_genai",),
    "local": ("langchain_openai", "xllamacpp"),
}
"""The modules that each extra of newsdesk brings."""
ROOM = 1_000_000_000
"""Bytes that should be free: the vectors of 100,000 passages and their database."""


def check_program(settings: Settings) -> Iterator[CheckResult]:
    """Tell the versions, and where settings come from."""
    version = version_of("newsdesk") or "not installed, run from its folder"
    yield CheckResult("newsdesk", f"{version}; Python {platform.python_version()} on {platform.system()}")
    file = Path.cwd() / CONFIG_FILE
    own = sorted(name for name in os.environ if name.startswith(PREFIX))
    origins = [str(file)] if file.is_file() else []
    yield CheckResult("settings", ", ".join(origins + own) or "the defaults")


def check_extras(settings: Settings) -> Iterator[CheckResult]:
    """Tell which extras are there."""
    there = {extra: all(map(find_spec, modules)) for extra, modules in EXTRAS.items()}
    having = ", ".join(extra for extra, has in there.items() if has) or "none"
    missing = ",".join(extra for extra, has in there.items() if not has)
    hint = f"; the others: pip install 'newsdesk[{missing}]'" if missing else ""
    yield CheckResult("extras", having + hint)


def check_disk(settings: Settings) -> Iterator[CheckResult]:
    """Tell whether the folders can be written to, and how much room there is."""
    for name, folder in (("data", settings.data), ("cache", settings.cache)):
        there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            finding = f"{folder} cannot be written to; set {PREFIX}{name.upper()} to another folder"
            yield CheckResult(name, finding, "missing")
            continue
        free = shutil.disk_usage(there).free
        state = "ok" if free >= ROOM else "warning"
        yield CheckResult(name, f"{folder}, {free / 1e9:.1f} GB free", state)
