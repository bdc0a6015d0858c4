"""Results that stand in a file of their own, in the form of `labs` in a person file."""

from datetime import date

from msgspec.structs import replace

from corrin import person_file
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Person
from corrin.errors import Refusal, Refused
from corrin.forecast.refusal import each_once
from corrin.reading.strict import Limits


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
    return replace(person, results=(*person.results, *reading.person.results))
