"""The values of the engine. They read and store nothing, and compute only properties."""

from retrieval.values.answer import (
    Answer,
    AnswerLine,
    AnswerNotice,
    Citation,
    NoticeKind,
    Partial,
    Refusal,
    RefusalReason,
    Reply,
    ShortAnswer,
    Statement,
    Usage,
)
from retrieval.values.article import (
    Article,
    FormerVersion,
    LeftOut,
    Notice,
    Part,
    Passage,
    PreparedArticle,
    RawArticle,
    Rejection,
    Sentence,
)
from retrieval.values.evidence import Evidence, RankedPassage, Reading, Span
from retrieval.values.query import Query, QuestionState, Turn
from retrieval.values.quote import Difference, Trace, TraceKind, Tracing
from retrieval.values.understanding import Kind, Period, Understanding

__all__ = [
    "Answer", "AnswerLine", "AnswerNotice", "Article", "Citation", "Difference", "Evidence",
    "FormerVersion", "Kind", "LeftOut", "Notice", "NoticeKind", "Part", "Partial", "Passage", "Period",
    "PreparedArticle", "Query",
    "QuestionState", "RankedPassage", "RawArticle", "Reading", "Refusal", "RefusalReason", "Rejection",
    "Reply", "Sentence", "ShortAnswer", "Span", "Statement", "Trace", "TraceKind", "Tracing", "Turn",
    "Understanding",
    "Usage",
]  # fmt: skip
