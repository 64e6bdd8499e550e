import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from chromadb.api.client import Client
from filelock import FileLock

from retrieval.engine import Engine
from retrieval.errors import FolderLockedError, MismatchError, ModelError, StoreError
from retrieval.index import Index, vector_search
from retrieval.index import index as index_module
from retrieval.index.chroma import open_client
from retrieval.ingest.pipeline import Outcome, Report, ingest, reindex
from retrieval.values import Query, RawArticle
from tests.conftest import ARTICLES
from tests.doubles import HashingEmbeddings

Factory = Callable[[Path], Engine]
EVERYTHING = Query("the")


def in_another_process(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs `code`, in which `engine` is one on `folder`."""
    start = "import sys; from pathlib import Path; from tests.conftest import ARTICLES, make_engine;"
    start += "engine = make_engine(Path(sys.argv[1]));"
    return subprocess.run(
        [sys.executable, "-c", f"{start}\n{code}", str(folder)], capture_output=True, text=True, check=False
    )


def found(index: Index, query: Query = EVERYTHING) -> tuple[set[str], set[str]]:
    """Ids of the passages found by words and by vectors."""
    vector = HashingEmbeddings().embed_query(query.text)
    return set(index.search_words(query, 50)), set(index.search_vectors(query, vector, 50))


def test_both_indexes_hold_every_passage(news_engine: Engine) -> None:
    words, vectors = found(news_engine.index)
    assert words == vectors
    assert len(words) == news_engine.index.articles.counts()[1] == 3


def test_chroma_holds_vectors_and_what_is_filtered_by_but_no_words(news_engine: Engine) -> None:
    client = open_client(news_engine.index.folder / "chroma")
    held: Any = client.get_collection("passages").get(include=["documents", "metadatas"])
    assert len(held["ids"]) == 3 and set(held["documents"]) == {""}
    assert {(m["source"], m["day"]) for m in held["metadatas"]} >= {("Post", 20260115), ("Herald", 20251130)}


@pytest.mark.parametrize(
    "query",
    [
        Query("the", source="Herald"),
        Query("the", since="2026-01-15"),
        Query("the", until="2026-01-15"),
        Query("the", since="2025-12-01", until="2026-02-01"),
        Query("the", source="Post", since="2026-02-01"),
    ],
)
@pytest.mark.parametrize("broad", [0.0, 1.1], ids=["filtered afterwards", "filtered by Chroma"])
def test_filters_let_the_same_passages_through_everywhere(
    news_engine: Engine, monkeypatch: pytest.MonkeyPatch, query: Query, broad: float
) -> None:
    monkeypatch.setattr(vector_search, "BROAD", broad)
    words, vectors = found(news_engine.index, query)
    everything = list(found(news_engine.index)[0])
    assert words == vectors == news_engine.index.selection.matching(everything, query)


def test_a_reader_sees_what_another_process_adds_and_removes(engine: Engine) -> None:
    list(engine.ingest(ARTICLES[:1]))
    assert len(found(engine.index)[1]) == 1
    done = in_another_process("list(engine.ingest(ARTICLES))", engine.index.folder)
    assert (done.returncode, done.stderr) == (0, "")
    words, vectors = found(engine.index)
    assert words == vectors
    assert len(words) == 3
    code = "\nwith engine.index.writing() as writer: writer.remove(['cup', 'glacier'])"
    assert in_another_process(code, engine.index.folder).returncode == 0
    assert [len(ids) for ids in found(engine.index)] == [1, 1]


def test_an_update_leaves_no_trace_of_the_old_text(news_engine: Engine) -> None:
    changed = replace(ARTICLES[0], text="The crane was sold for scrap.")
    (report,) = news_engine.ingest([changed])
    assert getattr(report, "outcome", None) is Outcome.UPDATED
    index = news_engine.index
    assert "museum" not in {w for i in index.search_words(Query("museum June quay"), 9)
                            for w in index.passages([i])[i][1].text.split()}  # fmt: skip
    assert len(found(index)[1]) == 3


def test_a_second_writer_is_told_to_wait(news_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "LOCK_SECONDS", 0.05)
    with (
        FileLock(news_engine.index.folder / "writer.lock"),
        pytest.raises(FolderLockedError, match="try again when"),
    ):
        list(news_engine.ingest(ARTICLES))


def test_another_embedder_is_refused_until_reindex(news_engine: Engine) -> None:
    folder = news_engine.index.folder
    other = Index(folder, HashingEmbeddings(), "another")
    for use in (lambda: found(other), lambda: other.writing().__enter__()):
        with pytest.raises(MismatchError, match="made by the embedder hashing, not another"):
            use()
    reindex(other)
    assert [len(ids) for ids in found(other)] == [3, 3]
    other.close()
    with pytest.raises(MismatchError):
        found(news_engine.index)


def test_lost_indexes_are_made_again_from_the_articles(news_engine: Engine, engine_factory: Factory) -> None:
    folder = news_engine.index.folder
    before = found(news_engine.index)
    news_engine.close()
    shutil.rmtree(folder / "words")
    shutil.rmtree(folder / "chroma")
    engine = engine_factory(folder)
    with pytest.raises(StoreError, match=r"have lost passages; .* make them again"):
        found(engine.index)
    done: list[int] = []
    reindex(engine.index, done.append)
    assert found(engine.index) == before
    assert sum(done) == 3
    engine.close()


KILL = """
import os, signal
from retrieval.index.bm25 import WordIndex
from retrieval.index.chroma import ChromaIndex
from retrieval.index.stories import StoryPlacement
from retrieval.index.versions import VersionStore
owner, name = {"stage": (VersionStore, "stage"), "vectors": (ChromaIndex, "add"), "words": (WordIndex, "add"),
               "publish": (VersionStore, "publish"), "drop": (VersionStore, "drop_retired"),
               "place": (StoryPlacement, "place"), "note": (VersionStore, "note_embedded"),
               "decide": (StoryPlacement, "decidable")}["POINT"]
whole = getattr(owner, name)
def killed(*args):
    if "WHEN" == "after":
        whole(*args)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, killed)
