"""Who the person is: age, sex, pregnancy, weight, and whether there is a person to plan for."""

import re
from datetime import date
from decimal import Decimal

from msgspec import Struct

from corrin.care.months import months_between
from corrin.domain.person import NO, YES, Sex
from corrin.person_file.file import File, civil_day
from corrin.reading import ledger
from corrin.reading.numbers import with_point
from corrin.record.age import MONTHS_A_YEAR, Age

SEXES: dict[str, Sex | None] = {
    **dict.fromkeys(("female", "f", "woman", "girl", "trans man"), "female"),
    **dict.fromkeys(("male", "m", "man", "boy", "trans woman"), "male"),
    **dict.fromkeys(("other", "intersex", "undetermined", "indeterminate", "u", "x"), None),
}
YEARS = "completed years, such as 46, or a decimal below two, such as 0.5"
MONTHS = "completed months, such as 8"
KILOGRAMS = "kilograms, such as 70 or 70.5"
WEEKS = "weeks, such as 29, 29.7, 29+5 or 29/40"
DAYS_A_WEEK = 7
WEIGHT = re.compile(
    r"([0-9]{1,4}(?:\.[0-9]{1,6}|,[0-9]{1,2})?)\s*(?:kg|kilograms?|kilos?)?", re.IGNORECASE
)
GESTATION = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{1,4}|,[0-9]{1,2})?)\s*(?:weeks?|wks?|w|/\s*40)?"
    r"(?:\s*\+?\s*([0-6])(?:/7|\s*days?|d)?)?(?:\s*/\s*40)?",
    re.IGNORECASE,
)
"""29, 29.7, 29+5, 29 weeks 5 days, 29/40, 29+5/40."""
PREGNANT_FOR = re.compile(
    r"(?:yes|true|y)?[\s,:;(]*((?:at\s+)?(?=.*(?:w|/\s*40|\+))[0-9].*?)"
    r"(?:\s*(?:pregnant|gestation|of gestation|gone))?\)?",
    re.IGNORECASE,
)
"""A pregnancy said by its weeks: "20 weeks", "22/40", "yes, 20 weeks"."""
_WEEKS = r"([0-9]{1,2}(?:\s*\+\s*[0-6])?)"
SAID_IN_WORDS = re.compile(
    rf"{_WEEKS}\s*/\s*40|{_WEEKS}\s*(?:weeks?|wks?)\s*(?:pregnant|gone|gestation|of gestation)"
    rf"|pregnan(?:t|cy)[\s,:(]*(?:at\s*)?{_WEEKS}\s*(?:weeks?|wks?)",
    re.IGNORECASE,
)
"""The weeks where words say a pregnancy: "pregnant, 22/40", "20 weeks pregnant"."""
YES_OR_WEEKS = "true, false, null where not known, or the weeks, as in 22/40"


def read_age(file: File, on: date) -> Age:
    """The age, from the birth date where there is one; what disagrees is named."""
    born = _birth_date(file, on)
    years = _within(file, "age_years", YEARS, 1)
    months = _within(file, "age_months", MONTHS, MONTHS_A_YEAR)
    if born is not None:
        age = Age(born, months_between(born, on), field="birth_date")
        _agree_with_birth(file, age, years, months)
        return age
    if years is not None and months is not None:
        return _both(file, years, months)
    if months is not None:
        return Age(months=int(months), field="age_months")
    if years is None:
        return Age()
    slack = MONTHS_A_YEAR - 1 if years == int(years) else 0
    return Age(months=int(years * MONTHS_A_YEAR), slack=slack)


def _birth_date(file: File, on: date) -> date | None:
    born = file.day("birth_date")
    if born is None:
        return None
    if born > on:
        file.refuse("birth_date", born.isoformat(), "it is after the assessment", "a past date")
        return None
    if months_between(born, on) > file.setting("age_years_highest") * MONTHS_A_YEAR:
        file.refuse("birth_date", born.isoformat(), "nobody is that old", "a birth date")
        return None
    return born


def _within(file: File, key: str, accepted: str, per_year: int) -> Decimal | None:
    number = file.number(key, accepted)
    if number is None:
        return None
    if 0 <= number <= file.setting("age_years_highest") * per_year:
        return number
    file.refuse(key, str(number), "it is not the age of a person", accepted)
    return None


