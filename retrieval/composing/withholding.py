"""Sentences that speak to a machine and not to a reader: a language model does not get to see them.

News tells; it hardly ever orders. What does is withheld, whether it means harm or not: `python -m
training.withheld FILE` counts how many sentences of real articles that costs.
"""

from __future__ import annotations

import re

_ROLE = re.compile(
    r"\W*(?:system|assistant|user|developer|human|ai)\s*(?:message|prompt|note)?\s*:", re.IGNORECASE
)
_TEMPLATE = re.compile(
    r"<\|[^|\n]{1,30}\|>|\[/?INST\]|<</?SYS>>|</?(?:article|turn|system|user|assistant)>", re.IGNORECASE
)
_OVERRIDES = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|repeat|reveal|print)\b[^.!?]{0,40}"
    r"\b(?:instructions?|rules?|prompts?|guidelines|question|system|everything above|previous|key)\b",
    re.IGNORECASE,
)
_ADDRESSES_MACHINE = re.compile(
    r"\b(?:language models?|chatbots?|AI (?:systems?|assistants?|models?)|ChatGPT|LLMs?)\b[^.!?]{0,30}"
    r"(?::|\b(?:must|should always|please|you)\b)"
    r"|\byou are (?:now )?(?:in|a|an)\b[^.!?]{0,20}\b(?:mode|assistant|model)\b"
    r"|\bnew (?:rules|instructions) follow\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\W*(?:please\s+|now\s+)?(?:always\s+|never\s+)?"
    r"(?:say|write|repeat|print|output|answer|reply|respond|tell|send|click|show|call|read|fill|praise|cite)\b"
    r"(?! (?:is|was|are|were|has|had)\b)",
    re.IGNORECASE,
)


def speaks_to_machine(sentence: str) -> bool:
    """Whether a sentence reads as an order or a role for whoever processes it."""
    if sentence[:1] in "\"“‘'«":  # a speaker's words, who speaks to people
        return bool(_TEMPLATE.search(sentence) or _OVERRIDES.search(sentence))
    patterns = (_ROLE.match, _TEMPLATE.search, _OVERRIDES.search, _ADDRESSES_MACHINE.search, _ORDERS.match)
    return any(find(sentence) for find in patterns)
