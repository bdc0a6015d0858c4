"""Results that stand in a file of their own, in the form of `labs` in a person file."""

from datetime import date

from msgspec.structs import replace

from corrin import person_file
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Person
from corrin.errors import Refusal, Refused
from corrin.forecast.refusal import each_once
from corrin.reading.strict import Limits
from corrin.record.age import MONTHS_A_YEAR, Age


def with_labs(person: Person, data: bytes, knowledge: Knowledge, on: date) -> Person:
    """The person with more results.

    Raises:
        Refused: the file holds none, or one of them cannot be used.
    """
    reading = person_file.read(data, knowledge=knowledge, on=on, today=on, limits=Limits())
    if reading.refused:
        raise Refused(each_once(reading.refused))
    if reading.person is None or not reading.person.results:
        why = "the file holds no results that can be used"
        accepted = "a list under `labs`, as in a person file"
        raise Refused([Refusal(field="labs", value=None, why=why, accepted=accepted)])
    born = Age(person.birth_date, person.age_months, MONTHS_A_YEAR - 1).earliest_birth(on)
    before = [one for one in reading.person.results if born is not None and one.on < born]
    if before:
        raise Refused(
            Refusal(
                field=f"{one.source}.date",
                value=one.on.isoformat(),
                why="it is before birth",
                accepted=f"a date from {born} on",
            )
            for one in before
        )
    return replace(person, results=(*person.results, *reading.person.results))
