"""Every entry of the knowledge in one list, each with its section."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from msgspec.structs import fields

from corrin.domain.knowledge import Knowledge, Pack, Table

Named = tuple[str, str, Any]
"""The section, the id and the value of an entry: ("packs.uk.offers", "dietary", Offer(…))."""


def entries(knowledge: Knowledge) -> Iterator[Named]:
    """Every entry, in the order of the sections; one without an id goes by its number."""
    for section in fields(Knowledge):
        held = getattr(knowledge, section.name)
        if isinstance(held, dict):
            yield from _listed(section.name, cast(dict[str, Any], held).values())
        elif isinstance(held, tuple) and section.name != "reviews":
            yield from _listed(section.name, cast(tuple[Any, ...], held))


def _listed(section: str, values: Iterable[Any]) -> Iterator[Named]:
    for number, value in enumerate(values, 1):
        name = getattr(value, "id", f"entry {number}")
        yield section, name, value
        match value:
            case Table():
                yield from _listed(f"{section}.{name}", value.rules)
            case Pack():
                yield from _listed(f"{section}.{name}.bands", value.bands)
                yield from _listed(f"{section}.{name}.offers", value.offers)
            case _:
                pass
