"""The public package: what it exports, what importing it costs, and the README's Python."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import newsdesk

ROOT = Path(__file__).parent.parent
HEAVY = {"torch", "transformers", "sentence_transformers", "onnxruntime", "chromadb", "langchain", "tantivy"}


def run(*args: str, cwd: Path = ROOT) -> str:
    command = [sys.executable, *args]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd, timeout=300).stdout


def test_the_exported_names() -> None:
    assert newsdesk.__all__ == [
        *("Answer", "AnswerLine", "AnswerNotice", "Article", "ChatError", "Citation", "Engine", "Evidence"),
        *("FetchError", "FolderLockedError", "Library", "MismatchError", "ModelError", "NewsdeskError"),
        *("Notice", "NoticeKind", "Partial", "Passage", "Query", "RawArticle", "ReadError", "Refusal"),
        *("RefusalReason", "RefusedError", "Rejection", "Sentence", "ServiceError", "Settings"),
        *("ShortAnswer", "StoreError", "Turn", "UsageError", "__version__", "load_settings"),
        *("open_engine", "open_library"),
    ]


@pytest.mark.parametrize("name", newsdesk.__all__)
def test_every_exported_name_is_there(name: str) -> None:
    assert getattr(newsdesk, name) is not None


def test_any_other_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'newsdesk' has no attribute 'open_everything'"):
        newsdesk.open_everything  # noqa: B018


def test_importing_it_loads_no_model_library() -> None:
    code = "import sys, newsdesk; newsdesk.Settings; print(*{n.partition('.')[0] for n in sys.modules})"
    loaded = set(run("-c", code).split())
    assert "newsdesk" in loaded and loaded & HEAVY == set()


def test_python_m_newsdesk_is_the_command() -> None:
    assert run("-m", "newsdesk", "--help").startswith("Usage: newsdesk ")


@pytest.mark.parametrize("package", ["newsdesk", "retrieval", "bot", "prompts"])
def test_type_checkers_may_read_it(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


@pytest.mark.slow
def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    printed = run("-c", f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{code}", cwd=tmp_path)
    assert "[1]" in printed and "The Elm Street bridge will close on 3 May." in printed
    assert "Harbour Herald" in printed
