"""`newsdesk completion`: what makes a shell complete the command."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script of Tab completion.

    For bash, put this line into ~/.bashrc: eval "$(newsdesk completion bash)"
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(ctx.find_root().command, {}, "newsdesk", "_NEWSDESK_COMPLETE").source())
