"""Whether a written resource is one of FHIR R4: a second opinion, without the code of the writer.

Checked against the table of the definitions: elements that do not exist, how often each stands, the
choice of one type, the form of primitive values, the codes of required bindings, what a reference
may lead to, and nothing empty. Of the invariants those of Timing and of a probability, which the
tables cannot hold.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from prove.r4_table import TABLE

NUMBERS = {"decimal", "integer", "positiveInt", "unsignedInt"}
PERCENT = 100
INLINE = {"BackboneElement", "Element"}
REFERENCE = re.compile(r"([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}")


@cache
def _table() -> dict[str, Any]:
    return json.loads(TABLE.read_text(encoding="utf-8"))


def faults(resource: dict[str, Any]) -> list[str]:
    """Every way in which a resource is not one of R4; each with its place."""
    return list(_resource(resource, resource.get("resourceType", "?")))


def _resource(resource: dict[str, Any], where: str) -> Iterator[str]:
    kind = resource.get("resourceType")
    if not any(path.startswith(f"{kind}.") for path in _table()["elements"]):
        yield f"{where}: no resource {kind!r} that is written here"
        return
    body = {name: value for name, value in resource.items() if name != "resourceType"}
    yield from _object(body, str(kind), where)


def _children(path: str) -> dict[str, dict[str, Any]]:
    depth = path.count(".") + 1
    return {
        name: row
        for name, row in _table()["elements"].items()
        if name.startswith(f"{path}.") and name.count(".") == depth
    }


def _object(value: dict[str, Any], path: str, where: str) -> Iterator[str]:
    if not value:
        yield f"{where}: empty"
    children = _children(path)
    seen: dict[str, int] = {}
    for name, held in value.items():
        found = _named(path, name, children)
        if found is None:
            yield f"{where}.{name}: unknown element"
            continue
        element, kind = found
        row = children[element]
        seen[element] = seen.get(element, 0) + 1
        several = row["max"] not in ("0", "1")
        if isinstance(held, list) is not several:
            yield f"{where}.{name}: {'a list' if several else 'one value'} is due"
            continue
        for place, one in _each(held, f"{where}.{name}"):
            yield from _value(one, kind, element, row, place)
    for element, row in children.items():
        if row["min"] and not seen.get(element):
            yield f"{where}: {element} is missing"
        if seen.get(element, 0) > 1:
            yield f"{where}: {element} is given in two types"
    if path == "Timing.repeat":
        yield from _timing(value, where)
    if float(value.get("probabilityDecimal", 0)) > PERCENT:
        yield f"{where}: more than a hundred percent"


def _each(held: Any, where: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(held, list):
        yield where, held
        return
    if not held:
        yield where, {}
    for index, one in enumerate(held):
        yield f"{where}[{index}]", one


def _named(
    path: str, name: str, children: dict[str, dict[str, Any]]
) -> tuple[str, str | None] | None:
    """The element that a name is, and its type; for a choice, the type that the name chooses."""
    direct = f"{path}.{name}"
    if direct in children:
        types = children[direct]["types"]
        return direct, types[0] if types else None
    for element, row in children.items():
        stem = element.removesuffix("[x]")
        if stem == element or not direct.startswith(stem):
            continue
        for kind in row["types"]:
            if direct == f"{stem}{kind[0].upper()}{kind[1:]}":
                return element, kind
    return None


def _value(
    value: Any, kind: str | None, element: str, row: dict[str, Any], where: str
) -> Iterator[str]:
    if "like" in row:
        yield from _object(value, row["like"], where)
        return
    if isinstance(value, dict):
        yield from _complex(value, kind, element, row, where)
    else:
        yield from _primitive(value, str(kind), where)
    codes = row.get("codes")
    if codes:
        yield from (
            f"{where}: {code!r} is not a code of the required binding"
            for code in _codes_in(value)
            if code not in codes
        )


def _complex(
    value: dict[str, Any], kind: str | None, element: str, row: dict[str, Any], where: str
) -> Iterator[str]:
    if kind == "Resource":
        yield from _resource(value, where)
    elif kind in INLINE:
        yield from _object(value, element, where)
    else:
        yield from _object(value, str(kind), where)
    found = REFERENCE.fullmatch(str(value.get("reference", "")))
    if kind == "Reference" and found and found[1] not in row.get("targets", [found[1]]):
        yield f"{where}: a reference to {found[1]}"


def _primitive(value: Any, kind: str, where: str) -> Iterator[str]:
    if kind == "boolean":
        if not isinstance(value, bool):
            yield f"{where}: {value!r} is not true or false"
        return
    if isinstance(value, bool) or (kind in NUMBERS) is isinstance(value, str) or value is None:
        yield f"{where}: {value!r} is not a {kind}"
        return
    pattern = _table()["primitives"].get(kind)
    if pattern is None:
        yield f"{where}: a {kind} is no primitive"
    elif not re.fullmatch(pattern, str(value)) or not str(value).strip():
        yield f"{where}: {value!r} is not a {kind}"


def _codes_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    codings = value.get("coding", [value] if "code" in value else [])
    return [coding["code"] for coding in codings if "code" in coding]


def _timing(repeat: dict[str, Any], where: str) -> Iterator[str]:
    """Invariants tim-2, tim-5, tim-6, tim-7, tim-8 and tim-10 of the data type Timing."""
    for needed, by in (
        ("periodUnit", "period"),
        ("period", "periodMax"),
        ("duration", "durationMax"),
        ("count", "countMax"),
    ):
        if by in repeat and needed not in repeat:
            yield f"{where}: {by} without {needed}"
    if float(repeat.get("period", 0)) < 0:
        yield f"{where}: a period below nothing"
    if "timeOfDay" in repeat and "when" in repeat:
        yield f"{where}: both timeOfDay and when"
