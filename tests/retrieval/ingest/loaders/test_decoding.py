"""Decoding: any encoding to text, and what is no text at all."""

import codecs

import pytest

from retrieval.ingest.loaders.decoding import UndecodableError, decode

FRENCH = "Le président a déclaré mardi que la réforme serait différée, après des semaines de négociations."
RUSSIAN = "Президент заявил во вторник, что переговоры в Стамбуле начнутся в четверг без условий."
JAPANESE = "首相は火曜日、交渉が木曜日に始まると述べた。詳細は明らかにされていない。東京で記者団に語った。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        ("Café déjà vu, le président", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_any_encoding_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_line_ends_become_newlines() -> None:
    assert decode(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


def test_a_page_is_in_the_encoding_it_declares() -> None:
    page = '<meta charset="windows-1254"><p>Şehirde</p>'
    assert decode(page.encode("cp1254"), html=True) == page


@pytest.mark.parametrize("declared", ["no-such-code", "utf-8"])
def test_a_page_that_declares_nonsense_is_still_read(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{FRENCH}</p>'
    assert decode(page.encode("cp1252"), html=True) == page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\nwords", "a PNG image, not text"),
        (b"PK\x03\x04words", "a ZIP archive or an office document"),
        (b"\x1f\x8bwords", "compressed by gzip: unpack it first"),
        (b"words\0words", "binary data, not text"),
        (bytes([1, 2, 3, 65, 4, 5, 6, 7]) * 100, "binary data, not text"),
        (bytes(range(1, 256)) * 20, "in no known encoding: save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" * 50, "binary data, not text"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason):
        decode(data)
