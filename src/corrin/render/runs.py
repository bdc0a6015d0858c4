"""Many dated doses in few lines: those that follow a rhythm are said as one."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from msgspec import Struct

from corrin.domain.plan import PlannedDose
from corrin.domain.regimen import DAYS_OF_WEEK
from corrin.render.phrases import WEEKDAYS, day, listed, span

RHYTHMS = {1: "daily", 2: "alternate-day", DAYS_OF_WEEK: "weekly"}


class Run(Struct, frozen=True):
    """Doses of one phase, one amount and one route, in order."""

    doses: tuple[PlannedDose, ...]

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(dose.on for dose in self.doses)

    @property
    def count(self) -> str:
        return f"{len(self.doses)} {'dose' if len(self.doses) == 1 else 'doses'}"

    def says(self) -> str:
        """How many doses, in which rhythm, and when; each date where there is no rhythm."""
        first, *_, last = (*self.dates, self.dates[-1])
        gaps = {(later - earlier).days for earlier, later in pairwise(self.dates)}
        if len(gaps) == 1 and len(self.doses) > 2 and (rhythm := RHYTHMS.get(min(gaps))):
            return f"{len(self.doses)} {rhythm} doses, {span(first, last)}"
        if weekdays := self.weekdays():
            return f"{self.count}, on {listed(weekdays)}, {span(first, last)}"
        return f"{self.count}: {', '.join(map(day, self.dates))}"

    def weekdays(self) -> list[str]:
        """The days of the week, where every week of at least two has the same ones."""
        days = sorted({on.weekday() for on in self.dates}, key=self._from_first)
        if not 1 < len(days) < DAYS_OF_WEEK or len(self.dates) < 2 * len(days):
            return []
        week = timedelta(days=DAYS_OF_WEEK)
        repeats = zip(self.dates, self.dates[len(days) :], strict=False)
        if any(later - earlier != week for earlier, later in repeats):
            return []
        return [WEEKDAYS[number] for number in days]

    def _from_first(self, weekday: int) -> int:
        return (weekday - self.dates[0].weekday()) % DAYS_OF_WEEK


def runs(doses: Iterable[PlannedDose]) -> Iterator[Run]:
    """The doses as runs; one with a note stands alone."""
    numbered = enumerate(doses)

    def alike(pair: tuple[int, PlannedDose]) -> object:
        number, dose = pair
        return (dose.phase, dose.dose_micrograms, dose.route, number if dose.note else None)

    for _, group in groupby(numbered, alike):
        yield Run(tuple(dose for _, dose in group))
