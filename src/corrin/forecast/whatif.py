"""Other courses beside the first: another regimen or interval, a missed dose, stopping, a diet."""

from datetime import date, timedelta

from msgspec.structs import replace

from corrin.domain.plan import Plan
from corrin.domain.regimen import Regimen
from corrin.errors import Refusal, Refused
from corrin.forecast import given, made
from corrin.forecast.made import Case, Planned
from corrin.forecast.medicines import MEDICINES
from corrin.forecast.says import WhatIf
from corrin.forecast.sentences import day

WAYS = {
    "stop": "no dose from the start on",
    "missed": "the first dose of the last phase is missed",
    "vegan": "nothing of an animal is eaten from the start on",
    "every:DAYS": "so many days between the doses of the last phase, such as every:84",
    "begin:MEDICINE": "metformin or acid-suppression taken from the start on",
    "end:MEDICINE": "one of them that is taken now, not taken from the start on",
    "nitrous-oxide:HOURS": "nitrous oxide breathed for so many hours a week after the start",
}
"""What can be compared besides a regimen by its id."""
DAYS_MOST, HOURS_MOST = 730, 24
WEEK = timedelta(days=7)


def no_offer(plan: Plan) -> Refusal:
    """That the plan names no course to forecast."""
    return Refusal(
        field="regimen",
        value=None,
        why=f"the plan offers no course to forecast: {plan.treatment.says}",
        accepted="--regimen with an id that `corrin regimens` lists",
    )


def by_regimen(of: Case, regimen: str, start: date, until: date) -> Planned:
    """A course of the knowledge from its first dose.

    Raises:
        Refused: the regimen has no doses of a product that the model knows.
    """
    return _dosed(of, regimen_of(of, regimen), start, until)


def regimen_of(of: Case, name: str) -> Regimen:
    """The regimen of a name.

    Raises:
        Refused: there is none, or the model does not know its product.
    """
    known = of.facts.guideline.knowledge.regimens
    found = known.get(name)
    if found is None or not found.phases or found.product not in given.FORMS:
        why = "no regimen with dated doses has this name"
        raise Refused(
            [Refusal(field="regimen", value=name, why=why, accepted="`corrin regimens` lists them")]
        )
    return found


def _dosed(of: Case, regimen: Regimen, start: date, until: date) -> Planned:
    doses = given.by_regimen(of.facts, regimen.phases, regimen.product, start, until)
    return Planned(says=f"{regimen.name} ({regimen.id})", doses=doses, start=start, until=until)


def compared(of: Case, other: Planned, what: str, like: made.Drawn) -> WhatIf:
    """Another course beside the first, for the same draws of the same person."""
    arrays = made.followed(of, other, like)
    return WhatIf(
        what=what, says=other.says, markers=tuple(made.marker_forecasts(of, other, arrays))
    )


def changed(of: Case, first: Planned, regimen: str | None, what: str) -> Planned:
    """The course that `what` asks for, dated like the first.

    Raises:
        Refused: `what` is neither a regimen nor one of `WAYS`.
    """
    kind, _, number = what.partition(":")
    match kind:
        case "stop" if what == kind:
            return replace(first, says="No dose from the start on", doses=())
        case "missed" if what == kind:
            return _missed(first)
        case "vegan" if what == kind:
            says = f"The same doses, and nothing of an animal from {day(first.start)} on"
            return replace(first, says=says, vegan_from=first.start)
        case "begin" | "end":
            return _medicine(of, first, what)
        case "nitrous-oxide":
            hours = _number(what, number, HOURS_MOST)
            on = first.start + WEEK
            says = f"The same doses, and nitrous oxide for {hours} hours on {day(on)}"
            return replace(first, says=says, nitrous_oxide=(on, float(hours)))
        case "every" if regimen is not None:
            days = _number(what, number, DAYS_MOST)
            found = regimen_of(of, regimen)
            phases = given.with_interval(found.phases, days)
            other = _dosed(of, replace(found, phases=phases), first.start, first.until)
            return replace(other, says=f"The last phase every {days} days")
        case _ if what in of.facts.guideline.knowledge.regimens:
            return by_regimen(of, what, first.start, first.until)
        case _:
            accepted = f"a regimen that `corrin regimens` lists, or {', '.join(WAYS)}"
            why = "it is no course that can be compared"
            raise Refused([Refusal(field="compare", value=what, why=why, accepted=accepted)])


def _medicine(of: Case, first: Planned, what: str) -> Planned:
    """The same doses, with a medicine begun or ended on the day of the first."""
    kind, _, name = what.partition(":")
    now = of.subject.medicines
    could = sorted(now if kind == "end" else MEDICINES.keys() - now)
    if name not in could:
        why = "it is no medicine that this person could " + kind
        accepted = " or ".join(f"{kind}:{one}" for one in could) or "nothing: none of them is taken"
        raise Refused([Refusal(field="compare", value=what, why=why, accepted=accepted)])
    then = now - {name} if kind == "end" else now | {name}
    ends = "no longer taken" if kind == "end" else "taken"
    says = f"The same doses, and {name.replace('-', ' ')} {ends} from {day(first.start)} on"
    return replace(first, says=says, medicines_from=(first.start, then))


def _missed(first: Planned) -> Planned:
    """The course without the first dose of its last phase, which is the second of few."""
    if len(first.doses) < 2:
        why = "a course of one dose has none to miss"
        raise Refused(
            [Refusal(field="compare", value="missed", why=why, accepted="another course")]
        )
    gaps = [
        (later.on - earlier.on).days
        for earlier, later in zip(first.doses, first.doses[1:], strict=False)
    ]
    index = 1 + next(i for i, gap in enumerate(gaps) if gap == gaps[-1] or i == len(gaps) - 1)
    left_out = first.doses[index]
    doses = (*first.doses[:index], *first.doses[index + 1 :])
    says = f"The dose of {day(left_out.on)} is missed"
    return replace(first, says=says, doses=doses)


def _number(what: str, number: str, most: int) -> int:
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= most:
        accepted = f"a whole number from 1 to {most} after the colon"
        why = "the number cannot be used"
        raise Refused([Refusal(field="compare", value=what, why=why, accepted=accepted)])
    return int(number)
