"""Errors of the command line: each becomes one line and an exit code."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from bot.cli.context import debugging
from bot.errors import SetUpWronglyError
from retrieval.errors import NewsdeskError, UsageError

FAILED, WRONG_USE = 1, 2
SET_UP_WRONGLY = 78  # sysexits.h, EX_CONFIG: for systemd's RestartPreventExitStatus
EXTRAS = {
    **dict.fromkeys(("aiohttp", "discord"), "discord"),
    **dict.fromkeys(("jinja2", "markupsafe", "scipy"), "evaluate"),
    **dict.fromkeys(("mcp", "mcp_types"), "mcp"),
    **dict.fromkeys(("starlette", "uvicorn"), "web"),
    **dict.fromkeys(("prometheus_client", "pythonjsonlogger"), "watch"),
}
"""The extra of newsdesk that brings a module."""
INTERRUPTED, READER_LEFT = 130, 141  # 128 and the signal's number, as shells count


class ErrorHandlingGroup(click.Group):
    """A group whose commands may raise NewsdeskError: 2 for a UsageError, 1 for any other failure."""

    def main(self, *args: Any, **extra: Any) -> Any:
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="replace")
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except click.ClickException as error:
            code = _tell(error)
        except click.Abort:
            code = INTERRUPTED
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            ctx.exit(READER_LEFT)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if debugging(ctx):
                raise
            raise _as_one_line(error) from error


class OneLineError(click.ClickException):
    """A line to show and the exit code that goes with it."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]  # click declares it for the class alone


def _as_one_line(error: Exception) -> click.ClickException:
    message, code = str(error), FAILED
    if isinstance(error, UsageError):
        code = WRONG_USE
    if isinstance(error, SetUpWronglyError):
        code = SET_UP_WRONGLY
    if isinstance(error, NewsdeskError) and error.remedy:
        message += f": `newsdesk {error.remedy}`"
    elif isinstance(error, ModuleNotFoundError) and (extra := EXTRAS.get(str(error.name).partition(".")[0])):
        message = f"this needs a package that is missing; install newsdesk[{extra}]"
    elif not isinstance(error, NewsdeskError):
        message = f"unexpected {type(error).__name__}: {error}; run it again with --debug to see where"
    return OneLineError(" ".join(message.split()), code)


def _tell(error: click.ClickException) -> int:
    if isinstance(error, NoArgsIsHelpError):
        error.show()
        return error.exit_code
    where, hint = "newsdesk", ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        where = error.ctx.command_path
        hint = f" See `{where} --help`."
    message = error.format_message()
    if not isinstance(error, OneLineError):  # click begins its own with a capital
        message = message[:1].lower() + message[1:]
    click.echo(f"{where}: {message}{hint}", err=True)
    return error.exit_code


def _drop_output() -> None:
    """Send standard output to nothing, so that the interpreter does not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
