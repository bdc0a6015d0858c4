"""The age on the day of the assessment, as exactly as the record states it."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from corrin.reading.when import back

MONTHS_A_YEAR = 12


class Age(Struct, frozen=True):
    """Months of life, and by how many they may be wrong."""

    birth_date: date | None = None
    months: int | None = None
    slack: int = 0
    """By how many months the person may be older than `months` says."""
    field: str = "age_years"
    """The field that it was read from."""

    def earliest_birth(self, on: date) -> date | None:
        """The first day on which the person can have been born."""
        if self.birth_date is not None or self.months is None:
            return self.birth_date
        months = on.year * MONTHS_A_YEAR + on.month - 2 - self.months - self.slack
        year, month = divmod(months, MONTHS_A_YEAR)
        return date(year, month + 1, 1)

    def latest_birth(self, on: date) -> date | None:
        """The last day on which the person can have been born."""
        if self.birth_date is not None or self.months is None:
            return self.birth_date
        return back(on, "month", Decimal(self.months))

    def reaches(self, day: date, on: date) -> bool:
        """Whether the person can have been alive on a day."""
        earliest = self.earliest_birth(on)
        return earliest is None or day >= earliest
