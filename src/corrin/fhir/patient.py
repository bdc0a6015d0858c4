"""Patient: who the record is about, how old, and whether there is a person to plan for."""

from collections.abc import Sequence

from corrin.care.months import months_between
from corrin.domain.person import Sex
from corrin.errors import Refusal, Refused
from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.times import day_of, last_day
from corrin.fhir.values import Json, mapping, mappings, text, truth
from corrin.record.age import MONTHS_A_YEAR, Age

SEXES: dict[str, Sex | None] = {"female": "female", "male": "male", "other": None, "unknown": None}
HARMLESS_LINKS = frozenset({"seealso", "replaces"})
DIED = "the person has died, so there is nothing to plan"
ONE_PATIENT = "one Patient, or --patient with the id of one"


def chosen(patients: Sequence[Entry], wanted: str | None) -> Entry | None:
    """The one Patient of a record.

    Raises:
        Refused: there are several and none was chosen, or not the one that was.
    """
    if wanted is not None:
        wanted = wanted.removeprefix("Patient/")
        found = [one for one in patients if wanted in (text(one.resource.get("id")), one.full_url)]
        if patients and not found:
            raise _refused(patients, "there is no such Patient in the record", wanted)
        return found[0] if found else None
    identities = {_identity(one) for one in patients}
    if len(identities) > 1:
        raise _refused(patients, "the record is about more than one person", None)
    return patients[0] if patients else None


def _identity(patient: Entry) -> str:
    return text(patient.resource.get("id")) or patient.full_url or patient.path


def _refused(patients: Sequence[Entry], why: str, value: str | None) -> Refused:
    said = value or ", ".join(dict.fromkeys(_identity(one) for one in patients))
    field = "Bundle.entry.resource(Patient)" if value is None else "--patient"
    return Refused([Refusal(field=field, value=said, why=why, accepted=ONE_PATIENT)])


def read_patient(record: Record, entry: Entry) -> tuple[Age, Sex | None, bool]:
    """Age, sex, and whether a plan can be made for the person at all."""
    resource = entry.resource
    age = _age(record, entry)
    sex = _sex(record, entry)
    record.settle(entry, "used", names=("the person",))
    return age, sex, _usable(record, entry, resource)


def _age(record: Record, entry: Entry) -> Age:
    said = text(entry.resource.get("birthDate"))
    if said is None:
        return Age()
    taken = day_of(said)
    if taken is None:
        _leave_out(record, entry, "birthDate", said, "it is not a date", "a date: 1950-02-28")
        return Age()
    if taken.on > record.on:
        _leave_out(record, entry, "birthDate", said, "it is after the assessment", "a past date")
        return Age()
    if months_between(taken.on, record.on) > record.setting("age_years_highest") * MONTHS_A_YEAR:
        _leave_out(record, entry, "birthDate", said, "nobody is that old", "a birth date")
        return Age()
    field = entry.path
    if taken.printed == "day":
        return Age(taken.on, months_between(taken.on, record.on), field=field)
    latest = min(last_day(taken), record.on)
    months = months_between(latest, record.on)
    slack = months_between(taken.on, record.on) - months
    record.warn(entry, "birthDate", said, f"only the {taken.printed} of birth is given")
    return Age(months=months, slack=slack, field=field)


def _sex(record: Record, entry: Entry) -> Sex | None:
    said = text(entry.resource.get("gender"))
    if said is None:
        return None
    if said.lower() not in SEXES:
        record.unread(entry, "gender", said, "neither female nor male; it is taken as not known")
    return SEXES.get(said.lower())


def _leave_out(
    record: Record, entry: Entry, element: str, value: str, why: str, accepted: str
) -> None:
    """Refuse one element; the rest of the entry stands."""
    record.report.refuse(entry.at(element), value, why, accepted)


def _usable(record: Record, entry: Entry, resource: Json) -> bool:
    usable = True
    for element in ("deceasedDateTime", "deceasedBoolean"):
        value = resource.get(element)
        if value is not None and truth(value) is not False:
            alive = "false, or nothing where the person is alive"
            record.refuse(entry, element, text(value), DIED, alive)
            usable = False
    if resource.get("active") is not None and truth(resource.get("active")) is not True:
        why = "the record of this Patient is not in use"
        record.refuse(entry, "active", text(resource.get("active")), why, "true, or nothing")
        usable = False
    for index, link in enumerate(mappings(resource.get("link"))):
        kind = text(link.get("type"))
        if kind not in HARMLESS_LINKS:
            other = text(mapping(link.get("other")).get("reference"))
            why = "the record of this Patient is kept under another one"
            record.refuse(entry, f"link[{index}].type", kind or other, why, "the record in use")
            usable = False
    return usable
