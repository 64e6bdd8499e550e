"""Alembic's revisions of the tables, run by `retrieval.index.migrate`."""
