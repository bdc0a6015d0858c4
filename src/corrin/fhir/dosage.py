"""How much, by what route and how often: from Dosage, Timing and Quantity, never guessed."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.person import Dose, Route, Statement
from corrin.fhir.codes import meaning
from corrin.fhir.entry import Entry
from corrin.fhir.record import Record
from corrin.fhir.values import Json, listed, mapping, mappings, number, text, words_of
from corrin.reading.amount import Frequency, Unreadable, timed
from corrin.record import doses
from corrin.record.day_times import NOT_A_TIME, minute_of
from corrin.record.doses import ONCE_A_DAY, TOO_OFTEN, check_dose, too_often

DAYS = {"d": 1, "wk": 7}
MONTHS = {"mo": 1, "a": 12}
HOURS_A_DAY = 24


class Given(Struct, frozen=True):
    """A dose with its route and how often, and the elements that said so."""

    dose: Dose | None = None
    route: Route | None = None
    frequency: Frequency | None = None
    element: str = "dosage"
    unclear: tuple[str, str, str] | None = None
    """Element, value and reason of a dose that is none: a volume, a number of tablets."""


def dosage_of(record: Record, entry: Entry, element: str) -> Given:
    """The first dosage of a medicine; more than one is named."""
    dosages = mappings(entry.resource.get(element))
    if not dosages:
        return Given(element=element)
    if len(dosages) > 1:
        why = "of several dosages the first was read"
        record.warn(entry, element, str(len(dosages)), why)
    return _dosage(record, dosages[0], element)


def times_of_day(record: Record, entry: Entry) -> tuple[int, ...]:
    """When a medicine is taken, in minutes after midnight: Timing.repeat.timeOfDay."""
    found: list[int] = []
    for element in ("dosageInstruction", "dosage"):
        for dosage in mappings(entry.resource.get(element)):
            timing = dosage.get("timing")
            if timing is None:
                continue
            repeat = mapping(mapping(timing).get("repeat"))
            for said in filter(None, map(text, listed(repeat.get("timeOfDay")))):
                minute = minute_of(said)
                if minute is None:
                    record.unread(entry, element, said, NOT_A_TIME)
                else:
                    found.append(minute)
    return tuple(dict.fromkeys(found))


def given_in(record: Record, holder: object, key: str, element: str) -> Given:
    """The dose that stands in one quantity, with the route beside it."""
    found = mapping(holder)
    route = route_of(record, found)
    if found.get(key) is None:
        return Given(route=route, element=element)
    return replace(_amount(record, mapping(found.get(key)), element), route=route)


def _dosage(record: Record, dosage: Json, element: str) -> Given:
    lexicon = record.prepared.lexicon
    rates = mappings(dosage.get("doseAndRate")) or [dosage]
    quantity = next((rate["doseQuantity"] for rate in rates if rate.get("doseQuantity")), None)
    given = Given(element=element)
    if quantity is None:
        quantity = dosage.get("dose")
    if quantity is not None:
        given = _amount(record, mapping(quantity), element)
    route = route_of(record, dosage)
    frequency = _frequency(mapping(mapping(dosage.get("timing")).get("repeat")))
    words = text(dosage.get("text"))
    if words and (given.dose is None or frequency is None):
        read = lexicon.read_dose(words)
        if isinstance(read, Dose) and given.dose is None and given.unclear is None:
            given = replace(given, dose=read)
        elif isinstance(read, Unreadable) and read.impossible and given.unclear is None:
            given = replace(given, unclear=(element, words, read.why))
        frequency = frequency or lexicon.read_frequency(words)
        route = route or lexicon.read_route(words)
    return replace(given, route=route, frequency=frequency)


def _amount(record: Record, quantity: Json, element: str) -> Given:
    value = number(quantity.get("value"))
    unit = text(quantity.get("code")) or text(quantity.get("unit"))
    if value is None:
        return Given(element=element)
    said = f"{value} {unit or ''}".strip()
    language = record.knowledge.language
    micrograms = language.dose_units.get((unit or "").lower())
    if micrograms is not None and value > 0 and text(quantity.get("comparator")) is None:
        return Given(dose=Dose(micrograms=value * micrograms, printed=said), element=element)
    read = record.prepared.lexicon.read_dose(said)
    if isinstance(read, Dose) and text(quantity.get("comparator")) is None:
        return Given(dose=read, element=element)
    why = read.why if isinstance(read, Unreadable) else "a dose has no comparator"
    return Given(element=element, unclear=(element, said, why))


def route_of(record: Record, holder: Json) -> Route | None:
    """The route of a dosage, by its code or by its words."""
    for code in meaning(record.prepared.codes, holder.get("route"), ()).codes:
        if code.route:
            return code.route
    for words in words_of(holder.get("route")):
        if route := record.prepared.lexicon.read_route(words):
            return route
    return None


def _frequency(repeat: Json) -> Frequency | None:
    """How often a Timing repeats; a period that is a range is taken at its shorter end."""
    period, unit = number(repeat.get("period")), text(repeat.get("periodUnit"))
    times = number(repeat.get("frequency")) or Decimal(1)
    if period is None or unit is None or period <= 0 or times <= 0:
        return None
    if unit in MONTHS:
        return Frequency(every_months=period * MONTHS[unit] / times)
    if unit == "h":
        return Frequency(times_per_day=HOURS_A_DAY * times / period)
    if unit not in DAYS:
        return None
    days = period * DAYS[unit]
    if days == 1:
        return Frequency(times_per_day=times)
    return Frequency(every_days=days / times)


def dosed(one: Statement, given: Given) -> Statement:
    """A statement with the dosage of its entry, which goes before a strength in its words."""
    dose = given.dose or one.dose
    if dose is not None and not (dose.times_per_day or dose.every_days or dose.every_months):
        dose = timed(dose, given.frequency)
    return replace(one, dose=dose, route=given.route or one.route)


def possible_dose(record: Record, entry: Entry, stated: Iterable[Statement], given: Given) -> bool:
    """Whether the doses of vitamin B12 can be; if not, the entry is refused."""
    for one in stated:
        if not one.present or one.concept not in record.prepared.read_in_full:
            continue
        where = entry.at(given.element)
        if given.unclear is not None:
            element, said, why = given.unclear
            record.unread(entry, element, said, f"{why}; the dose is not known")
        asked = doses.Given((one.concept,), one.dose, one.route, where, where)
        if not check_dose(record, entry.path, asked):
            return False
        if too_often(record, asked, one.dose.times_per_day if one.dose else None):
            printed = one.dose.printed if one.dose else None
            record.refuse(entry, given.element, printed, TOO_OFTEN, ONCE_A_DAY)
            return False
    return True
