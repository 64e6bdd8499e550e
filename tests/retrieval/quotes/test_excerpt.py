import pytest

from retrieval.quotes import find_excerpt
from retrieval.quotes.excerpt import is_complete

QUOTE = "the bearings might hold for years"


@pytest.mark.parametrize(
    "question",
    [
        f"who said “{QUOTE}”?",
        f'which article says "{QUOTE}"?',
        f"Who wrote: «{QUOTE}»?",
        f"Who wrote « {QUOTE} » and when?",
        f"wer? who said „{QUOTE}“?",
        f"Did the mayor really say ‘{QUOTE}’?",
        f"did she say '{QUOTE}'?",
        f"source for ``{QUOTE}''",
        f'"{QUOTE}"',
        f"“{QUOTE}” source?",
        f'who said "{QUOTE}',
        f"> {QUOTE}\nwhere is this from?",
        f"which outlet wrote this?\n>>> {QUOTE}",
        f"**who said** *“{QUOTE}”*",
        f'Where does "{QUOTE}" come from?',
        f"who wrote this: {QUOTE}",
    ],
)
def test_the_quoted_words_are_the_excerpt(question: str) -> None:
    assert find_excerpt(question) == QUOTE


@pytest.mark.parametrize(
    "question",
    [
        "Who starred in “Titanic”?",
        'Who directed "The Curious Case of Benjamin Button"?',
        'Who wrote the story of "The Curious Case of Benjamin Button"?',
        "Who said this was an 'effort to malign them'?",
        'Which owner announced that they have "initiated a formal process" that could end in a sale?',
        "What is the players' union and the owners' deal about, and who signs it?",
        "Who won the '92 election and what was the owners' share of it?",
        "How did the 6'2\" forward play against the 5'9\" guard of the other team?",
        "When was the bridge closed?",
        "tell me about the bridge that was closed on Tuesday morning.",
        "I want to know what happened to the bridge on Tuesday.",
        "In which year was the bridge over the estuary built by the city?",
        "latest news about bridge repairs",
        "The bridge was closed by order of who",
        "who said that the bearings might hold for years?",
        "",
        "?",
        "“”",
        "…",
    ],
)
def test_other_questions_carry_none(question: str) -> None:
    assert find_excerpt(question) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ingrid Solheim ordered the closure herself.",
        "When the bridge reopened, the ferries went back to their old routes.",
        "About 10 percent of the drivers will need another road.",
        "No one was hurt, and the deck is sound.",
        '"I was told the bearings might hold," she said at City Hall.',
        "engineers had found cracks in two steel bearings on the seventh pier of the bridge",
        "She left. When the sun goes down, the lamps will burn for an hour.",
    ],
)
def test_a_pasted_sentence_is_an_excerpt(sentence: str) -> None:
    assert find_excerpt(sentence) == sentence


@pytest.mark.parametrize(
    ("question", "excerpt"),
    [
        (
            "who said “I was told” … “the bearings might hold for years” and “not one day longer than that”?",
            "the bearings might hold for years … not one day longer than that",
        ),
        (
            'who said ""I was told," she said. "You never gamble.""?',
            '"I was told," she said. "You never gamble."',
        ),
        (
            'who said "I was told," she said. "You never gamble."?',
            'I was told," she said. "You never gamble.',
        ),
        (
            "source? «Custody of [A.J.'s] twins.\" … Jewell was there»",
            "Custody of [A.J.'s] twins.\" … Jewell was there",
        ),
        ("who said “[T]he bearings\nmight  hold”?", "The bearings might hold"),
        ("> the bearings might\n> hold for years\nsource?", "the bearings might hold for years"),
    ],
)
def test_parts_nested_marks_and_line_breaks(question: str, excerpt: str) -> None:
    assert find_excerpt(question) == excerpt


def test_half_a_line_may_be_a_search_phrase_but_a_quote_or_a_sentence_is_whole() -> None:
    half = "engineers had found cracks in two steel bearings on the seventh pier"
    assert not is_complete(half, half)
    assert is_complete(half, f"“{half}”")
    assert is_complete(half + ".", half + ".")


def test_words_with_capitals_are_a_quote_where_their_origin_is_plainly_asked_for() -> None:
    assert find_excerpt("which article says “Prime Minister Ana Ruud of the Tolm”?") is not None
    assert find_excerpt("source? «Prime Minister Ana Ruud of the Tolm»") is not None
