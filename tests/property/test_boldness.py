"""Missing information never makes advice bolder: the order of boldness, row by row.

    dates       blocked, specialist_only, ask_first, not_indicated  <  ready
    dismissal   any other status                                    <  unlikely
    folic acid  no folic acid first                                 <  folate as the cause
    stopping    continue_b12 in somebody on treatment               <  not continued
    cautions    a block, a red flag or an alert                     <  none

Bolder is allowed where the plan asks for what was taken away, and as docs/boldness.md says.
"""

from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import packs, people, plan_of

from corrin.domain.plan import Alert, Conclusion, MarkerReading, Plan

PEOPLE, REMOVALS = 625, 8
"""Which make 5,000 pairs under the profile `check`, and 250,000 under `proof`."""

SCALARS = {
    "age_years": {"age", "under_16"},
    "age_months": {"age", "under_16"},
    "sex": {"sex"},
    "pregnant": {"pregnancy", "said_pregnant"},
    "lactating": {"pregnancy", "said_lactating"},
    "gestation_weeks": {"gestation"},
}
LISTS = {
    "symptoms": {"symptoms", "nerve_or_mind_sign", "nerve_red_flag"},
    "signs": {"symptoms", "nerve_or_mind_sign", "nerve_red_flag"},
    "diet": {"diet", "diet_strict", "treatment"},  # supplements are written there too
    "medicines": {"medicines"},
    "exposures": {"exposures", "n2o_recreational"},
    "allergies": {"allergies", "ask_allergy"},
    "conditions": {"conditions", "pa_stated", "ask_leber"},
    "procedures": {"procedures", "bariatric"},
    "prior_treatment": {"treatment"},
    "family_history": {"family", "ask_leber"},
    "imaging": {"mri_spine"},
    "labs": {"b12", "haemoglobin", "kidney"},
}
ASKED_BY = SCALARS | LISTS

Person = dict[str, Any]
Row = Callable[[Plan, Plan, str], bool]
"""Whether the second plan is bolder than the first, in which a field was known."""


def less_by_one(person: Person) -> Iterator[tuple[str, Person]]:
    """The person with one thing less, in every way, and the field that is no longer known."""
    for key, value in person.items():
        yield key, {name: said for name, said in person.items() if name != key}
        if key in LISTS:
            for index in range(len(value)):
                left = [*value[:index], "unknown", *value[index + 1 :]]
                yield f"{key}[{index}]", {**person, key: left}


def asks_for(plan: Plan, field: str) -> bool:
    asked = {
        *(missing.id for missing in plan.basis.missing),
        *(question.id for question in plan.treatment.ask_first),
        *(caution.id for caution in plan.treatment.cautions),
        *(test.id for test in plan.tests),
    }
    return bool(asked & ASKED_BY[field.partition("[")[0]])


def dates(more: Plan, less: Plan, field: str) -> bool:
    if field.startswith("labs") or asks_for(less, field):
        return False
    if field.startswith("diet") and more.treatment.schedule_status == "not_indicated":
        return False  # a supplement that is no longer known of is offered
    return more.treatment.schedule_status != "ready" and less.treatment.schedule_status == "ready"


def dismissal(more: Plan, less: Plan, field: str) -> bool:
    if less.assessment.status != "unlikely" or more.assessment.status == "unlikely":
        return False
    if not any(_speaks_against(marker, less) for marker in less.assessment.markers):
        return True
    return not field.startswith("labs") and not asks_for(less, field)


def _speaks_against(marker: MarkerReading, plan: Plan) -> bool:
    """Whether a result can make deficiency unlikely, or, between the bounds, is why it is."""
    if marker.band in (None, "indeterminate"):
        grounds = plan.assessment.status_because.because.entries
        return marker.counts and marker.source in {entry.field for entry in grounds}
    return marker.counts and marker.band in ("unlikely", "normal", "high", "very_high", "low")


def folic_acid(more: Plan, less: Plan, _: str) -> bool:
    cause = "folate_deficiency"
    return (
        more.cause.leading != cause == less.cause.leading and less.assessment.status != "unlikely"
    )


def stopping(more: Plan, less: Plan, _: str) -> bool:
    went_on, goes_on = (
        any(action.id == "continue_b12" for action in plan.actions) for plan in (more, less)
    )
    offered = less.treatment.offer is not None
    return went_on and not goes_on and not offered and bool(less.treatment.given)


def cautions(more: Plan, less: Plan, field: str) -> bool:
    if asks_for(less, field):
        return False
    left = {c.id for c in _cautions(less)} | {c.id for c in _folded(less)}
    return any(c.id not in left and not _rests_on(c, field) for c in _cautions(more))


def _cautions(plan: Plan) -> Iterator[Conclusion | Alert]:
    yield from plan.treatment.blocks
    yield from plan.assessment.red_flags
    yield from plan.alerts


def _folded(plan: Plan) -> Iterator[Conclusion]:
    """Where an alert goes when six others are more urgent."""
    yield from plan.assessment.notes
    yield from plan.cause.contributing
    yield from plan.treatment.cautions
    yield from plan.risk.diet


def _rests_on(caution: Conclusion | Alert, field: str) -> bool:
    fields = {entry.field for entry in caution.because.entries}
    return field in fields or any(f.partition("[")[0] == field for f in fields)


ROWS: dict[str, Row] = {
    "dates": dates,
    "dismissal": dismissal,
    "folic acid": folic_acid,
    "stopping": stopping,
    "cautions": cautions,
}


@settings(
    max_examples=PEOPLE * settings.default.max_examples // 100,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(person=people(), pack=packs, first=st.integers(0, REMOVALS))
def test_with_one_thing_less_no_advice_is_bolder(person, pack, first):
    more = plan_of(person, pack)
    pairs = list(less_by_one(person))

    for field, other in [*pairs[first:], *pairs[:first]][:REMOVALS]:
        assert bolder(more, plan_of(other, pack), field) == set(), field


def bolder(more: Plan, less: Plan, field: str) -> set[str]:
    """The rows in which the second plan is bolder than the first, in which a field was known."""
    return {name for name, row in ROWS.items() if row(more, less, field)}
