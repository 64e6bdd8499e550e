import json

import pytest

from tests.bot.conftest import Run


def cited(run_news: Run, *args: str) -> set[str]:
    found = json.loads(run_news("digest", "--json", *args).stdout)
    return {story["citations"][0]["article_id"] for story in found["stories"]}


def test_the_stories_of_a_range(run_news: Run) -> None:
    assert cited(run_news, "--since", "2025-11-01", "--until", "2026-03-31") == {"harbour", "glacier", "cup"}
    assert cited(run_news, "--since", "2026-01-01", "--until", "2026-01-31") == {"glacier"}


def test_a_topic_and_a_source_limit_it(run_news: Run) -> None:
    days = ("--since", "2025-11-01", "--until", "2026-03-31")
    assert cited(run_news, "glacier", *days) == {"glacier"}
    assert cited(run_news, "--source", "Herald", *days) == {"harbour", "cup"}


def test_days_count_from_the_readers_day(run_news: Run) -> None:
    assert cited(run_news, "--as-of", "2026-03-02") == {"harbour"}
    assert cited(run_news, "--as-of", "2026-03-01") == set()


@pytest.mark.parametrize(("form", "sign"), [("text", "1. "), ("markdown", "- "), ("html", "<li>")])
def test_each_form_is_printed(run_news: Run, form: str, sign: str) -> None:
    shown = run_news("digest", "--as-of", "2026-03-02", "--format", form)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert sign in shown.stdout and "west quay" in shown.stdout


def test_days_without_news_are_told(run_news: Run) -> None:
    shown = run_news("digest", "--since", "2024-01-01", "--until", "2024-01-02")
    assert shown.stdout == "No news of 2024-01-01 to 2024-01-02 in these articles\n"


def test_without_articles_it_says_what_to_do(run: Run) -> None:
    result = run("digest")
    assert result.exit_code == 1 and result.stderr.endswith("run `newsdesk ingest` first\n")
