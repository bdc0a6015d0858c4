"""Elements that change the meaning of all that stands beside them and are not understood."""

from collections.abc import Iterator
from typing import Any, cast

from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.values import Json, text

MODIFIERS = ("modifierExtension", "implicitRules")
WHY = "it may change the meaning of the entry, and it is not known"
WITHOUT = "an entry without it"


def refused_for_modifiers(record: Record, entry: Entry) -> bool:
    """Refuse an entry with a modifier extension or implicit rules anywhere in it."""
    found = list(_modifiers(entry.resource, ""))
    for path, value in found:
        record.refuse(entry, path, value, WHY, WITHOUT)
    return bool(found)


def _modifiers(value: Any, path: str) -> Iterator[tuple[str, str | None]]:
    """Where modifiers stand inside a value, and what they name."""
    if isinstance(value, dict):
        for key, inside in cast("Json", value).items():
            at = f"{path}.{key}" if path else key
            if key in MODIFIERS and inside:
                yield at, _named(inside)
            else:
                yield from _modifiers(inside, at)
    elif isinstance(value, list):
        for index, inside in enumerate(cast("list[Any]", value)):
            yield from _modifiers(inside, f"{path}[{index}]")


def _named(value: Any) -> str | None:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return text(cast("Json", value[0]).get("url"))
    return text(value)
