"""Properties of the person that are observed: weight, and the weeks of a pregnancy."""

from datetime import date
from decimal import Decimal

from corrin.fhir.entry import Entry
from corrin.fhir.record import Record, Scalar
from corrin.fhir.times import times
from corrin.fhir.values import Json, mapping, number, text
from corrin.reading import ledger

PROPERTIES = frozenset({"weight_kg", "gestation_weeks"})
KILOGRAMS = {"kg": Decimal(1), "g": Decimal(1) / 1000}
POUNDS = ("[lb_av]", "lb", "lbs")
WEEKS = {"wk": Decimal(1), "week": Decimal(1), "weeks": Decimal(1), "d": 1 / Decimal(7)}
DAYS_A_WEEK = 7


def read_property(record: Record, entry: Entry, own: Json, name: str) -> None:
    """The latest value of a property counts; earlier ones are not relevant."""
    quantity = mapping(own.get("valueQuantity"))
    before = record.scalars.get(name)
    said = own.get("effectiveDateTime")
    if before is not None and type(said) is str and said[:10] < before.on.isoformat():
        record.aside(entry, ledger.OLDER)
        return
    value = number(quantity.get("value"))
    unit = text(quantity.get("code")) or text(quantity.get("unit"))
    factors = _factors(record, name, unit)
    when = times(record, entry, own, "effective", "issued")
    if value is None:
        record.aside(entry, ledger.NO_VALUE)
    elif unit not in factors or text(quantity.get("comparator")) is not None:
        record.not_understood(
            entry, "valueQuantity.unit", unit, f"it is none of {', '.join(factors)}"
        )
    elif when.since is None:
        record.aside(entry, ledger.NO_DATE)
    else:
        _keep(record, entry, name, value * factors[unit], when.since)


def _factors(record: Record, name: str, unit: str | None) -> dict[str, Decimal]:
    """What each unit of a property is multiplied with."""
    if name != "weight_kg":
        return WEEKS
    if unit in KILOGRAMS:
        return KILOGRAMS
    return KILOGRAMS | dict.fromkeys(POUNDS, record.setting("kilograms_in_pound"))


def _keep(record: Record, entry: Entry, name: str, value: Decimal, on: date) -> None:
    said = text(mapping(entry.resource.get("valueQuantity")).get("value")) or ""
    if name == "gestation_weeks":
        value += Decimal((record.on - on).days) / DAYS_A_WEEK
        if value > record.setting("gestation_weeks_highest"):
            record.aside(entry, ledger.OVER)
            return
    elif not record.setting("weight_kg_lowest") <= value <= record.setting("weight_kg_highest"):
        record.refuse(entry, "valueQuantity.value", said, "nobody weighs that", "kilograms")
        return
    before = record.scalars.get(name)
    if before is not None and before.on > on:
        record.aside(entry, ledger.OLDER)
        return
    if before is not None:
        record.report.settle(before.source, "not_relevant", ledger.OLDER)
    record.scalars[name] = Scalar(value, on, entry.path, said)
    record.settle(entry, "used", names=(name,))
