"""An article's genre, and of each sentence whether it may be cited, who speaks, its part's time and heading.

Nothing is read here, so that a folder opens as fast as before: `retrieval/ingest/annotated.py` marks the
sentences of an older folder with the first write.
"""

from alembic import op
from sqlalchemy import Boolean, Column, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("articles", Column("genre", Text, nullable=False, server_default=""))
    op.add_column("sentences", Column("citable", Boolean))
    for name in ("speaker", "published", "heading"):
        op.add_column("sentences", Column(name, Text, nullable=False, server_default=""))
