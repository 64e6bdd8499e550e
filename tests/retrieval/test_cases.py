"""Kinds of faults that readers reported, on articles of our own, with the real models."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from retrieval.engine import Engine
from retrieval.factory import open_engine
from retrieval.settings import load_settings
from retrieval.values import Answer, Query, RawArticle, Verdict

pytestmark = pytest.mark.slow
Ask = Callable[[str], Answer]
AS_OF = "2026-06-20"


def article(name: str, day: str, title: str, text: str) -> RawArticle:
    return RawArticle(
        id=name, title=title, text=text, source="Herald", published=day, url=f"https://h.example/{name}"
    )


ARTICLES = [
    article(
        "fire",
        "2026-06-12",
        "Fire in a hotel at Brill hurts 34",
        "Nineteen guests were hurt when a fire broke out in a hotel at Brill on Friday. Firefighters needed"
        " three hours to put it out.\n\nCorrection: An earlier version of this article said that nineteen"
        " guests were hurt. The fire service has since put the number at 34.",
    ),
    article(
        "audit",
        "2026-06-05",
        "Audit clears treasurer of Garth",
        "An audit found no evidence that treasurer Nora Quill stole money from the town of Garth, the court"
        " said on Friday. Quill had been on leave since April.",
    ),
    article(
        "lake",
        "2026-06-10",
        "No lead in Holme lake, office says",
        "Tests found no lead in the water of Holme lake, the health office said on Wednesday. The office did"
        " find traces of copper.",
    ),
    article(
        "captain",
        "2026-06-11",
        "Rovers captain out of the final",
        "Sam Pell will not play in the final on Sunday, the Rovers doctor said. Jon Vane takes his place.",
    ),
    article(
        "library",
        "2026-05-20",
        "Head of library opens third reading room",
        "Maya Stott, head of the library of Kelby, opened its third reading room on Monday. It cost two"
        " million crowns.",
    ),
    article(
        "museum",
        "2026-05-27",
        "Museum director Reed resigns",
        "Omar Reed resigned as director of the Kelby museum on Wednesday after paintings went missing. Maya"
        " Stott, the head of the library, stays in office and said that she was sorry to see him go.",
    ),
    article(
        "lund-old",
        "2025-02-10",
        "Ines Falk becomes health minister of Lund",
        "Ines Falk was sworn in as health minister of Lund on Monday. She is a surgeon.",
    ),
    article(
        "lund-new",
        "2026-04-16",
        "New health minister in Lund",
        "Tom Wray was sworn in as health minister of Lund on Thursday. He succeeds Ines Falk, who resigned.",
    ),
    article(
        "marsh",
        "2026-06-01",
        "Marsh raises bus fare",
        "A bus ticket in Marsh will cost 3.40 crowns from July, the council of Marsh said on Monday.",
    ),
    article(
        "norby",
        "2026-06-03",
        "Norby raises bus fare",
        "A bus ticket in Norby will cost 2.90 crowns from July, the town of Norby announced on Wednesday.",
    ),
    article(
        "talk",
        "2026-06-14",
        "Interview: the head of the forest office on the beetles",
        "LENA OSK, PRESENTER: Good evening. With me is Paul Tarn, head of the forest office. Mr Tarn, will"
        " the forest be closed?\n\nPAUL TARN, HEAD OF THE FOREST OFFICE: Not before September. Half of the"
        " spruces are dead.\n\nOSK: Owners say they were promised new trees. Were they?\n\nTARN: No. Nobody"
        " promised new trees. The minister said she would see.\n\nOSK: And how many trees do you plant?\n\n"
        "TARN: We plant 40,000 trees a year and we should plant 100,000.",
    ),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine as users have it, with these articles."""
    engine = open_engine(load_settings(data=tmp_path_factory.mktemp("cases")))
    list(engine.ingest(ARTICLES))
    yield engine
    engine.close()


@pytest.fixture
def ask(real: Engine) -> Ask:
    return lambda question: real.ask(Query(question, as_of=AS_OF))


def short(answer: Answer) -> str:
    return answer.short.text.casefold() if answer.short else ""


def cited(answer: Answer) -> list[str]:
    return [citation.evidence.article.id for citation in answer.citations]


def test_what_a_correction_takes_back_is_no_answer(ask: Ask) -> None:
    answer = ask("How many guests were hurt in the hotel fire at Brill?")
    assert "nineteen" not in short(answer)
    assert "34" in answer.text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("Who stole money from the town of Garth?", "quill"),
        ("What did tests find in the water of Holme lake?", "lead"),
        ("Who will play in the final for Rovers?", "pell"),
    ],
)
def test_a_denial_is_never_turned_into_its_contrary(ask: Ask, question: str, wrong: str) -> None:
    assert wrong not in short(ask(question))


@pytest.mark.parametrize(
    "question", ["Is there lead in the water of Holme lake?", "Will Sam Pell play in the final?"]
)
def test_what_is_denied_is_answered_with_no(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.verdict is not Verdict.YES
    assert answer.short is None


def test_who_resigned_is_not_mistaken_for_another(ask: Ask) -> None:
    answer = ask("Why did Maya Stott resign?")
    assert answer.refused or (answer.short is None and answer.confidence < 0.5)


def test_another_number_in_a_row_is_not_taken_for_granted(ask: Ask) -> None:
    assert "stott" not in short(ask("Who opened the fifth reading room of the library of Kelby?"))


def test_who_is_minister_now_is_the_last_who_was_sworn_in(ask: Ask) -> None:
    answer = ask("Who is the health minister of Lund?")
    assert not answer.refused
    assert cited(answer)[0] == "lund-new"
    assert "falk" not in short(answer)


def test_who_was_minister_then_is_the_one_of_that_day(real: Engine) -> None:
    answer = real.ask(Query("Who is the health minister of Lund?", as_of="2025-06-01"))
    assert set(cited(answer)) <= {"lund-old"}
    assert cited(answer)[0] == "lund-old"


def test_a_comparison_has_both_sides(ask: Ask) -> None:
    answer = ask("Which town has the dearer bus ticket, Marsh or Norby?")
    assert {"marsh", "norby"} <= set(cited(answer))
    assert not answer.refusal or not {"Marsh", "Norby"} & set(answer.refusal.missing)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who said that nobody promised new trees?", "Nobody promised new trees."),
        ("How many trees does the forest office plant a year?", "We plant 40,000 trees a year"),
    ],
)
def test_the_speaker_of_a_turn_is_told_with_its_sentences(ask: Ask, question: str, sentence: str) -> None:
    spoken = [c for c in ask(question).citations if sentence in c.evidence.text]
    assert spoken
    assert all("tarn" in citation.speaker.casefold() for citation in spoken)
