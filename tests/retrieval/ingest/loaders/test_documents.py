"""PDF, e-mail and WARC files, made by hand or by the library that defines them."""

import gzip
import zlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from retrieval.http import Fetched
from retrieval.ingest.loaders import read
from retrieval.ingest.loaders.document import read_document
from retrieval.ingest.loaders.pdf import paragraphs, without_running_heads
from retrieval.values import Notice, RawArticle, Rejection
from tests.feeds import WORDS, article

LINES = ("The council closed the north quay on Mon-", "day after engineers found cracks in eleven", "piles.")


def pdf(*lines: str) -> bytes:
    """A PDF of one page, its lines one below another, with its title."""
    shown = "BT /F1 12 Tf 50 700 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    stream = zlib.compress(shown.encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Quay closed)/Author(Jane Doe)>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def test_a_pdf_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name in ("report.pdf", "report"):
        (tmp_path / name).write_bytes(pdf(*LINES))
        (raw,) = read(tmp_path / name)
        assert isinstance(raw, RawArticle)
        assert (
            raw.text
            == "The council closed the north quay on Monday after engineers found cracks in eleven piles."
        )
        assert (raw.title, raw.authors) == ("Quay closed", ("Jane Doe",))


def test_a_pdf_under_strong_encryption_is_rejected(tmp_path: Path) -> None:
    hashes = f"/O<{'00' * 48}>/U<{'00' * 48}>/OE<{'00' * 32}>/UE<{'00' * 32}>/Perms<{'00' * 16}>"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R>>",
        f"<</Filter/Standard/V 5/R 6/Length 256/P -1{hashes}>>",
    )
    body = "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objects, 1))
    end = "trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n0\n%%EOF"
    (tmp_path / "a.pdf").write_text(f"%PDF-2.0\n{body}{end}")
    (rejection,) = read(tmp_path / "a.pdf")
    # With cryptography, which the MCP SDK brings, pypdf reads this encryption and lacks the password.
    told = "needs a password" if find_spec("cryptography") else "encryption that is not read"
    assert isinstance(rejection, Rejection) and told in rejection.reason


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-" + b"x" * 500, pdf(*LINES)[:300], pdf()])
def test_a_pdf_without_text_or_in_pieces_is_rejected(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (rejection,) = read(tmp_path / "a.pdf")
    assert isinstance(rejection, Rejection) and rejection.reason.startswith("a PDF ")


def test_a_pdf_in_columns_is_told(tmp_path: Path) -> None:
    left = [f"The quay of district {n} was closed" for n in range(9)]
    right = [f"The ferry of district {n} went on" for n in range(9)]
    (tmp_path / "one.pdf").write_bytes(pdf(*left))
    (tmp_path / "two.pdf").write_bytes(pdf(*left, f"{right[0]}) Tj 300 112 Td (", *right))
    assert [type(read_one) for read_one in read(tmp_path / "one.pdf")] == [RawArticle]
    notice, raw = read(tmp_path / "two.pdf")
    assert isinstance(notice, Notice) and "columns" in notice.message
    assert isinstance(raw, RawArticle)


def test_running_heads_and_page_numbers_are_no_sentences() -> None:
    pages = [f"Harbour report 2026\nThe quay of pier {n} was closed.\nPage {n}" for n in range(1, 4)]
    assert [page.strip() for page in without_running_heads(pages)] == [
        f"The quay of pier {n} was closed." for n in range(1, 4)
    ]
    assert without_running_heads(pages[:2]) == pages[:2]


def test_lines_become_paragraphs() -> None:
    page = "A first line that is as long as any.\nIt ends.\nA second paragraph that is as long.\n\nThird."
    assert paragraphs(page).split("\n\n") == [
        "A first line that is as long as any. It ends.",
        "A second paragraph that is as long.",
        "Third.",
    ]


MAIL = """\
From: Harbour Herald <news@herald.example>
Subject: =?utf-8?q?The_quay_=E2=80=94_closed?=
Date: Mon, 02 Mar 2026 08:00:00 +0100
Content-Type: multipart/alternative; boundary=X

--X
Content-Type: text/plain; charset=utf-8

Plain words.
--X
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><head><style>p {{}}</style></head><body><p>{words}</p><p>Second=
 paragraph.</p></body></html>
--X--
"""


def test_a_newsletter_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(MAIL.format(words=WORDS.format(name="north")))
    (raw,) = read(tmp_path / "a.eml")
    assert isinstance(raw, RawArticle)
    assert raw.text == WORDS.format(name="north") + "\n\nSecond paragraph."
    assert (raw.title, raw.source) == ("The quay — closed", "Harbour Herald")
    assert raw.published == "2026-03-02T08:00:00+01:00"


@pytest.mark.parametrize("data", [b"Subject: x\n\n", b"Content-Type: text/plain; charset=zzz\n\nx"])
def test_an_e_mail_without_text_is_rejected_or_read_as_it_can_be(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(data)
    (reading,) = read(tmp_path / "a.eml")
    assert isinstance(reading, Rejection) or reading.text == "x"  # type: ignore[union-attr]


def record(url: str, status: str, kind: str, body: bytes) -> bytes:
    """A response as ISO 28500 writes it."""
    response = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    )
    return head.encode() + response + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_each_page_of_a_crawl_is_an_article(tmp_path: Path, name: str) -> None:
    records = [
        record("https://herald.example/north", "200 OK", "text/html", article("North").data),
        record("https://herald.example/gone", "404 Not Found", "text/html", b"gone"),
        record("https://herald.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        record("https://herald.example/pdf", "200 OK", "application/pdf", pdf(*LINES)),
    ]
    (tmp_path / name).write_bytes(b"".join(map(gzip.compress, records) if name.endswith("gz") else records))
    north, report = read(tmp_path / name)
    assert isinstance(north, RawArticle) and isinstance(report, RawArticle)
    assert (north.url, north.title) == ("https://herald.example/north", "North")
    assert (report.url, report.title) == ("https://herald.example/pdf", "Quay closed")
    assert north.fetched == report.fetched == "2026-03-02T08:00:00+00:00"


def test_a_broken_crawl_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nbroken")
    assert all(isinstance(reading, Rejection) for reading in read(tmp_path / "a.warc"))


PAGE = "https://herald.example/a?b"


@pytest.mark.parametrize(
    ("named", "url"),
    [
        ("https://herald.example/main", "https://herald.example/main"),
        ("https://herald.example/?p=12", "https://herald.example/?p=12"),
        ("https://other.example/main", PAGE),
        ("https://herald.example/", PAGE),
        ("https://www.herald.example", PAGE),
    ],
)
def test_a_page_may_name_another_address_of_its_site_but_no_other_sites_and_not_its_root(
    named: str, url: str
) -> None:
    body = article("North", head=f'<link rel="canonical" href="{named}">').data
    (raw,) = read_document(Fetched(PAGE, body, "text/html"), "")
    assert isinstance(raw, RawArticle) and raw.url == url
