"""Figures entered a second time, from the source of the entry, so that none changes by a slip.

Each file of `figures/` is a table: the entry, then its figures, as `LINES` writes them. Every
entry with figures stands there once. Factors between units are not entered but worked out from
molar masses and the meaning of the prefixes.
"""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corrin.domain.analyte import Analyte, UnitOf
from corrin.domain.food import Food
from corrin.domain.knowledge import Knowledge
from corrin.domain.regimen import AfterDoses, EveryDays, EveryMonths, Phase, WeekdayOffsets
from corrin.knowledge.load import knowledge

HERE = Path(__file__).parent / "figures"
Line = tuple[str, str]


@cache
def table(name: str) -> dict[str, str]:
    """The rows of a file, by entry; a row that begins with `#` is a remark."""
    rows: dict[str, str] = {}
    for line in (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            entry, _, figures = line.partition(" | ")
            assert entry not in rows, entry
            rows[entry.strip()] = " ".join(figures.split())
    return rows


def differing(name: str, known: Knowledge) -> list[str]:
    """The entries whose figures are not those of the table, and those that stand in one only."""
    lines = list(LINES[name](known))
    said, wanted = dict(lines), table(name)
    twice = [entry for entry, _ in lines] if len(said) < len(lines) else []
    return [*twice, *sorted(e for e in said.keys() | wanted if said.get(e) != wanted.get(e))]


def number(value: Any) -> str:
    """A number without useless zeros; `-` where there is none."""
    if value is None:
        return "-"
    return format(Decimal(value).normalize(), "f")


def span(low: Any, high: Any) -> str:
    return f"{number(low)} to {number(high)}"


# --- how each table is written --------------------------------------------------------------------


def foods(known: Knowledge) -> Iterator[Line]:
    for food in known.foods.values():
        counted = food.b12_micrograms_per_100_g is not None
        grams = (
            number(portion.grams)
            if counted or portion.b12_micrograms is None
            else f"{number(portion.grams)} with {number(portion.b12_micrograms)}"
            for portion in food.portions
        )
        yield food.id, f"{number(food.b12_micrograms_per_100_g)} | {', '.join(grams)}"


def food_marks(known: Knowledge) -> Iterator[Line]:
    """What is marked of a food: its usual portion, the piece that a bare number counts."""
    for food in known.foods.values():
        said = [
            *(f"usual {number(p.grams)}" for p in food.portions if p.usual),
            *(f"counts {number(p.grams)}" for p in food.portions if p.piece),
            *([f"{number(food.grams_per_ml)} g in 1 ml"] if food.grams_per_ml else []),
            *(["of one maker"] if food.brand else []),
            *([] if food.named else ["not proposed"]),
        ]
        if said:
            yield food.id, ", ".join(said)


def intakes(known: Knowledge) -> Iterator[Line]:
    for body in known.intakes.values():
        for row in body.rows:
            ages = ""
            if row.age_months_from is not None or row.age_months_to is not None:
                ages = f" {span(row.age_months_from, row.age_months_to)}"
            needed = f", half need {number(row.average_requirement)}"
            figures = number(row.value) + (needed if row.average_requirement else "")
            yield f"{body.id} {row.group}{ages}", figures


def regimens(known: Knowledge) -> Iterator[Line]:
    for regimen in known.regimens.values():
        yield regimen.id, "; ".join(map(phase, regimen.phases)) or "-"


def phase(it: Phase) -> str:
    span_of = f" ({number(it.dose_low)}-{number(it.dose_high)})" if it.dose_low else ""
    times = "" if it.times_per_day == 1 else f" {it.times_per_day} times"
    count = f" x{it.ends.count}" if isinstance(it.ends, AfterDoses) else ""
    return f"{number(it.dose_micrograms)}{span_of}{times} {timing(it.timing)}{count}"


def timing(it: EveryDays | EveryMonths | WeekdayOffsets) -> str:
    match it:
        case EveryDays(days=days, days_max=most):
            return f"every {days}{f'-{most}' if most else ''} d"
        case EveryMonths(months=months, months_max=most, months_dated=dated):
            at = f" at {dated}" if dated else ""
            return f"every {months}{f'-{most}' if most else ''} m{at}"
        case WeekdayOffsets(offsets=offsets, weeks=weeks):
            return f"days {' '.join(map(str, offsets))}" + (f" of {weeks} weeks" if weeks else "")


def bounds(known: Knowledge) -> Iterator[Line]:
    for analyte in known.analytes.values():
        if analyte.hard_low is not None or analyte.hard_high is not None:
            usual = span(analyte.usual_low, analyte.usual_high)
            yield (
                f"{analyte.id} {analyte.unit}",
                f"{span(analyte.hard_low, analyte.hard_high)} | "
                f"{span(analyte.soft_low, analyte.soft_high)} | {usual}",
            )


def settings(known: Knowledge) -> Iterator[Line]:
    for setting in known.settings.values():
        yield setting.id, f"{number(setting.value)} {setting.unit}"


def measures(known: Knowledge) -> Iterator[Line]:
    for it in known.measures.values():
        often = (it.times_a_week_low, it.times_a_week_high)
        figures = span(*often) if it.kind == "often" else number(it.grams or it.millilitres)
        said = [] if it.kind in ("own", "usual") else [figures]
        if it.apart:
            said.append("apart")
        if said:
            yield it.id, ", ".join(said)


def absorption(known: Knowledge) -> Iterator[Line]:
    for it in known.absorption.values():
        yield it.id, f"{number(it.value)} | {span(it.low, it.high)}"


def dose_limits(known: Knowledge) -> Iterator[Line]:
    for limit in known.dose_limits:
        name = " ".join(w for w in (limit.route, limit.product, limit.purpose) if w)
        if limit.forbidden:
            yield name, "forbidden"
        else:
            yield (
                name,
                f"{span(limit.usual_low, limit.usual_high)} | "
                f"{span(limit.warn_below, limit.warn_above)} | "
                f"{span(limit.reject_below, limit.reject_above)}",
            )


COUNTED = (
    "longest_months",
    "numbers",
    "ordinals",
    "vague",
    "lasting",
    "life_stages",
    "months",
    "times_per_day",
    "every_days",
    "every_months",
    "dose_units",
    "lengths_cm",
    "bounds",
)


def language(known: Knowledge) -> Iterator[Line]:
    yield "bare_plural", number(known.language.bare_plural)
    for name in COUNTED:
        words: dict[str, list[str]] = {}
        for word, value in getattr(known.language, name).items():
            words.setdefault(number(value), []).append(word)
        for value, meaning in words.items():
            yield f"{name} {value}", ", ".join(meaning)
    for pattern in known.language.patterns:
        if pattern.below or pattern.at_least:
            below = ", ".join(f"below {number(value)}" for value in pattern.below)
            least = ", ".join(f"from {number(value)}" for value in pattern.at_least)
            denied = ", otherwise absent" if pattern.denies else ""
            yield pattern.words[0], f"{pattern.concept} {below}{least}{denied}"


def facts(known: Knowledge) -> Iterator[Line]:
    for fact in known.facts.values():
        figures = (
            ("from {}", fact.at_least),
            ("below {}", fact.below),
            ("for {} months", fact.min_months),
            ("from day {}", fact.min_days),
            ("to day {}", fact.max_days),
            ("every {} days at most", fact.max_interval_days),
            ("none for {} days", fact.since_last_days),
            ("an order every {} days or more", fact.order_min_days),
            ("up to {} cm", fact.max_length_cm),
            ("over {} cm", fact.over_length_cm),
        )
        said = [words.format(number(value)) for words, value in figures if value is not None]
        if fact.treated:
            said.append(f"by {' '.join(fact.routes) or 'any route'}")
        if said:
            yield fact.id, ", ".join(said)


def offsets(known: Knowledge) -> Iterator[Line]:
    for check in known.monitoring:
        said = [
            f"{number(value)} {unit}"
            for value, unit in (
                (check.after_days, "days"),
                (check.after_weeks, "weeks"),
                (check.after_months, "months"),
            )
            if value is not None
        ]
        again = f", then every {number(check.repeat_months)} months" if check.repeat_months else ""
        decides = ", decides" if check.decides else ""
        yield check.id, (", ".join(said) or "-") + again + decides


def interactions(known: Knowledge) -> Iterator[Line]:
    names = ("hours", "hours_preferred", "hours_before", "hours_after")
    doses = ("dose_mg_at_least", "dose_mg_at_most")
    for rule in known.interactions.values():
        values = ((name, getattr(rule, name)) for name in (*names, *doses))
        said = [f"{name} {number(value)}" for name, value in values if value is not None]
        if rule.may_be_left_out:
            said.append("may be left out")
        if said:
            yield rule.id, ", ".join(said)


def cards(known: Knowledge) -> Iterator[Line]:
    for card in known.cards.values():
        hooks = " ".join(card.hooks)
        yield card.id, f"{card.indicator}, rank {card.rank}, quiet {card.quiet_days} days, {hooks}"


LINES: dict[str, Callable[[Knowledge], Iterator[Line]]] = {
    "foods": foods,
    "food_marks": food_marks,
    "intakes": intakes,
    "regimens": regimens,
    "bounds": bounds,
    "facts": facts,
    "settings": settings,
    "measures": measures,
    "absorption": absorption,
    "dose_limits": dose_limits,
    "language": language,
    "offsets": offsets,
    "interactions": interactions,
    "cards": cards,
}
SECTIONS = {"bounds": "analytes", "offsets": "monitoring", "food_marks": "foods"}
"""The section that a table is about, where it has not the same name."""


@pytest.mark.parametrize("name", LINES)
def test_the_figures_are_those_entered_a_second_time(name: str):
    assert differing(name, knowledge()) == []


# --- portions -------------------------------------------------------------------------------------


def portions_off(food: Food) -> list[str]:
    """Portions whose micrograms do not follow from their grams and the micrograms in 100 g."""
    per_100_g = food.b12_micrograms_per_100_g
    if per_100_g is None:
        return []
    return [
        f"{food.id} {portion.says}"
        for portion in food.portions
        if portion.b12_micrograms
        != (portion.grams * per_100_g / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    ]


def test_the_micrograms_of_a_portion_follow_from_its_weight():
    assert [off for food in knowledge().foods.values() for off in portions_off(food)] == []


CUP = Decimal("236.588")
"""Millilitres in a cup of the United States, of 8 fluid ounces."""
OUNCES = {"1 cup": 8, "1 cup (8 fl oz)": 8, "8 fl oz": 8, "1 fl oz": 1}
"""Portions that are volumes, in fluid ounces; what is said of a cup holds more exactly."""


def weight_of_a_millilitre(food: Food) -> Decimal | None:
    """What 1 ml of a food weighs, by its cup or fluid ounce; None where neither is known."""
    weighed = {p.says: p.grams for p in food.portions}
    found = next((says for says in OUNCES if says in weighed), None)
    if found is None:
        return None
    return (weighed[found] * 8 / OUNCES[found] / CUP).quantize(Decimal("0.01"), ROUND_HALF_UP)


def densities_off(food: Food) -> bool:
    """Whether 1 ml of what is poured weighs something else than by its cup."""
    weight = weight_of_a_millilitre(food)
    return food.grams_per_ml is not None and weight is not None and weight != food.grams_per_ml


def test_what_is_poured_weighs_what_its_cup_weighs():
    poured = [food for food in knowledge().foods.values() if food.grams_per_ml]
    by_cup = [food for food in poured if weight_of_a_millilitre(food) is not None]

    assert len(by_cup) >= 20
    assert [food.id for food in by_cup if densities_off(food)] == []


# --- factors between units ------------------------------------------------------------------------

GRAMS_PER_MOL = {
    "total_b12": "1355.37",  # cyanocobalamin
    "b12_binding_capacity": "1355.37",
    "csf_b12": "1355.37",
    "methylmalonic_acid": "118.09",
    "urine_methylmalonic_acid": "118.09",
    "homocysteine": "135.18",
    "folate": "441.4",
    "red_cell_folate": "441.4",
    "haemoglobin": "16114",  # one chain with its iron, as laboratories count it
    "mch": "16114",
    "mchc": "16114",
    "magnesium": "24.305",
    "phosphate": "30.974",  # as phosphorus
    "calcium": "40.078",
    "urea": "60.06",
    "blood_urea_nitrogen": "28.014",  # two atoms of nitrogen
    "serum_iron": "55.845",
    "tibc": "55.845",
    "copper": "63.546",
    "zinc": "65.38",
    "free_t4": "776.87",
    "vitamin_e": "430.71",
    "vitamin_d": "400.64",
    "ammonia": "17.031",
    "lactate": "90.08",
    "glucose": "180.156",
    "csf_glucose": "180.156",
}
"""Molar masses, from PubChem and the standard atomic weights."""
CUSTOMARY = {
    "bilirubin": ("mg/dL", "17.1"),
    "bilirubin_indirect": ("mg/dL", "17.1"),
    "bilirubin_direct": ("mg/dL", "17.1"),
    "creatinine": ("mg/dL", "88.42"),
}
"""Micromoles per litre in 1 mg/dL, as laboratories round them."""
PICOMOLES_IN_A_MICROGRAM = {"gastrin": "481", "ferritin": "2.247"}
VALENCE = {"potassium": 1, "sodium": 1, "magnesium": 2, "calcium": 2}
CREATININE_GRAMS_PER_MOL = Fraction("113.12")
PREFIX = {"": 0, "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15}
QUANTITY = re.compile(r"(?P<prefix>[dcmunpf]?)(?P<of>mol|g|L|eq|kat|\[IU\])(?:\{creat\})?")
POWER = re.compile(r"(?:10\*(?P<power>\d+))?/(?P<per>L|uL|mm3)")
PURE = {"%": "0.01", "[ppth]": "0.001", "L/L": "1"}
OWN_SCALES = {
    "urine_protein": {"mg/mmol{creat}", "g/(24.h)", "g/L", "mg/dL", "mg/g{creat}"},
    "if_antibody": {"U/mL", "[arb'U]/mL", "[arb'U]", "{RU}/mL", "{CU}", "{titer}", "{index}"},
    "parietal_antibody": {"U/mL", "[arb'U]/mL", "[arb'U]", "{RU}/mL", "{CU}", "{titer}", "{index}"},
    "ttg_iga": {"U/mL", "[arb'U]/mL", "[arb'U]", "{RU}/mL", "{CU}", "{titer}", "{index}"},
    "thyroid_antibody": {"U/mL", "[arb'U]/mL", "{RU}/mL", "{CU}", "{titer}", "{index}"},
    "hba1c": {"mmol/mol", "%"},
}
"""Units that no factor joins: each maker of an antibody test has his own; HbA1c has an offset."""
AS_THEY_ARE = {"fL", "um3", "U/L", "mm/h", "1", "mL/min", "mL/min/{1.73_m2}"}


def in_base_units(unit: str, analyte: str) -> Fraction:
    """How much of grams, moles or pieces per litre one of a unit is."""
    if unit in AS_THEY_ARE:
        return Fraction(1)
    if unit in PURE and analyte != "adamts13":
        return Fraction(PURE[unit])
    if found := POWER.fullmatch(unit):
        litres = Fraction(1) if found["per"] == "L" else Fraction(1, 10**6)
        return Fraction(10) ** int(found["power"] or 0) / litres
    if unit == "%":
        unit = "[IU]/dL"  # of the mean of healthy people, who have 1 unit in a millilitre
    over, _, under = unit.partition("/")
    amount = of(over, analyte)
    if under.endswith("{creat}"):
        return amount / creatinine(under)
    return amount / (of(under, analyte) if under else 1)


def of(text: str, analyte: str) -> Fraction:
    """A quantity with its prefix; masses become moles where the analyte has a molar mass."""
    found = QUANTITY.fullmatch(text)
    assert found is not None, f"{text} of {analyte}"
    size = Fraction(10) ** PREFIX[found["prefix"]]
    match found["of"]:
        case "g":
            return size * moles_in_a_gram(analyte)
        case "eq":
            return size / VALENCE[analyte]
        case "kat":
            return size * 60 * 10**6  # a unit is a micromole in a minute
        case _:
            return size


def moles_in_a_gram(analyte: str) -> Fraction:
    if analyte in CUSTOMARY:
        return Fraction(CUSTOMARY[analyte][1]) / 10**4
    if analyte in PICOMOLES_IN_A_MICROGRAM:
        return Fraction(PICOMOLES_IN_A_MICROGRAM[analyte]) / 10**6
    return 1 / Fraction(GRAMS_PER_MOL.get(analyte, "1"))


def creatinine(text: str) -> Fraction:
    """Moles of creatinine."""
    found = QUANTITY.fullmatch(text)
    assert found is not None
    size = Fraction(10) ** PREFIX[found["prefix"]]
    return size / CREATININE_GRAMS_PER_MOL if found["of"] == "g" else size


def factor(unit: UnitOf, analyte: Analyte) -> Fraction:
    """How many of the unit of an analyte are in one of another of its units."""
    if unit.own_scale:
        return Fraction(1)
    return in_base_units(unit.ucum, analyte.id) / in_base_units(analyte.unit, analyte.id)


def factors_off(analyte: Analyte) -> list[str]:
    """Units whose factor is not the one worked out."""
    return [
        f"{analyte.id} {unit.ucum}"
        for unit in analyte.units
        if unit.own_scale != (unit.ucum in OWN_SCALES.get(analyte.id, ()))
        or Fraction(unit.numerator) != factor(unit, analyte) * Fraction(unit.denominator)
    ]


def test_every_factor_follows_from_molar_mass_and_prefix():
    assert [off for analyte in knowledge().analytes.values() for off in factors_off(analyte)] == []


def test_a_factor_turned_round_is_seen():
    """1 mg/L of homocysteine is 1000 / 135.18 µmol/L and not 135.18 / 1000."""
    homocysteine = knowledge().analytes["homocysteine"]
    (unit,) = (unit for unit in homocysteine.units if unit.ucum == "mg/L")

    assert factor(unit, homocysteine) == Fraction(100_000, 13_518)