def _agree_with_birth(file: File, age: Age, years: Decimal | None, months: Decimal | None) -> None:
    exact = age.months or 0
    if years is not None and abs(years * MONTHS_A_YEAR - exact) > _rounding(years):
        _disagree(file, "age_years", "birth_date")
    if months is not None and abs(months - exact) > 1:
        _disagree(file, "age_months", "birth_date")
    for key, value in (("age_years", years), ("age_months", months)):
        if value is not None:
            file.settle(key, "not_relevant", ledger.DISAGREES)


def _rounding(years: Decimal) -> int:
    """Completed years leave up to eleven months open; a decimal leaves one."""
    return MONTHS_A_YEAR - 1 if years == int(years) else 1


def _disagree(file: File, key: str, other: str) -> None:
    text, against = str(file.tree[key]), str(file.tree[other])
    file.report.warn(key, text, f"it does not agree with {other}, which was used")
    file.report.warn(other, against, f"it does not agree with {key}; the age is computed from it")


def _both(file: File, years: Decimal, months: Decimal) -> Age:
    if 0 <= months - years * MONTHS_A_YEAR < MONTHS_A_YEAR:
        file.settle("age_years", "not_relevant", ledger.DISAGREES)
        return Age(months=int(months), field="age_months")
    for key, other in (("age_years", "age_months"), ("age_months", "age_years")):
        why = f"it does not agree with {other}; the age is not known"
        file.refuse(key, str(file.tree[key]), why, "one of the two, or a birth_date")
    return Age()


def read_sex(file: File) -> Sex | None:
    """Female, male, or None where it is neither stated nor understood."""
    text = file.text("sex")
    if text is None:
        return None
    word = text.casefold()
    if word not in SEXES:
        file.report.unread("sex", text, "neither female nor male; it is taken as not known")
        file.settle("sex", "not_understood")
        return None
    return SEXES[word]


def read_country(file: File) -> str | None:
    """A country as it is recorded; it never chooses the guidance."""
    text = file.text("country")
    if text is None:
        return None
    if len(text) > 1 and text.casefold() != "true" and text.casefold() != "false":
        return text
    file.refuse("country", text, "it is not a country", "a country code such as GB, or a name")
    return None


def read_weight(file: File, age: Age) -> Decimal | None:
    """The weight in kilograms, if somebody of that age can have it."""
    text = file.text("weight_kg")
    if text is None:
        return None
    match = WEIGHT.fullmatch(text)
    if match is None:
        file.refuse("weight_kg", text, "it is not a weight in kilograms", KILOGRAMS)
        return None
    weight = Decimal(with_point(match[1]))
    lowest, highest = file.setting("weight_kg_lowest"), file.setting("weight_kg_highest")
    low, high = lowest, file.setting("weight_kg_high")
    if age.months is not None:
        if age.months >= file.setting("adult_from_years") * MONTHS_A_YEAR:
            lowest, low = (
                file.setting("weight_kg_adult_lowest"),
                file.setting("weight_kg_adult_low"),
            )
        elif age.months < file.setting("infant_below_months"):
            highest = file.setting("weight_kg_infant_highest")
    if not lowest <= weight <= highest:
        why = "nobody of this age weighs that" if age.months is not None else "nobody weighs that"
        file.refuse("weight_kg", text, why, KILOGRAMS)
        if age.months is not None:
            file.report.warn(age.field, str(file.tree[age.field]), "weight_kg does not fit it")
        return None
    if not low <= weight <= high:
        file.report.warn("weight_kg", text, "it is unusual; check the number and its unit")
    return weight


class Pregnancy(Struct, frozen=True):
    """Whether the person is pregnant, since when, and whether they breast-feed."""

    pregnant: bool | None
    gestation_weeks: Decimal | None
    lactating: bool | None
    source: str = "pregnant"
    weeks_source: str = "gestation_weeks"
    """The entries that said so."""


