"""A person's record from a file: a person file or FHIR R4, packed with gzip or not."""

from datetime import date
from typing import TYPE_CHECKING

import click

from corrin.cli import files

if TYPE_CHECKING:
    from corrin.domain.food import Food
    from corrin.domain.knowledge import Knowledge
    from corrin.reading.food_names import FoodLookup
    from corrin.record.reading import Reading


GZIP = b"\x1f\x8b"
RESOURCE = b'"resourceType"'


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
    data = read_bytes(name, most)
    return record_of(data, knowledge=knowledge, on=on, patient=patient, most=most), data


def record_of(
    data: bytes,
    *,
    knowledge: "Knowledge",
    on: date | None,
    patient: str | None,
    most: int | None = None,
) -> "Reading":
    """The person in the bytes of a file.

    Raises:
        Refused: nothing in it can be used.
        click.UsageError: nobody is assessed on that day.
    """
    from corrin import person_file
    from corrin.reading.strict import Limits

    files.check_day("--on", on, knowledge)
    today = files.today()
    if may_be_fhir(data):
        from msgspec.structs import replace

        from corrin import fhir  # slow to import
        from corrin.fhir.document import LIMITS

        wide = LIMITS if most is None else replace(LIMITS, size=most)
        data = fhir.unpacked(data, wide)
        if fhir.is_fhir(data):
            return fhir.read(
                data, knowledge=knowledge, on=on, today=today, limits=wide, patient=patient
            )
    limits = Limits() if most is None else Limits(size=most)
    return person_file.read(
        data,
        knowledge=knowledge,
        on=on,
        today=today,
        limits=limits,
        lookup=_imported(knowledge),
    )


def read_bytes(name: str, most: int | None = None) -> bytes:
    """The bytes of a file, one more than its format allows at most.

    Args:
        most: what is allowed in place of that.

    Raises:
        click.UsageError: there is no such file, or it cannot be read.
    """
    from corrin.reading.strict import Limits

    with files.opened(name) as stream:
        data = stream.read((Limits().size if most is None else most) + 1)
        if most is None and may_be_fhir(data):
            from corrin.fhir.document import LIMITS  # slow to import

            data += stream.read(LIMITS.size + 1 - len(data))
    return data


def may_be_fhir(data: bytes) -> bool:
    """Whether bytes may hold FHIR: they are packed, or name a type of resource."""
    return data.startswith(GZIP) or RESOURCE in data


def _imported(knowledge: "Knowledge") -> "FoodLookup":
    """Imported foods, which are opened only where a food is named that the knowledge lacks."""

    def foods(text: str) -> "tuple[Food, ...]":
        import os

        from corrin.foods.cache import CacheUnreadable, cache_file
        from corrin.foods.find import lookup
        from corrin.reading.tokens import Spelling

        spelling = Spelling.of(knowledge.language)
        try:
            return lookup(cache_file(os.environ), spelling)(text)
        except CacheUnreadable as error:
            click.echo(f"corrin: {error}", err=True)
            return ()

    return foods
