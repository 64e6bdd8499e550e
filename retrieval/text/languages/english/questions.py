"""What English questions, orders, follow-ups and requests for a quote's origin are made of."""

from __future__ import annotations

import re

from retrieval.text.languages.language import QuestionWords, QuoteWords, ReferenceWords, words

QUESTIONS = QuestionWords(
    pronouns=words("who whom whose what what's whats which when where why how who's where's how's"),
    auxiliaries=words(
        """
        is are was were am be do does did don't doesn't didn't has have had can could will would shall should
        may might must isn't aren't wasn't
        """
    ),
    orders=words(
        """
        tell give show list name explain describe summarise summarize compare find search look define write
        translate help please let i'm i'd remind recap discuss outline identify provide any anything hi hello
        hey thanks thank ok okay newest latest recent news update updates
        """
    ),
    before_asking=words("in on at for from to by of with after before during about under and so but then"),
    wishes=re.compile(
        r"i (?:want|need|would|wonder|am (?:looking|wondering|interested))\b|we (?:want|need)\b"
    ),
    asks_at_end=re.compile(
        r"\bhow (?:many|much|old|soon|long|far|often)\b|\b(?:what|which|who|whom)(?: \w+){0,3}\W*\Z"
        r"|[.!]\s(?:who|what|which|when|where|why|how|is|are|was|were|did|does|do)\b[^.!]*\Z",
        re.IGNORECASE,
    ),
)

REFERENCES = ReferenceWords(
    pronouns=words("he she him her hers his it its they them their theirs such"),
    demonstratives=words("this that these those"),
    pairs=words("both neither"),
    before_demonstratives=words(
        "about after at before by did do does for from in is like of on to was were with"
    )
    | {"because of"},
    periods=words("week month year morning afternoon evening season"),
    at_end=words("her him it them this that these those there then so"),
    dummy=re.compile(r"\b(?:is|was) it (?:true|possible|likely)\b", re.IGNORECASE),
    goes_on=re.compile(
        r"\W*(?:and|but|so|or|then|also|what about|how about|what else|who else)\b", re.IGNORECASE
    ),
)

QUOTES = QuoteWords(
    light=words(
        """
        after all also am before him it's just like may more most now one other out over said say says through
        """
    ),
    origin=re.compile(
        r"\b(?:sa(?:id|ys?|ying)|tells?|told|wr(?:ote|ites?|itten)|quot\w+|tweet\w*|post(?:ed|s)?|uttered|spoke\w*"
        r"|stated?|states|claim(?:ed|s)?|articles?|stor(?:y|ies)|piece|papers?|outlets?|publish\w*|report(?:ed|s)?"
        r"|headline|sources?|cite[ds]?|trace|find|from|origin\w*|words|sentence|line|excerpt|passage|text|reads?"
        r"|stands?|appear(?:s|ed)?|context|mention\w*|verify|check|identify|attribut\w+|real|true|genuine|whose)\b",
        re.IGNORECASE,
    ),
    leads_to_quote=re.compile(
        r"(?:[,:]|\b(?:sa(?:id|ys?)|wrote|writes?|tweeted|posted|states?|stated|reads?|this|that|quote|words"
        r"|sentence|line|excerpt|passage|text))\s*[,:]?[\s*_>-]*\Z",
        re.IGNORECASE,
    ),
    leads_to_colon=re.compile(
        r"\s*(?:who|which|what|where|when|source|find|trace|quote|did|in which|is|article|story)\b"
        r"[^:?!.\n]{0,60}:\s+",
        re.IGNORECASE,
    ),
)
