"""Times in words: "15 years", "9 years before", "since March 2021", "until 2020", "last week".

What is read is never longer than what was said: `since` is the latest day on which something can
have begun, `until` the earliest on which it can have ended. Months and years are subtracted by the
calendar, with the day of the month clamped (31 March minus one month is 28 February).
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from corrin.reading.dates import date_at
from corrin.reading.line import Clock, Line


class Span(Struct, frozen=True):
    """When something was: first and last possible day, or how long it has lasted at least."""

    first: date | None = None
    last: date | None = None
    """The first and the last day that the words can mean."""
    until: date | None = None
    """The earliest day of its end, where the words give both a beginning and an end."""
    length: tuple[str, Decimal] | None = None
    """A unit and how many of it, where a length and no date was said."""
    role: str = "at"
    """at, since, until, age, age_limit, planned; person for the age of the person;
    ambiguous for "in 3 months", which can be past or future."""

    def since(self, on: date) -> date | None:
        """The latest day of its beginning, if the words say one."""
        if self.role in ("until", "planned", "age_limit") or self.last is None:
            return None
        return min(self.last, on)


def when_at(line: Line, at: int, clock: Clock) -> tuple[int, Span] | None:
    """The time that the words from a token on say, and where they end."""
    lead, start = _lead(line, at)
    for reading in (_fixed, _stage, _age, _dates, _length):
        found = reading(line, start, lead, clock)
        if found is not None:
            return found
    return None


ANY_DAY = date(2000, 1, 1)


def hangs_on_day(line: Line, at: int) -> bool:
    """Whether words from a token on say a time, or may say one on some days: a month, "the 80s"."""
    if line.named(at, "month") or line.fold(at) == "s":
        return True
    return when_at(line, at, Clock(ANY_DAY, ANY_DAY)) is not None


def whole_time(line: Line) -> Span | None:
    """The time that a whole text is."""
    found = when_at(line, 0, line.clock) if len(line) else None
    return found[1] if found is not None and line.only_small(found[0]) else None


def back(on: date, unit: str, number: Decimal) -> date:
    """The day that lies a number of units before another."""
    if unit in ("day", "week"):
        return on - timedelta(days=int(number * (7 if unit == "week" else 1)))
    months = number * (12 if unit == "year" else 1)
    whole = int(months)
    return _months_back(on, whole) - timedelta(days=int((months - whole) * (366 // 12)))


def lived(line: Line, unit: str, number: Decimal) -> bool:
    """Whether a number of units can be a time in somebody's life."""
    per_year = {"day": 366, "week": 366 // 7, "month": 12, "year": 1}
    return 0 <= number <= line.language.bounds["longest_years"] * per_year[unit]


def _months_back(on: date, months: int) -> date:
    years, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(years, month + 1, min(on.day, monthrange(years, month + 1)[1]))


def _lead(line: Line, at: int) -> tuple[str, int]:
    """What the small words before a time say of it: "for more than", "in the last", "since about".

    Returns the strongest role (within, less, nearly, until, since, from, for, more, at) and where
    the time itself begins.
    """
    roles: set[str] = set()
    for _ in range(4):
        if at >= len(line):
            break
        end, found = line.marks[at]
        leads = {role for role in found if role in LEADS}
        if not leads or (end == at + 1 and _begins_length(line, at)):
            break
        roles |= leads
        at = end
    for role in LEADS:
        if role in roles:
            return role.removeprefix("time."), at
    return "", at


LEADS = (
    "time.within",
    "time.less",
    "time.nearly",
    "time.until",
    "time.since",
    "time.from",
    "time.age",
    "time.for",
    "time.at",
    "time.more",
    "time.about",
)


def _begins_length(line: Line, at: int) -> bool:
    """Whether "last week", "this year" begin here rather than "(for the) last 3 weeks"."""
    return (
        line.end(at, "time.last", "time.this") is not None
        and line.named(at + 1, "unit") is not None
    )


def _fixed(line: Line, at: int, lead: str, clock: Clock) -> tuple[int, Span] | None:
    """Today, yesterday, last month, next week."""
    on = clock.on
    if end := line.end(at, "time.today"):
        return end, Span(on, on, role=_role(lead))
    if end := line.end(at, "time.yesterday"):
        return end, Span(on - timedelta(1), on - timedelta(1), role=_role(lead))
    if end := line.end(at, "time.tomorrow"):
        return end, Span(role="planned")
    for word in ("last", "this", "next"):
        end = line.end(at, f"time.{word}")
        unit = line.named(end, "unit") if end else None
        if unit is None:
            continue
        if word == "next":
            return unit[0], Span(role="planned")
        first = _start_of(on, unit[1])
        if word == "this":
            return unit[0], Span(first, on, role=_role(lead))
        last = first - timedelta(1)
        return unit[0], Span(_start_of(last, unit[1]), last, role=_role(lead))
    return None


def _start_of(on: date, unit: str) -> date:
    """The first day of the day, week (from Monday), month or year in which a day lies."""
    if unit == "day":
        return on
    if unit == "week":
        return on - timedelta(on.weekday())
    return on.replace(day=1) if unit == "month" else on.replace(month=1, day=1)


def _stage(line: Line, at: int, lead: str, clock: Clock) -> tuple[int, Span] | None:
    """In childhood, since birth: dated where the birth date is known."""
    found = line.named(at, "stage")
    if found is None:
        return None
    years = line.language.life_stages[found[1]]
    first, last = _birthday(clock, "year", years), _latest_birthday(clock, "year", years)
    return found[0], Span(first, last, role="age" if lead != "until" else "age_limit")


def _age(line: Line, at: int, lead: str, clock: Clock) -> tuple[int, Span] | None:
    """Aged 40, at the age of 6 months, at 1 year; and "45 years old", which is no duration."""
    found = line.span(at)
    if found is None:
        return None
    end, low, high = found
    unit = line.named(end, "unit")
    after = unit[0] if unit else end
    old = line.end(after, "time.old") if unit else None
    aged = (
        lead == "age"
        or old is not None
        or (lead == "at" and unit is not None and line.fold(at - 1) == "at")
    )
    if not aged or not lived(line, unit[1] if unit else "year", high):
        return None
    if old is not None and lead not in ("at", "age", "since", "from"):
        return old, Span(role="person")
    last = _latest_birthday(clock, unit[1] if unit else "year", high + 1)
    first = _birthday(clock, unit[1] if unit else "year", low)
    return old or after, Span(first, last, role="age")


def _birthday(clock: Clock, unit: str, number: Decimal) -> date | None:
    """The day on which an age is reached, or the first on which it can be."""
    return None if clock.born is None else _aged(clock.born, unit, number)


def _latest_birthday(clock: Clock, unit: str, number: Decimal) -> date | None:
    """The last day on which an age can be reached."""
    born = clock.born_latest or clock.born
    return None if born is None else _aged(born, unit, number)


def _aged(born: date, unit: str, number: Decimal) -> date:
    days = {"day": Decimal(1), "week": Decimal(7)}
    if unit in days:
        return born + timedelta(days=int(number * days[unit]))
    return _months_back(born, -int(number * (12 if unit == "year" else 1)))


def _dates(line: Line, at: int, lead: str, clock: Clock) -> tuple[int, Span] | None:
    """A date, or two: "since 2015", "in March 2021", "from 2019 to 2022", "until 2020"."""
    found = date_at(line, at, clock.on)
    if found is None:
        return None
    end, first, last = found
    role = "at" if lead == "for" else _role(lead)
    ranged = line.end(end, "time.until")
    second = date_at(line, ranged, clock.on) if ranged else None
    if second is None and line.dashed(end):
        second = date_at(line, end, clock.on)
    if second is not None and second[2] >= first and role != "until":
        return second[0], Span(first, last, until=second[1], role="since")
    if first > clock.on:
        return end, Span(first, last, role="planned")
    return end, Span(first, last, role=role)


def _role(lead: str) -> str:
    return lead if lead in ("until", "since") else "since" if lead in ("from", "for") else "at"


def _length(line: Line, at: int, lead: str, clock: Clock) -> tuple[int, Span] | None:
    """A length of time: "15 years", "9 years ago", "several months", "in the last 3 months"."""
    found = length_at(line, at)
    if found is None:
        return None
    end, unit, number = found
    ago = line.end(end, "time.ago")
    if line.end(end, "time.in_time") and lead == "at":
        return end + 1, Span(role="planned")
    if line.end(end, "time.relative") and not ago:
        return None
    doubtful = not lead and line.noted(at) is not None and _dosed_before(line, at)
    if (lead == "at" or doubtful) and not ago:
        return end, Span(role="ambiguous")
    if ago and line.fold(end) == "before" and not _closes(line, ago):
        return None
    if lead == "nearly":
        number = max(number - 1, Decimal(0))
    if not lived(line, unit, number):
        return None
    day = back(clock.on, unit, number)
    if lead == "until" and not ago:
        limit = _birthday(clock, unit, number)
        return end, Span(limit, limit, role="age_limit")
    if lead in ("within", "less"):
        return ago or end, Span(day, clock.on, role="since")
    if lead == "until":
        return ago or end, Span(day, day, role="until")
    if ago:
        return ago, Span(day, day)
    return end, Span(day, day, length=(unit, number), role="since")


def _dosed_before(line: Line, at: int) -> bool:
    """Whether a dose or a route stands before: in "1 mg IM 3/12" it may be how often."""
    groups = ("dose_unit", "route", "per_day", "every_days", "every_months")
    return at > 0 and any(line.named(at - 1, group) for group in groups)


def _closes(line: Line, at: int) -> bool:
    """Whether nothing follows to which "before" could relate."""
    return at >= len(line) or line.tokens[at].kind in ("comma", "break")


def length_at(line: Line, at: int) -> tuple[int, str, Decimal] | None:
    """A length of time at a token: its end, the unit, and the least number that is meant."""
    if found := line.named(at, "lasting"):
        return found[0], "year", line.language.lasting[found[1]]
    if noted := line.noted(at):
        return noted
    if found := line.named(at, "vague"):
        end = line.end(found[0], "small") or found[0]
        unit = line.named(end, "unit")
        return (unit[0], unit[1], line.language.vague[found[1]]) if unit else None
    ranged = line.span(at)
    if ranged is not None:
        unit = line.named(ranged[0], "unit")
        return (unit[0], unit[1], ranged[1]) if unit else None
    unit = line.named(at, "unit")
    if unit is not None and line.raw(at, unit[0]).endswith(("s", "S")):
        return unit[0], unit[1], line.language.bare_plural
    return None


def earlier(span: Span, until: date) -> Span:
    """A length of time counted back from its end instead of from today."""
    if span.length is None:
        return span
    day = back(until, *span.length)
    return replace(span, first=day, last=day)
