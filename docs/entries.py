"""Every entry of the knowledge that has no page of its own, as tables."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from cells import cited, listed, row, table, text, when

from corrin.domain.analyte import Band, Bound
from corrin.domain.food import Food, IntakeRow
from corrin.domain.knowledge import Knowledge
from corrin.render.phrases import MARKS, number, plain, sentence


def entries(knowledge: Knowledge) -> Iterator[str]:
    """The lines of the page, part by part."""
    parts: list[tuple[str, Callable[[Knowledge], Iterable[str]]]] = [
        ("Bounds of results", _bands),
        ("Rules", _rules),
        ("What disturbs B12 or its tests", _interactions),
        ("Tests and reviews after the start", _monitoring),
        ("What improves when", _recovery),
        ("Practical care", _practice),
        ("Limits of a dose", _dose_limits),
        ("Reference intakes", _intakes),
        ("Foods", _foods),
        ("Measures of food", _measures),
        ("How much is absorbed", _absorption),
        ("Who should take vitamin B12 to stay well", _maintenance),
        ("What is left out of what is proposed", _avoidances),
        ("Markers and their units", _analytes),
        ("Settings", _settings),
    ]
    for title, part in parts:
        yield f"\n## {title}\n"
        yield from part(knowledge)


def _bands(knowledge: Knowledge) -> Iterator[str]:
    yield "Bounds of one name are tried in order, a pack's own first. A value on a bound is inside."
    groups = [("Shared", knowledge.bands)]
    groups += [(pack.name, pack.bands) for pack in knowledge.packs.values() if pack.bands]
    for name, bands in groups:
        yield f"\n### {name}\n"
        yield from table("name", "marker", "for whom", "bounds", "sources")
        yield from (_band(band) for band in bands)


def _band(it: Band) -> str:
    bounds = "; ".join(map(_bound, it.bounds)) or "none"
    printed = "the printed range first, then " if it.printed_first else ""
    says = f". {it.says}" if it.says else ""
    return row(
        f"`{it.name}`",
        text(plain(it.analyte)),
        when(it.when),
        text(f"{printed}{bounds}{says}"),
        cited(it.sources, it.verified),
    )


def _bound(it: Bound) -> str:
    ends = [
        f"{word} {number(end)}"
        for word, end in (("below", it.low), ("above", it.high))
        if end is not None
    ]
    return f"{' or '.join(ends)} {it.unit}"


def _rules(knowledge: Knowledge) -> Iterator[str]:
    for each in knowledge.rules.values():
        takes = "the first that holds" if each.take == "first" else "all that hold"
        yield f"\n### {text(plain(each.id).capitalize())}: {takes}\n"
        yield from table("when", "gives", "says", "sources")
        yield from (
            row(when(r.when), f"`{r.gives}`", text(r.says), cited(r.sources, r.verified))
            for r in each.rules
        )


def _interactions(knowledge: Knowledge) -> Iterator[str]:
    yield from table(
        "agent", "severity", "what to do", "how sure", "enforced by", "popular claim", "sources"
    )
    for it in knowledge.interactions.values():
        sure = plain(it.evidence) + (f": {it.evidence_says}" if it.evidence_says else "")
        yield row(
            text(it.agent),
            it.severity or "",
            text(it.says),
            text(sure),
            listed(it.enforced_by),
            text(it.popular_claim or ""),
            cited(it.sources, it.verified),
        )


def _monitoring(knowledge: Knowledge) -> Iterator[str]:
    yield from table("what", "for whom", "when", "expected", "otherwise", "sources")
    for it in knowledge.monitoring:
        after = [
            f"{number(count)} {unit}"
            for count, unit in (
                (it.after_days, "days"),
                (it.after_weeks, "weeks"),
                (it.after_months, "months"),
            )
            if count is not None
        ]
        repeat = f", then every {number(it.repeat_months)} months" if it.repeat_months else ""
        yield row(
            text(it.name),
            when(it.when) if it.when else "everybody",
            f"{' '.join(after)}{repeat}" if it.wanted else "not wanted",
            text(it.expect),
            text(it.otherwise),
            cited(it.sources, it.verified),
        )


def _recovery(knowledge: Knowledge) -> Iterator[str]:
    yield from table("marker", "what", "begins", "complete", "sources")
    for it in knowledge.recovery:
        yield row(
            text(plain(it.marker)),
            text(it.says),
            text(it.onset or ""),
            text((it.full or "") + (" (may stay incomplete)" if it.may_be_incomplete else "")),
            cited(it.sources, it.verified),
        )


def _practice(knowledge: Knowledge) -> Iterator[str]:
    yield from table("topic", "what", "for whom", "sources")
    for it in knowledge.practice:
        whom = when(it.when) if it.when else "everybody"
        yield row(listed([it.topic]), text(it.says), whom, cited(it.sources, it.verified))


def _dose_limits(knowledge: Knowledge) -> Iterator[str]:
    yield "In micrograms for one dose.\n"
    heads = ("route", "product", "purpose", "usual", "warned of", "refused", "why", "sources")
    yield from table(*heads)
    for it in knowledge.dose_limits:
        refused = "always" if it.forbidden else _outside(it.reject_below, it.reject_above)
        usual = [number(end) for end in (it.usual_low, it.usual_high) if end is not None]
        yield row(
            it.route,
            text(it.product or "any"),
            it.purpose or "any",
            " to ".join(usual),
            _outside(it.warn_below, it.warn_above),
            refused,
            text(it.why),
            cited(it.sources, it.verified),
        )


def _outside(low: object, high: object) -> str:
    ends = (("below", low), ("above", high))
    return ", ".join(f"{word} {end:,f}" for word, end in ends if end is not None)


def _intakes(knowledge: Knowledge) -> Iterator[str]:
    yield "In micrograms a day."
    for body in knowledge.intakes.values():
        yield f"\n### {text(body.name)}\n"
        if body.note:
            yield f"{text(sentence(body.note))}\n"
        yield f"Sources: {cited(body.sources, body.verified)}.\n"
        yield from table("group", "kind", "intake", "average requirement", "mark")
        yield from map(_intake, body.rows)


def _intake(it: IntakeRow) -> str:
    average = number(it.average_requirement) if it.average_requirement is not None else ""
    mark = MARKS.get(it.verified, "")
    note = f"{mark}. {it.note}" if mark and it.note else it.note or mark
    return row(text(it.group), it.kind, number(it.value), average, text(note))


def _foods(knowledge: Knowledge) -> Iterator[str]:
    yield "In micrograms."

    def category(food: Food) -> str:
        return food.category

    foods = sorted(knowledge.foods.values(), key=category)
    for name, group in groupby(foods, key=category):
        yield f"\n### {text(plain(name).capitalize())}\n"
        yield from table("food", "also called", "in 100 g", "in a portion", "sources")
        for it in group:
            amount = it.b12_micrograms_per_100_g
            portions = [
                f"{each.says}: {number(each.b12_micrograms)}"
                if each.b12_micrograms is not None
                else f"{each.says}: varies"
                for each in it.portions
            ]
            yield row(
                text(it.name),
                text(", ".join(it.names)),
                number(amount) if amount is not None else "varies",
                text("; ".join(portions)),
                cited(it.sources, it.verified),
            )


def _measures(knowledge: Knowledge) -> Iterator[str]:
    yield "A unit that is not here is not guessed.\n"
    yield from table("words", "is", "sources")
    for it in knowledge.measures.values():
        low, high = it.times_a_week_low, it.times_a_week_high
        if low is not None and high is not None:
            said = f"{number(low)}" if low == high else f"{number(low)} to {number(high)}"
            meant = f"{said} times a week"
        elif it.grams is not None:
            meant = f"{number(it.grams)} g"
        elif it.millilitres is not None:
            meant = f"{number(it.millilitres)} ml"
        else:
            meant = "the usual portion" if it.kind == "usual" else "a portion of the food so named"
        yield row(text(", ".join(it.names)), meant, cited(it.sources, it.verified))


def _absorption(knowledge: Knowledge) -> Iterator[str]:
    yield "The equations stand at the head of `absorption.yaml`.\n"
    yield from table("parameter", "value", "what", "how set", "note", "sources")
    for it in knowledge.absorption.values():
        span = f" ({number(it.low)} to {number(it.high)})" if it.low and it.high else ""
        yield row(
            f"`{it.id}`",
            f"{number(it.value)}{span} {it.unit}",
            text(it.says),
            it.how,
            text(it.note or ""),
            cited(it.sources, it.verified),
        )


def _maintenance(knowledge: Knowledge) -> Iterator[str]:
    yield from table("group", "when", "regimen", "what is said", "testing first", "sources")
    for it in knowledge.maintenance.values():
        yield row(
            text(it.group),
            when(it.when),
            f"[`{it.regimen}`](regimens.md#{it.regimen})",
            text(it.says),
            text(it.test_first or ""),
            cited(it.sources, it.verified),
        )


def _avoidances(knowledge: Knowledge) -> Iterator[str]:
    yield from table("what", "when", "or an allergy to", "left out", "sources")
    for it in knowledge.avoidances.values():
        yield row(
            text(it.says),
            when(it.when) if it.when else "",
            text(", ".join(it.names)),
            listed((*it.categories, *it.diets)),
            cited(it.sources, it.verified),
        )


def _analytes(knowledge: Knowledge) -> Iterator[str]:
    yield "A value outside what is possible is refused; outside what is plausible, warned of.\n"
    yield from table("marker", "words", "units", "plausible", "possible", "sources")
    for it in knowledge.analytes.values():
        units = ", ".join(unit.ucum for unit in it.units)
        yield row(
            text(it.name),
            text(", ".join(it.synonyms)),
            text(units),
            _between(it.soft_low, it.soft_high, it.unit),
            _between(it.hard_low, it.hard_high, it.unit),
            cited(it.sources, it.verified),
        )


def _between(low: object, high: object, unit: str) -> str:
    ends = [f"{word} {end:,f}" for word, end in (("from", low), ("to", high)) if end is not None]
    return f"{' '.join(ends)} {text(unit)}" if ends else ""


def _settings(knowledge: Knowledge) -> Iterator[str]:
    yield from table("setting", "value", "what it does", "sources")
    for it in knowledge.settings.values():
        value = f"{it.value:f}" if it.unit == "year" else number(it.value)
        yield row(f"`{it.id}`", f"{value} {it.unit}", text(it.says), cited(it.sources, it.verified))
