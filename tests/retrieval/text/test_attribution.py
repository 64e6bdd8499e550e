import pytest

from retrieval.text.attribution import attribution, in_full


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Brisk said the town could not pay more.", "Ada Brisk"),
        ("“We can wait,” said Tom Wray.", "Tom Wray"),
        ('"We can wait," union leader Tom Wray said.', "Tom Wray"),
        ("According to Lena Osk the ice is thin.", "Lena Osk"),
        ("A doctor at a hospital in Kabul said the ward was full.", "A doctor at a hospital in Kabul"),
        ("Ann Lee of the Harbour Workers' Union said the crews would wait.", "Ann Lee"),
        ("The crews would wait, said Cmdr. Ada Lunt, who led the rescue.", "Cmdr. Ada Lunt"),
        ("Tom Wray, chairman of the U.S. Joint Chiefs, said of the storm in Cuba, “We saw it.”", "Tom Wray"),
        ("On Monday Brisk warned of a long winter.", "Brisk"),
        ("Ursula van der Osk later told a court that it was dark.", "Ursula van der Osk"),
    ],
)
def test_the_speaker_is_who_the_article_names(text: str, speaker: str) -> None:
    found = attribution([text], 0)
    assert found and found.speaker == speaker


def test_what_a_speaker_is_called_stands_beside_the_name() -> None:
    found = attribution(["Tom Wray, who leads the union, called the deal fair."], 0)
    assert found and (found.speaker, found.role) == ("Tom Wray", "who leads the union")


def test_a_pronoun_stands_for_the_person_named_before() -> None:
    texts = ["Ada Brisk came to the quay.", "It was raining.", "She said the town could not pay more."]
    found = attribution(texts, 2)
    assert found and found.speaker == "Ada Brisk"
    assert attribution(texts[1:], 1) is None


def test_a_pronoun_behind_somebody_of_somebodys_is_nobodys() -> None:
    assert attribution(["Mrs. Ada Brisk's son came to court.", "He said it was dark."], 1) is None


def test_a_last_name_is_told_in_full() -> None:
    assert in_full("Brisk", "Mayor Ada Brisk spoke. Brisk left.") == "Mayor Ada Brisk"
    assert in_full("Wray", "Mayor Ada Brisk spoke.") == "Wray"


@pytest.mark.parametrize(
    "text",
    [
        "Bread is buried according to Islamic law.",
        "The crane opens in June.",
        "Ada Brisk opened the crane.",
        "",
    ],
)
def test_an_articles_own_words_are_nobodys(text: str) -> None:
    assert attribution([text], 0) is None
