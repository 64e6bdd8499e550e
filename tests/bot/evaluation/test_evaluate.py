import json
from pathlib import Path

import prompts
from bot.evaluation.evaluate import Plan, evaluate
from retrieval.engine import Engine
from retrieval.settings import Settings


def test_the_report_tells_what_the_answers_depend_on(news_engine: Engine, tmp_path: Path) -> None:
    line = {"id": "who", "question": "Who led the survey?", "answerable": False}
    (tmp_path / "asked.jsonl").write_text(json.dumps(line))
    settings = Settings(model="openai:x", model_tokens=2_000, unsupported="mark", reader="none")
    report = evaluate(news_engine, Plan(tmp_path / "asked.jsonl"), settings)
    told = report["settings"]
    assert (told["reader"], told["model_tokens"], told["unsupported"]) == ("none", 2_000, "mark")
    assert report["prompts"] == {name: prompts.fingerprint(name) for name in ("answer", "condense")}
