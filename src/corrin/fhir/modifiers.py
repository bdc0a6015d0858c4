"""Elements that change the meaning of all that stands beside them and are not understood."""

from collections.abc import Iterator
from typing import Any, cast

from corrin.errors import Refusal, Refused
from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.values import Json, text

MODIFIERS = ("modifierExtension", "implicitRules")
WHY = "it may change the meaning of the entry, and it is not known"
WITHOUT = "an entry without it"


def refused_for_modifiers(record: Record, entry: Entry) -> bool:
    """Refuse an entry with a modifier extension or implicit rules anywhere in it."""
    found = [(entry.at(path), value) for path, value in modifiers(entry.resource)]
    if entry.holder is not None:
        around = {key: value for key, value in entry.holder.items() if key != "resource"}
        place = entry.path.removesuffix(".resource")
        found += [(f"{place}.{path}", value) for path, value in modifiers(around)]
    for path, value in found:
        record.refuse_item(entry.path, path, value, WHY, WITHOUT)
    return bool(found)


def refused_bundle(bundle: Json, path: str) -> None:
    """Refuse a Bundle whose own elements hold a modifier.

    Raises:
        Refused: it does.
    """
    around = {key: value for key, value in bundle.items() if key != "entry"}
    found = [
        Refusal(field=f"{path}.{at}", value=value, why=WHY, accepted="a Bundle without it")
        for at, value in modifiers(around)
    ]
    if found:
        raise Refused(found)


def modifiers(value: Any, path: str = "") -> Iterator[tuple[str, str | None]]:
    """Where modifiers stand inside a value, and what they name."""
    if isinstance(value, dict):
        for key, inside in cast("Json", value).items():
            at = f"{path}.{key}" if path else key
            if key in MODIFIERS and inside:
                yield at, _named(inside)
            else:
                yield from modifiers(inside, at)
    elif isinstance(value, list):
        for index, inside in enumerate(cast("list[Any]", value)):
            yield from modifiers(inside, f"{path}[{index}]")


def _named(value: Any) -> str | None:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return text(cast("Json", value[0]).get("url"))
    return text(value)
