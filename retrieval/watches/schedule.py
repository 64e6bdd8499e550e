"""Schedules and quiet hours, by the clock on the wall of a time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

PAUSE = timedelta(minutes=1)
"""Between two looks of a watch that posts news as it comes."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a watch looks for news: as it comes, in an interval, or every day at a time."""

    every: timedelta = timedelta()
    """Zero: as it comes."""
    at: time | None = None
    """The time of day of a daily look; it takes the place of `every`."""
    zone: str = "UTC"

    @property
    def as_it_comes(self) -> bool:
        return self.at is None and not self.every

    def after(self, moment: datetime) -> datetime:
        """Return the first time for a look after `moment`, in UTC.

        Where the clocks skip that time, the look is as late as they skipped; of a time that comes twice it is
        the first.
        """
        if self.at is None:
            return (moment + (self.every or PAUSE)).astimezone(UTC)
        zone = ZoneInfo(self.zone)
        day = moment.astimezone(zone).date()
        looks = (datetime.combine(day + timedelta(days=n), self.at, zone).astimezone(UTC) for n in range(3))
        return next(look for look in looks if look > moment)


AS_IT_COMES = Schedule()


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Whole hours of a day, on the clock on the wall, in which nothing is posted."""

    first: int
    last: int
    """The hour with which they end; smaller than the first where midnight is between them."""

    def hold(self, moment: datetime, zone: str) -> bool:
        hour = moment.astimezone(ZoneInfo(zone)).hour
        if self.first <= self.last:
            return self.first <= hour < self.last
        return hour >= self.first or hour < self.last


def day_began(moment: datetime, zone: str) -> datetime:
    """Return when the day of a moment began in a time zone, in UTC."""
    local = moment.astimezone(ZoneInfo(zone))
    return datetime.combine(local.date(), time(), ZoneInfo(zone)).astimezone(UTC)
