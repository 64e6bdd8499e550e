"""Days as the integers that every index filters by."""


def day_number(iso: str) -> int | None:
    """yyyymmdd of an ISO date or timestamp, as it is written; None for the empty string."""
    return int(iso[:10].replace("-", "")) if iso else None
