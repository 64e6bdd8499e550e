"""The table of the turns of conversations."""

from sqlalchemy import Column, Index

from retrieval.index.tables import Number, table, texts

turns = table(
    "turns",
    Column("number", Number, primary_key=True),
    *texts("thread", "owner", "question", "answer"),
    Index("turns_by_thread", "thread", "number"),
    Index("turns_by_owner", "owner"),
)
