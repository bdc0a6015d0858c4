"""Names of time zones."""

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

A_ZONE = "a time zone such as Europe/London"
NO_ZONE = "there is no such time zone"
NOWHERE = frozenset({"Factory"})
"""Names of the database that are no place."""


@cache
def _names() -> frozenset[str]:
    """The names of the database, as its package lists them: no name of a file of this machine."""
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listed.split()) - NOWHERE


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of a name; None where there is none."""
    return ZoneInfo(name) if name in _names() else None
