"""The bundled models themselves, loaded as users load them."""

import math
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from retrieval.errors import ModelError
from retrieval.models.embedder import SentenceTransformerEmbeddings
from retrieval.models.reranker import CrossEncoderReranker

pytestmark = pytest.mark.slow

CACHE = user_cache_path("newsdesk")
QUESTION = "Who led the survey of the glacier?"
TEXTS = ["Dr. Lena Osk led the survey of the Varn glacier.", "Sam Pell scored both goals for Rovers."]


def test_the_embedder_gives_unit_vectors_that_know_what_is_near() -> None:
    embedder = SentenceTransformerEmbeddings("bge-small-en", CACHE, 1)
    question = embedder.embed_query(QUESTION)
    near, far = (
        sum(a * b for a, b in zip(question, v, strict=True)) for v in embedder.embed_documents(TEXTS)
    )
    assert len(question) == 384
    assert math.isclose(sum(x * x for x in question), 1, abs_tol=1e-5)
    assert near > far + 0.2


def test_the_reranker_gives_logits_that_know_the_answer() -> None:
    reranker = CrossEncoderReranker("ms-marco-minilm-l-12", CACHE, 1)
    right, wrong = reranker.score(QUESTION, TEXTS)
    assert right > 3
    assert wrong < -5
    assert reranker.score(QUESTION, []) == []


def test_a_question_longer_than_the_model_reads_is_cut_not_refused() -> None:
    reranker = CrossEncoderReranker("ms-marco-minilm-l-12", CACHE, 1)
    (score,) = reranker.score("glacier " * 1200, ["ice " * 900])
    assert math.isfinite(score)


@pytest.mark.parametrize("model", [SentenceTransformerEmbeddings, CrossEncoderReranker])
def test_an_unknown_model_is_one_clear_line(
    model: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match=r"\./no-such-model cannot be loaded"):
        model("./no-such-model", tmp_path, 1).load()
