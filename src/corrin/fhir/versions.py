"""One resource several times in a record: the same again, or an older version of it."""

from collections.abc import Sequence
from datetime import datetime

from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.values import mapping, text
from corrin.reading import ledger

NO_VERSION = ("", "Patient")
"""Of these kinds an entry replaces no other: what is no resource, and a person."""
SAME = "the same as {}"
WHICH = "entries with this id differ, and which of them is the latest is not said"
ONE = "one of them, or meta.lastUpdated in each"


def settle_versions(record: Record, entries: Sequence[Entry]) -> frozenset[str]:
    """The entries that another one repeats or replaces; they are settled."""
    try:
        if len({entry.resource["id"] for entry in entries}) == len(entries):
            return frozenset()
    except (LookupError, TypeError):
        pass  # one of them has no id, or one that cannot be an id
    first: dict[tuple[str, str], Entry] = {}
    repeated: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        identity = entry.resource.get("id")
        if type(identity) is not str or entry.kind in NO_VERSION:
            continue
        key = entry.kind, identity
        before = first.setdefault(key, entry)
        if before is not entry:
            repeated.setdefault(key, [before]).append(entry)
    return frozenset(path for found in repeated.values() for path in _settle(record, found))


def _settle(record: Record, versions: list[Entry]) -> set[str]:
    distinct: list[Entry] = []
    settled: set[str] = set()
    for one in versions:
        same = next((other for other in distinct if other.resource == one.resource), None)
        if same is None:
            distinct.append(one)
        else:
            record.settle(one, "duplicate", SAME.format(same.path))
            settled.add(one.path)
    if len(distinct) == 1:
        return settled
    ages = [_updated(one) for one in distinct]
    known = [age for age in ages if age is not None]
    if len(set(known)) < len(ages):
        for one in distinct:
            record.refuse(one, "id", text(one.resource.get("id")), WHICH, ONE)
            settled.add(one.path)
        return settled
    latest = max(known)
    for one, age in zip(distinct, ages, strict=True):
        if age != latest:
            record.aside(one, ledger.OLDER)
            settled.add(one.path)
    return settled


def _updated(entry: Entry) -> datetime | None:
    """When a version was made; an instant without its zone says too little."""
    said = text(mapping(entry.resource.get("meta")).get("lastUpdated"))
    try:
        found = datetime.fromisoformat(said or "")
        return found if found.utcoffset() is not None else None
    except ValueError:
        return None
