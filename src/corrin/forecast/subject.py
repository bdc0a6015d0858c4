"""A person as the kinetic model knows one: typical values moved by what is known, and a spread."""

import msgspec
import numpy as np
from msgspec.structs import replace

from corrin.care.facts import Facts
from corrin.domain.plan import Plan
from corrin.domain.rule import leaves
from corrin.forecast.medicines import MEDICINES, absorption, taken, takes_folic_acid
from corrin.forecast.settings import CauseChange, settings
from corrin.kinetics import population
from corrin.kinetics.parameters import NAMES, changed, entries, typical
from corrin.kinetics.personal import Prior

VOLUMES = ("v_plasma", "v_free_cn", "v_free_oh")
CLEARED_BY_KIDNEYS = ("k_renal_cn", "k_renal_oh")
EXPLAINED = "blood_otherwise_explained"
MONTHS = 12
SEXES = {"female": 1.0, "male": 0.0}


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """The prior of a person, and what was taken to be so because nobody said."""

    prior: Prior
    medicines: frozenset[str]
    """Those taken now that lower absorption, as `corrin.forecast.medicines` names them."""
    assumed: tuple[str, ...]


def subject(facts: Facts, made: Plan, egfr: float | None) -> Subject:
    """People like this one, before any result.

    Raises:
        ValueError: the age is not known; such a person is refused before.
    """
    person = facts.person
    if person.age_months is None:
        raise ValueError("no forecast is made without an age")
    years = person.age_months / MONTHS
    like = population.Covariates(
        age_years=years,
        female=SEXES.get(person.sex or "", population.trial_person().female),
        egfr=population.usual_egfr(years) if egfr is None else egfr,
        folic_acid=takes_folic_acid(facts),
    )
    medicines = taken(facts)
    cause = _cause(made, medicines)
    diet, eaten = _diet(facts)
    kg = None if person.weight_kg is None else float(person.weight_kg)
    start = settings().start
    weight = f"a weight of {start['weight'].value:g} kg"
    kidneys = f"an eGFR of {like.egfr:.0f} mL/min/1.73 m2, usual at that age"
    assumed = (
        eaten,
        None if made.cause.leading in settings().cause else "absorption impaired to some degree",
        weight if person.weight_kg is None else None,
        kidneys if egfr is None else None,
        None if person.sex in SEXES else "a person between woman and man",
        None
        if like.folic_acid or "medicines" in person.asked
        else "no folic acid, as none is named",
        *(f"{name.replace('-', ' ')} taken all the time looked at" for name in sorted(medicines)),
        _alone(facts),
    )
    return Subject(
        prior=prior(like, cause, diet, kg, medicines),
        medicines=medicines,
        assumed=tuple(one for one in assumed if one),
    )


def _alone(facts: Facts) -> str | None:
    """That the model knows no other reason for a blood count, where the person has one."""
    condition = facts.guideline.facts[EXPLAINED].condition
    if condition is None or facts.value(EXPLAINED) is not True:
        return None
    others = [name for name in leaves(condition) if facts.value(name) is True]
    named = ", ".join(facts.guideline.facts[name].asks for name in others)
    return f"that the blood count hangs on B12 alone, though another reason is known: {named}"


def prior(
    like: population.Covariates,
    cause: CauseChange,
    diet: float,
    weight_kg: float | None,
    medicines: frozenset[str] = frozenset(),
) -> Prior:
    """People of an age, sex and renal function, with a cause, on a diet (micrograms a day)."""
    spread = {name: entry.spread for name, entry in entries().items() if entry.spread}
    spread |= {"f_if": cause.spread}
    spread |= {"hb_normal": population.between("haemoglobin")}
    spread |= {"mcv_normal": population.between("mcv")}
    varying = tuple(name for name in NAMES if name in spread)
    start = settings().start
    return Prior(
        typical=changed(typical(), **_values(like, cause, weight_kg)),
        varying=varying,
        spread=np.array([spread[name] for name in varying]),
        serum_above_background=start["serum_above_background"].value,
        serum_spread=start["serum_spread"].value,
        micrograms_per_day=diet,
        before=absorption(medicines, 0),
    )


def _values(
    like: population.Covariates, cause: CauseChange, weight_kg: float | None
) -> dict[str, float]:
    """The typical values of people like this."""
    of = {name: entry.value for name, entry in entries().items()}
    heavier = 1.0 if weight_kg is None else weight_kg / settings().start["weight"].value
    filtered = like.egfr / population.value("egfr", "reference")
    return (
        {name: of[name] * heavier for name in VOLUMES}
        | {name: of[name] * filtered for name in CLEARED_BY_KIDNEYS}
        | {
            "f_if": of["f_if"] * cause.intrinsic_factor,
            "f_food": of["f_food"] * cause.food,
            "r_bile": of["r_bile"] * cause.bile,
            "mma_floor": of["mma_floor"] * population.relative("methylmalonic_acid", like),
            "hcy_floor": of["hcy_floor"] * population.relative("homocysteine", like),
            "hb_normal": population.level("haemoglobin", like),
            "mcv_normal": population.level("mcv", like),
        }
    )


def _cause(made: Plan, medicines: frozenset[str]) -> CauseChange:
    """What the cause changes; of a medicine that is taken, the course holds what it changes."""
    causes = settings().cause
    cause = causes.get(made.cause.leading, causes["other"])
    if made.cause.leading in {MEDICINES[name] for name in medicines}:
        return replace(cause, intrinsic_factor=1.0, food=1.0, bile=1.0)
    return cause


def _diet(facts: Facts) -> tuple[float, str | None]:
    """Micrograms eaten a day, and how that is said where it is an assumption."""
    kinds = {
        "strict": facts.value("diet_strict") is True and facts.value("supplement_now") is not True,
        "partial": facts.value("diet_partial") is True,
        "usual": True,
    }
    kind = next(name for name, holds in kinds.items() if holds)
    value = settings().diet[kind].value
    return value, f"{value:g} micrograms of vitamin B12 eaten a day"
