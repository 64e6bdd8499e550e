"""The tables of the one database, a module a domain; `migrations` brings an older database to them."""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Text

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
"""64 bits; SQLite numbers rows by themselves only where it reads INTEGER."""


def texts(*names: str, default: str | None = None) -> list[Column[str]]:
    """Return columns of text that are never NULL."""
    return [Column(name, Text, nullable=False, server_default=default) for name in names]


def numbers(*names: str) -> list[Column[int]]:
    """Return columns of 64 bits that are never NULL."""
    return [Column(name, Number, nullable=False) for name in names]
