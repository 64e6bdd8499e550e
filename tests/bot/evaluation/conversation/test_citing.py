import pytest

from bot.evaluation.conversation.citing import Fault, faults
from retrieval.values import Article, Citation, Evidence, Sentence


def citation(text: str) -> Citation:
    return Citation(1, Evidence(Article("a", "A", text), Sentence(0, len(text)), 0.0))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry sailed again on Monday.", set()),
        ("“Why did nobody sound the horn?”", {Fault.QUESTION}),
        ("Ferry strike ends after two weeks", {Fault.HEADING}),
        ("Sign up for our newsletter to get it daily.", {Fault.FURNITURE}),
        ("Nobody was hurt, Getty Images reports.", {Fault.FURNITURE}),
        ("She reads more than he does.", set()),
        ("He read more books than she did.", set()),
        ("Not at all.", {Fault.FRAGMENT}),
        ("Read more", {Fault.HEADING, Fault.FURNITURE, Fault.FRAGMENT}),
    ],
)
def test_a_cited_sentence_and_its_faults(text: str, found: set[Fault]) -> None:
    assert {fault for fault, count in faults([citation(text)]).items() if count} == found


def test_a_sentence_told_again_is_a_repeat() -> None:
    first = "The two sides agreed on a rise of 5.8 per cent."
    again = "The two sides AGREED on a rise of 5.8 per cent!"
    other = "The union wants more staff on the night boats."
    assert faults([citation(first), citation(other)])[Fault.REPEAT] == 0
    assert faults([citation(first), citation(other), citation(again), citation(again)])[Fault.REPEAT] == 2
