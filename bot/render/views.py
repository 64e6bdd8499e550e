"""What is shown: each view as plain text for a pipe, and as a rich renderable for a terminal."""

from __future__ import annotations

from typing import Protocol

import click
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

WIDEST = 100
"""Columns of text; longer lines are hard to read."""


class View(Protocol):
    def plain(self) -> str: ...

    def rich(self) -> RenderableType: ...


def show(view: View, console: Console) -> None:
    """Show the view with rich on a terminal, which respects NO_COLOR, else as plain text."""
    if console.is_terminal:
        # Not cropped, and in a group, outside which a text forgets its `no_wrap`: an address stays whole.
        console.print(Group(view.rich()), width=min(console.width, WIDEST), crop=False)
    else:
        click.echo(view.plain(), file=console.file)


def make_console(*, stderr: bool = False) -> Console:
    """Return a console that does not read markup, numbers or emoji codes in a text."""
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def whole_line(text: str, style: str = "") -> Text:
    """Return a line that the terminal may wrap and rich may not, so that an address can be copied."""
    return Text(text, style=style, no_wrap=True, overflow="ignore")


def hanging(*rows: tuple[Text, Text]) -> Table:
    """Return rows of a label and a text. Further lines of the text are indented."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for label, text in rows:
        grid.add_row(label, text)
    return grid
