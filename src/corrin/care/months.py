"""Calendar months between civil dates."""

from datetime import date


def months_between(start: date, end: date) -> int:
    """Whole calendar months from start to end; negative where end comes first.

    >>> months_between(date(2026, 1, 31), date(2026, 2, 28))
    0
    >>> months_between(date(2026, 1, 15), date(2026, 3, 15))
    2
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
