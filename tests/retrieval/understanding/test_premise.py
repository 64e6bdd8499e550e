import pytest

from retrieval.understanding.premise import presumed


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("Why did Mayor Brisk resign?", "Did Mayor Brisk resign?"),
        ("when were the ferries stopped", "Were the ferries stopped?"),
        ("In which town does Osk live?", "Does Osk live?"),
        ("and why has the Tarn bridge been closed?!", "Has the Tarn bridge been closed?"),
    ],
)
def test_a_question_takes_for_granted_that_it_happened(question: str, taken: str) -> None:
    assert presumed(question) == taken


@pytest.mark.parametrize("question", ["Who resigned?", "Did Mayor Brisk resign?", "Why?", "", "the strike"])
def test_what_takes_nothing_for_granted(question: str) -> None:
    assert presumed(question) == ""
