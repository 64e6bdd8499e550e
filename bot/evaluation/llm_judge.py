"""Grades answers by a chat model. The report names the model and its prompt."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from bot.evaluation.questions import Question
from retrieval.errors import ChatError
from retrieval.llm.chat import Chat
from retrieval.llm.factory import ProviderOptions, open_chat
from retrieval.llm.prompt import Prompt, harmless, open_prompt
from retrieval.settings import Settings
from retrieval.values import Answer

NO_ANSWER = "NO ANSWER"
BEST = 2
"""The grade in judge.md that is full marks."""
_GRADE = re.compile(r"\W*([0-2])(?!\d)")


@dataclass(frozen=True)
class Judge:
    """A chat and the prompt it grades by."""

    chat: Chat
    prompt: Prompt

    def grade(self, question: Question, answer: Answer) -> float:
        """Return 1, 0.5 or 0; NaN if there is no gold answer, no grade or no connection."""
        gold = " / ".join(question.answers) if question.answerable else NO_ANSWER
        if not gold:
            return math.nan
        messages = self.prompt.messages(
            question=harmless(question.text),
            gold=harmless(gold),
            answer=harmless(NO_ANSWER if answer.refused else answer.plain_text),
        )
        try:
            match = _GRADE.match("".join(piece.text for piece in self.chat.stream(messages)))
        except ChatError:
            return math.nan
        return int(match[1]) / BEST if match else math.nan


def open_judge(name: str, settings: Settings) -> Judge:
    """Open the judge. Raise UsageError or ModelError if there is no such model.

    The judge does not take server, key and prices of the model that answers: its provider may be another.
    """
    access = ProviderOptions("judge", settings.judge_url, settings.judge_key_file)
    return Judge(open_chat(name, settings, access), open_prompt("judge", settings.prompts))
