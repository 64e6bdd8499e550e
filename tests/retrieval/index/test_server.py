"""The vectors on a real Chroma server."""

import gc
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from retrieval.errors import StoreError
from retrieval.index import Index
from retrieval.ingest.passages import make_passages
from retrieval.ingest.pipeline import ingest, reindex
from retrieval.text.sentences import split
from retrieval.values import Article, PreparedArticle, Query, RawArticle
from tests.conftest import ARTICLES
from tests.doubles import HashingEmbeddings

pytestmark = [
    pytest.mark.slow,
    # Chroma's own HTTP client leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Server(NamedTuple):
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = shutil.which("chroma", path=str(Path(sys.executable).parent))
    assert chroma
    command = [chroma, "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/api/v2/heartbeat")
        yield Server(url, process)
        SharedSystemClient.clear_system_cache()
        gc.collect()
        process.terminate()


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def test_articles_are_added_found_updated_and_removed(server: Server, tmp_path: Path) -> None:
    embeddings = HashingEmbeddings()
    index = Index(tmp_path / "data", embeddings, "hashing", server.url)
    article = Article("crane", "Crane", "The crane opens in June.", source="Herald", content_hash="1")
    sentences = split(article.text)
    with index.writing() as writer:
        writer.add([PreparedArticle(article, sentences, make_passages(article, sentences))])
        writer.add_vectors(["crane"], index.embed(index.versions.unembedded(9)))
    query = Query("when does the crane open?", source="Herald")
    vector = embeddings.embed_query(query.text)
    (found,) = index.search_vectors(query, vector, 5)
    assert index.passages([found])[found][1] == article
    assert not (tmp_path / "data" / "chroma").exists()
    other = Index(tmp_path / "data", embeddings, "hashing", server.url)
    reindex(other)  # a new collection, which is found over the same connection
    other.close()
    assert index.search_vectors(query, vector, 5) == [found]
    with index.writing() as writer:
        assert writer.remove(["crane"]) == 1
    assert index.search_vectors(Query("crane"), vector, 5) == []
    index.close()


def test_a_server_that_is_gone_is_said_so(tmp_path: Path) -> None:
    index = Index(tmp_path / "data", HashingEmbeddings(), "hashing", "http://127.0.0.1:1")
    with pytest.raises(StoreError, match="no Chroma server answers"):
        index.search_vectors(Query("crane"), [1.0], 5)
    index.close()


def test_a_server_that_goes_away_is_said_so(server: Server, tmp_path: Path) -> None:
    index = Index(tmp_path / "data", HashingEmbeddings(), "hashing", server.url)
    list(ingest(ARTICLES, index))
    server.process.kill()
    server.process.wait()
    gone = rf"the Chroma server at {server.url} is gone: .*; start it, and try again"
    with pytest.raises(StoreError, match=gone):
        index.search_vectors(Query("crane"), HashingEmbeddings().embed_query("crane"), 5)
    with pytest.raises(StoreError, match=gone):
        list(ingest([RawArticle("The tide comes in twice a day.", id="tides")], index))
    index.close()
