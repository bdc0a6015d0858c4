"""Random people, each written twice: as a person file, and as the facts of the second reading.

The words are those of the vocabulary, so that no difference is one of wording. Numbers stand on
the bounds, a step below and a step above them, in the units that laboratories print.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.second_reading.facts import Person, Result
from tests.second_reading.readings import ADULT_YEARS
from tests.second_reading.vocabulary import (
    ACTIVE,
    ALLERGIES,
    CONDITIONS,
    DAYS,
    DURATIONS,
    EXPOSURES,
    FAMILY,
    MEASURES,
    MEDICINES,
    MRI,
    PROCEDURES,
    SIGNS,
    SYMPTOMS,
    TOTAL,
    TOTAL_WORDS,
    TREATMENTS,
    TWO_RESECTIONS,
    WORDS,
    FileEntry,
    Measure,
)


@dataclass(frozen=True)
class Kind:
    """How much is not known of a person, and how much more is absent, as shares."""

    unknown: float
    plain: float


KINDS = (Kind(1, 0), Kind(0, 0), Kind(0, 0.6), Kind(0.5, 0.6))


def people(seed: int, count: int) -> Iterator[tuple[FileEntry, Person]]:
    """`count` people, the same for the same seed."""
    for number in range(count):
        yield person(Random(f"{seed}-{number}"))


def person(random: Random) -> tuple[FileEntry, Person]:
    """One person: what the file says, and what the second reading is given."""
    file: FileEntry = {}
    kind = random.choice(KINDS)
    age_months = _age(random, file)
    sex = random.choice(
        ("female", "female", "male", "male", "male", None if kind.unknown else "male")
    )
    if sex:
        file["sex"] = sex
    pregnant, lactating, weeks = _pregnancy(random, file, sex, age_months, kind)

    def some(
        key: str, names: Sequence[str], *, unknown: float, none: float
    ) -> frozenset[str] | None:
        return _some(
            random,
            file,
            key,
            names,
            unknown=unknown * kind.unknown,
            none=none + (1 - none - unknown) * kind.plain,
        )

    diet = _diet(random, file, kind)
    conditions = some("conditions", CONDITIONS, unknown=0.12, none=0.45)
    procedures = some("procedures", PROCEDURES, unknown=0.12, none=0.65)
    medicines = _medicines(random, file, kind)
    symptoms = some("symptoms", SYMPTOMS, unknown=0.12, none=0.35)
    signs = some("signs", SIGNS, unknown=0.15, none=0.55)
    imaging = frozenset({MRI}) if random.random() < 0.03 else None
    if imaging:
        file["imaging"] = [MRI]
    exposures = some("exposures", EXPOSURES, unknown=0.12, none=0.7)
    allergies = some("allergies", ALLERGIES, unknown=0.15, none=0.75)
    family = some("family_history", FAMILY, unknown=0.4, none=0.5)
    treatment = _treatment(random, file)
    results = _results(random, file, age_months)
    facts = Person(
        age_months=age_months,
        sex=sex,
        pregnant=pregnant,
        lactating=lactating,
        gestation_weeks=weeks,
        diet=diet,
        conditions=conditions,
        procedures=procedures,
        medicines=medicines,
        symptoms=symptoms,
        signs=signs,
        imaging=imaging,
        exposures=exposures,
        allergies=allergies,
        family_history=family,
        treatment=treatment,
        results=tuple(results),
    )
    return file, facts


def _age(random: Random, file: FileEntry) -> int:
    if random.random() < 0.04:
        months = random.choice((3, 6, 8, 11, 12, 14, 23))
        file["age_months"] = months
        return months
    low = random.random() < 0.08
    years = random.randint(2, 17) if low else random.choice((random.randint(16, 95), 15, 16, 17))
    if not low and random.random() < 0.8:
        years = random.randint(ADULT_YEARS, 95)
    file["age_years"] = years
    return years * 12


def _pregnancy(
    random: Random, file: FileEntry, sex: str | None, age_months: int, kind: Kind
) -> tuple[bool | None, bool | None, int | None]:
    if sex != "female" or not 14 * 12 <= age_months <= 50 * 12:
        return None, None, None
    answers = (True, False, False, False, None if kind.unknown else False)
    pregnant = random.choice(answers)
    lactating = None if pregnant else random.choice(answers)
    weeks = random.choice((None, 8, 20, 32)) if pregnant else None
    for key, value in (
        ("pregnant", pregnant),
        ("lactating", lactating),
        ("gestation_weeks", weeks),
    ):
        if value is not None:
            file[key] = value
    return pregnant, lactating, weeks


def _some(
    random: Random, file: FileEntry, key: str, names: Sequence[str], *, unknown: float, none: float
) -> frozenset[str] | None:
    drawn = random.random()
    if drawn < unknown:
        return None
    count = 0 if drawn < unknown + none else random.choice((1, 1, 1, 2, 2, 3))
    chosen = sorted(set(random.choices(names, k=count)))
    if set(chosen) >= TWO_RESECTIONS:
        chosen.remove("ileal resection 10 cm")
    file[key] = chosen
    return frozenset(chosen)


def _diet(random: Random, file: FileEntry, kind: Kind) -> frozenset[str] | None:
    unknown = None if kind.unknown else "vegan"
    diet = random.choice((unknown, "vegan", "vegetarian", *["non-vegetarian"] * 5))
    if diet is None:
        return None
    file["diet"] = [diet]
    return frozenset({diet})


def _medicines(random: Random, file: FileEntry, kind: Kind) -> dict[str, int | None] | None:
    drawn = random.random()
    if drawn < 0.12 * kind.unknown:
        return None
    count = 0 if drawn < 0.55 + 0.45 * kind.plain else random.choice((1, 1, 2))
    chosen = sorted(set(random.choices(MEDICINES, k=count)))
    taken = {name: random.choice(DURATIONS) for name in chosen}
    file["medicines"] = [
        {"name": name} | ({"duration": f"{months} months"} if months else {})
        for name, months in taken.items()
    ]
    return taken


def _treatment(random: Random, file: FileEntry) -> frozenset[str] | None:
    drawn = random.random()
    if drawn < 0.08:
        return None
    chosen = random.choice(("im", "oral", "refused")) if drawn > 0.9 else None
    file["prior_treatment"] = [TREATMENTS[chosen]] if chosen else []
    return frozenset({chosen}) if chosen else frozenset()


def _results(random: Random, file: FileEntry, age_months: int) -> list[Result]:
    results: list[Result] = []
    if random.random() < 0.8:
        results.append(_total(random, DAYS if age_months >= 24 else (0, -7)))
        if random.random() < 0.08:
            day = results[0].day - (random.choice((0, 60)) if age_months >= 24 else 0)
            results.append(_printed(random, "total vitamin B12", random.choice(TOTAL), day))
    if random.random() < 0.25:
        results.append(_printed(random, "active vitamin B12", ACTIVE[0], random.choice((0, -7))))
    for name, (chance, measures) in MEASURES.items():
        if random.random() < chance:
            results.append(
                _printed(random, name, random.choice(measures), random.choice((0, 0, -7)))
            )
    for name, (chance, words) in WORDS.items():
        if random.random() < chance:
            results.append(Result(name, word=random.choice(words)))
    if results or random.random() < 0.5:
        file["labs"] = [_entry(result) for result in results]
    return results


def _total(random: Random, days: Sequence[int]) -> Result:
    if random.random() < 0.12:
        return Result("total vitamin B12", word=random.choice(TOTAL_WORDS))
    return _printed(random, "total vitamin B12", random.choice(TOTAL), random.choice(days))


def _printed(random: Random, name: str, measure: Measure, day: int) -> Result:
    step = Fraction(measure.step)
    if random.random() < 0.6:
        value = Fraction(random.choice(measure.bounds)) + random.choice((-step, Fraction(0), step))
    else:
        low, high = measure.span
        value = Fraction(low) + step * random.randint(1, int((high - low) / step))
    sign = random.choice("<>") if name == "total vitamin B12" and random.random() < 0.05 else ""
    low, high = (Fraction(x) if x else None for x in (measure.low, measure.high))
    return Result(name, value, measure.unit, sign, "", low, high, day)


def _entry(result: Result) -> FileEntry:
    entry: FileEntry = {"name": result.name, "day": result.day}
    if result.word in ("hypersegmented neutrophils", "schistocytes"):
        return entry | {"name": result.word, "interpretation": "positive"}
    if result.word:
        return entry | {"interpretation": result.word}
    assert result.value is not None
    entry |= {"value": _number(result.value), "unit": result.unit}
    if result.sign:
        entry["comparator"] = result.sign
    if result.low is not None or result.high is not None:
        span = {"low": result.low, "high": result.high}
        entry["reference_range"] = {k: _number(v) for k, v in span.items() if v is not None}
    return entry


def _number(value: Fraction) -> str:
    return f"{float(value):.3f}".rstrip("0").rstrip(".")
