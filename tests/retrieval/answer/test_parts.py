"""Several questions in one: their answers are numbered together."""

from dataclasses import replace

from bot.render.answer_json import answer_as_dict
from retrieval.answer.parts import join_parts
from retrieval.values import Answer, AnswerLine, Citation, Evidence, Refusal, RefusalReason, ShortAnswer
from tests.bot.examples import CRANE, sentence

OPENS, OLD = (Evidence(CRANE, sentence(CRANE, s), 1.0) for s in ("The crane opens in June.", "It is old."))


def answer(question: str, *evidence: Evidence, confidence: float = 0.9) -> Answer:
    cited = tuple(Citation(n, e, verified=True) for n, e in enumerate(evidence, start=1))
    lines = tuple(AnswerLine(c.evidence.text, (c.marker,)) for c in cited)
    return Answer(question, lines, confidence, cited, timings_ms={"search": 1.0, "total": 2.0})


WHEN = answer("When does it open?", OPENS, confidence=0.9)
AGE = answer("How old is it?", OLD, OPENS, confidence=0.7)
WHO = replace(
    answer("Who pays?", OLD, confidence=0.1), refusal=Refusal(RefusalReason.BELOW_THRESHOLD, ("pays",))
)
BOTH = "When does it open, and how old is it?"


def test_a_sentence_has_one_number_wherever_it_is_cited() -> None:
    short = ShortAnswer("old", 1, 0, 3, 0.9)
    joined = join_parts(BOTH, [WHEN, replace(AGE, short=short)])
    assert joined.text == "The crane opens in June. [1] It is old. [2] The crane opens in June. [1]"
    assert [(c.marker, c.evidence) for c in joined.citations] == [(1, OPENS), (2, OLD)]
    assert [part.question for part in joined.parts] == ["When does it open?", "How old is it?"]
    assert joined.parts[1].short == replace(short, marker=2)


def test_it_is_as_sure_as_the_least_sure_part_and_took_as_long_as_all() -> None:
    joined = join_parts(BOTH, [WHEN, AGE])
    assert (joined.question, joined.confidence, joined.refused) == (BOTH, 0.7, False)
    assert joined.timings_ms == {"search": 2.0, "total": 4.0}


def test_a_refused_part_says_so_and_nothing_of_it_is_the_answer() -> None:
    joined = join_parts("When does it open, and who pays?", [WHEN, WHO])
    assert (joined.refused, joined.text) == (False, "The crane opens in June. [1]")
    assert [part.refused for part in joined.parts] == [False, True]
    assert [c.evidence for c in joined.citations] == [OPENS]
    assert joined.confidence == 0.9
    opening, paying = answer_as_dict(joined)["parts"]
    assert opening["answer"] == "When does it open? – The crane opens in June. [1]"
    assert paying["answer"].startswith("Who pays? – The articles do not answer this.")


def test_what_is_cited_behind_a_refused_part_is_numbered_without_gaps() -> None:
    joined = join_parts("Who pays, and when does it open?", [WHO, WHEN])
    assert [c.marker for c in joined.citations] == [1]
    assert joined.text == "The crane opens in June. [1]"


def test_it_is_refused_only_if_all_parts_are() -> None:
    joined = join_parts("Who pays, and who pays?", [WHO, WHO])
    assert joined.refusal == WHO.refusal
    assert [c.evidence for c in joined.citations] == [OLD]


def test_two_parts_that_say_the_same_are_one_answer() -> None:
    again = replace(WHEN, question="And what does it do?")
    assert join_parts(BOTH, [WHEN, again]) == replace(WHEN, question=BOTH)
