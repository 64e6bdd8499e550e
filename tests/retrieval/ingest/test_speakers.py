"""Interviews: who speaks is known through the whole turn."""

from retrieval.ingest.speakers import speakers
from retrieval.text.sentences import split

INTERVIEW = (
    "Rain is missing.\n\nHELEN MARSH, PRESENTER: Good evening. Will it rain?\n\n"
    "TOMAS REYES, HEAD OF THE WATER BOARD: No. Nobody promised that.\n\nMARSH: And the leaks?\n\n"
    "REYES: A fifth is lost.\n\nIt is too much."
)


def told(text: str) -> list[tuple[str, str]]:
    sentences = split(text)
    return [(text[s.start : s.end], by) for s, by in zip(sentences, speakers(text, sentences), strict=True)]


def test_a_turn_is_its_speakers_to_the_end_and_a_last_name_means_the_whole() -> None:
    said = dict(told(INTERVIEW))
    assert said["Rain is missing."] == ""
    assert said["Will it rain?"] == "Helen Marsh"
    assert said["Nobody promised that."] == said["It is too much."] == "Tomas Reyes"


def test_letters_may_be_labels() -> None:
    assert [by for _, by in told("Q: Is it safe?\nA: It is. We checked.\nQ: Twice?\nA: Twice.")] == [
        *("Q", "A", "A", "Q", "A")
    ]


def test_a_list_with_headings_is_no_interview() -> None:
    text = "Colorado: The fair was shut.\nUtah: A bridge fell.\nOhio: Snow came early.\nTexas: Oil rose."
    assert {by for _, by in told(text)} == {""}
