"""`python -m bot`, and the `newsdesk` command."""

import gc

from bot.cli.main import cli


def main() -> None:
    # The model libraries make a million objects that stay. Looking through them for garbage costs a fifth of
    # the loading time at the usual threshold, and more than a second at exit.
    gc.set_threshold(50_000, 20, 20)
    try:
        cli(prog_name="newsdesk")
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
