"""Part 10 of a plan with what a forecast says, where one is asked for."""

from datetime import date
from typing import TYPE_CHECKING

from corrin.domain.plan import Foretold
from corrin.errors import Refused

if TYPE_CHECKING:
    from corrin.care.guideline import Guideline
    from corrin.domain.person import Person
    from corrin.domain.plan import Plan
    from corrin.record.reading import Reading

SEED = 1
"""The same as in `corrin forecast`, so that both say the same."""


def foretold(
    made: "Plan", reading: "Reading", person: "Person", pack: "Guideline", start: date | None
) -> Foretold:
    """What a forecast says of the course of a plan, or why there is none."""
    from corrin.cli.forecast import case_of, followed
    from corrin.forecast.page import CAUTION

    try:
        found = followed(case_of(reading, person, pack, made), start, None, None, seed=SEED)
    except Refused as refused:
        return Foretold(refused=refused.refusals)
    return Foretold(
        says=found.says,
        course=found.course,
        until=found.until,
        caution=CAUTION,
        set_aside=found.set_aside,
        not_read=found.not_read,
    )
