import logging
from pathlib import Path

import pytest

from bot.discord.token import Redacting, find_token
from retrieval.errors import UsageError
from retrieval.settings import Settings

SECRET = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz-_0123456789"


def test_from_the_settings_or_a_file(tmp_path: Path) -> None:
    assert find_token(Settings(discord_token=SECRET)).secret == SECRET
    file = tmp_path / "token"
    file.write_text(SECRET + "\n")
    found = find_token(Settings(discord_token_file=file))
    assert (found.secret, found.origin) == (SECRET, str(file))
    assert SECRET not in repr(found) and SECRET not in repr(Settings(discord_token=SECRET))


@pytest.mark.parametrize("wrong", ["", "hunter2", SECRET + " and more", SECRET.replace(".", "")])
def test_what_is_no_token_is_refused_without_showing_it(wrong: str) -> None:
    with pytest.raises(UsageError) as error:
        find_token(Settings(discord_token=wrong))
    assert "NEWSDESK_DISCORD_TOKEN" in str(error.value)
    assert not wrong or wrong not in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the token cannot be read from .*/none: No such file"):
        find_token(Settings(discord_token_file=tmp_path / "none"))


def test_it_stays_out_of_the_log() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "sent %s to %s", (SECRET, "Discord"), None)
    assert Redacting(SECRET).filter(record)
    assert record.getMessage() == "sent (token) to Discord"
