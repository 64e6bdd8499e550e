"""Questions on the evidence for the whole question: yes or no, premises, reactions, what lies ahead."""

from dataclasses import replace

import pytest

from retrieval.answer.kinds.items import compare
from retrieval.answer.kinds.opinion import opinion, prediction
from retrieval.answer.kinds.reactions import reactions
from retrieval.answer.kinds.yes_no import yes_no
from retrieval.answer.premise import against_premise
from retrieval.engine import Engine
from retrieval.models.protocols import Bearing
from retrieval.text.sentences import split
from retrieval.values import (
    Article,
    Evidence,
    Kind,
    Premise,
    PremiseStatus,
    Query,
    QuestionState,
    RawArticle,
    RefusalReason,
    Verdict,
)
from tests.doubles import CONTRADICTED, ENTAILED, TableVerifier
from tests.retrieval.answer.kinds import STRIKE, desk_of, state

HERALD = Article("h", "Crane opens", "The crane opened in June. It rained.", source="Herald")
POST = Article("p", "Crane shut", "The crane stayed shut.", source="Post")
OPENED, RAINED = (Evidence(HERALD, sentence, 4.0) for sentence in split(HERALD.text))
(SHUT,) = (Evidence(POST, sentence, 4.0) for sentence in split(POST.text))
SAYS_YES = {("The crane open.", "opened"): ENTAILED}
SAYS_NO = {("The crane open.", "shut"): CONTRADICTED}


def found(text: str, *evidence: Evidence, kind: Kind = Kind.YES_NO) -> QuestionState:
    return QuestionState(Query(text, kind=kind), evidence=evidence)


@pytest.fixture
def strike(news_engine: Engine) -> Engine:
    list(news_engine.ingest(STRIKE))
    return news_engine


@pytest.mark.parametrize(
    ("table", "verdict", "carrying"),
    [
        (SAYS_YES, Verdict.YES, (OPENED,)),
        (SAYS_NO, Verdict.NO, (SHUT,)),
        ({**SAYS_YES, **SAYS_NO}, Verdict.DIFFER, (OPENED, SHUT)),
    ],
)
def test_a_verdict_stands_with_the_sentences_that_carry_it(
    engine: Engine, table: dict[tuple[str, str], Bearing], verdict: Verdict, carrying: tuple[Evidence, ...]
) -> None:
    asked = found("Did the crane open?", RAINED, OPENED, SHUT)
    reply = yes_no(asked, desk_of(engine, TableVerifier(table)))
    assert reply and (reply.verdict, reply.refusal) == (verdict, None)
    assert tuple(statement.evidence for statement in reply.statements) == tuple((e,) for e in carrying)


def test_a_verdict_against_which_another_sentence_speaks_is_less_sure(engine: Engine) -> None:
    asked = found("Did the crane open?", OPENED, SHUT)
    doubt = {("The crane open.", "shut"): Bearing(0.3, 0.6, 0.1)}
    alone, doubted = (
        yes_no(asked, desk_of(engine, TableVerifier(table))) for table in (SAYS_YES, {**SAYS_YES, **doubt})
    )
    assert alone and doubted and alone.verdict is doubted.verdict is Verdict.YES
    assert alone.confidence and doubted.confidence and alone.confidence > doubted.confidence


def test_what_no_sentence_decides_is_refused_with_the_nearest(engine: Engine) -> None:
    near = tuple(replace(evidence, score=1.0) for evidence in (OPENED, SHUT))
    reply = yes_no(found("Did the crane fall?", *near), desk_of(engine, TableVerifier({})))
    assert reply and reply.verdict is None
    assert reply.refusal and reply.refusal.reason is RefusalReason.FACT_MISSING
    assert [statement.evidence for statement in reply.statements] == [(near[0],), (near[1],)]


def test_what_tells_of_a_matter_is_shown_without_a_verdict(engine: Engine) -> None:
    reply = yes_no(found("Did the crane fall?", OPENED, SHUT), desk_of(engine, TableVerifier({})))
    assert reply and (reply.verdict, reply.refusal) == (None, None)
    assert reply.confidence is not None and reply.confidence < 0.5


def test_a_sentence_on_something_else_decides_nothing(engine: Engine) -> None:
    far = replace(OPENED, score=-9.0)
    reply = yes_no(found("Did the crane open?", far), desk_of(engine, TableVerifier(SAYS_YES)))
    assert reply and reply.refusal


def test_a_false_premise_is_told_with_what_is_so(engine: Engine) -> None:
    asked = found("Why did the crane open?", SHUT, RAINED, kind=Kind.WHY)
    reply = against_premise(asked, desk_of(engine, TableVerifier(SAYS_NO)))
    assert reply and reply.premise == Premise("Did the crane open?", PremiseStatus.CONTRADICTED)
    assert reply.refusal and reply.refusal.reason is RefusalReason.PREMISE_FALSE
    assert [statement.evidence for statement in reply.statements] == [(SHUT,)]


@pytest.mark.parametrize(
    ("question", "table"),
    [
        ("Why did the crane open?", SAYS_YES),
        ("Why did the crane open?", {**SAYS_YES, **SAYS_NO}),  # one sentence says it
        ("Why did the crane open?", {}),
        ("Who opened the crane?", SAYS_NO),
    ],
)
def test_a_premise_that_may_hold_is_let_pass(
    engine: Engine, question: str, table: dict[tuple[str, str], Bearing]
) -> None:
    asked = found(question, OPENED, SHUT, kind=Kind.WHY)
    assert against_premise(asked, desk_of(engine, TableVerifier(table))) is None


