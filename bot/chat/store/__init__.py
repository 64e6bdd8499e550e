"""What the bot remembers, in the data folder's SQLite: a class a domain, each with its own tables."""
