"""Progress bars on standard error; in a pipe there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from bot.render.text import count_text
from retrieval.ingest.loaders.files import BY_SUFFIX
from retrieval.ingest.loaders.folders import shown, suffix_of, walk


class Advance(Protocol):
    def __call__(self, done: int, missing: int = 0) -> None:
        """Count `done` as done, and no longer expect `missing`."""


class _RateColumn(ProgressColumn):
    """How many are done in a second, over the last moments."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.1f}/s" if task.speed else "", "dim")


class _LeftColumn(ProgressColumn):
    """How long it will take still, in words."""

    def render(self, task: Task) -> Text:
        seconds = task.time_remaining
        if seconds is None:
            return Text()
        return Text(f"{seconds / 60:,.0f} min left" if seconds >= 90 else f"{seconds:.0f} s left", "dim")


@contextmanager
def progress_bar(console: Console, doing: str, total: int) -> Iterator[Advance]:
    """Show a bar while the block runs; yield what moves it on."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    times = (_RateColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with _progress(console, *columns, *times) as bar:
        task = bar.add_task(doing, total=total or None)

        def advance(done: int, missing: int = 0) -> None:
            nonlocal total
            total = max(total - missing, int(bar.tasks[0].completed) + done)
            bar.update(task, advance=done, total=total)

        yield advance


def show_vectors(console: Console, counts: tuple[int, int], left: Iterable[int]) -> None:
    """Run through `left`, the number of passages without vectors, and show how it falls.

    `counts` are those of the articles and of all their passages.
    """
    articles, passages = counts
    searchable = f"searchable: {count_text(articles, 'article')}; vectors:"
    told = TextColumn("{task.description} {task.percentage:.0f} %")
    with _progress(console, SpinnerColumn(), told, _LeftColumn()) as bar:
        task = bar.add_task(searchable, total=passages)
        for lacking in left:
            bar.update(task, completed=passages - lacking)


def _progress(console: Console, *columns: ProgressColumn) -> Progress:
    return Progress(
        *columns,
        console=console,
        disable=not console.is_terminal,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def expected_articles(sources: Iterable[Path]) -> dict[str, int]:
    """Return by origin about how many articles each file holds: one, or one a line."""
    files = (file for source in sources for file in walk(source, BY_SUFFIX))
    return {shown(file): _expected(file) for file in files if isinstance(file, Path)}


def _expected(file: Path) -> int:
    if not BY_SUFFIX[suffix_of(file)].by_line or not file.is_file():  # opening a pipe would wait for ever
        return 1
    try:
        with file.open("rb") as data:
            return _lines(data)
    except OSError:
        return 1


def _lines(data: BinaryIO) -> int:
    """Return the number of lines. Read in chunks, since a line may be larger than memory."""
    count, last = 0, b"\n"
    while chunk := data.read(1 << 20):
        count, last = count + chunk.count(b"\n"), chunk[-1:]
    return count + (last != b"\n")
