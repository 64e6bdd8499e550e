"""The page in a real browser, without a network."""

from __future__ import annotations

import html
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from bot.evaluation.html_report import page
from tests.bot.evaluation.hostile import BREAKOUT, hostile_report

CHROMIUM = shutil.which("chromium")
OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page(hostile_report()), encoding="utf-8")
    return path


def chromium(folder: Path, address: str, *options: str) -> str:
    assert CHROMIUM is not None
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={folder / 'profile'}", *options, address]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout


def test_hostile_text_is_inert_and_the_pages_script_runs(file: Path, tmp_path: Path) -> None:
    document = chromium(tmp_path, f"{file.as_uri()}#q2", "--dump-dom")
    assert "<title>newsdesk: how good are the answers?</title>" in document
    assert "<img" not in document and document.count("<script>") == 1
    assert html.escape(BREAKOUT, quote=False) in document
    # The script has shown the filter, counted, and opened the question that the address names.
    assert re.search(r'<form id="filter">', document)
    assert re.search(r'<details class="question" id="q2" data-why="refused wrongly" open="">', document)
    assert document.count(' open=""') == 1


def test_the_filter_hides_what_does_not_match(file: Path, tmp_path: Path) -> None:
    # A copy without the policy, so that a second script can press the buttons.
    source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", file.read_text(encoding="utf-8"))
    press = (
        "<script>form.elements.why.value = 'answered wrongly'; filter();"
        "const first = form.elements.shown.value;"
        "form.elements.why.value = ''; form.elements.words.value = 'CUP won'; filter();"
        "document.body.dataset.pressed = `${first}, ${form.elements.shown.value}`</script>"
    )
    copy = tmp_path / "pressed.html"
    copy.write_text(source.replace("</body>", f"{press}</body>"), encoding="utf-8")
    document = chromium(tmp_path, copy.as_uri(), "--dump-dom")
    assert 'data-pressed="1 shown, 1 shown"' in document
    assert document.count('class="question" id="q1" data-why="none" hidden=""') == 1
    assert re.search(r'id="q3" data-why="answered wrongly">', document)


@pytest.mark.parametrize("width", [1200, 500])
def test_it_is_drawn_at_any_width(file: Path, tmp_path: Path, width: int) -> None:
    picture = tmp_path / "page.png"
    chromium(tmp_path, file.as_uri(), f"--window-size={width},900", f"--screenshot={picture}")
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (width, 900)
