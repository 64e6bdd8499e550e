"""What is told of citations beside their article, and brackets that are not the answer's own."""

from bot.messages import load_messages
from bot.render.origin import origin_text, own_brackets
from retrieval.values import Article, Citation, Evidence, Sentence

TALK = Article("t", "The drought", "We ration. Nobody promised that.", genre="interview")
STORM = Article("s", "Storm", "The bridge is shut. It is open again.", genre="live")


def cited(article: Article, *sentences: Sentence) -> list[Citation]:
    return [Citation(n, Evidence(article, s, 1.0)) for n, s in enumerate(sentences, 1)]


def test_a_speaker_of_all_is_told_once_and_several_by_their_markers() -> None:
    one, two = Sentence(0, 10, speaker="Tomas Reyes"), Sentence(11, 32, speaker="Tomas Reyes")
    english = load_messages("en")
    assert origin_text(cited(TALK, one, two), english) == "interview, said by Tomas Reyes"
    other = Sentence(11, 32, speaker="Helen Marsh")
    told = origin_text(cited(TALK, one, other, two), english)
    assert told == "interview, said by [1][3] Tomas Reyes, [2] Helen Marsh"


def test_an_update_has_its_own_time() -> None:
    update = Sentence(0, 19, published="2026-03-02T08:05:00Z")
    assert origin_text(cited(STORM, update), load_messages("de")) == "Liveblog, Eintrag von 2026-03-02 08:05"
    assert cited(STORM, update)[0].published == "2026-03-02T08:05:00Z"


def test_of_a_plain_report_nothing_is_told() -> None:
    assert origin_text(cited(Article("n", "", "It rained."), Sentence(0, 10)), load_messages("en")) == ""


def test_an_articles_brackets_cannot_be_taken_for_markers() -> None:
    assert (
        own_brackets("It fell [1] twice[2][99] [sic] in [3, 4].")
        == "It fell (1) twice(2)(99) [sic] in (3, 4)."
    )