def read_pregnancy(file: File, sex: Sex | None, age: Age) -> Pregnancy:
    """Pregnancy and lactation; what contradicts them is named and never switches them off."""
    pregnant, weeks = _pregnant(file)
    lactating = file.yes_or_no("lactating")
    weeks = _gestation(file, weeks)
    source = "pregnant"
    if weeks == 0 and not pregnant:
        file.settle("gestation_weeks", "not_relevant", ledger.NOT_STATED)
        weeks = None
    if weeks is not None and not pregnant:
        said = str(file.tree["gestation_weeks"])
        if pregnant is None:
            file.report.warn("gestation_weeks", said, "a pregnancy is taken to be stated by it")
            pregnant, source = True, "gestation_weeks"
        else:
            _clash(file, "gestation_weeks", "pregnant", "whether there is a pregnancy is not known")
            pregnant = None
    if sex == "male":
        for key, value in (("pregnant", pregnant), ("lactating", lactating)):
            if value and key in file.tree:
                _clash(file, "sex", key, "the safety rules stay on until a person has resolved it")
    for key, value in (("pregnant", pregnant), ("lactating", lactating)):
        _fertile(file, age, key, value=value)
    stated = file.report.outcome("gestation_weeks") == "used"
    return Pregnancy(pregnant, weeks, lactating, source, "gestation_weeks" if stated else source)


def _pregnant(file: File) -> tuple[bool | None, Decimal | None]:
    """Whether the person is pregnant, and the weeks where those say it."""
    text = file.text("pregnant")
    if text is None or text.casefold() in YES | NO:
        return (None if text is None else text.casefold() in YES), None
    said = PREGNANT_FOR.fullmatch(text)
    weeks = None if said is None else _weeks(said[1])
    if weeks is None:
        file.refuse("pregnant", text, "it is neither yes nor no, nor weeks", YES_OR_WEEKS)
    elif weeks > file.setting("gestation_weeks_highest"):
        file.refuse("pregnant", text, "no pregnancy lasts so long", YES_OR_WEEKS)
    else:
        return True, weeks
    return None, None


def _weeks(text: str) -> Decimal | None:
    """Weeks and days of a pregnancy; a fraction of a week cannot have days too."""
    match = GESTATION.fullmatch(text)
    if match is None:
        return None
    weeks = Decimal(with_point(match[1]))
    return None if match[2] and weeks % 1 else weeks + Decimal(match[2] or 0) / DAYS_A_WEEK


def weeks_in_words(file: File, words: str) -> Decimal | None:
    """The one number of weeks that words about a pregnancy name."""
    found = {next(filter(None, match.groups())) for match in SAID_IN_WORDS.finditer(words)}
    weeks = _weeks("".join(found.pop().split())) if len(found) == 1 else None
    return weeks if weeks and weeks <= file.setting("gestation_weeks_highest") else None


def _gestation(file: File, said: Decimal | None) -> Decimal | None:
    """The weeks of the pregnancy; `said` are those that its own field names."""
    text = file.text("gestation_weeks")
    if text is None:
        return said
    weeks = _weeks(text)
    if weeks is None:
        file.refuse("gestation_weeks", text, "it is not a number of weeks", WEEKS)
        return said
    if weeks > file.setting("gestation_weeks_highest"):
        file.refuse("gestation_weeks", text, "no pregnancy lasts so long", WEEKS)
        return said
    if said is not None and abs(said - weeks) >= 1:
        _clash(file, "gestation_weeks", "pregnant", "the weeks of gestation_weeks are used")
    return weeks


def _clash(file: File, one: str, other: str, then: str) -> None:
    for key, against in ((one, other), (other, one)):
        file.report.warn(key, str(file.tree[key]), f"it contradicts `{against}`; {then}")


def _fertile(file: File, age: Age, key: str, *, value: bool | None) -> None:
    if not value or age.months is None or key not in file.tree:
        return
    lowest = file.setting("pregnancy_years_lowest") * MONTHS_A_YEAR
    highest = (file.setting("pregnancy_years_highest") + 1) * MONTHS_A_YEAR
    if not lowest <= age.months < highest:
        _clash(file, key, age.field, "the rules of pregnancy stay on until it is resolved")


DEATH = ("deceased", "deceased_date", "death_date")


def has_died(file: File, born: date | None) -> bool:
    """Whether the file says, in any way, that the person has died; if so, it is refused."""
    died = False
    for key in DEATH:
        text = file.text(key)
        if text is None or (key == "deceased" and text.casefold() in ("false", "no")):
            continue
        died = True
        day = civil_day(text)
        why = "the person has died, so there is nothing to plan"
        if day is not None and born is not None and day < born:
            why = f"{why}; and it is before birth_date"
            file.refuse("birth_date", born.isoformat(), f"it is after {key}", "a birth date")
        file.refuse(key, text, why, "false, or null where the person is alive")
    return died
