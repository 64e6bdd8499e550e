from retrieval.text.keywords import keywords, words_missing


def test_words_are_stemmed_and_stop_words_dropped() -> None:
    assert keywords("Who proposed the talks, and WHEN?") == {"propos", "talk"}


def test_missing_words_come_as_they_were_written() -> None:
    assert words_missing("Which parrots won in Lima?", "A parrot sang.") == ("won", "Lima?")
