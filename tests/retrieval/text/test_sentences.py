"""Sentences and their offsets. In the tables "|" stands where one sentence ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.sentences import ends_sentence, split


def cut(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split(text)]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The vote passed. | It was close.", id="plain"),
        pytest.param("Dr. Osei met Gen. Lund and Sen. Ruiz. | They agreed.", id="titles"),
        pytest.param("Nordvik Inc. said so. | It rose vs. the euro.", id="companies"),
        pytest.param("The U.S. President flew to the U.K. on Friday.", id="U.S. before a name"),
        pytest.param("She lives in the U.S. | He said she likes it.", id="U.S. at an end"),
        pytest.param("Talks start at 5 p.m. Monday and end at 9 a.m. ET. | All agreed.", id="hours"),
        pytest.param("It closed at 6 p.m. | Nobody came.", id="hour at an end"),
        pytest.param("It opens at 6 a.m. (1 a.m. ET) daily.", id="hour and its bracket"),
        pytest.param("Store No. 7 on St. Mark St. opened on Jan. 6. | It is small.", id="No., St., Jan."),
        pytest.param("Is it over? | The answer is no. | It goes on.", id="no, the word"),
        pytest.param("J. K. Marsh and George W. Hale spoke. | C.J. Brandt did not.", id="initials"),
        pytest.param("It rose 4.25 per cent to $1.5 million. | It fell later.", id="decimals"),
        pytest.param("SAN LUIS, Calif. — A jury met. | It rose.", id="state in a dateline"),
        pytest.param("(CNN) -- Rain fell. | It stopped.", id="dateline"),
        pytest.param("He ate at Hadley’s. | We’d join him.", id="possessive is no initial"),
        pytest.param("1. January 6 came. | It went.", id="number of a list"),
        pytest.param("Signed at 9:40 a.m. EST 2026. | The court met.", id="a time zone and a year"),
        pytest.param("The law is of 3 Jan. 2026. | It holds.", id="a month before its year"),
        pytest.param("It left at 5 p.m. GMT. | Nobody saw it.", id="a time zone at an end"),
        pytest.param("Ada B. Lund met J.P. Osei. | R. Hale was ill.", id="initials in a name"),
        pytest.param("Lt. Col. Ruiz and Prof. Lund spoke. | Rev. Hale sang.", id="titles in a row"),
        pytest.param("See Fig. 3 and pp. 4. | It is so.", id="a figure and pages"),
        pytest.param("The firm (Nordvik Ltd.) closed. | It owed much.", id="a firm in brackets"),
        pytest.param("Mt. Osei is 2,300.5 metres high. | It is cold.", id="a mountain"),
    ],
)
def test_full_stops_that_end_a_sentence_and_those_that_do_not(marked: str) -> None:
    assert cut(marked.replace("| ", "")) == marked.split(" | ")


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("He said “we are ready.” | He left.", id="ends inside the marks"),
        pytest.param('"Go." he said. | She went.', id="attribution in lower case"),
        pytest.param('"Why me?" Marsh asked. | "Why?" | He left.', id="attribution by a name"),
        pytest.param('"We won. | We will go on," she said.', id="two sentences in one quotation"),
        pytest.param("What?! | No! | Well ... | Then go.", id="calls and ellipses"),
        pytest.param("He stopped… and went on. | She waited. . . . | Then rain fell.", id="more ellipses"),
        pytest.param("Yahoo! Sports had it. | He (!) Paul left.", id="marks inside names and brackets"),
        pytest.param('He brought news. | "We play," Adler said.', id="a straight mark opens"),
        pytest.param('"It is so." | "It is not." | They left.', id="straight marks in turn"),
        pytest.param('It cost a lot." | "We paid," she said.', id="one closes, one opens"),
        pytest.param('She said: "We go." | He stayed.', id="a colon before the marks"),
        pytest.param('He waited — "No." — and left. | It rained.', id="a quotation between dashes"),
        pytest.param("No one knew... but he did. | It was “the end”.", id="an ellipsis goes on"),
        pytest.param("Sales rose – by 3 %. | Costs fell.", id="a dash between spaces"),
        pytest.param("It is late … and dark. | Nobody sleeps.", id="an ellipsis between spaces"),
        pytest.param("(It rained. | It poured.) | Then it stopped.", id="brackets"),
        pytest.param("It was large.[12] | It burned.", id="footnotes"),
        pytest.param("He asked. | 25 men came. | iPhones rang. | $5 was paid.", id="odd openings"),
    ],
)
def test_quotations_and_other_marks(marked: str) -> None:
    assert cut(marked.replace("| ", "")) == marked.split(" | ")


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("¿Quién ganó? | ¡Nadie! | Llovió.", id="Spanish"),
        pytest.param("« Allez. » | Il partit.", id="French"),
        pytest.param("„Wir gehen.“ | Er ging.", id="German"),
        pytest.param("من هو؟ | لا أحد.", id="Arabic"),
        pytest.param("वह गया। | वह आया।", id="Hindi"),
    ],
)
def test_other_languages(marked: str) -> None:
    assert cut(marked.replace("| ", "")) == marked.split(" | ")


def test_chinese_needs_no_space() -> None:
    assert cut("下雨了。谁来了？没人！") == ["下雨了。", "谁来了？", "没人！"]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "Write to a.b@example.org. | Or see http://example.org/a.B?Q=1. | Open a.Txt now.", id="addresses"
        ),
        pytest.param("It is good . | `` It is . '' | He left ( at last . ) | Rain fell .", id="tokenised"),
        pytest.param("`` Is it ? ' '' Brandt recalled . | Dr . Osei left .", id="tokenised, parted further"),
        pytest.param("Is that it ? --", id="a dash left over"),
    ],
)
def test_addresses_and_tokenised_text(marked: str) -> None:
    assert cut(marked.replace("| ", "")) == marked.split(" | ")


def test_a_missing_space_is_seen() -> None:
    assert cut("The storm ended.The sun rose.") == ["The storm ended.", "The sun rose."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Storm hits coast\n\nIt rained", ["Storm hits coast", "It rained"]),
        ("Storm hits coast\nBy Ann Reyes\nIt rained.", ["Storm hits coast", "By Ann Reyes", "It rained."]),
        ("He brought:\n- Bread\n- Salt", ["He brought:", "- Bread", "- Salt"]),
        ("— Go\n— No", ["— Go", "— No"]),
        ("It rained on\nthe coast.", ["It rained on\nthe coast."]),
        ("One\r\n\r\nTwo", ["One", "Two"]),
    ],
    ids=["blank line", "byline", "list", "dialogue", "wrapped line", "CRLF"],
)
def test_lines_that_stand_alone(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_a_hard_wrapped_paragraph_is_read_through() -> None:
    text = (
        "The council met late on Tuesday and heard\n"
        "Mayor Ann Reyes, who asked for more time\nand cash. It agreed."
    )
    assert cut(text) == [text[: text.index(" It agreed")], "It agreed."]


@given(st.one_of(st.text(), st.text(alphabet=" \n\t.!?…\"'“”«»()[]`-。؟।1aAbUSI’")))
def test_every_character_that_is_not_space_is_in_exactly_one_sentence(text: str) -> None:
    sentences = split(text)
    seen = [at for sentence in sentences for at in range(sentence.start, sentence.end)]
    assert seen == sorted(set(seen))
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(seen)
    for sentence in sentences:
        piece = text[sentence.start : sentence.end]
        assert piece and piece == piece.strip()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("a" * 1_000_000, 1),
        ("." * 100_000, 1),
        ("." * 100_000 + "x", 1),
        ("He left. " * 50_000, 50_000),
        ('"' * 100_000, 1),
        ("Rain fell." + " " * 1_000_000 + "B", 2),
        ("x\n" * 100_000, 1),
    ],
    ids=["no space", "stops", "stops and a letter", "many", "quotes", "one wide gap", "lower-case lines"],
)
def test_hostile_sizes_finish(text: str, count: int) -> None:
    assert len(split(text)) == count


@pytest.mark.parametrize("text", ["", " \n\t ", "\u2028\x0b"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split(text) == ()


@pytest.mark.parametrize(
    ("text", "ends"), [("He left.", True), ("“Go!” ", True), ("He left", False), ("Why?", True), ("", False)]
)
def test_a_text_ends_as_a_sentence_does(text: str, ends: bool) -> None:
    assert ends_sentence(text) == ends


def test_a_straight_mark_without_a_space_goes_with_what_it_opens() -> None:
    assert cut('He brought good news."We play in the first league," Adler said. He left.') == [
        "He brought good news.",
        '"We play in the first league," Adler said.',
        "He left.",
    ]
    assert cut('They won 3-1."It was hard," Roe said.') == ["They won 3-1.", '"It was hard," Roe said.']
    assert cut('He said "it works."Then he left.')[0] == 'He said "it works."'
