"""`python -m newsdesk` is the `newsdesk` command."""

from bot.__main__ import main

if __name__ == "__main__":
    main()
