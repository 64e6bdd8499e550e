import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answer.citations import number_citations, verify
from retrieval.answer.generative import GenerativeAnswerer
from retrieval.claims.claim_stream import Claim
from retrieval.claims.support import support
from retrieval.llm.prompt import open_prompt
from retrieval.text.sentences import split
from retrieval.values import Article, Evidence, Query, QuestionState
from tests.chat import scripted
from tests.doubles import OverlapVerifier
from tests.retrieval.answer.poison import dangling
from tests.retrieval.answer.test_citations import Store

ARTICLE = Article(
    "dam",
    "The Varn dam",
    "Ada Brisk opened the Varn dam in June. It holds 40 million litres. Lena Osk said “it is safe” in May.",
)
SHOWN = tuple(Evidence(ARTICLE, sentence, 1.0) for sentence in split(ARTICLE.text))


def places(text: str, *cites: int) -> list[int]:
    return [SHOWN.index(e) + 1 for e in support(Claim(text, cites), SHOWN, OverlapVerifier())]


@pytest.mark.parametrize(
    ("claim", "cites", "found"),
    [
        ("Ada Brisk opened the Varn dam in June.", (1,), [1]),
        ("Ada Brisk opened the Varn dam in June.", (2,), [1]),
        ("Ada Brisk opened the Varn dam in June.", (), [1]),
        ("The dam holds 40 million litres, Lena Osk said.", (2,), [2, 3]),
        ("Ada Brisk opened the Varn dam in July.", (1,), []),
        ("The dam “is very safe”, Lena Osk said in May.", (3,), []),
        ("Whales sing at night.", (1,), []),
    ],
)
def test_what_a_claim_rests_on(claim: str, cites: tuple[int, ...], found: list[int]) -> None:
    assert places(claim, *cites) == found


CUP = Article(
    "cup",
    "The cup",
    "Rovers beat United 2-1 in the final. Rovers beat United in May too. Prosecutors allege that Tom Smith of"
    " Rovers took bribes.",
)
OTHERS = (
    Article("oslo", "Oslo", "The mayor of Oslo resigned over bribes."),
    Article("lena", "Survey", "Lena Osk put the toll of the Varn flood at 430."),
    Article("post", "Toll", "The Varn flood had a toll of 380, the Post said."),
)
NEWS = (
    *(Evidence(CUP, sentence, 1.0) for sentence in split(CUP.text)),
    *(Evidence(article, split(article.text)[0], 1.0) for article in OTHERS),
)


@pytest.mark.parametrize(
    ("claim", "cites", "found"),
    [
        ("Rovers beat United 2-1 in the final.", (1, 2, 3, 4, 5), [1]),
        ("Rovers beat United 2-1 in the final.", (4, 5, 6), [1]),
        ("The toll of the Varn flood was 430 or 380.", (5, 6), [5, 6]),
        ("The toll of the Varn flood was 430 or 380.", (1, 2, 4, 5, 6), [5, 6]),
        ("Tom Smith of Rovers took bribes.", (3,), []),
        ("Tom Smith of Rovers took bribes, prosecutors allege.", (3,), [3]),
        ("United beat Rovers 2-1 in the final.", (1,), []),
    ],
)
def test_as_few_sentences_as_bear_it(claim: str, cites: tuple[int, ...], found: list[int]) -> None:
    assert [NEWS.index(e) + 1 for e in support(Claim(claim, cites), NEWS, OverlapVerifier())] == found


WRITTEN = st.lists(
    st.one_of(
        st.sampled_from([e.text for e in SHOWN]),
        st.sampled_from(
            ["[1]", "[2, 3]", "[9]", "【1】", "(2)", "[S3]", "[1-99]", "[[4]]", "NO ANSWER", "\n", "¹"]
        ),
        st.text(max_size=12),
    ),
    max_size=12,
).map(" ".join)


@settings(deadline=None)
@given(WRITTEN)
def test_whatever_a_model_writes_every_marker_resolves_to_what_was_shown(written: str) -> None:
    answerer = GenerativeAnswerer(scripted(written), open_prompt("answer", None), OverlapVerifier())
    reply = answerer.answer(QuestionState(Query("What of the dam?"), evidence=SHOWN))
    lines, citations = number_citations(verify(reply.statements, Store(dam=ARTICLE)))
    text = " ".join(map(str, lines))
    assert not dangling(text, {c.marker for c in citations})
    assert all(c.evidence in SHOWN and f"[{c.marker}]" in text for c in citations)
    assert [c.marker for c in sorted(citations, key=lambda c: c.marker)] == list(range(1, len(citations) + 1))
