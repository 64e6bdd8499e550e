import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from bot.cli.main import cli
from tests.bot.conftest import ROOT


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_calls_newsdesk(shell: str) -> None:
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("no bash")
    result = CliRunner().invoke(cli, ["completion", shell], prog_name="newsdesk")
    assert result.exit_code == 0 and f"_NEWSDESK_COMPLETE={shell}_complete" in result.stdout


def test_words_are_completed() -> None:
    asked = {"_NEWSDESK_COMPLETE": "bash_complete", "COMP_WORDS": "newsdesk fee", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "bot"], capture_output=True, text=True, cwd=ROOT, env={**os.environ, **asked}
    )
    assert done.stdout.split() == ["plain,feedback", "plain,feeds"]
