import json

import pytest

from tests.bot.conftest import Run

CLAIM = "Sam Pell scored both goals for Rovers."


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_claim_is_held_against_the_articles(run_news: Run) -> None:
    result = run_news("check", CLAIM)
    assert (result.exit_code, result.stderr) == (0, "")
    verdict, first, *_ = result.stdout.splitlines()
    assert verdict == "The articles support this."
    assert first == f"supports: {CLAIM} (Herald, 2025-11-30, https://example.org/herald/cup)"


def test_what_nothing_says_is_neither(run_news: Run) -> None:
    result = run_news("check", "Zeppelins", "landed", "in", "Lima.")
    assert result.exit_code == 0
    assert result.stdout.startswith("The articles neither support nor contradict this.")


def test_json_is_one_object_on_one_line(run_news: Run) -> None:
    (checked,) = lines(run_news("check", CLAIM, "--json").stdout)
    assert list(checked) == ["claim", "verdict", "confidence", "citations"]
    assert (checked["claim"], checked["verdict"]) == (CLAIM, "supported")
    citations = checked["citations"]
    assert isinstance(citations, list) and citations[0]["bearing"] == "supports"


def test_many_claims_and_bad_lines(run_news: Run) -> None:
    stdin = f'{CLAIM}\n\n{{"id": 7, "claim": "{CLAIM}"}}\n{{"id": 8}}\n{{bad\n{{"claim": 9}}\n'
    result = run_news("check", "-", "--json", stdin=stdin)
    plain, tagged, without, broken, number = lines(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert plain["verdict"] == tagged["verdict"] == "supported" and tagged["id"] == 7
    assert without == {"id": 8, "error": 'line 4: no "claim"'}
    assert str(broken["error"]).startswith("line 5: not a JSON object")
    assert number == {"error": 'line 6: "claim" is not a string'}


@pytest.mark.parametrize("claim", ["😂😂", "谁赢得了岛杯？", '"foo* AND (', "a" * 10_000, "-- ?!"])
def test_odd_claims_are_claims(run_news: Run, claim: str) -> None:
    (checked,) = lines(run_news("check", "--json", "--", claim).stdout)
    assert (checked["claim"], checked["verdict"]) == (claim, "silent")


@pytest.mark.parametrize(("claim", "message"), [("a" * 10_001, "10,000 are the limit"), (" ", "is empty")])
def test_a_claim_that_cannot_be_checked_says_why(run_news: Run, claim: str, message: str) -> None:
    result = run_news("check", claim)
    assert result.exit_code != 0 and result.stdout == ""
    assert message in result.stderr and result.stderr.count("\n") == 1


def test_nothing_after_the_readers_day_supports_a_claim(run_news: Run) -> None:
    (before,) = lines(run_news("check", CLAIM, "--json", "--as-of", "2025-11-29").stdout)
    (after,) = lines(run_news("check", CLAIM, "--json", "--as-of", "2025-11-30").stdout)
    assert (before["verdict"], after["verdict"]) == ("silent", "supported")
