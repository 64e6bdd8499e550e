import pytest

from bot.repl.commands import LeaveSession, command_names, run_command
from bot.repl.session import Session
from retrieval.errors import UsageError
from retrieval.values import Query


def plain(session: Session, line: str) -> str:
    return run_command(session, line).plain()


def ask(session: Session, question: str) -> None:
    session.last = session.ask(question).result(10)


def test_sources(session: Session) -> None:
    assert plain(session, "/sources") == "2\tHerald\n1\tPost"


def test_limits_are_kept_shown_and_taken_off(session: Session) -> None:
    assert plain(session, "/since last month") == "searching: since 2026-02-01"
    assert plain(session, "/source HERALD") == "searching: since 2026-02-01, source Herald"
    assert plain(session, "/until today") == "searching: since 2026-02-01, until 2026-03-05, source Herald"
    assert plain(session, "/as-of 2026-03-01").endswith("; today is 2026-03-01")
    assert session.limits == Query("", "2026-02-01", "2026-03-05", "Herald", "2026-03-01")
    for name in ("since", "until", "source", "as-of"):
        plain(session, f"/{name} off")
    assert plain(session, "/since") == "searching: all articles"


def test_limits_hold_for_the_questions_after_them(session: Session) -> None:
    plain(session, "/source Post")
    ask(session, "the cup, the crane, the glacier")
    assert session.last and {c.evidence.article.id for c in session.last.citations} == {"glacier"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("/sorces", "unknown command /sorces; did you mean /sources"),
        ("/", "unknown command /; did you mean /"),
        ("/since foo", "since: “foo” is no date"),
        ("/source Pots", "no article has the source “Pots”; the nearest is “Post”"),
        ("/json maybe", "/json takes on or off"),
        ("/open 1", "there is nothing to open; ask a question first"),
    ],
)
def test_a_wrong_command_changes_nothing(session: Session, line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run_command(session, line)
    assert session.limits == Query("") and not session.as_json


def test_since_after_until_is_not_kept(session: Session) -> None:
    plain(session, "/until 2025")
    with pytest.raises(UsageError, match="since 2026-01-01 is after until 2025-12-31"):
        run_command(session, "/since 2026")
    assert session.limits.since == ""


def test_open_shows_the_sentence_in_its_paragraph(session: Session) -> None:
    ask(session, "Which mayor announced the plan?")
    assert session.last and session.last.citations
    first = min(session.last.citations, key=lambda c: c.marker)
    opened = plain(session, "/open 1")
    assert f">>{first.evidence.text}<<" in opened
    assert opened == plain(session, "/open [1]") == plain(session, "/open")


def test_open_names_the_markers_there_are(session: Session) -> None:
    ask(session, "Which mayor announced the plan?")
    with pytest.raises(UsageError, match=r"the last answer has no \[9\]; it has \[1\]"):
        run_command(session, "/open 9")


def test_help_names_every_command_and_quit_leaves(session: Session) -> None:
    shown = plain(session, "/help")
    assert all(name in shown for name in command_names())
    with pytest.raises(LeaveSession):
        run_command(session, "/quit")


def test_a_session_is_a_conversation_until_a_new_one_begins(session: Session) -> None:
    session.keep(session.ask("Who led the survey of the Varn glacier?").result(10))
    follow_up = "what did her team measure?"
    session.keep(session.ask(follow_up).result(10))
    assert session.last and "Varn glacier" in session.last.standalone
    assert plain(session, "/new") == "a new conversation; 2 questions forgotten"
    assert session.ask(follow_up).result(10).standalone == ""
