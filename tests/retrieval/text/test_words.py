"""Words for comparing quotes, and tokens for finding copies."""

from retrieval.text.words import content, read_excerpt, token_string, tokenise, tokens


def test_words_are_alike_in_case_apostrophes_ligatures_and_thousands() -> None:
    assert tokenise("Don’t SPEND 1,200.5 oﬃce $").folded == ("don't", "spend", "1200.5", "office", "$")


def test_every_word_knows_where_it_stands() -> None:
    words = tokenise("“No,” she said.")
    assert [words.text[a:b] for a, b in words.spans] == ["No", "she", "said"]


def test_an_ellipsis_is_a_gap_before_the_next_word() -> None:
    assert read_excerpt("it rained … all day").gaps == {2}
    assert read_excerpt("it [the sky] fell", brackets_stand_in=True).gaps == {1}


def test_content_leaves_stop_words_and_light_words_out() -> None:
    assert content(("the", "mayor", "also", "said", "no")) == ["mayor"]


def test_tokens_are_alike_whatever_the_punctuation() -> None:
    assert tokens("It’s 3.5-fold!") == ["it", "s", "3", "5", "fold"]
    assert token_string("Go, now") in token_string("“Let us go now”")