LINE = Article("l", "Line", "Mayor Ada Brisk opened the fourth tram line.", source="Herald")
(FOURTH,) = (Evidence(LINE, sentence, 5.0) for sentence in split(LINE.text))


def test_the_fourth_is_not_the_fifth(engine: Engine) -> None:
    fifth, fourth = (
        found(f"Who opened the {n} tram line?", FOURTH, kind=Kind.FACT) for n in ("fifth", "fourth")
    )
    reply = against_premise(fifth, desk_of(engine, TableVerifier({})))
    assert reply and reply.refusal and reply.refusal.reason is RefusalReason.PREMISE_FALSE
    assert reply.statements[0].evidence == (FOURTH,)
    assert against_premise(fourth, desk_of(engine, TableVerifier({}))) is None


def test_nothing_found_contradicts_no_premise(engine: Engine) -> None:
    assert against_premise(found("Why did it open?"), desk_of(engine, TableVerifier(SAYS_NO))) is None


def test_what_lies_ahead_is_refused_with_the_nearest(engine: Engine) -> None:
    reply = prediction(found("Will it open again?", OPENED, RAINED, SHUT), desk_of(engine))
    assert reply.refusal and reply.refusal.reason is RefusalReason.FUTURE
    assert [statement.evidence for statement in reply.statements] == [(OPENED,), (RAINED,)]


def test_each_speaker_is_heard_once(strike: Engine) -> None:
    reply = reactions(state("reactions to the dockers strike in Varn", Kind.REACTIONS), desk_of(strike))
    assert reply and not reply.refusal
    assert {statement.label for statement in reply.statements} == {"Tom Wray", "Ada Brisk"}
    assert len(reply.statements) == 2


def test_one_person_is_heard_as_often_as_it_is_new(strike: Engine) -> None:
    question = "What did Ada Brisk say about the dockers strike in Varn?"
    reply = reactions(state(question, Kind.REACTIONS), desk_of(strike))
    assert reply and all(statement.label.endswith("Ada Brisk") for statement in reply.statements)
    heard = [statement.evidence[0].article.id for statement in reply.statements]
    assert set(heard[:2]) == {"began-too", "ferries"}


def test_a_person_who_says_nothing_of_it_is_refused_by_name(strike: Engine) -> None:
    question = "What did Ines Falk say about the dockers strike in Varn?"
    reply = reactions(state(question, Kind.REACTIONS), desk_of(strike))
    assert reply and reply.refusal and reply.refusal.reason is RefusalReason.SPEAKER_SILENT
    assert reply.refusal.missing == ("Ines Falk",)


def test_an_opinion_is_told_as_somebodys_or_refused(strike: Engine) -> None:
    told = opinion(state("Is the end of the Varn dockers strike fair?", Kind.OPINION), desk_of(strike))
    assert not told.refusal and told.statements[0].label == "Tom Wray"
    none = opinion(state("Are zeppelins underrated?", Kind.OPINION), desk_of(strike))
    assert none.refusal and none.refusal.reason is RefusalReason.OPINION


TOLLS = [
    RawArticle(id=f"toll-{n}", title="Storm Odo", text=text, source=source, published=f"2026-03-0{n}")
    for n, source, text in (
        (1, "Herald", "The toll of storm Odo stood at 9 dead. Rain fell on the quays."),
        (3, "Post", "The toll of storm Odo rose to 27 dead. Boats were lost."),
        (4, "Herald", "The toll of storm Odo stood at 27 dead on Wednesday."),
    )
]


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("How did the toll of storm Odo change?", None),
        ("Do the reports agree on the toll of storm Odo?", Verdict.DIFFER),
    ],
)
def test_a_change_is_told_by_its_different_figures_oldest_first(
    news_engine: Engine, asked: str, verdict: Verdict | None
) -> None:
    list(news_engine.ingest(TOLLS))
    reply = compare(state(asked, Kind.COMPARE), desk_of(news_engine))
    assert reply and reply.verdict is verdict
    shown = [statement.evidence[0].article.id for statement in reply.statements]
    assert shown[0] == "toll-1" and len(shown) == 2


def test_one_figure_has_not_changed(news_engine: Engine) -> None:
    list(news_engine.ingest(TOLLS[1:]))
    asked = state("How did the toll of storm Odo change?", Kind.COMPARE)
    assert compare(asked, desk_of(news_engine)) is None


def test_a_no_without_a_denial_must_be_sure(engine: Engine) -> None:
    doubted = {("The crane open.", "shut"): Bearing(0.2, 0.6, 0.2)}
    denied = {("The crane open.", "not"): Bearing(0.2, 0.6, 0.2)}
    (never,) = (Evidence(POST, s, 4.0) for s in split("The crane did not open."))
    never = replace(never, article=replace(POST, text="The crane did not open."))
    for table, evidence, verdict in ((doubted, SHUT, None), (denied, never, Verdict.NO)):
        reply = yes_no(found("Did the crane open?", evidence), desk_of(engine, TableVerifier(table)))
        assert reply and reply.verdict is verdict
