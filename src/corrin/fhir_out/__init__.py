"""FHIR R4 out: a plan as a Bundle that a server can take, everything in it a proposal.

The writer is strict: only what the definitions of R4 4.0.1 allow, nothing empty, decimals with all
their digits. The same plan gives the same Bundle, byte for byte.
"""

from collections.abc import Iterator

from corrin.fhir_out.care_plan import care_plan, guidance_response, provenance, request_group
from corrin.fhir_out.follow_up import checks, goals, tests
from corrin.fhir_out.foretold import Foretold
from corrin.fhir_out.frame import BASE, Frame, canonical, frame
from corrin.fhir_out.issues import issues
from corrin.fhir_out.medicines import requests, tasks
from corrin.fhir_out.risk import risks
from corrin.fhir_out.values import Json, encoded, indented

__all__ = [
    "BASE",
    "Foretold",
    "Frame",
    "bundle",
    "canonical",
    "encoded",
    "frame",
    "indented",
    "resources",
]


def resources(frame: Frame) -> Iterator[Json]:
    """Every resource of a plan: the CarePlan first, the Provenance of them all last."""
    parts = [
        *requests(frame),
        *tests(frame),
        *checks(frame),
        *tasks(frame),
        *goals(frame),
        *issues(frame),
        *risks(frame),
    ]
    whole = [care_plan(frame, parts), request_group(frame), guidance_response(frame), *parts]
    yield from whole
    yield provenance(frame, whole)


def bundle(frame: Frame) -> Json:
    """A transaction that makes each resource where it is not there yet."""
    return {
        "resourceType": "Bundle",
        "id": frame.id_of("bundle"),
        "type": "transaction",
        "timestamp": frame.at,
        "entry": [_entry(resource) for resource in resources(frame)],
    }


def _entry(resource: Json) -> Json:
    kind = resource["resourceType"]
    return {
        "fullUrl": f"urn:uuid:{resource['id']}",
        "resource": resource,
        "request": {"method": "POST", "url": kind, "ifNoneExist": _told_by(resource)},
    }


def _told_by(resource: Json) -> str:
    """The search that finds the resource, if it was made before."""
    if "identifier" in resource:
        named = resource["identifier"][0]
        return f"identifier={named['system']}|{named['value']}"
    tag = resource["meta"]["tag"][0]
    return f"_tag={tag['system']}|{tag['code']}"
