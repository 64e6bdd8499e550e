"""The options that every command takes, and the engine or library that they open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from retrieval.engine import Engine
    from retrieval.index import Index
    from retrieval.ingest.library import Library
    from retrieval.settings import Settings

Function = TypeVar("Function", bound=Callable[..., Any])


def common_options(function: Function) -> Function:
    """Add `--data` and `--debug`. The one nearest the end of the line wins."""
    data = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_keep,
        help="Folder of the articles and their indexes.",
    )
    debug = click.option(
        "--debug", is_flag=True, expose_value=False, callback=_keep, help="Show tracebacks of errors."
    )
    return data(debug(function))


def debugging(ctx: click.Context) -> bool:
    return bool(ctx.meta.get("newsdesk.debug"))


def read_settings(ctx: click.Context) -> Settings:
    from retrieval.settings import load_settings

    return load_settings(data=ctx.meta.get("newsdesk.data"))


def open_engine(ctx: click.Context) -> Engine:
    """Return the engine for this command line; it is closed when the command ends."""
    engine = engine_factory(ctx)(read_settings(ctx))
    ctx.call_on_close(engine.close)
    _forget_in_chats_too(engine.index)
    return engine


def open_library(ctx: click.Context) -> Library:
    """Return the articles for this command line, without a model; they are closed when the command ends."""
    if ctx.obj is not None:
        return open_engine(ctx)
    from retrieval import factory

    library = factory.open_library(read_settings(ctx))
    ctx.call_on_close(library.close)
    _forget_in_chats_too(library.index)
    return library


def _forget_in_chats_too(index: Index) -> None:
    """Let removed articles take along what a chat front end keeps of them, also while no bot runs."""

    def forget(article_ids: Sequence[str]) -> None:
        from bot.chat.store.answers import AnswerStore
        from bot.chat.store.feedback import FeedbackStore

        for store in (AnswerStore, FeedbackStore):
            with closing(store(index.folder, index.articles)) as opened:
                opened.forget_articles(article_ids)

    index.on_removed(forget)


def engine_factory(ctx: click.Context) -> Callable[[Settings], Engine]:
    """Return what makes an engine; tests put their own into `ctx.obj`."""
    from retrieval import factory

    make: Callable[[Settings], Engine] = ctx.obj or factory.open_engine
    return make


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value:
        ctx.meta[f"newsdesk.{param.name}"] = value
