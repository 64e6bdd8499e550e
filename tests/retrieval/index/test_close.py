import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.engine import Engine
from retrieval.errors import StoreError
from retrieval.values import Query
from tests.conftest import ARTICLES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/self/fd")


def open_files(folder: Path) -> list[str]:
    """The files below `folder` that this process has open or mapped."""
    targets = []
    for handle in Path("/proc/self/fd").iterdir():
        try:
            targets.append(os.readlink(handle))
        except OSError:  # the handle by which the folder itself is listed
            continue
    targets += [line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines()]
    return [target for target in targets if target.startswith(str(folder))]


def test_a_closed_engine_holds_no_file_of_its_folder(
    tmp_path: Path, engine_factory: Callable[[Path], Engine]
) -> None:
    engine = engine_factory(tmp_path / "data")
    list(engine.ingest(ARTICLES))
    assert engine.ask(Query("Who led the survey?")).citations
    assert open_files(tmp_path)
    engine.close()
    assert open_files(tmp_path) == []
    with pytest.raises(StoreError, match="was closed"):
        engine.index.articles.counts()