from dataclasses import replace
list(engine.ingest([replace(ARTICLES[0], text="The crane fell over."), *ARTICLES[1:]]))
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("point", ["stage", "words", "publish", "drop", "place", "vectors", "note", "decide"])
def test_a_kill_at_any_point_loses_nothing_and_shows_nothing_half(
    engine: Engine, point: str, when: str
) -> None:
    list(engine.ingest(ARTICLES[:1]))
    index = engine.index
    done = in_another_process(KILL.replace("POINT", point).replace("WHEN", when), index.folder)
    assert done.returncode == -9, done.stderr

    # At once: each article is whole, old or new; what is found but not in the truth is never cited.
    published = point not in ("stage", "words", "publish") or (point, when) == ("publish", "after")
    assert index.articles.counts()[0] == (3 if published else 1)
    crane = index.articles.article("harbour")
    assert crane and crane.text.startswith("The crane fell" if published else "The old crane")
    words, vectors = found(index)
    citable = index.passages(list(words | vectors))
    assert {article.text for _, article in citable.values()} == {a.text for a in index.articles.articles()}

    # The next writer finishes the work, whatever it came for.
    list(engine.ingest([RawArticle("A short note on tides.", id="note")]))
    staged = not (point == "stage" and when == "before")
    assert index.articles.counts()[0] == (4 if staged else 2)
    words, vectors = found(index)
    assert words | vectors == set(index.passages(list(words | vectors)))
    assert len(vectors) == index.articles.counts()[1]
    assert index.versions.unplaced(9) == []


KILL_REINDEX = """
import os, signal
from retrieval.index import Index
from retrieval.index.bm25 import WordIndex
from retrieval.index.chroma import ChromaIndex
from retrieval.index.facts import FactStore
from retrieval.index.versions import VersionStore
from retrieval.ingest.pipeline import reindex
from tests.doubles import HashingEmbeddings
owner, name = {"stage": (VersionStore, "restage"), "words": (WordIndex, "discard"),
               "vectors": (ChromaIndex, "discard"), "embedder": (FactStore, "set")}["POINT"]
whole = getattr(owner, name)
def killed(*args):
    whole(*args)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, killed)
reindex(Index(engine.index.folder, HashingEmbeddings(), "another"))
"""


@pytest.mark.parametrize("point", ["stage", "words", "vectors", "embedder"])
def test_a_killed_reindex_by_another_embedder_mixes_no_vectors(news_engine: Engine, point: str) -> None:
    folder = news_engine.index.folder
    assert in_another_process(KILL_REINDEX.replace("POINT", point), folder).returncode == -9
    news_engine.close()
    goes_on, refused = ("another", "hashing") if point == "embedder" else ("hashing", "another")
    with closing(Index(folder, HashingEmbeddings(), refused)) as index, pytest.raises(MismatchError):
        list(ingest([], index))
    with closing(Index(folder, HashingEmbeddings(), goes_on)) as index:
        list(ingest([], index))
        assert [len(ids) for ids in found(index)] == [3, 3]
    with closing(Index(folder, HashingEmbeddings(), refused)) as index:
        reindex(index)
        assert [len(ids) for ids in found(index)] == [3, 3]


def test_a_full_disk_is_one_clear_line_and_keeps_what_was_stored(engine: Engine) -> None:
    list(engine.ingest(ARTICLES[:1]))
    code = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from retrieval.errors import StoreError
from retrieval.values import RawArticle
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    list(engine.ingest([RawArticle(f"Long text {n}. " * 9000, id=f"long{n}") for n in range(9)]))
except StoreError as error:
    sys.exit(str(error))
