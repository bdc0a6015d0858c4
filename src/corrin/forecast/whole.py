"""The forecast with all that was asked beside it: other courses, the interval, the next tests."""

from msgspec.structs import replace

from corrin.forecast import information, made, whatif
from corrin.forecast.interval import longest
from corrin.forecast.made import Case, Planned
from corrin.forecast.says import Forecast, Interval
from corrin.forecast.settings import settings

FOLLOWED = 200
"""People like this one who are followed for each interval."""


def whole(
    of: Case,
    planned: Planned,
    regimen: str | None,
    compare: tuple[str, ...],
    *,
    interval: bool,
    seed: int,
) -> Forecast:
    """The forecast of a person on a course.

    Args:
        regimen: the regimen that the course follows, where it follows one.
        compare: what is set beside it, as `corrin.forecast.whatif.WAYS` lists, or regimens.
        interval: whether to ask if the interval of the last phase is short enough.

    Raises:
        Refused: something asked for cannot be forecast.
    """
    count = int(settings().show["draws"].value)
    asked = [whatif.changed(of, planned, regimen, what) for what in compare]
    arrays = made.drawn(of, planned, count=count, seed=seed)
    found = made.forecast(of, planned, arrays, seed=seed)
    others = zip(compare, asked, strict=True)
    return replace(
        found,
        what_if=tuple(whatif.compared(of, other, what, arrays) for what, other in others),
        interval=_interval(of, planned, arrays, regimen) if interval else None,
        tests=information.worth(of, planned, arrays),
    )


def _interval(
    of: Case, planned: Planned, arrays: made.Drawn, regimen: str | None
) -> Interval | None:
    if regimen is None:
        return None
    found = whatif.regimen_of(of, regimen)
    if not found.phases[-1].injected:
        return None
    return longest(of, planned, arrays, found.phases, found.product, FOLLOWED)
