"""Reads calendar feeds by libical, the engine of Evolution and GNOME, and compares the instants.

    python -m prove.libical FILE

The library is Debian's `libical3`, called as it is. It must find every planted fault too.
"""

import argparse
import ctypes
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

LIBRARY = "libical.so.3"
NAME = "libical"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MISSING = (
    f"{LIBRARY} is not installed, so libical does not judge. On Debian, as root: "
    "apt-get install libical3; elsewhere the package of libical 3."
)


class Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "icalparser_parse_string": (ctypes.c_void_p, (ctypes.c_char_p,)),
    "icalcomponent_free": (None, (ctypes.c_void_p,)),
    "icalcomponent_count_errors": (ctypes.c_int, (ctypes.c_void_p,)),
    "icalrestriction_check": (ctypes.c_int, (ctypes.c_void_p,)),
    "icalcomponent_string_to_kind": (ctypes.c_int, (ctypes.c_char_p,)),
    "icalcomponent_get_first_component": (ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_int)),
    "icalcomponent_get_next_component": (ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_int)),
    "icalcomponent_get_dtstart": (Time, (ctypes.c_void_p,)),
    "icaltime_as_timet_with_zone": (ctypes.c_longlong, (Time, ctypes.c_void_p)),
    "icalproperty_string_to_kind": (ctypes.c_int, (ctypes.c_char_p,)),
    "icalcomponent_get_first_property": (ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_int)),
    "icalproperty_get_value_as_string": (ctypes.c_char_p, (ctypes.c_void_p,)),
}


class Libical:
    """The library, and what is asked of it."""

    def __init__(self) -> None:
        self._c = ctypes.CDLL(LIBRARY)
        for name, (gives, takes) in FUNCTIONS.items():
            function = getattr(self._c, name)
            function.restype, function.argtypes = gives, takes

    def faults(self, row: dict[str, Any]) -> list[str]:
        """What is wrong with a feed: its form, its zones, or an event."""
        calendar = self._c.icalparser_parse_string(row["feed"].encode())
        if not calendar:
            return ["it cannot be read"]
        try:
            return list(self._faults(calendar, row["events"]))
        finally:
            self._c.icalcomponent_free(calendar)

    def _faults(self, calendar: int, meant: list[list[Any]]) -> Iterator[str]:
        if errors := self._c.icalcomponent_count_errors(calendar):
            yield f"{errors} errors"
        if not self._c.icalrestriction_check(calendar):
            yield "it breaks a restriction"
        for zone in self._components(calendar, b"VTIMEZONE"):
            for kind in (b"STANDARD", b"DAYLIGHT"):
                if any(self._value(part, b"RDATE") for part in self._components(zone, kind)):
                    yield "a zone of dates"
        read = sorted(self._event(one) for one in self._components(calendar, b"VEVENT"))
        if read != sorted(meant):
            other = next((one for one in read if one not in meant), "too few events")
            yield f"{other} was not meant"

    def _components(self, parent: int, name: bytes) -> Iterator[int]:
        kind = self._c.icalcomponent_string_to_kind(name)
        one = self._c.icalcomponent_get_first_component(parent, kind)
        while one:
            yield one
            one = self._c.icalcomponent_get_next_component(parent, kind)

    def _value(self, component: int, name: bytes) -> str | None:
        kind = self._c.icalproperty_string_to_kind(name)
        found = self._c.icalcomponent_get_first_property(component, kind)
        return self._c.icalproperty_get_value_as_string(found).decode() if found else None

    def _event(self, event: int) -> list[Any]:
        start = self._c.icalcomponent_get_dtstart(event)
        if start.is_date:
            begins = f"{start.year:04}-{start.month:02}-{start.day:02}"
        else:
            seconds = self._c.icaltime_as_timet_with_zone(start, start.zone)
            begins = (EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return [
            self._value(event, b"SUMMARY"),
            begins,
            self._value(event, b"STATUS") == "CANCELLED",
        ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Read calendar feeds by libical.")
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--is-there", action="store_true", help="whether the library is installed")
    arguments = parser.parse_args()
    try:
        library = Libical()
    except OSError:
        print(MISSING)
        return 1
    return 0 if arguments.is_there else judged(library, arguments.file)


def judged(library: Libical, file: Path) -> int:
    """Read every feed of a file, and say what does not agree."""
    events = faults = planted = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = library.faults(row)
        if row["planted"] is None:
            events += len(row["events"])
            faults += len(found)
            print("".join(f"libical: {one}\n" for one in found), end="")
        elif NAME in row["by"]:
            planted += 1
            if not found:
                faults += 1
                print(f"libical does not find {row['planted']}")
    print(f"libical reads {events} events and {planted} planted faults: {faults} disagreements")
    return 0 if events and planted and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
