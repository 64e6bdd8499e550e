"""Copies come in over a real store; the answer gives each story one place."""

from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

from retrieval.engine import Engine
from retrieval.index.database import DATABASE, Database
from retrieval.index.stories import StoryPlacement, forget_stories
from retrieval.ingest.cleaning.clean import clean
from retrieval.ingest.pipeline import reindex
from retrieval.stories import clustering as placing
from retrieval.stories.clustering import common_words
from retrieval.stories.similarity import NEAR_WORDS, SAME_WORDS, shared
from retrieval.values import Article, PreparedArticle, Query, RawArticle
from training.near_duplicates.pairs import load_pairs

WIRE = (
    "Harbour engineers shut the swing bridge at Tolmouth on Monday when a check found a crack in a bearing. "
    "The bridge carries about 9,000 vehicles a day between the old town of Tolmouth and the ferry. "
    "Drivers are being sent over the motorway, a detour of 22 kilometres, said Petra Lind of the port."
)
HERALD = RawArticle(
    id="herald",
    title="Bridge shut",
    text=WIRE,
    source="Herald",
    url="https://h.org/a",
    published="2026-03-02",
)
POST = replace(
    HERALD, id="post", title="Detour for drivers", text=WIRE.rpartition(" Drivers")[0], source="Post", url=""
)
TIMES = replace(HERALD, id="times", text=f"{WIRE} Our reporter saw long queues.", source="Times", url="")
SHORN = (
    "harbour engineers shut the old swing bridge early today when checks found long cracks along its bearings"
    " so heavy lorries must take the coastal motorway until divers have looked below the waterline"
)
EDITED = (
    "its bearings so take the coastal harbour engineers shut long cracks along when checks found heavy"
    " lorries must the waterline have looked below motorway until divers bridge early today the old swing"
)
LATER = replace(HERALD, id="later", text=WIRE, published="2026-04-02", source="Herald")
OTHER = RawArticle(id="other", title="Cup", text="Rovers beat United in the final of the cup.", source="Post")


def article(draft: RawArticle) -> Article:
    return clean(draft, "2026-03-02")


def drop_stories(engine: Engine) -> None:
    with closing(Database(engine.index.folder / DATABASE)) as database, database.changing() as connection:
        forget_stories(connection)


def story_of(engine: Engine, *ids: str) -> list[str]:
    """Of each the first in the alphabet of its story."""
    return [min((article_id, *engine.index.articles.stories.others(article_id))) for article_id in ids]


def test_copies_are_one_story_and_the_citation_names_the_outlets(engine: Engine) -> None:
    list(engine.ingest([HERALD, OTHER, POST, TIMES]))
    assert story_of(engine, "herald", "post", "times", "other") == ["herald"] * 3 + ["other"]
    answer = engine.ask(Query("How many vehicles does the swing bridge at Tolmouth carry?"))
    assert [p.article.id for p in answer.passages].count("herald") <= 1
    assert len({p.article.id for p in answer.passages} & {"herald", "post", "times"}) == 1
    cited = next(c for c in answer.citations if "9,000" in c.evidence.text)
    outlets = {cited.evidence.article.source, *(a.source for a in cited.also)}
    assert outlets == {"Herald", "Post", "Times"}


def test_a_report_with_a_figure_of_its_own_keeps_its_place(engine: Engine) -> None:
    risen = replace(HERALD, id="risen", text=WIRE.replace("9,000", "11,000"), published="2026-03-03")
    list(engine.ingest([HERALD, OTHER, risen]))
    assert story_of(engine, "herald", "risen") == ["herald"] * 2
    answer = engine.ask(Query("How many vehicles does the swing bridge at Tolmouth carry?"))
    assert {p.article.id for p in answer.passages} >= {"herald", "risen"}
    assert "9,000" in answer.text and "11,000" in answer.text


def test_an_outlet_without_the_sentence_is_not_named(engine: Engine) -> None:
    list(engine.ingest([HERALD, POST]))
    answer = engine.ask(Query("How long is the detour that drivers are being sent over the motorway?"))
    cited = next(c for c in answer.citations if "detour" in c.evidence.text)
    assert cited.also == ()


def test_the_same_text_a_month_later_is_another_story(engine: Engine) -> None:
    list(engine.ingest([HERALD, LATER]))
    assert story_of(engine, "herald", "later") == ["herald", "later"]


