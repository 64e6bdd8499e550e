import json
from dataclasses import replace

from bot.render.answer_json import answer_as_dict, one_line
from retrieval.values import (
    Answer,
    Coverage,
    Premise,
    PremiseStatus,
    Refusal,
    RefusalReason,
    ShortAnswer,
    Usage,
    Verdict,
)
from tests.bot.examples import CRANE


def test_the_contract(answer: Answer) -> None:
    found = answer_as_dict(answer)
    assert list(found) == [
        *("question", "kind", "answer", "refused", "confidence"),
        *("verdict", "premise", "parts", "coverage", "citations"),
        *("short_answer", "passages", "timings_ms", "suggestions", "reason", "standalone", "traces"),
        *("model", "usage", "prompts", "notice", "dropped"),
    ]
    assert found["confidence"] == 0.9346
    assert found["short_answer"] is None
    assert [found[name] for name in ("verdict", "premise", "parts", "coverage")] == [None, None, [], None]
    assert found["citations"][1] == {
        "marker": 1,
        "sentence": "The crane opens in June.",
        "article_id": "crane",
        "title": "A crane [bold]opens[/bold]",
        "source": "Herald",
        "url": CRANE.url,
        "published": "2026-03-02T08:00:00Z",
        "genre": "",
        "speaker": None,
        "start": 12,
        "end": 36,
        "score": 1.0,
        "verified": True,
        "also": [],
    }
    assert [c["score"] for c in found["citations"]] == [2.3457, 1.0, 0.5]
    assert (
        found["passages"]
        == [{"article_id": "crane", "text": "The crane opens in June.", "score": 3.1416}] * 20
    )
    assert found["timings_ms"] == {"search": 1.3, "rerank": 2.0, "answer": 0.5, "total": 3.8}


def test_a_short_answer_has_its_own_offsets() -> None:
    short = ShortAnswer("June", 1, 31, 35, 0.98765)
    found = answer_as_dict(Answer("q", (), 1.0, short=short))
    assert found["short_answer"] == {"text": "June", "marker": 1, "start": 31, "end": 35, "score": 0.9877}


def test_one_line_whatever_the_text_holds() -> None:
    value = {"a": "“x”\n\u2028\x85\x1b[31m\x9b\u202e\ud800\U000e0041 é"}
    line = one_line(value)
    assert line.isprintable() and "“x”" in line and "é" in line
    assert json.loads(line) == value


def test_what_a_language_model_cost(answer: Answer) -> None:
    assert answer_as_dict(answer)["usage"] is None
    written = replace(
        answer, model="openai:x", usage=Usage(120, 30, 0.00054), prompt_hashes={"answer": "0123456789ab"}
    )
    found = answer_as_dict(written)
    assert found["model"] == "openai:x" and found["prompts"] == {"answer": "0123456789ab"}
    assert found["usage"] == {"input_tokens": 120, "output_tokens": 30, "cost": 0.00054, "estimated": False}


def test_the_form_of_an_answer_is_told(answer: Answer) -> None:
    found = answer_as_dict(replace(answer, verdict=Verdict.YES, suggestions=("Why?",)))
    assert (found["verdict"], found["suggestions"]) == ("yes", ["Why?"])
    assert found["answer"].startswith("Yes. The crane opens in June. [1]")
    counted = answer_as_dict(replace(answer, coverage=Coverage(7, 2, "2026-03-01", "2026-03-02")))
    assert counted["coverage"] == {"articles": 7, "outlets": 2, "first": "2026-03-01", "last": "2026-03-02"}
    assert counted["answer"].startswith(
        "7 articles of 2 outlets are about this, from 2026-03-01 to 2026-03-02. The crane"
    )


def test_a_false_premise_is_told_before_what_is_so(answer: Answer) -> None:
    premise = Premise("Did the crane fall?", PremiseStatus.CONTRADICTED)
    refusal = Refusal(RefusalReason.PREMISE_FALSE)
    found = answer_as_dict(replace(answer, premise=premise, refusal=refusal))
    assert found["premise"] == {"text": "Did the crane fall?", "status": "contradicted"}
    assert found["refused"] is True
    assert found["answer"].startswith("The articles say otherwise: The crane opens in June. [1]")
