"""The tables of the one database, a module a domain; `migrations` brings an older database to them."""

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
"""64 bits; SQLite numbers rows by themselves only where it reads INTEGER."""


def table(name: str, *parts: Any, rowid: bool = True) -> Table:
    """Return a table of the database; without `rowid`, SQLite keeps its rows in the order of their key."""
    return Table(name, metadata, *parts, sqlite_with_rowid=rowid)


def texts(*names: str, default: str | None = None, comment: str | None = None) -> list[Column[str]]:
    """Return columns of text that are never NULL."""
    return [Column(n, Text, nullable=False, server_default=default, comment=comment) for n in names]


def numbers(*names: str) -> list[Column[int]]:
    """Return columns of 64 bits that are never NULL."""
    return [Column(name, Number, nullable=False) for name in names]
