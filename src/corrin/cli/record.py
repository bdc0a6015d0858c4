"""A person's record from a file: a person file or FHIR R4, packed with gzip or not."""

from datetime import date
from typing import TYPE_CHECKING

from corrin.cli import files

if TYPE_CHECKING:
    from corrin.domain.knowledge import Knowledge
    from corrin.record.reading import Reading


def read_record(
    name: str,
    *,
    knowledge: "Knowledge",
    on: date | None,
    patient: str | None,
    most: int | None,
) -> "tuple[Reading, bytes]":
    """The person in a file, and the bytes of the file.

    Args:
        patient: the id of the one person, where a FHIR record holds several.
        most: the largest file that is read, in bytes; None for what the format allows.

    Raises:
        Refused: nothing in it can be used.
        click.UsageError: there is no such file, or it cannot be read.
    """
    from msgspec.structs import replace

    from corrin import fhir, person_file
    from corrin.fhir.document import LIMITS
    from corrin.reading.strict import Limits

    wide = LIMITS if most is None else replace(LIMITS, size=most)
    data = files.read(name, wide.size)
    unpacked = fhir.unpacked(data, wide)
    if fhir.is_fhir(unpacked):
        reading = fhir.read(
            unpacked,
            knowledge=knowledge,
            on=on,
            today=files.today(),
            limits=wide,
            patient=patient,
        )
    else:
        limits = Limits() if most is None else Limits(size=most)
        reading = person_file.read(
            unpacked, knowledge=knowledge, on=on, today=files.today(), limits=limits
        )
    return reading, data
