"""The data folder: SQLite is the truth, the word index and the vectors are made from it."""

from retrieval.index.index import Index

__all__ = ["Index"]
