"""The files around the code: they can be read, and agree with it."""

import json
import re
from pathlib import Path

import pytest
import yaml

import newsdesk

ROOT = Path(__file__).parent.parent
CONFIGURATION = [
    *sorted((ROOT / ".github").rglob("*.yml")),
    *(ROOT / name for name in (".pre-commit-config.yaml", "compose.yaml", "CITATION.cff")),
]


@pytest.mark.parametrize("file", CONFIGURATION, ids=lambda file: file.name)
def test_it_is_yaml(file: Path) -> None:
    assert isinstance(yaml.safe_load(file.read_text("utf-8")), dict)


def test_every_step_of_a_workflow_runs_a_target_that_make_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    workflows = [f.read_text("utf-8") for f in (ROOT / ".github/workflows").glob("*.yml")]
    called = {name for text in workflows for name in re.findall(r"run: make ([a-z]+)", text)}
    assert called and called <= targets


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"]
    server = json.loads((ROOT / "server.json").read_text("utf-8"))
    assert {citation, server["version"], server["packages"][0]["version"]} == {newsdesk.__version__}


def test_the_hooks_run_the_ruff_of_the_constraints() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    pinned = set((ROOT / "constraints.txt").read_text("utf-8").split())
    assert {need for hook in hooks for need in hook["additional_dependencies"]} <= pinned
