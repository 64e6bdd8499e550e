"""Alembic's environment: run the revisions on the given connection, in its transaction."""

from alembic import context

from retrieval.index.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
