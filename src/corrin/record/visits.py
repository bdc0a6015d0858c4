"""At what time visits are: read from a person file or from a request."""

from datetime import time

from corrin.domain.visit import Visits
from corrin.reading.section import Section
from corrin.reading.zone import A_ZONE, NO_ZONE, zone_named
from corrin.record.day_times import A_TIME, HOUR, read_time

SOME_VISITS = '{at: "09:30", zone: Europe/London}'


def read_visits(section: Section) -> Visits | None:
    """The time of every visit, with its zone, which is never guessed; None where it is refused."""
    section.only(("at", "zone"))
    section.need("at", A_TIME)
    section.need("zone", A_ZONE)
    minute, zone = read_time(section, "at"), section.words("zone")
    if zone is not None and zone_named(zone) is None:
        section.refuse("zone", NO_ZONE, A_ZONE)
        return None
    if minute is None or zone is None:
        return None
    return Visits(at=time(*divmod(minute, HOUR)), zone=zone)
