"""The judge of what is sent and answered says when it is not there."""

from pathlib import Path

import pytest

from tests.discord_double import contract


def test_a_contract_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(contract, "SPEC", tmp_path / "openapi.json")
    assert contract.absence().endswith("openapi.json is not there")
    (tmp_path / "openapi.json").write_text("{}")
    assert contract.absence() == ""
