"""The vectors on a real Chroma server."""

import gc
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from httpx import ConnectError

from retrieval.errors import StoreError
from retrieval.index import Index
from retrieval.index.articles import PreparedArticle
from retrieval.index.chroma import forget_clients
from retrieval.ingest.passages import make_passages
from retrieval.text.sentences import split
from retrieval.values import Article, Query
from tests.doubles import HashingEmbeddings

pytestmark = [
    pytest.mark.slow,
    # Chroma's own HTTP client leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = shutil.which("chroma", path=str(Path(sys.executable).parent))
    assert chroma
    command = [chroma, "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/api/v2/heartbeat")
        yield url
        forget_clients()
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


def test_articles_are_added_found_updated_and_removed(server: str, tmp_path: Path) -> None:
    embeddings = HashingEmbeddings()
    index = Index(tmp_path / "data", embeddings, "hashing", server)
    article = Article("crane", "Crane", "The crane opens in June.", source="Herald", content_hash="1")
    sentences = split(article.text)
    with index.writing() as writer:
        writer.add([PreparedArticle(article, sentences, make_passages(article, sentences))], {})
    query = Query("when does the crane open?", source="Herald")
    vector = embeddings.embed_query(query.text)
    (found,) = index.search_vectors(query, vector, 5)
    assert index.passages([found])[found][1] == article
    assert not (tmp_path / "data" / "chroma").exists()
    client = index.open_vectors()._client
    other = Index(tmp_path / "data", embeddings, "hashing", server)
    other.reindex()  # a new collection, which is found over the same connection
    other.close()
    assert index.search_vectors(query, vector, 5) == [found]
    assert index.open_vectors()._client is client
    with index.writing() as writer:
        assert writer.remove(["crane"]) == 1
    assert index.search_vectors(Query("crane"), vector, 5) == []
    index.close()


def test_a_server_that_is_gone_is_said_so(tmp_path: Path) -> None:
    index = Index(tmp_path / "data", HashingEmbeddings(), "hashing", "http://127.0.0.1:1")
    with pytest.raises(StoreError, match="no Chroma server answers"):
        index.search_vectors(Query("crane"), [1.0], 5)
    for use in (index._readable, index._explained):
        with pytest.raises(StoreError, match=r"the Chroma server at http://127\.0\.0\.1:1 is gone"), use():
            raise ConnectError("Connection refused")
    index.close()
