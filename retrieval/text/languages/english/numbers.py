"""English numbers in words, and how questions name a period."""

from __future__ import annotations

import re

from retrieval.text.languages.language import NumberWords, PeriodWords, words

_TENS = range(20, 100, 10)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_OF_A_REPORT = "early|earlier|first|second|initial|later|latest|last|new|newer|other"

NUMBERS = NumberWords(
    small={
        **{word: n for n, word in enumerate(_ONES.split())},
        **dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), _TENS, strict=True)),
    },
    ranks={
        **{word: n for n, word in enumerate(_ORDINALS.split())},
        **dict(
            zip(
                "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(),
                _TENS,
                strict=True,
            )
        ),
    },
    groups={"dozen": 12, "hundred": 100},
    scales=dict(thousand=10**3, million=10**6, billion=10**9, trillion=10**12),
    scale_signs=dict(k=10**3, m=10**6, mn=10**6, mln=10**6, bn=10**9, tn=10**12),
    rank_signs=words("st nd rd th"),
    vague={"dozens": 12, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9},
    parts={"half": "0.5", "quarter": "0.25", "thirds": "0.67", "quarters": "0.75"},
    currencies={"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupe"},
    percent="percent",
    per_cent=re.compile(r"\bper cent\b|\bpct\b|(?<=\d)\s?%", re.IGNORECASE),
    pointing=words("them these those whom which it"),
    joins=words("and or but"),
    inside="and",
    one="one",
    single=re.compile(r"\b(?:an?|single|sole)\b", re.IGNORECASE),
    no_number=re.compile(
        r"\b(?:no|any|every|some|each) ?one\b|\bone (?:another|who|that|which|is|was|has|of|day)\b"
        rf"|\bone(?=[.,;?!’'-]|\Z)|\b(?:an?|this|that|which|the|only|another)(?: (?:{_OF_A_REPORT}))? one\b"
        r"|\bat (?:first|one)\b|\bfirst(?=[.,;:]|\Z)"
        r"|\b(?:one|first) (?:report|article|source|account|outlet)s?\b"
        r"|\b(?:two|three|four|both) (?:figure|number|report|article|source|account|outlet)s\b|\bhalf-",
        re.IGNORECASE,
    ),
)

_DAY = r"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"

PERIODS = PeriodWords(
    rules=(
        ("since", "since (?:{month} )?{year}"),
        ("since", "since {month}"),
        ("on", f"on {{month}} {_DAY}(?:,? {{year}})?"),
        ("on", f"on (?:the )?{_DAY}(?: of)? {{month}}(?: {{year}})?"),
        ("in", "(?:in|during) (?:{month},? )?{year}"),
        ("in", "(?:in|during) (?:early |mid-?|late )?{month}"),
        ("past", "(?:in |over |within )?the (?:past|last) (?:{count} )?{unit}"),
        ("this", "(?:this|the current) {named}"),
        ("last", "last {named}"),
        ("day", "{day}"),
        ("weekday", "(?:on|last|this) {weekday}"),
    ),
    days={"today": 0, "tonight": 0, "yesterday": 1},
    units={word: unit for unit in ("day", "week", "month", "year") for word in (unit, f"{unit}s")},
    named={"weekend": "week", "week": "week", "month": "month", "year": "year"},
)
