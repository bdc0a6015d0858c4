"""A clock time on a civil date, as an instant."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

MINUTE = timedelta(minutes=1)


def instant(on: date, at: time, zone: tzinfo) -> tuple[datetime, str | None]:
    """The instant in UTC, and what must be said where the clocks change.

    A time that does not exist moves to the next minute that does; of one that exists twice the
    first is taken.
    """
    wanted, said = datetime.combine(on, at, zone), at.isoformat("minutes")
    found = wanted.astimezone(UTC)
    if _wall(found, zone) != wanted.replace(tzinfo=None):
        found = _next_existing(wanted, zone)
        shown = _wall(found, zone).isoformat(" ", "minutes")
        return found, f"{on} {said} does not exist, as the clocks change; it moves to {shown}."
    if wanted.utcoffset() != wanted.replace(fold=1).utcoffset():
        return found, f"{on} {said} exists twice, as the clocks change; it is the first."
    return found, None


def _wall(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _next_existing(missing: datetime, zone: tzinfo) -> datetime:
    """The first minute at which the clocks show what is later than a time that they skip.

    The clocks change between the two instants that the two offsets give for that time.
    """
    wall = missing.replace(tzinfo=None)
    before = missing.replace(fold=1).astimezone(UTC)
    after = missing.astimezone(UTC)
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        if _wall(middle, zone) < wall:
            before = middle
        else:
            after = middle
    return after
