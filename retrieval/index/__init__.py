"""The data folder: a database, and the word index and vectors made from it."""

from retrieval.index.index import Index

__all__ = ["Index"]
