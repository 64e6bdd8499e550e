"""One module a command; each imports what is slow to import when it runs, so `--help` answers at once."""
