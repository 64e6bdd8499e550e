"""Questions of every kind, in the wordings people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.question_types import KINDS, kind


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # the wh-word opens the question
        ("Who won the race?", "who"),
        ("WHOSE boat was it", "who"),
        ("Who's the new mayor?", "who"),
        ("What did the mayor say when he left?", "what"),
        ("whats the mayor called", "what"),
        ("When did the bridge open?", "when"),
        ("Where does the river end?", "where"),
        ("Why was the match called off?", "why"),
        ("How come the match was called off?", "why"),
        ("How did the boat sink?", "how"),
        ("Which of the two boats sank?", "which"),
        ("How many boats sank?", "how many"),
        ("How much does a ticket cost?", "how many"),
        ("How old is the mayor?", "how many"),
        # words before it
        ("By whom was the bridge built?", "who"),
        ("Since when has it been closed?", "when"),
        ("Approximately how many boats sank?", "how many"),
        ("“Why did he leave?”", "why"),
        ("Do you know who won?", "who"),
        ("Can you tell me where she lives?", "where"),
        # a noun says more than the wh-word
        ("In which year did the bridge open?", "when"),
        ("What time does it open?", "when"),
        ("In which U.S. state is the bridge?", "where"),
        ("Which former Soviet republic joined?", "which"),
        ("Which small island nation joined?", "where"),
        ("What percentage of voters stayed at home?", "how many"),
        ("For what reason was it closed?", "why"),
        ("What kind of country is it?", "what"),
        ("Which boat sank in the city this year?", "which"),
        # within or at the end of the sentence
        ("The mayor was born in which city?", "where"),
        ("The mayor is said to be how old?", "how many"),
        ("The man who built the boat comes from which country?", "where"),
        ("The boat, which sank in May, was carrying what?", "what"),
        ("She joined which team when she was still at school?", "which"),
        ("According to the mayor, what caused the fire?", "what"),
        ("When the boat sank, who was at the helm?", "who"),
        ("When the boat sank, was anyone hurt?", "yes/no"),
        # told first, asked after
        ("A boat sank on Monday. Where did it sink?", "where"),
        ("A boat sank on Monday in St. Ives. Was anyone hurt?", "yes/no"),
        ("Where did it sink? The harbour master does not say.", "where"),
        # yes or no
        ("Is the bridge open?", "yes/no"),
        ("Isn't the bridge open?", "yes/no"),
        ("Won’t it open?", "yes/no"),
        ("Did the man who built it say why?", "yes/no"),
        ("In the final, did she score?", "yes/no"),
        # orders
        ("Name the mayor of the city.", "what"),
        ("List three boats that sank", "what"),
        ("Explain how the boat sank.", "how"),
        ("Name the city where the boat sank.", "where"),
        # none
        ("The boat sank on Monday.", "other"),
        ("boat accident harbour", "other"),
        ("?", "other"),
        ("", "other"),
    ],
)
def test_kind(question: str, expected: str) -> None:
    assert kind(question) == expected
    assert kind(f"\n{question.upper()} ") == expected


@given(st.text())
def test_every_text_has_a_kind(question: str) -> None:
    assert kind(question) in KINDS
