"""When on its day a visit is: a clock time, in a time zone."""

from datetime import time

from msgspec import Struct


class Visits(Struct, frozen=True, kw_only=True):
    """The clock time of every visit: for an injection, a test, a review."""

    at: time
    zone: str
    """A name of the IANA time zone database that is known to be one, such as Europe/London."""
