"""How the data files of `retrieval/` were made; nothing here is installed."""
