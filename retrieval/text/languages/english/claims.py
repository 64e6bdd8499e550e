"""English hedges, verbs of roles, orders to a machine and citation labels."""

from __future__ import annotations

import re

from retrieval.text.languages.language import CitationWords, ClaimWords, InstructionWords, words

_MODAL = r"(?-i:could|may|might)"
_SAYS_SO = (
    r"alleg\w*|accus(?:e|es|ed|ing|ation|ations)|rumou?r\w*|reportedly|supposedly"
    r"|claim(?:s|ed|ing)?(?! (?:(?:the|at|more|over|\d[\d,]*|\w+) ){0,3}(?:lives|life)\b)"
    rf"|{_MODAL}|plan(?:s|ned|ning)? to|threaten\w* to"
)

CLAIMS = ClaimWords(
    # "May" and "Might" inside a sentence are a month and a noun.
    hedge=re.compile(rf"\b(?:{_SAYS_SO}|[Aa]lleg\w*|Accus\w*|Rumou?r\w*|Reportedly|Claims)\b"),
    modal=re.compile(_MODAL),
    condition=re.compile(r"\b(?:[Ii]f|[Uu]nless)\b"),
    hedged=re.compile(
        rf"\b(?:{_SAYS_SO}|(?-i:will)|if|unless|whether|sa(?:y|ys|id)|according"
        r"|suspect\w*|charg\w*|possib\w*|likely|expect\w*"
        r"|would|propos\w*|intend\w*|want\w*|hope\w*|warn\w*|fear\w*|offer\w*|deni\w*|deny|untrue|false|risk"
        r"|can|potential\w*|consider\w*|threat\w*|blam\w*|believe\w*|plans?|planned|set to|about to"
        r"|due to|to be)\b",
        re.IGNORECASE,
    ),
    turn=re.compile(r"[;:]|, (?:but|and|while|who|which|after|although)\b"),
    mutual=words("met meet meets meeting talk talks talked play played plays agree agreed draw drew joined"),
    by=words("by"),
)

INSTRUCTIONS = InstructionWords(
    role=re.compile(
        r"\W*(?:system|assistant|user|developer|human|ai)\s*(?:message|prompt|note)?\s*:", re.IGNORECASE
    ),
    override=re.compile(
        r"\b(?:ignore|disregard|forget|override|bypass|repeat|reveal|print)\b[^.!?]{0,30}?"
        r"(?:\b(?:your|these|all|any|previous|prior|above|earlier|system)\b[^.!?]{0,20}"
        r"\b(?:instructions?|rules|prompts?|guidelines)\b|\b(?:the|your) (?:system )?(?:prompt|question)\b"
        r"|\beverything above\b|\b(?:API|secret) key\b)"
        r"|\A\W*(?:please\s+)?(?:ignore|disregard|forget|override|bypass)\s+(?:the|your|all|any)\b[^.!?]{0,20}"
        r"\b(?:instructions?|rules|prompts?|guidelines|question)\b",
        re.IGNORECASE,
    ),
    address=re.compile(
        r"\b(?:language models?|chatbots?|AI (?:systems?|assistants?|models?)|ChatGPT|LLMs?)\b[^.!?]{0,30}"
        r"(?::|\b(?:please|you must|you should)\b)"
        r"|\b(?:if you are|dear|attention|as) (?:an? )?(?:AI|language model|LLM|chatbot)\b"
        r"|\byou are (?:now )?(?:in|a|an)\b[^.!?]{0,20}\b(?:mode|assistant|model)\b"
        r"|\bnew (?:rules|instructions) follow\b",
        re.IGNORECASE,
    ),
    order=re.compile(
        r"\W*(?:please\s+|now\s+)?(?:always\s+|never\s+)?"
        r"(?:say|write|repeat|print|output|answer|reply|respond|tell|send|click|show|call|read|fill|praise|cite)\b"
        # Not "Call centres closed", "Tell Abyad was shelled" or "Print sales fell".
        r"\s+(?:that\b|to\b|as\b|with\b|only\b|in\b|the\b|this\b|your?\b|me\b|us\b|everyone\b|everything\b"
        r"|readers\b|javascript\b|[^\w\s]|(?-i:[A-Z]{3,}))",
        re.IGNORECASE,
    ),
)

CITATIONS = CitationWords(
    labels=tuple(
        "see also cf citations? cites? cited sentences? sources? refs? references? articles? nos?".split()
    ),
    conjunction="and",
    to="to",
)
