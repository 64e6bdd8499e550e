"""What rewords and alters English sentences, and tells English questions by kind, to measure by."""

from __future__ import annotations

import re

from retrieval.text.languages.language import EvaluationWords

_AUXILIARY = (
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)"
    r"(?:n['’]?t)?|won['’]?t)\b"
)
_NOUNS = {
    "when": "years?|months?|weeks?|days?|weekday|dates?|decades?|century|time|hour",
    "where": "country|countries|nations?|states?|city|cities|towns?|village|county|counties|regions?|province"
    "|continent|island|places?|locations?|venue|capital|area|street",
    "how many": "number|percentage|percent|proportion|fraction|share|amount|age|price|temperature",
    "why": "reasons?|purpose",
}
_NO_MODIFIER = rf"{_AUXILIARY}|(?:the|an?|this|last|of|kinds?|types?|sorts?|{'|'.join(_NOUNS.values())})\b"
_MODIFIER = rf"(?!{_NO_MODIFIER})[\w.'’-]+ "
_WHICH = rf"(?:which (?:{_MODIFIER}){{0,2}}|what (?:{_MODIFIER})?)"

_SYNONYMS = {
    "said": "stated", "told": "informed", "announced": "made known", "about": "roughly",
    "nearly": "almost", "around": "roughly", "began": "started", "started": "began",
    "ended": "came to an end", "bought": "purchased", "killed": "left dead",
    "died": "lost their lives", "wounded": "injured", "injured": "hurt", "big": "large",
    "large": "big", "huge": "enormous", "small": "little", "however": "still", "because": "since",
    "although": "even though", "while": "whereas", "percent": "per cent", "also": "as well",
    "many": "numerous", "several": "a number of", "including": "among them",
    "officials": "authorities", "children": "youngsters", "police": "officers", "show": "demonstrate",
    "showed": "demonstrated", "found": "discovered", "help": "assist", "helped": "assisted",
    "called": "named", "asked": "requested", "must": "has to", "may": "might",
    "according to": "as reported by", "will": "is going to", "would": "was going to",
    "but": "yet", "get": "obtain", "got": "obtained", "made": "produced", "make": "produce",
    "home": "house", "people": "persons", "country": "nation", "last year": "a year ago",
    "before": "ahead of", "until": "up to", "near": "close to", "only": "merely",
    "very": "extremely", "good": "fine", "bad": "poor", "new": "fresh", "work": "labour",
    "works": "labours", "plan": "scheme", "plans": "schemes", "attack": "assault", "war": "conflict",
    "city": "town", "car": "vehicle", "doctor": "physician", "job": "post", "money": "funds",
    "think": "believe", "thought": "believed", "want": "wish", "wanted": "wished", "need": "require",
    "needs": "requires", "used": "employed", "left": "departed", "came": "arrived", "went": "travelled",
    "every": "each",
}  # fmt: skip
_OPPOSITES = {
    "more": "fewer", "fewer": "more", "less": "more", "higher": "lower", "lower": "higher", "first": "last",
    "last": "next", "before": "after", "after": "before", "rose": "fell", "fell": "rose", "won": "lost",
    "lost": "won", "up": "down", "down": "up", "north": "south", "south": "north", "east": "west",
    "west": "east", "always": "never", "never": "always", "men": "women", "women": "men", "all": "none",
    "can": "cannot", "will": "will not", "was": "was not", "were": "were not", "is": "is not",
    "million": "billion", "billion": "million", "accepted": "rejected", "rejected": "accepted",
    "increase": "decrease", "increased": "decreased", "opened": "closed", "closed": "opened",
}  # fmt: skip

EVALUATION = EvaluationWords(
    synonyms=_SYNONYMS,
    opening_phrase=re.compile(
        r"(?P<first>(?:In|On|After|Before|At|Since|During|For|By)\b[^,“”\"]{4,60}), (?P<rest>[^“”\"]+)\."
    ),
    opposites=_OPPOSITES,
    endings=("ing", "ed", "ly", "ion", "s"),
    auxiliary=_AUXILIARY,
    question_kinds=(
        *((kind, rf"{_WHICH}(?:{nouns})") for kind, nouns in _NOUNS.items()),
        ("how many", "how (?:many|much|old|long|far|tall|high|deep|big|large|heavy|fast|often|wide)"),
        ("why", "why|how come"),
        ("how", "how['’]?s?"),
        ("what", "what['’]?s?"),
        ("which", "which"),
        ("who", "who(?:['’]?s|m|se)?"),
        ("when", "when['’]?s?"),
        ("where", "where['’]?s?"),
    ),
    sure=re.compile(r"(?:what|how|why|whom)\b"),
    choice="which",
    question_opening=re.compile(
        r"(?:(?:and|so|but|or|then|also|approximately|about|roughly|exactly|around|at|by|during|for|from|in|into"
        r"|of|on|over|since|than|through|to|under|until|up|with|against|after|before|please"
        r"|do you know|(?:can|could) you (?:tell|say)(?: me| us)?|tell (?:me|us)) )*"
    ),
    question_order=re.compile(
        r"(?:name|list|give|identify|describe|state|explain|define|tell|compare|discuss)\b"
    ),
    time_clause=re.compile(r"when (?!" + _AUXILIARY + r")[^,]*, "),
)
