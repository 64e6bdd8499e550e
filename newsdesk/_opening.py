"""Stands in for `retrieval.factory` until it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from retrieval.engine import Engine, build_engine
from retrieval.settings import Settings


@contextmanager
def open_engine(settings: Settings) -> Iterator[Engine]:
    with closing(build_engine(settings)) as engine:
        yield engine


open_library = open_engine