def test_an_edited_copy_is_known_by_its_meaning_where_words_alone_do_not_tell(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = replace(HERALD, id="edited", title=HERALD.title, text=EDITED, source="Post", url="")
    shorn = replace(HERALD, text=SHORN)
    assert NEAR_WORDS <= common_words(article(shorn), article(edited)) < SAME_WORDS
    list(engine.ingest([shorn, edited]))
    assert story_of(engine, "herald", "edited") == ["edited", "edited"]
    with engine.index.writing() as writer:
        writer.remove(["herald", "edited"])
    list(engine.ingest([shorn, edited], vectors=False))
    assert story_of(engine, "herald", "edited") == ["herald", "edited"]
    list(engine.add_missing_vectors())
    assert story_of(engine, "herald", "edited") == ["edited", "edited"]
    with engine.index.writing() as writer:
        writer.remove(["herald", "edited"])
    monkeypatch.setattr("retrieval.stories.similarity.NEAR_MEANING", 1.1)
    list(engine.ingest([shorn, edited]))
    assert story_of(engine, "herald", "edited") == ["herald", "edited"]


def test_of_a_story_one_copy_is_enough_to_belong_to_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(engine.ingest([HERALD, POST, TIMES]))
    compared = []
    monkeypatch.setattr(placing, "shared", lambda *sets: compared.append(sets) or shared(*sets))
    list(engine.ingest([replace(TIMES, id="wire", source="Wire")]))
    assert len(compared) == 1 and story_of(engine, "wire") == ["herald"]


def test_a_copy_that_turns_out_to_join_two_stories_makes_them_one(engine: Engine) -> None:
    drafts = [replace(OTHER, id="b", text="Ferries sail again."), replace(OTHER, id="a", text="It rained.")]
    list(engine.ingest(drafts))
    index, stories = engine.index, engine.index.articles.stories
    assert story_of(engine, "b", "a") == ["b", "a"]
    index.versions.stage([PreparedArticle(article(OTHER), (), ())])
    index.versions.publish(["other"])
    numbers = [number for i in "ab" if (number := stories.story(i))]
    with stories.placing() as placement:
        placement.place("other", [1, 2], numbers)
    assert story_of(engine, "other", "b", "a") == ["a", "a", "a"]
    assert stories.others("b") == ("a", "other")


def test_a_story_is_never_numbered_above_its_articles_so_that_no_later_one_meets_it(engine: Engine) -> None:
    list(engine.ingest([HERALD, OTHER]))
    stories = engine.index.articles.stories
    drop_stories(engine)
    with stories.placing() as placement:
        placement.place("other", [1], [])
    number = stories.story("other")
    assert number is not None
    with stories.placing() as placement:
        placement.place("herald", [1], [number])
    with engine.index.writing() as writer:
        writer.remove(["other"])
    list(engine.ingest([replace(OTHER, id="cup")]))  # SQLite gives it the version of the one removed
    assert story_of(engine, "cup", "herald") == ["cup", "herald"]


@pytest.mark.parametrize("count", [12, 30])
def test_an_outlets_own_words_do_not_hide_a_copy(engine: Engine, count: int) -> None:
    draw = Random(5)
    about, wire = prose(draw, 110), prose(draw, 300)
    edited = " ".join(prose(draw, 1) if draw.random() < 1 / 7 else word for word in wire.split())
    own = [RawArticle(f"{prose(draw, 400)}\n\n{about}", f"News {n}", id=f"own{n}") for n in range(count)]
    list(
        engine.ingest(
            [RawArticle(edited, "Wire", id="post"), *own, RawArticle(f"{wire}\n\n{about}", id="wire")]
        )
    )
    assert engine.index.articles.stories.others("post") == ("wire",)


def prose(draw: Random, count: int) -> str:
    """Words of three syllables."""
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    return " ".join("".join(draw.choices(syllables, k=3)) for _ in range(count))


def test_stories_are_the_same_when_a_kill_has_broken_off_a_reindex(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = [
        replace(LATER, id=f"{outlet}{n:02}", source=outlet, published=f"20{n:02}-01-01")
        for n in range(30, 0, -1)  # newest first, as an archive lists them
        for outlet in ("Herald", "Post")
    ]
    list(engine.ingest(years))
    told = {draft.id: engine.index.articles.stories.others(draft.id) for draft in years}
    assert all(len(others) == 1 for others in told.values())

    def killed(*anything: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("retrieval.ingest.stories.BATCH_ARTICLES", 20)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(StoryPlacement, "place", killed)
        reindex(engine.index)
    list(engine.ingest([]))
    assert told == {draft.id: engine.index.articles.stories.others(draft.id) for draft in years}


def test_an_update_finds_its_story_anew_and_a_removed_article_is_in_none(engine: Engine) -> None:
    list(engine.ingest([HERALD, POST]))
    list(
        engine.ingest(
            [replace(POST, text="Sam Pell opened a bakery near the Norby mill, he said on Sunday.")]
        )
    )
    assert story_of(engine, "herald", "post") == ["herald", "post"]
    with engine.index.writing() as writer:
        writer.remove(["herald"])
    assert engine.index.articles.stories.others("post") == ()


def test_a_story_outlives_the_article_it_began_with(engine: Engine) -> None:
    list(engine.ingest([HERALD, POST, TIMES]))
    list(engine.ingest([replace(HERALD, text="Sam Pell opened a bakery near the Norby mill on Sunday.")]))
    assert story_of(engine, "herald", "post", "times") == ["herald", "post", "post"]


def test_reindex_tells_stories_anew(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    list(engine.ingest([HERALD, POST, TIMES]))
    monkeypatch.setattr(placing, "is_copy", lambda *likeness: False)
    reindex(engine.index)
    assert story_of(engine, "herald", "post", "times") == ["herald", "post", "times"]
    monkeypatch.undo()
    reindex(engine.index)
    assert story_of(engine, "herald", "post", "times") == ["herald"] * 3


def test_of_many_that_share_bands_the_newest_are_compared(engine: Engine) -> None:
    months = [replace(LATER, id=f"m{n:02}", published=f"20{n:02}-01-01") for n in range(30)]
    list(engine.ingest(months))  # the same notice year after year
    list(engine.ingest([replace(LATER, id="a", published="2029-01-01", source="Post")]))
    assert story_of(engine, "a", "m28") == ["a", "m28"]
    assert engine.index.articles.stories.others("a") == ("m29",)


def test_articles_without_a_story_are_placed_by_the_next_write(engine: Engine) -> None:
    list(engine.ingest([HERALD, POST]))
    drop_stories(engine)
    list(engine.ingest([]))
    assert story_of(engine, "herald", "post") == ["herald", "herald"]


def test_the_labelled_set_is_large_and_held_out_by_families() -> None:
    pairs = load_pairs()
    assert len(pairs) >= 200
    assert {sum(p.copies for p in pairs if p.family % 2 == half) > 50 for half in (0, 1)} == {True}
    assert len({(p.one.id, p.other.id) for p in pairs}) == len(pairs)
