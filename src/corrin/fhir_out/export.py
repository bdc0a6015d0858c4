"""The knowledge as a folder of FHIR resources, one file each."""

from pathlib import Path

from corrin.domain.knowledge import Knowledge
from corrin.fhir_out.definitions import Edition, definitions
from corrin.fhir_out.frame import BASE
from corrin.fhir_out.terminology import terminology
from corrin.fhir_out.values import Json, indented


def exported(knowledge: Knowledge, base: str = BASE) -> list[Json]:
    """Every resource, in an order that is the same every time."""
    edition = Edition(knowledge=knowledge, base=base)
    return [*definitions(edition), *terminology(edition)]


def export(knowledge: Knowledge, folder: Path, base: str = BASE) -> int:
    """Write every resource; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = exported(knowledge, base)
    for resource in resources:
        name = f"{resource['resourceType']}-{resource['id']}.json"
        (folder / name).write_bytes(indented(resource))
    return len(resources)
