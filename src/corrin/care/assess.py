"""How likely deficiency is and what it has done: status, markers with their confounders, flags."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from corrin.care.facts import Facts
from corrin.care.markers import Side, bound_in, by_printed_range, has_range
from corrin.care.reasons import Reasons
from corrin.domain.analyte import Analyte, Band, Bound
from corrin.domain.knowledge import Rule
from corrin.domain.person import Result
from corrin.domain.plan import Assessment, MarkerReading, Status
from corrin.domain.quantity import factor
from corrin.domain.rule import decided, unshown

STATUS: dict[str, Status] = {
    "confirmed": "confirmed",
    "probable": "probable",
    "indeterminate": "indeterminate",
    "unlikely": "unlikely",
    "not_assessable": "not_assessable",
}
B12_STATUS_BANDS: dict[Side, str] = {
    "below": "confirmed",
    "inside": "indeterminate",
    "above": "unlikely",
}
ORDINARY_BANDS: dict[Side, Literal["low", "normal", "high"]] = {
    "below": "low",
    "inside": "normal",
    "above": "high",
}
B12_ANALYTES = frozenset({"total_b12", "active_b12"})
RESTS_ON = {
    "functional_deficiency": ("functional_known", "functional_deficiency"),
    "neuro_involvement": ("neuro_involvement",),
    "anaemia": ("hb_low", "hb_moderate", "severe_anaemia"),
}
"""The facts by which a field of the assessment is answered."""
URGENT = frozenset({"now", "same_day"})
CALLED = "The laboratory calls it {}, and its own range goes first."
UNJUDGED = "Not judged: no bound in its unit is known, and no range was printed with it."


def assess(
    reasons: Reasons,
    alerts: tuple[Rule, ...],
    folded: tuple[Rule, ...],
    referrals: tuple[Rule, ...],
) -> Assessment:
    """The assessment of a person from the facts.

    Args:
        alerts: the alerts that hold, which say what confounds a marker.
        folded: those of them that are not shown among the alerts.
    """
    facts = reasons.facts
    known = Reasons(facts.known, reasons.words, reasons.cited)
    status = known.first("status")
    beside = tuple(reasons.conclude(rule) for rule in folded if rule.part == "assessment")
    read = markers(reasons, alerts)
    return Assessment(
        status=STATUS[status.gives],
        status_because=known.conclude(status),
        functional_deficiency=facts.value("functional_deficiency")
        if facts.value("functional_known")
        else None,
        neuro_involvement=facts.value("neuro_involvement"),
        anaemia=anaemia(facts),
        assumed={name: asked for name, asked in _assumed(facts) if asked},
        notes=(*(reasons.conclude(rule) for rule in reasons.collect("notes")), *beside),
        markers=read,
        older=len(facts.person.results) - len(read),
        red_flags=tuple(reasons.conclude(r) for r in referrals if r.within in URGENT),
    )


def _assumed(facts: Facts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """By field: the questions that would settle what it takes for granted."""
    for name, rests_on in RESTS_ON.items():
        settles = [asked for fact in rests_on for asked in facts.taken_for_granted(fact)]
        yield name, tuple([facts.guideline.facts[fact].asks for fact in dict.fromkeys(settles)])


def anaemia(facts: Facts) -> Literal["none", "mild", "moderate", "severe"] | None:
    """The grade of anaemia by haemoglobin; None where haemoglobin is not known."""
    low = facts.value("hb_low")
    if facts.value("severe_anaemia") and low is not False:
        return "severe"
    if low is None:
        return None
    if not low:
        return "none"
    return "moderate" if facts.value("hb_moderate") else "mild"


def markers(reasons: Reasons, alerts: tuple[Rule, ...]) -> tuple[MarkerReading, ...]:
    """Every result that has a bearing, with its band, its bounds and what confounds it.

    What is too old to count is left out, except of a marker of B12 status: it is part of the story.
    """
    facts = reasons.facts
    analytes = facts.guideline.knowledge.analytes
    oldest = facts.markers.oldest
    told = [
        result
        for result in facts.person.results
        if result.on >= oldest or analytes[result.analyte].role == "b12_status"
    ]
    place = facts.guideline.place
    results = sorted(told, key=lambda r: (place[r.analyte], r.on, r.source))
    unused = _not_used_alone(reasons)
    return tuple(
        _reading(reasons, result, analytes[result.analyte], alerts, unused) for result in results
    )


def _reading(
    reasons: Reasons,
    result: Result,
    analyte: Analyte,
    alerts: tuple[Rule, ...],
    unused: frozenset[str],
) -> MarkerReading:
    facts = reasons.facts
    counts = facts.markers.counting(result.analyte) is result
    side = facts.markers.side(result, result.analyte) if counts else None
    names = B12_STATUS_BANDS if result.analyte in B12_ANALYTES else ORDINARY_BANDS
    band = names[side] if side else result.interpretation
    if result.analyte in unused:
        band = None
    used = facts.markers.band_of(result.analyte, result.method)
    by_range = by_printed_range(result, analyte)
    remarks = tuple(rule.says for rule in alerts if result.analyte in rule.markers)
    if used and used.methods and used.says:
        remarks = (used.says, *remarks)
    bound = _meant(used, result, analyte)
    if used and counts and bound is None and _unjudged(result, used):
        remarks = (UNJUDGED, *filter(None, (used.says,)), *remarks)
    if used and counts and side and (called := _called(result, used)):
        remarks = (CALLED.format(called), *remarks)
    in_units = _in_units(result, analyte)
    return MarkerReading(
        analyte=result.analyte,
        name=analyte.name,
        printed=printed(result),
        shown_as=shown_as(result, used, analyte, in_units),
        in_units=tuple(in_units.values()),
        on=result.on,
        band=band,
        bounds=_bounds(bound),
        bounds_if_not=_bounds_if_not(facts, result),
        reference=_reference(result),
        by_reference=ORDINARY_BANDS[by_range] if by_range else None,
        method=result.method,
        says=_says(facts, result, counts=counts),
        confounders=remarks,
        counts=counts,
        source=result.source,
        sources=reasons.cite(used.sources) if used else (),
        verified=used.verified if used and used.bounds else None,
    )


def _not_used_alone(reasons: Reasons) -> frozenset[str]:
    """The analytes that a note takes the band from: the status says what they mean."""
    notes = (rule for rule in reasons.collect("notes") if rule.gives == "not_used_alone")
    return frozenset(analyte for rule in notes for analyte in rule.markers)


def printed(result: Result) -> str:
    """A result as it was printed."""
    if result.value is None:
        return (result.interpretation or "no value").replace("_", " ")
    comparator = result.comparator or ""
    return f"{comparator}{_plain(result.value)} {result.unit or ''}".strip()


def shown_as(
    result: Result, band: Band | None, analyte: Analyte, in_units: Mapping[str, str]
) -> str | None:
    """The value in the first unit of the bounds, where that is another than the printed one."""
    if band is None or not band.bounds:
        return None
    unit = band.bounds[0].unit
    return in_units.get(unit) or _converted(result, unit, analyte)


def _in_units(result: Result, analyte: Analyte) -> dict[str, str]:
    """The value in every other unit in which laboratories report the analyte, by the unit."""
    found: dict[str, str] = {}
    for unit in analyte.units:
        if unit.caution is None and (said := _converted(result, unit.ucum, analyte)):
            found[unit.ucum] = said
    return found


def _converted(result: Result, target: str, analyte: Analyte) -> str | None:
    """A result in another unit; None where it has no number or cannot be converted."""
    if result.value is None or result.unit is None or target == result.unit:
        return None
    by = factor(result.unit, target, analyte)
    value = None if by is None else result.value * by.numerator / by.denominator
    return None if value is None else f"{result.comparator or ''}{_plain(rounded(value))} {target}"


def rounded(value: Decimal) -> Decimal:
    """A converted value for showing, to `SHOWN_DIGITS`; never used to compare."""
    if value == 0:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - SHOWN_DIGITS + 1))


SHOWN_DIGITS = 4


def _plain(value: Decimal) -> str:
    return format(value.normalize() if value == value.to_integral() else value, "f")


def _bounds_if_not(facts: Facts, result: Result) -> tuple[str, ...]:
    """What is not known, by which the bounds of a result would be others than those shown."""
    known = facts.known
    unknown: dict[str, None] = {}
    for band in facts.markers.bands(result.analyte, result.method):
        if band.when is None or known.holds(band.when):
            break
        meant, names = decided(unshown(band.when), known.values)
        for fact in names if meant is None else ():
            if known.value(fact) is None:
                unknown.update(dict.fromkeys(tuple(known.undecided(fact)) or (fact,)))
    return tuple([facts.guideline.facts[fact].asks for fact in unknown])


def _called(result: Result, band: Band) -> str | None:
    """The word of the laboratory by which a number is judged where it printed no range with it."""
    if result.value is None or has_range(result) or not band.printed_first:
        return None
    return (result.interpretation or "").replace("_", " ") or None


def _unjudged(result: Result, band: Band) -> bool:
    """Whether a number without bounds stands for itself: nothing else says how it is."""
    said = result.interpretation is not None or (band.printed_first and has_range(result))
    return result.value is not None and not said


def _meant(band: Band | None, result: Result, analyte: Analyte) -> Bound | None:
    """The bounds of a band with which a result can be compared."""
    bound = None if band is None else bound_in(band, result.unit)
    if bound is None or factor(result.unit or analyte.unit, bound.unit, analyte) is None:
        return None
    return bound


def _bounds(bound: Bound | None) -> str | None:
    if bound is None:
        return None
    parts = [
        f"below {_plain(bound.low)}" if bound.low is not None else "",
        f"above {_plain(bound.high)}" if bound.high is not None else "",
    ]
    return " or ".join(part for part in parts if part) + f" {bound.unit}"


def _reference(result: Result) -> str | None:
    if result.reference_low is None and result.reference_high is None:
        return None
    low = _plain(result.reference_low) if result.reference_low is not None else ""
    high = _plain(result.reference_high) if result.reference_high is not None else ""
    return f"{low}-{high} {result.unit or ''}".strip()


def _says(facts: Facts, result: Result, *, counts: bool) -> str:
    if result.interpretation == "pending":
        return "Awaited."
    if counts:
        return "Counts."
    if result.subject != "self":
        return "Of somebody else; it does not count here."
    if result.on < facts.markers.oldest:
        return "Older than a year: history."
    since = facts.markers.treated_since
    if since is not None and result.on >= since:
        if facts.markers.side(result, result.analyte) == "below":
            return "Low on treatment: deficiency persists."
        return "Taken on treatment: it neither proves nor excludes deficiency."
    return "A later result counts."
