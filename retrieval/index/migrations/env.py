"""What Alembic runs: the revisions on the connection it is given, within its transaction."""

from alembic import context

from retrieval.index.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
