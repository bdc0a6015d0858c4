"""Demonstration patients, served read-only so that a record system can be imitated on one machine.

They are invented. The few searches are those that the public CDS Hooks Sandbox makes; anything else
that is asked for is left out of account, as FHIR's lenient handling allows.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from corrin.fhir.values import Json, mapping, mappings, text
from corrin.service.answers import refused
from corrin.service.hooks import PREFETCH

FILE = Path(__file__).with_name("demonstration.json")
ORIGINS = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?"
"""Pages of this machine, which is where a Sandbox is run."""
FIELDS_MOST = 30
SUBJECTS = ("subject", "patient")


KINDS = tuple(
    dict.fromkeys(template.partition("?")[0].partition("/")[0] for template in PREFETCH.values())
)
"""What can be read and searched, although nobody here may have one."""


@cache
def resources() -> tuple[Json, ...]:
    """Every resource of the demonstration."""
    found = msgspec.json.decode(FILE.read_bytes())
    return tuple(entry["resource"] for entry in found["entry"])


def patients() -> tuple[tuple[str, str], ...]:
    """The id of each patient, and the name to call them by."""
    return tuple(
        (one["id"], f"{one['name'][0]['given'][0]} {one['name'][0]['family']}, {one['birthDate']}")
        for one in resources()
        if one["resourceType"] == "Patient"
    )


def read(kind: str, name: str) -> Json:
    """One resource.

    Raises:
        Answer: there is none.
    """
    for one in resources():
        if (one["resourceType"], one["id"]) == (kind, name):
            return one
    raise refused(404, "id", "there is no such resource", "one that is there", code="not-found")


def search(kind: str, wanted: Iterable[tuple[str, str]], base: str) -> Json:
    """The resources of a kind that fit, as a searchset.

    Raises:
        Answer: resources of that kind are not kept here.
    """
    if kind not in KINDS:
        raise refused(404, "kind", "such resources are not kept here", ", ".join(KINDS))
    asked = list(wanted)
    found = [one for one in resources() if one["resourceType"] == kind and _fits(one, asked)]
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(found),
        "link": [{"relation": "self", "url": f"{base}/{kind}"}],
        "entry": [
            {
                "fullUrl": f"{base}/{kind}/{one['id']}",
                "resource": one,
                "search": {"mode": "match"},
            }
            for one in found
        ],
    }


def terms(query: bytes) -> list[tuple[str, str]]:
    """The terms of a query, or of a form that was sent in its place."""
    try:
        return parse_qsl(query.decode("ascii"), max_num_fields=FIELDS_MOST)
    except ValueError:
        raise refused(400, "query", "it cannot be read", "patient, subject, _id, code") from None


def _fits(resource: Json, asked: Iterable[tuple[str, str]]) -> bool:
    return all(test(resource, value) for name, value in asked if (test := TESTS.get(name)))


def _of_patient(resource: Json, value: str) -> bool:
    named = [text(mapping(resource.get(key)).get("reference")) for key in SUBJECTS]
    return f"Patient/{value.rpartition('/')[2]}" in named


def _of_id(resource: Json, value: str) -> bool:
    return resource["id"] in value.split(",")


def _of_code(resource: Json, value: str) -> bool:
    wanted = {one.rpartition("|")[2] for one in value.split(",")}
    return not wanted.isdisjoint(_codes(resource))


def _codes(resource: Json) -> Iterator[str]:
    for coding in mappings(mapping(resource.get("code")).get("coding")):
        if code := text(coding.get("code")):
            yield code


TESTS: Mapping[str, Any] = {
    "patient": _of_patient,
    "subject": _of_patient,
    "_id": _of_id,
    "code": _of_code,
}
