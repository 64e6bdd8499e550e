"""The longer parts of English, by purpose; `retrieval/text/languages/en.py` puts them together."""
