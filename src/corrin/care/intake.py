"""What a person needs, eats and absorbs, and what would close the gap."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from corrin.care.absorption import Absorption, Meals, Way, cents, taken_apart
from corrin.care.intake_changes import Gap, changes
from corrin.care.intake_supplements import supplements
from corrin.care.phase_words import how_often
from corrin.care.reasons import Reasons
from corrin.care.risk import row_of
from corrin.domain.because import IntakeTarget, Missing
from corrin.domain.food import Eaten, IntakeRow
from corrin.domain.intake import (
    Amount,
    Counted,
    Intake,
    MaintenanceAdvised,
    Verdict,
)
from corrin.domain.knowledge import Knowledge

ENDS: Mapping[str, tuple[Way, Way]] = {
    "intact": ("intact", "intact"),
    "food_bound": ("food_bound", "food_bound"),
    "food_bound_lessened": ("food_bound", "food_bound"),
    "lessened": ("intact", "intact"),
    "passive_only": ("passive_only", "passive_only"),
    "uncertain": ("passive_only", "intact"),
}
"""By the conclusion of the table: how little and how much may be absorbed."""
LESSENED = frozenset({"lessened", "food_bound_lessened"})
"""Conclusions under which an unknown part of what is reckoned is not absorbed."""
NOT_LISTED = "what is eaten, with how much and how often"
ONE_OF_SEVERAL = "one of several, of which one is eaten: the sum counts the least, or the most"
LABELLED = "as its label says"
READ_LABEL = "what its label says, in micrograms by weight or volume"
LABEL_DECIDES = "whether it is enough: what is added differs by brand, country and year"
ASKED_OF_THE_GUT = ("conditions", "procedures", "medicines")
"""The lists that must have been answered before nothing is known to impair absorption."""
KIND_NOT_SAID = "kind_not_said"
"""The category of words that name many foods."""
COUNTS_HIGHER = "How often or how much it is decides between the verdicts."


class Day(Struct, frozen=True):
    """The food of a day and the doses taken apart from it, as little or as much as it can be."""

    foods: tuple[tuple[float, str, float], ...]
    """Micrograms in a helping, category, helpings a day."""
    doses: tuple[tuple[float, float], ...]
    """Micrograms of a supplement, and how often a day."""

    @property
    def eaten(self) -> float:
        """Micrograms a day, food and supplements together."""
        return sum(m * n for m, _, n in self.foods) + sum(m * n for m, n in self.doses)

    def meals(self, absorption: Absorption) -> Meals:
        """The food, laid out for the integral."""
        meals = Meals()
        for micrograms, category, per_day in self.foods:
            meals = absorption.with_food(meals, micrograms, category, per_day)
        return meals

    def absorbed(self, absorption: Absorption) -> float:
        """Micrograms absorbed a day."""
        apart = taken_apart(self.doses, absorption)
        return absorption.of_meals(self.meals(absorption)) + apart


def intake(reasons: Reasons) -> Intake:
    """The intake of a person, from what their facts and foods say."""
    knowledge = reasons.facts.guideline.knowledge
    way = reasons.first("absorption")
    little, much = (Absorption.of(knowledge.absorption, end) for end in ENDS[way.gives])
    counted = (*_foods(reasons), *supplements(reasons))
    low, high = _day(reasons, counted, high=False), _day(reasons, counted, high=True)
    passive = Absorption.of(knowledge.absorption, "passive_only")
    row, target = _target(reasons)
    share = float(knowledge.absorption["absorbed_share"].value)
    needs = None if row is None else share * float(row.value)
    absorbed = low.absorbed(little), high.absorbed(much)
    verdict = _verdict(
        reasons,
        row,
        needs,
        (low.eaten, high.eaten),
        absorbed,
        open_ended=_open_ended(reasons, counted),
    )
    unsure = way.gives in LESSENED and verdict in ("adequate", "borderline")
    if unsure and (needs is None or low.absorbed(passive) < needs):
        verdict = "not_known"
    gap = None if row is None or needs is None else Gap(low.eaten, float(row.value), needs)
    found = (
        tuple(changes(reasons, little, low.meals(little), taken_apart(low.doses, little), gap))
        if gap is not None and verdict != "adequate" and way.gives != "passive_only"
        else ()
    )
    return Intake(
        verdict=verdict,
        says=_says(
            verdict,
            way.gives,
            listed=bool(reasons.facts.person.foods),
            known=row is not None,
            enough_eaten=row is not None and low.eaten >= float(row.value),
            label_unread=any(each.label_unread for each in counted),
        ),
        target=target,
        eaten=_amount(low.eaten, high.eaten),
        absorbed=_amount(*absorbed),
        needs_absorbed=None if needs is None else cents(needs),
        without_intrinsic_factor=_amount(low.absorbed(passive), high.absorbed(passive)),
        way=reasons.conclude(way),
        counted=counted,
        changes=found if not reasons.facts.value("under_24_months") else (),
        maintenance=tuple(_maintenance(reasons)),
        notes=tuple(reasons.conclude(rule) for rule in reasons.collect("intake")),
        missing=tuple(_missing(reasons, verdict, row, counted, way.gives)),
    )


def _target(reasons: Reasons) -> tuple[IntakeRow | None, IntakeTarget | None]:
    """The reference intake of the pack for this stage of life."""
    guideline = reasons.facts.guideline
    known = guideline.knowledge.intakes[guideline.pack.intake_set]
    row = row_of(reasons.facts, known)
    if row is None:
        return None, None
    return row, IntakeTarget(
        body=known.name,
        kind=row.kind,
        micrograms_per_day=row.value,
        group=row.group,
        verified=row.verified,
        sources=reasons.cite_ids(known.sources),
    )


def _foods(reasons: Reasons) -> Iterator[Counted]:
    knowledge = reasons.facts.guideline.knowledge
    added = _added(knowledge)
    for eaten in reasons.facts.person.foods:
        yield Counted(
            source=eaten.source,
            words=eaten.words,
            read_as=eaten.food.name,
            kind="fortified_food" if eaten.food.category in added else "food",
            portion=eaten.portion,
            micrograms=eaten.micrograms,
            per_day=Amount(low=eaten.per_day_low, high=eaten.per_day_high),
            eaten=_of_food(eaten, added),
            label_unread=_label_unread(eaten, added),
            note=_note(eaten),
            verified="true" if eaten.labelled else eaten.food.verified,
            sources=reasons.cite_ids(eaten.food.sources),
        )


def _note(eaten: Eaten) -> str | None:
    notes = (
        LABELLED if eaten.labelled else eaten.food.note,
        ONE_OF_SEVERAL if eaten.choice is not None else None,
    )
    return "; ".join(filter(None, notes)) or None


def _of_food(eaten: Eaten, added: Collection[str]) -> Amount:
    least, most = _in_a_helping(eaten, added)
    return Amount(low=cents(least * eaten.per_day_low), high=cents(most * eaten.per_day_high))


def _added(knowledge: Knowledge) -> Collection[str]:
    """The categories of food to which vitamin B12 is added."""
    return knowledge.absorption["released_added"].categories


def _label_unread(eaten: Eaten, added: Collection[str]) -> bool:
    """Whether what a maker adds is known of another product only."""
    return eaten.food.category in added and not eaten.labelled and bool(eaten.micrograms)


def _in_a_helping(eaten: Eaten, added: Collection[str]) -> tuple[Decimal, Decimal]:
    """Micrograms in a helping, least and most: none, where it may not be fortified."""
    most = eaten.micrograms or Decimal(0)
    return Decimal(0) if _label_unread(eaten, added) else most, most


def _day(reasons: Reasons, counted: Iterable[Counted], *, high: bool) -> Day:
    """What is had in a day: the most that it can be, or the least."""
    added = _added(reasons.facts.guideline.knowledge)
    foods = tuple(
        (
            float(_in_a_helping(eaten, added)[high]),
            eaten.food.category,
            float(eaten.per_day_high if high else eaten.per_day_low),
        )
        for eaten in _of_choices(reasons.facts.person.foods, added, high=high)
    )
    doses = tuple(
        (float(each.micrograms), float(each.per_day.high if high else each.per_day.low))
        for each in counted
        if each.kind == "supplement" and each.micrograms is not None
    )
    return Day(foods, doses)


def _of_choices(foods: Iterable[Eaten], added: Collection[str], *, high: bool) -> Iterator[Eaten]:
    """The foods; of each choice the one that gives most, or the one that gives least."""
    choices: dict[str, list[Eaten]] = {}
    for eaten in foods:
        if eaten.choice is None:
            yield eaten
        else:
            choices.setdefault(eaten.choice, []).append(eaten)
    for of in choices.values():
        given = [_of_food(eaten, added) for eaten in of]
        most = max(range(len(of)), key=lambda at: given[at].high)
        least = min(range(len(of)), key=lambda at: given[at].low)
        yield of[most if high else least]


def _verdict(
    reasons: Reasons,
    row: IntakeRow | None,
    needs: float | None,
    eaten: tuple[float, float],
    absorbed: tuple[float, float],
    *,
    open_ended: bool,
) -> Verdict:
    """Whether enough is had: eaten against the target, and absorbed against what the target gives;
    not known where the least and the most that it can be are judged differently."""
    if row is None or needs is None or reasons.facts.value("under_24_months"):
        return "not_known"
    knowledge = reasons.facts.guideline.knowledge
    either: list[Verdict] = [
        _judged(min(had / float(row.value), taken / needs), _least_share(knowledge, row))
        for had, taken in zip(eaten, absorbed, strict=True)
    ]
    if either[0] == "adequate":
        return "adequate"
    complete = bool(reasons.facts.person.foods) and not open_ended
    return either[0] if complete and either[0] == either[1] else "not_known"


def _open_ended(reasons: Reasons, counted: Iterable[Counted]) -> bool:
    """Whether something of unknown kind, label or dose may give any amount."""
    kind = any(
        eaten.food.category == KIND_NOT_SAID and not eaten.labelled
        for eaten in reasons.facts.person.foods
    )
    return kind or any(
        each.label_unread or (each.kind == "supplement" and each.micrograms is None)
        for each in counted
    )


def _least_share(knowledge: Knowledge, row: IntakeRow) -> float:
    """The share of the target from which an intake is borderline rather than short."""
    if row.average_requirement is not None:
        return float(row.average_requirement / row.value)
    return float(knowledge.settings["intake_borderline_share"].value)


def _judged(share: float, least: float) -> Verdict:
    if share >= 1:
        return "adequate"
    return "borderline" if share >= least else "short"


def _says(
    verdict: Verdict, way: str, *, listed: bool, known: bool, enough_eaten: bool, label_unread: bool
) -> str:
    if not known:
        return "The target is not known, because the age is not."
    match verdict:
        case "adequate":
            return "What is listed reaches the target, and enough of it is absorbed."
        case "borderline" if enough_eaten:
            return (
                "Enough is eaten, and a little less is absorbed than is needed;"
                " smaller portions at more meals are absorbed better."
            )
        case "borderline":
            return "What is listed comes near the target and does not reach it."
        case "short" if way == "passive_only":
            return "Of what is listed too little is absorbed, and no food can change that."
        case "short" if enough_eaten:
            return "Enough is eaten, and too little of it is absorbed."
        case "short":
            return "What is listed falls short of the target."
        case "not_known" if way in LESSENED and enough_eaten:
            return (
                "Enough is eaten, and a medicine lessens how much of it is absorbed,"
                " by an amount that is not known."
            )
        case _ if label_unread:
            return "Whether it is enough hangs on a label that has not been read."
        case _ if not listed:
            return "Whether the food is enough is not known, because none is listed."
        case _:
            return "Whether it is enough cannot be told from what is known."


def _maintenance(reasons: Reasons) -> Iterator[MaintenanceAdvised]:
    """The groups at risk to which the person belongs, the first first."""
    knowledge = reasons.facts.guideline.knowledge
    for each in sorted(knowledge.maintenance.values(), key=lambda group: group.rank):
        if reasons.facts.holds(each.when) is not True:
            continue
        regimen = knowledge.regimens[each.regimen]
        phase = regimen.phases[-1]
        low, high = phase.dose_low, phase.dose_high
        span = f" ({low} to {high})" if low is not None and high is not None else ""
        yield MaintenanceAdvised(
            conclusion=reasons.maintain(each),
            group=each.group,
            regimen=regimen.id,
            dose=f"{phase.dose_micrograms} micrograms{span}, {phase.route}, "
            f"{how_often(phase.timing)}",
            test_first=each.test_first,
        )


def _missing(
    reasons: Reasons,
    verdict: Verdict,
    row: IntakeRow | None,
    counted: tuple[Counted, ...],
    way: str,
) -> Iterator[Missing]:
    """What is not known and would change the verdict."""
    if row is None:
        yield Missing(id="age", asks="the age", would_change="the target")
    if not reasons.facts.person.foods:
        yield Missing(id="foods", asks=NOT_LISTED, would_change="whether food is enough")
    if verdict != "adequate":
        for each in counted:
            if each.label_unread:
                asks = f"{READ_LABEL}: {each.words}"
                yield Missing(id=each.source, asks=asks, would_change=LABEL_DECIDES)
    if verdict == "not_known":
        for each in counted:
            if each.per_day.low != each.per_day.high or each.micrograms is None:
                asks = "which kind, or how much" if each.micrograms is None else "how often"
                yield Missing(
                    id=each.source, asks=f"{asks}: {each.words}", would_change=COUNTS_HIGHER
                )
    if way in ("intact", "lessened") and not reasons.facts.person.asked.issuperset(
        ASKED_OF_THE_GUT
    ):
        yield Missing(
            id="absorption_problem",
            asks=reasons.facts.guideline.facts["absorption_problem"].asks,
            would_change="how much is absorbed",
        )


def _amount(low: float, high: float) -> Amount:
    return Amount(low=cents(low), high=cents(high))
