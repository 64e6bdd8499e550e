"""Watches: what is new on a topic goes by itself to whoever wants it, once."""
