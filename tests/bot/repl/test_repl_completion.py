import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.repl.commands import command_names
from bot.repl.completion import CommandCompleter
from bot.repl.session import Session


def offers(session: Session, line: str) -> list[str]:
    return [c.text for c in CommandCompleter(session).get_completions(Document(line), CompleteEvent())]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/so", ["/sources", "/source"]),
        ("/since la", ["last week", "last month", "last year"]),
        ("/json o", ["on", "off"]),
        ("/zzz ", []),
        ("who said /", []),
        ("", []),
    ],
)
def test_commands_and_what_they_take(session: Session, line: str, expected: list[str]) -> None:
    assert offers(session, line) == expected


def test_every_command_is_offered_after_a_slash(session: Session) -> None:
    assert offers(session, "/") == command_names()


def test_sources_once_the_engine_is_open(session: Session) -> None:
    assert offers(session, "/source ") == ["off"]
    assert session.engine
    assert offers(session, "/source h") == ["Herald"]


def test_markers_of_the_last_answer(session: Session) -> None:
    assert offers(session, "/open ") == []
    session.last = session.ask("Which mayor announced the plan?").result(10)
    assert "1" in offers(session, "/open ")
