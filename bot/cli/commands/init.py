"""`newsdesk init`: a newsdesk.toml from three questions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.context import common_options
from retrieval.errors import UsageError


@click.command()
@common_options
@click.pass_context
def init(ctx: click.Context) -> None:
    """Write newsdesk.toml into this folder.

    It asks three things; Enter takes the default.
    """
    from retrieval.settings import CONFIG_FILE, EXTRACTIVE, Settings, load_settings

    file = Path(CONFIG_FILE)
    if file.exists():
        raise UsageError(f"{file.absolute()} is there already; edit it, or remove it first")
    defaults = Settings.model_construct()
    data = click.prompt("Folder of the articles", default=str(ctx.meta.get("newsdesk.data") or defaults.data))
    model = click.prompt(
        f"Who writes answers: {EXTRACTIVE} (sentences of the articles), openai:gpt-4o-mini, gguf:FILE",
        default=EXTRACTIVE,
    )
    contact = click.prompt("Your address, for the sites that newsdesk reads", default="", show_default=False)
    values = {"data": str(Path(data).expanduser()), "model": model}
    if contact:
        values["user_agent"] = f"newsdesk/0.1 ({contact}; obeys robots.txt)"
    load_settings(Path("/nonexistent"), **values)
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    file.write_text("".join(lines), "utf-8")
    click.echo(f"wrote {file.absolute()}; `newsdesk doctor` says what works with it")
