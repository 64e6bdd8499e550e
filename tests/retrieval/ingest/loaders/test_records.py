"""Records: the usual names of fields, and values as people write them."""

import pytest

from retrieval.ingest.loaders.records import from_record
from retrieval.values import RawArticle


def raw(**record: object) -> RawArticle:
    (found,) = from_record(record, "here")
    assert isinstance(found, RawArticle)
    return found


def test_a_news_service_record() -> None:
    found = raw(
        source={"id": None, "name": "Herald"},
        author="By Jane Doe and John Roe",
        headline="Flood &amp; fire",
        publishedAt="2025-05-12T10:00:00Z",
        link="https://example.org/7",
        Content="The quay flooded.",
        text=None,
    )
    assert found == RawArticle(
        text="The quay flooded.",
        title="Flood & fire",
        url="https://example.org/7",
        source="Herald",
        authors=("Jane Doe", "John Roe"),
        published="2025-05-12T10:00:00+00:00",
        origin="here",
    )


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("Jane Doe, John Roe & Ann Lee", ("Jane Doe", "John Roe", "Ann Lee")),
        ("Doe, Jane; Roe, John", ("Doe, Jane", "Roe, John")),
        ("Doe, Jane", ("Doe, Jane",)),
        ([{"name": "Jane Doe"}, "John Roe", "Jane Doe", 3.5, None], ("Jane Doe", "John Roe", "3.5")),
        (None, ()),
    ],
)
def test_authors_in_every_form(field: object, names: tuple[str, ...]) -> None:
    assert raw(text="x", authors=field).authors == names


@pytest.mark.parametrize(("given", "kept"), [(7, "7"), (7.0, "7"), ("a", "a"), (True, ""), ({"a": 1}, "")])
def test_ids_are_strings(given: object, kept: str) -> None:
    assert raw(text="x", id=given).id == kept


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "<p>The <b>quay</b> flooded.</p><p>Nobody&nbsp;was hurt.</p>",
            "The quay flooded.\n\nNobody was hurt.",
        ),
        ("One.<br>Two.<script>bad()</script><!-- no -->", "One.\n\nTwo."),
        ("<div>" * 50_000 + "deep", ""),
        ("He said &quot;no&quot; to AT&amp;T.", 'He said "no" to AT&T.'),
        ("if a < b and c > d then", "if a < b and c > d then"),
    ],
    ids=lambda text: text[:12],
)
def test_marked_up_text_is_reduced_to_its_words(text: str, words: str) -> None:
    assert raw(text=text).text == words


def test_an_epoch_is_a_date() -> None:
    assert raw(text="x", timestamp=1747053000).published == "2025-05-12T12:30:00+00:00"


def test_a_record_says_its_language() -> None:
    assert raw(text="La ponto brulis.", inLanguage="eo").language == "eo"
    assert raw(text="The bridge burned.").language == ""
