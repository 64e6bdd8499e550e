"""The real command in its own process, with the real models on seeds/."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest

from tests.bot.conftest import ROOT, newsdesk
from tests.chat_server import Exchange, serving

pytestmark = pytest.mark.slow
ISTANBUL = "who proposed Istanbul talks?"


def test_an_answer_in_a_pipe(seeds: Path) -> None:
    done = newsdesk(seeds, "ask", ISTANBUL)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Putin" in done.stdout and "[1]" in done.stdout and "\x1b" not in done.stdout


def test_many_answers_whose_citations_stand_in_the_stored_texts(seeds: Path) -> None:
    questions = [ISTANBUL, "When was the Kessel Bridge closed?", "谁提议会谈？", '"foo* AND (', "{bad"]
    done = newsdesk(seeds, "ask", "-", "--json", stdin="\n".join(questions))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and done.stderr == ""
    assert [a.get("question") for a in answers] == [*questions[:4], None]
    assert not answers[0]["refused"] and not answers[1]["refused"]
    citations = [citation for answer in answers[:2] for citation in answer["citations"]]
    texts = {
        article_id: newsdesk(seeds, "articles", "show", article_id, "--text").stdout
        for article_id in {citation["article_id"] for citation in citations}
    }
    assert citations
    assert all(texts[c["article_id"]][c["start"] : c["end"]] == c["sentence"] for c in citations)


def test_the_repl_on_a_pipe(seeds: Path) -> None:
    done = newsdesk(seeds, "repl", stdin=f"{ISTANBUL}\n/open 1\n/quit\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Putin" in done.stdout and ">>" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_the_repl_in_a_terminal_prompts_and_leaves_while_the_models_load(seeds: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "--data", str(seeds), "repl"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT) as repl:
        os.close(theirs)  # so that reading fails, not waits, once the other side is gone
        shown = b""
        while b"models loading" not in shown:
            read = os.read(ours, 4096)
            shown += read
            if b"\x1b[6n" in read:  # where is the cursor?
                os.write(ours, b"\x1b[1;1R")
        os.write(ours, b"\x04")
        assert repl.wait(30) == 0
    os.close(ours)


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_ask_in_a_terminal_shows_what_a_model_writes_as_it_is_verified(seeds: Path) -> None:
    import pty

    def reply(exchange: Exchange) -> None:
        exchange.begin()
        exchange.words("Putin proposed direct negotiations [1]. And then")
        seen.wait(30)
        exchange.end()

    seen = Event()
    ours, theirs = pty.openpty()
    with serving(reply) as chat:
        command = [sys.executable, "-m", "bot", "--data", str(seeds), "ask", ISTANBUL]
        model = {"NEWSDESK_MODEL": "local", "NEWSDESK_MODEL_URL": chat.url, "TERM": "xterm"}
        with subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env={**os.environ, **model}
        ) as asking:
            os.close(theirs)
            shown = b""
            while b"And then" not in shown:
                shown += os.read(ours, 4096)
            seen.set()
            with suppress(OSError):  # the other side is gone
                while True:
                    shown += os.read(ours, 4096)
    os.close(ours)
    assert asking.returncode == 0 and b"direct negotiations" in shown
