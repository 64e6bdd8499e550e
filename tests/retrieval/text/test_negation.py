from retrieval.text.negation import negates, negations


def test_negations_are_counted_with_their_endings_and_pairs() -> None:
    assert negations("He did not deny it.") == 2
    assert negations("It didn’t burn and was ruled out.") == 2
    assert negations("It burned.") == 0


def test_a_folded_word_negates() -> None:
    assert negates("nobody") and negates("wasn't") and not negates("rejected")
