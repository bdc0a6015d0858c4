"""When an event of a calendar begins: on a day, or at a clock time in a zone.

A clock time stands with its zone where the rules of that zone tell the instant that was meant. It
is written in universal time where they do not, or where the clocks show it twice, and that is said.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Event, vDDDTypes
from msgspec import Struct

from corrin.care.schedule_instants import instant
from corrin.domain.visit import Visits
from corrin.render.zone import Rules, rules

IN_UTC = "It is at {} by the clocks of {}, and written here in universal time."
UNIVERSAL = "UTC"


class Moment(Struct, frozen=True, kw_only=True):
    """When an event begins, and what must be said of it."""

    at: date | datetime
    """A day; a clock time without a zone where `zone` names it; or an instant in UTC."""
    zone: str | None = None
    says: str | None = None

    def described(self, details: str) -> str:
        """The description of an event, with what must be said."""
        return " ".join(filter(None, (details, self.says)))

    def begins(self, event: Event) -> None:
        """Write it into an event."""
        start = vDDDTypes(self.at)
        if self.zone is not None:
            start.params["TZID"] = self.zone
        event["DTSTART"] = start


def rules_of(timed: Iterable[tuple[date, Visits | None]]) -> dict[str, Rules]:
    """The rules of each zone that has some for all the years of its events."""
    years: defaultdict[str, list[int]] = defaultdict(list)
    for on, visits in timed:
        if visits is not None:
            years[visits.zone].append(on.year)
    found = {zone: rules(zone, min(them), max(them)) for zone, them in years.items()}
    return {zone: each for zone, each in found.items() if each is not None}


def moment(on: date, visits: Visits | None, known: dict[str, Rules]) -> Moment:
    """When an event of a day begins.

    Args:
        known: the rules of the zones that are written.
    """
    if visits is None:
        return Moment(at=on)
    zone = ZoneInfo(visits.zone)
    at, said = instant(on, visits.at, zone)
    here = at.astimezone(zone)
    wall = here.replace(tzinfo=None, fold=0)
    once = here.utcoffset() == here.replace(fold=1 - here.fold).utcoffset()
    ruled = known.get(visits.zone)
    if here.tzname() == UNIVERSAL:
        return Moment(at=at, says=said)
    if once and ruled is not None and ruled.instant(wall) == at:
        return Moment(at=wall, zone=visits.zone, says=said)
    told = IN_UTC.format(wall.isoformat(" ", "minutes"), visits.zone)
    return Moment(at=at.astimezone(UTC), says=" ".join(filter(None, (said, told))))
