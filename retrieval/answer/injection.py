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
    r"\b(?:ignore|disregard|forget|override|bypass|repeat|reveal|print)\b[^.!?]{0,30}?"
    r"(?:\b(?:your|these|all|any|previous|prior|above|earlier|system)\b[^.!?]{0,20}"
    r"\b(?:instructions?|rules|prompts?|guidelines)\b|\b(?:the|your) (?:system )?(?:prompt|question)\b"
    r"|\beverything above\b|\b(?:API|secret) key\b)"
    r"|\A\W*(?:please\s+)?(?:ignore|disregard|forget|override|bypass)\s+(?:the|your|all|any)\b[^.!?]{0,20}"
    r"\b(?:instructions?|rules|prompts?|guidelines|question)\b",
    re.IGNORECASE,
)
_ADDRESSES_MACHINE = re.compile(
    r"\b(?:language models?|chatbots?|AI (?:systems?|assistants?|models?)|ChatGPT|LLMs?)\b[^.!?]{0,30}"
    r"(?::|\b(?:please|you must|you should)\b)"
    r"|\b(?:if you are|dear|attention|as) (?:an? )?(?:AI|language model|LLM|chatbot)\b"
    r"|\byou are (?:now )?(?:in|a|an)\b[^.!?]{0,20}\b(?:mode|assistant|model)\b"
    r"|\bnew (?:rules|instructions) follow\b",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\W*(?:please\s+|now\s+)?(?:always\s+|never\s+)?"
    r"(?:say|write|repeat|print|output|answer|reply|respond|tell|send|click|show|call|read|fill|praise|cite)\b"
    # Not "Call centres closed", "Tell Abyad was shelled" or "Print sales fell".
    r"\s+(?:that\b|to\b|as\b|with\b|only\b|in\b|the\b|this\b|your?\b|me\b|us\b|everyone\b|everything\b|readers\b"
    r"|javascript\b|[^\w\s]|(?-i:[A-Z]{3,}))",
    re.IGNORECASE,
)


def is_instruction(sentence: str) -> bool:
    """Whether a sentence reads as an order or a role for whoever processes it."""
    if sentence[:1] in "\"“‘'«":  # a speaker's words, who speaks to people
        return bool(_TEMPLATE.search(sentence) or _OVERRIDES.search(sentence))
    patterns = (_ROLE.match, _TEMPLATE.search, _OVERRIDES.search, _ADDRESSES_MACHINE.search, _ORDERS.match)
    return any(find(sentence) for find in patterns)
