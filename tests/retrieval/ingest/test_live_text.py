import pytest

from retrieval.ingest.live_text import timed_parts

FLOOD = """The river is rising.

12:02 pm ET
Dam holds at Torsk
The dam holds, says the mayor.
Share this update

9:40 a.m. ET
Two bridges are shut.

7.05 Uhr: Rain all night
It rained all night.
Share this update
"""
MATCH = """2:20 a.m.
All is played.
1:15 a.m.
Keys won at last.
9:40 p.m.
Filets led by a set.
11:20 a.m.
Play has begun.
"""


def test_lines_of_a_time_begin_an_update() -> None:
    parts = timed_parts(FLOOD, "2026-10-03T06:00:00Z")
    assert [(part.published, part.heading) for part in parts] == [
        ("2026-10-03T12:02", ""),
        ("2026-10-03T09:40", ""),
        ("2026-10-03T07:05", "Rain all night"),
    ]
    assert [part.text for part in parts] == [
        "Dam holds at Torsk\n\nThe dam holds, says the mayor.",
        "Two bridges are shut.",
        "It rained all night.",
    ]


def test_midnights_are_counted_between_the_first_day_and_the_last() -> None:
    days = [part.published for part in timed_parts(MATCH, "2026-08-29", "2026-08-30T02:00:00Z")]
    assert days == ["2026-08-30T02:20", "2026-08-30T01:15", "2026-08-29T21:40", "2026-08-29T11:20"]


def test_updates_keep_their_stamps_where_the_day_is_not_sure() -> None:
    parts = timed_parts(MATCH, "2026-08-29")
    assert [(part.published, part.heading) for part in parts] == [
        ("", "2:20 a.m."),
        ("", "1:15 a.m."),
        ("", "9:40 p.m."),
        ("", "11:20 a.m."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[10:56] Pell: Excuse me.\n[10:57] Stern: Quickly.\n[12:33] Pell: No.\n",
        "10:56 Pell: Excuse me.\n10:57 Stern: Quickly.\n12:33 Pell: No.\n",
        "12:02 p.m.\nThe dam holds.\n1:15 p.m.\nIt broke.\n",
        "At 12:02 p.m. it broke.\n9:40 p.m. was the hour when it broke.\n7:05 a.m., said Pell.\n",
    ],
)
def test_transcripts_and_articles_have_no_updates(text: str) -> None:
    assert timed_parts(text, "2026-08-29") == ()