"""
    done = in_another_process(code, engine.index.folder)
    assert done.returncode == 1
    assert done.stderr.startswith("cannot write to")
    assert done.stderr.count("\n") == 1
    assert "make room" in done.stderr
    list(engine.ingest(ARTICLES))
    assert {a.id for a in engine.index.articles.articles()} >= {"harbour", "glacier", "cup"}


def test_a_data_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        Index(tmp_path / "data", HashingEmbeddings(), "hashing")


def test_no_chroma_server_is_said_so(tmp_path: Path) -> None:
    index = Index(tmp_path, HashingEmbeddings(), "hashing", server="http://127.0.0.1:9")
    with pytest.raises(StoreError, match=r"no Chroma server answers at http://127\.0\.0\.1:9"):
        found(index)


def test_a_killed_update_is_finished_by_reindex_too(engine: Engine) -> None:
    list(engine.ingest(ARTICLES[:1]))
    code = KILL.replace("POINT", "publish").replace("WHEN", "before")
    assert in_another_process(code, engine.index.folder).returncode == -9
    reindex(engine.index)
    crane = engine.index.articles.article("harbour")
    assert crane and crane.text.startswith("The crane fell")
    assert [len(ids) for ids in found(engine.index)] == [3, 3]


def test_an_article_of_more_passages_than_chroma_takes_at_once_goes_in(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(engine.ingest(ARTICLES))
    monkeypatch.setattr(Client, "get_max_batch_size", lambda self: 2)
    text = " ".join(f"The tide of day {n} rose by {n} metres along the whole of the quay." for n in range(60))
    list(engine.ingest([RawArticle(text, id="tides")]))
    passages = engine.index.articles.counts()[1]
    assert passages > 8
    assert [len(ids) for ids in found(engine.index)] == [passages, passages]
    with engine.index.writing() as writer:
        assert writer.remove(["tides"]) == 1
    assert [len(ids) for ids in found(engine.index)] == [3, 3]


class NoWeights(HashingEmbeddings):
    """An embedder whose weights are missing."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ModelError("no weights")

    def embed_query(self, text: str) -> list[float]:
        raise ModelError("no weights")


def test_an_embedder_that_does_not_load_costs_nothing(news_engine: Engine, tmp_path: Path) -> None:
    broken = Index(news_engine.index.folder, NoWeights(), "broken")
    with pytest.raises(ModelError):
        broken.reindex()
    broken.close()
    assert [len(ids) for ids in found(news_engine.index)] == [3, 3]

    first = Index(tmp_path / "new", NoWeights(), "broken")
    with pytest.raises(ModelError):
        list(ingest(ARTICLES, first))
    first.close()
    mended = Index(tmp_path / "new", HashingEmbeddings(), "hashing")
    list(ingest(ARTICLES, mended))
    assert [len(ids) for ids in found(mended)] == [3, 3]
    mended.close()


@pytest.mark.parametrize("damaged", ["chroma/chroma.sqlite3", "words/meta.json"])
def test_a_damaged_index_is_said_so_and_made_again(
    news_engine: Engine, engine_factory: Factory, damaged: str
) -> None:
    folder = news_engine.index.folder
    news_engine.close()
    (folder / damaged).write_bytes(b"no index " * 999)
    engine = engine_factory(folder)
    with pytest.raises(StoreError, match="make its indexes again"):
        found(engine.index)
    reindex(engine.index)
    assert [len(ids) for ids in found(engine.index)] == [3, 3]
    engine.close()


def test_a_search_while_this_process_writes_does_not_disturb_the_writer(news_engine: Engine) -> None:
    other = Index(news_engine.index.folder, HashingEmbeddings(), "hashing")
    with other.writing() as writer:
        list(found(other))
        writer.remove(["cup"])
        assert [len(ids) for ids in found(other)] == [2, 2]
    other.close()
    assert [len(ids) for ids in found(news_engine.index)] == [2, 2]


def test_nobody_waits_for_a_writer_that_waits_for_its_articles(
    news_engine: Engine, engine_factory: Factory
) -> None:
    other = engine_factory(news_engine.index.folder)
    tides = RawArticle("The tide comes in twice a day, and goes out as often.", id="tides")

    def slow() -> Iterator[RawArticle]:
        yield tides
        (theirs,) = other.ingest([tides])  # while the first waits for its batch to fill
        assert isinstance(theirs, Report) and theirs.outcome is Outcome.ADDED
        yield RawArticle("The ferry was sold on Friday to an island far away.", id="ferry")

    outcomes = [r.outcome for r in news_engine.ingest(slow()) if isinstance(r, Report)]
    assert outcomes == [Outcome.DUPLICATE, Outcome.ADDED]
    assert news_engine.index.articles.former("tides") == ()
    other.close()


def test_a_batch_waits_for_that_of_another_process(
    news_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "LOCK_SECONDS", 0.01)
    lock = FileLock(news_engine.index.folder / "writer.lock", thread_local=False)

    def contested() -> Iterator[RawArticle]:
        yield RawArticle("The tide comes in twice a day, and goes out as often.", id="tides")
        lock.acquire()
        Timer(0.3, lock.release, [True]).start()

    (report,) = news_engine.ingest(contested())
    assert isinstance(report, Report) and report.outcome is Outcome.ADDED
