from datetime import date

import pytest

from bot.requests.queries import known_source, make_query, tidy
from retrieval.errors import UsageError
from retrieval.values import Query

TODAY = date(2026, 11, 23)


def test_limits_become_iso_dates() -> None:
    limits = {"since": "last month", "until": "last month", "source": " Herald ", "as_of": None}
    assert make_query(" who\nwon? ", limits, TODAY) == Query("who won?", "2026-10-01", "2026-10-31", "Herald")


def test_dates_count_from_the_day_that_as_of_names() -> None:
    query = make_query("who?", {"since": "yesterday", "as_of": "2020-01-01"}, TODAY)
    assert (query.since, query.as_of) == ("2019-12-31", "2020-01-01")


def test_the_wrong_limit_is_named() -> None:
    with pytest.raises(UsageError, match=r"^as-of: “foo” is no date"):
        make_query("who?", {"as_of": "foo"}, TODAY)


def test_since_after_until_is_wrong_and_the_same_day_is_not() -> None:
    assert make_query("", {"since": "2026-01-02", "until": "2026-01-02"}, TODAY).since == "2026-01-02"
    with pytest.raises(UsageError, match="since 2026-01-03 is after until 2026-01-02"):
        make_query("", {"since": "2026-01-03", "until": "2026-01-02"}, TODAY)


def test_stray_bytes_of_a_command_line_are_no_part_of_a_question() -> None:
    assert tidy("caf\udce9 \ud800?\t x") == "caf? ?? x"


def test_a_source_is_found_in_any_case_and_a_wrong_one_gets_the_nearest() -> None:
    sources = {"Harbour Herald": 2, "Post": 1, "": 3}
    assert known_source("harbour herald", sources) == "Harbour Herald"
    with pytest.raises(UsageError, match="no article has the source “Pots”; the nearest is “Post”"):
        known_source("Pots", sources)
    with pytest.raises(UsageError, match=r"no article has the source “Post”$"):
        known_source("Post", {})
