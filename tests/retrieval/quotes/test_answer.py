from retrieval.engine import Engine
from retrieval.quotes.answer import is_quoted
from retrieval.values import Query, Refusal, RefusalReason, Tracing

IDLE = "It has stood idle for forty years"


def test_words_that_stand_are_cited_with_their_whole_sentence(news_engine: Engine) -> None:
    answer = news_engine.ask(Query(f"who said “{IDLE}”?"))
    assert not answer.refused
    assert answer.text == f"“{IDLE},” said Brisk. [1]"
    (trace,) = answer.traces
    assert trace.kind == "verbatim"
    assert IDLE in trace.text
    assert answer.confidence > 0.9


def test_a_misquote_is_shown_against_the_true_sentence(news_engine: Engine) -> None:
    answer = news_engine.ask(Query('which article says "the work costs 4.2 million euros, she said"?'))
    assert answer.text.startswith("Mayor Ada Brisk: The work costs 3.2 million")
    assert answer.traces[0].kind == "altered"
    assert [(d.true, d.quoted) for d in answer.traces[0].differences] == [("3.2", "4.2")]


def test_a_quote_that_is_not_there_is_refused_with_the_nearest_evidence(news_engine: Engine) -> None:
    answer = news_engine.ask(Query('who said "parrots will never be allowed to sing opera in this town"?'))
    assert (answer.refused, answer.traces) == (True, ())
    assert answer.citations
    assert answer.refusal == Refusal(RefusalReason.QUOTE_ABSENT)


def test_a_bare_sentence_that_is_not_there_is_taken_for_a_question(news_engine: Engine) -> None:
    answer = news_engine.ask(Query("Rovers striker Sam Pell transfer fee and contract details"))
    assert answer.traces == ()
    assert answer.passages


def test_marked_words_are_a_quote_and_a_bare_sentence_is_not() -> None:
    assert is_quoted(Tracing("ice melts", ()), "who said “ice melts”?")
    assert not is_quoted(Tracing("Ice melts.", ()), " Ice melts. ")
