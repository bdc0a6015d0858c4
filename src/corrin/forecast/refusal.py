"""In whom no forecast is made, and why."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

from corrin.care.facts import Facts
from corrin.domain.person import Notice, Person, Statement
from corrin.domain.plan import Plan
from corrin.errors import Refusal
from corrin.forecast.settings import settings
from corrin.kinetics.errors import NotSimulated

Said = TypeVar("Said", bound=Notice | Refusal)
MONTHS = 12
INHERITED = frozenset(
    {
        "inherited_metabolic",
        "transcobalamin_deficiency",
        "inherited_malabsorption",
        "haptocorrin_deficiency",
    }
)
NITROUS_OXIDE = "nitrous_oxide"
ONCE = frozenset({"nitrous_oxide_anaesthetic", "blood_transfusion"})
"""What is over on the day on which it began."""
BLOCKED = ("blocked", "specialist_only")


def not_simulated(error: NotSimulated) -> Refusal:
    """What the model cannot take, as a refusal."""
    why = "the model cannot take it"
    return Refusal(field=error.field, value=str(error.value), why=why, accepted=error.accepted)


def entry_of(one: Notice | Refusal) -> str:
    """The path of the entry in which a field stands."""
    return one.field.rpartition(".")[0] or one.field


def each_once(said: Iterable[Said]) -> Iterator[Said]:
    """What was refused or not understood, without a missing field that only repeats, of the same
    entry, why a value was: a number that has no unit."""
    said = tuple(said)
    of_values = {(entry_of(one), one.why) for one in said if one.value}
    for one in said:
        if one.value or (entry_of(one), one.why) not in of_values:
            yield one


def outside(person: Person, facts: Facts, made: Plan, egfr: float | None) -> tuple[Refusal, ...]:
    """Why no forecast is made of this person; nothing where one is."""
    return tuple(_outside(person, facts, made, egfr))


def _outside(person: Person, facts: Facts, made: Plan, egfr: float | None) -> Iterator[Refusal]:
    bounds = {name: of.value for name, of in settings().range.items()}
    months = person.age_months
    if months is None:
        yield _no("age", None, "markers depend on age", "the age or the date of birth")
    elif months < bounds["age_least"] * MONTHS:
        accepted = f"{bounds['age_least']:g} years or more"
        yield _no("age", f"{months // MONTHS} years", "the model was not checked below", accepted)
    if person.deceased:
        yield _no("deceased", "true", "the person has died", "a living person")
    if facts.value("pregnancy") is True:
        why = (
            "volumes, demand and the blood count change through pregnancy, and the model"
            " has no data that follow them under treatment"
        )
        yield _no("pregnant", "true", why, "a forecast after the birth")
    if facts.value("lactation") is True:
        yield _no("lactating", "true", "the loss with milk was not checked", "a forecast later")
    yield from _kidneys(facts, egfr, bounds["egfr_least"])
    if made.cause.leading in INHERITED or facts.value("inherited_any") is True:
        why = "an inherited disorder of vitamin B12 follows other laws"
        yield _no("conditions", made.cause.leading, why, "no forecast in these disorders")
    if made.cause.leading == NITROUS_OXIDE:
        why = "how much nitrous oxide was breathed, and when, is not known well enough"
        yield _no("exposures", made.cause.leading, why, "no forecast while it is the cause")
    else:
        yield from _nitrous_oxide(facts, int(bounds["nitrous_oxide_least"]))
    yield from _transfused(facts, int(bounds["transfusion_least"]))
    yield from _weight(person, bounds)
    if made.treatment.schedule_status in BLOCKED:
        yield _no("treatment", made.treatment.schedule_status, made.treatment.says, "an open plan")


def _kidneys(facts: Facts, egfr: float | None, least: float) -> Iterator[Refusal]:
    why = "with failing kidneys methylmalonic acid and homocysteine do not show vitamin B12"
    accepted = f"{least:g} mL/min/1.73 m2 or more"
    failing = next(_of(facts, "renal_failure"), None)
    if failing is not None:
        yield _no(failing.source, failing.words, why, "no forecast while kidneys fail")
    elif egfr is not None and egfr < least:
        yield _no("eGFR", f"{egfr:.0f}", why, accepted)
    elif egfr is None and facts.value("renal_condition") is True:
        said = next(_of(facts, "renal_disease"))
        why = "how well the kidneys work is not known, and it moves the markers"
        yield _no(said.source, said.words, why, f"a result of eGFR, {accepted}")


def _nitrous_oxide(facts: Facts, days: int) -> Iterator[Refusal]:
    """Nitrous oxide breathed so lately that its hours would have to be known."""
    for said in _lately(facts, "nitrous_oxide", days):
        why = (
            f"how much nitrous oxide was breathed in the last {days} days is not known well enough"
        )
        yield _no(said.source, said.words, why, f"a forecast {days} days after it, with its date")


def _transfused(facts: Facts, days: int) -> Iterator[Refusal]:
    for said in _lately(facts, "blood_transfusion", days):
        why = "the blood count is not the person's own while cells that were given live"
        yield _no(said.source, said.words, why, f"a forecast {days} days after it, with its date")


def _lately(facts: Facts, group: str, days: int) -> Iterator[Statement]:
    """What was said of a concept, unless it was over so many days before the assessment."""
    for said in _of(facts, group):
        once = said.status == "past" or not ONCE.isdisjoint(facts.guideline.groups[said.concept])
        over = said.until or (said.since if once else None)
        if over is None or over > facts.on - timedelta(days=days):
            yield said


def _of(facts: Facts, group: str) -> Iterator[Statement]:
    """What was said of the person's own present or past in a group of concepts."""
    for said in facts.by_group.get(group, ()):
        own = said.present and said.subject == "self" and not said.allergy
        if own and said.status in ("current", "past"):
            yield said


def _weight(person: Person, bounds: dict[str, float]) -> Iterator[Refusal]:
    if person.weight_kg is None:
        return
    if not bounds["weight_least"] <= float(person.weight_kg) <= bounds["weight_most"]:
        accepted = f"{bounds['weight_least']:g} to {bounds['weight_most']:g} kg"
        yield _no("weight_kg", str(person.weight_kg), "the model was not checked there", accepted)


def _no(field: str, value: str | None, why: str, accepted: str) -> Refusal:
    return Refusal(field=field, value=value, why=why, accepted=accepted)
