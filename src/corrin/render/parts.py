"""The first half of a plan in words: what to do first, on what it rests, what is concluded."""

from collections import Counter
from collections.abc import Iterator

from msgspec import UNSET

from corrin.domain.person import NO, LedgerEntry
from corrin.domain.plan import Assessment, MarkerReading, Missing, Plan, Test, Treatment
from corrin.render.grounds import ASSUMED, because, cited, cites, concluded, words
from corrin.render.intake_short import in_short
from corrin.render.page import Item, Items, Section, items, pairs
from corrin.render.phrases import day, marked, number, plain, sentence, units, within, yes_no
from corrin.render.refusal import notices
from corrin.render.visible import cut, quoted

STATEMENT = "Supports a clinician's decision; it does not diagnose or prescribe."
ASKED_FIRST = 8
"""Questions about what is not known that are shown unless the whole plan is asked for."""

ABOUT = (
    "name",
    "patient_id",
    "birth_date",
    "age_years",
    "age_months",
    "sex",
    "pregnant",
    "lactating",
)
PATIENT = "Patient: "
"""How the entry of a FHIR record begins that says whom it is about."""
OUTCOMES = {
    "used": "used",
    "duplicate": "given twice",
    "not_understood": "not understood",
    "refused": "refused",
    "not_relevant": "without bearing on the plan",
}


def about(plan: Plan) -> str:
    """Whom the plan is about, in the words of the input."""
    given = {
        entry.field: cut(entry.value)
        for entry in plan.basis.ledger
        if entry.field in ABOUT and entry.outcome in ("used", "not_relevant")
    }
    if patient := next((e for e in plan.basis.ledger if e.value.startswith(PATIENT)), None):
        return cut(patient.value.removeprefix(PATIENT))
    units = {"age_years": " years", "age_months": " months", "patient_id": ""}
    named = {"birth_date": "born ", "patient_id": "number "}
    for state, said in (("pregnant", "pregnant"), ("lactating", "breast-feeding")):
        given[state] = "" if given.get(state, "no").lower() in NO else said
    return ", ".join(
        f"{named.get(key, '')}{given[key]}{units.get(key, '')}" for key in ABOUT if given.get(key)
    )


def do_first(plan: Plan) -> Section:
    """What cannot wait, in order."""
    steps = [
        Item(f"{sentence(step.says)} ({plain(step.who)}, {within(step.within)})")
        for step in plan.do_first
    ]
    nothing = "Nothing here needs doing before the rest of the plan."
    return Section("Do first", items(*(steps or [nothing]), numbered=bool(steps)))


def basis(plan: Plan, full: bool) -> Section:
    """On what the plan rests, and what of the input it does not rest on."""
    it = plan.basis
    reviewed = sentence(it.reviewed)
    of = {entry.field: entry.value for entry in it.ledger}
    return Section(
        "1. Basis",
        (
            *pairs(
                ("Guideline", f"{it.guideline}: {sentence(it.guideline_says)}"),
                ("Knowledge", f"version {it.knowledge_version}. {reviewed} {STATEMENT}"),
                ("Assessed on", f"{day(it.on)}; schedule from {day(it.start)}"),
                ("Entries", _counted(it.ledger)),
            ),
            *items(*notices(plan.refused, of=of, full=full), title="Refused"),
            *items(*notices(plan.warnings, of=of, full=full), title="Warnings"),
            *items(
                *notices(plan.not_understood, of=of, full=full), title="Not understood, not used"
            ),
            *_missing(it.missing, full),
            *(items(*map(_ledger, it.ledger), title="Every entry") if full else ()),
        ),
    )


def assessment(plan: Plan) -> Section:
    """How likely deficiency is, what it has done, and what each result means."""
    it = plan.assessment
    status = it.status_because
    functional = yes_no(it.functional_deficiency)
    older = f"{it.older} older than a year, of no bearing here." if it.older else None
    return Section(
        "2. Assessment",
        (
            *items(
                Item(
                    f"{plain(it.status).capitalize()}: {sentence(status.says)}",
                    (because(status.because),),
                )
            ),
            *pairs(
                ("Nerves involved", _unless(yes_no(it.neuro_involvement), it, "neuro_involvement")),
                ("Functional deficiency", _unless(functional, it, "functional_deficiency")),
                ("Anaemia", _unless(it.anaemia or "not known", it, "anaemia")),
            ),
            *items(*map(concluded, it.red_flags), title="Red flags"),
            *items(*map(_marker, it.markers), older, title="Results"),
            *items(*map(concluded, it.notes), title="To keep in mind"),
        ),
    )


def _unless(answer: str, it: Assessment, field: str) -> str:
    """An answer, with the questions that would settle what it takes for granted."""
    asked = it.assumed.get(field)
    return f"{answer} ({ASSUMED}: {'; '.join(asked)})" if asked else answer


def risk(plan: Plan, full: bool) -> Section:
    """Who is at risk and by how, and the intake that this stage of life needs."""
    it = plan.risk
    targets = [
        cited(
            f"{target.body}, {target.group}: {number(target.micrograms_per_day)} micrograms a day"
            f" ({plain(target.kind)})",
            target.sources,
            target.verified,
        )
        for target in it.targets
    ]
    rest = len(targets) - 1
    if rest > 1 and not full:
        targets = [
            *targets[:1],
            f"{rest} other bodies, some with other figures: --full lists them.",
        ]
    blocks = (
        *items(*map(concluded, it.factors), title="Risk factors"),
        *items(*map(concluded, it.diet), title="Diet"),
        *(in_short(it.intake) if it.intake is not UNSET else ()),
        *items(*targets, title="Reference intake of vitamin B12"),
        *items(
            *(cited(food.says, food.sources, food.verified) for food in it.foods),
            f"It is not known {'; nor '.join(it.foods_unless)}: leave out what does not fit."
            if it.foods_unless
            else None,
            title="Foods",
        ),
    )
    return Section("3. Risk and intake", blocks or items("No risk factor is known."))


def cause(plan: Plan) -> Section:
    """Why B12 is short, whether for life, and what would prove it."""
    it = plan.cause
    lasting = {True: "yes", False: "no", None: "not known"}
    leading = Item(
        sentence(it.conclusion.says),
        (because(it.conclusion.because),),
    )
    return Section(
        "4. Cause",
        (
            *items(leading),
            *pairs(
                ("Lifelong", yes_no(it.lifelong)),
                ("Reversible", lasting[it.reversible]),
                ("To prove it", it.prove and sentence(it.prove)),
            ),
            *items(*map(concluded, it.contributing), title="Contributing"),
            *items(*map(concluded, it.differential), title="Also consider"),
        ),
    )


def tests(plan: Plan) -> Section:
    """Which tests next, in order."""
    before = [_test(test) for test in plan.tests if test.before_first_dose]
    later = [_test(test) for test in plan.tests if not test.before_first_dose]
    first = _blood_title(plan.treatment) if before else None
    blocks = (
        *items(*before, title=first, numbered=True),
        *items(*later, title="Then" if before else None, numbered=True),
    )
    return Section("5. Tests", blocks or items("No further test follows from what is known."))


def _blood_title(it: Treatment) -> str:
    """Before what the blood is drawn: there may be no dose, or it is not the first."""
    if it.offer is None or it.schedule_status not in ("ready", "ask_first"):
        return "Blood to draw first"
    return "Blood before the next dose" if it.given else "Blood before the first dose"


def _test(test: Test) -> Item:
    named = test.says.lower().startswith(test.name.lower())
    says = (
        sentence(test.says)
        if named
        else f"{sentence(test.name).removesuffix('.')}: {sentence(test.says)}"
    )
    return Item(says, (because(test.because),))


def _counted(ledger: tuple[LedgerEntry, ...]) -> str:
    counts = Counter(entry.outcome for entry in ledger)
    found = [f"{counts[key]} {says}" for key, says in OUTCOMES.items() if counts[key]]
    return f"{len(ledger)} read: {', '.join(found)}" if ledger else "none"


def _missing(missing: tuple[Missing, ...], full: bool) -> Iterator[Items]:
    shown = missing if full or len(missing) <= ASKED_FIRST + 1 else missing[:ASKED_FIRST]
    rest = len(missing) - len(shown)
    more = f"{rest} more that would change less; --full lists them." if rest else None
    found = [f"{sentence(m.asks)} {sentence(m.would_change)}" for m in shown]
    yield from items(*found, more, title="Not known, and what it would change")


def _ledger(entry: LedgerEntry) -> str:
    read_as = f" as {', '.join(map(plain, entry.read_as))}" if entry.read_as else ""
    why = f": {entry.why}" if entry.why else ""
    return f"{cut(entry.field)} {quoted(entry.value)}: {OUTCOMES[entry.outcome]}{read_as}{why}"


def _marker(marker: MarkerReading) -> Item:
    shown = f" = {units(marker.shown_as)}" if marker.shown_as else ""
    band = f": {plain(marker.band)}" if marker.band and marker.band not in marker.printed else ""
    limits = [
        f"bounds: {units(marker.bounds)}" if marker.bounds else "",
        f"others if this is so, which is not known: {'; '.join(marker.bounds_if_not)}"
        if marker.bounds and marker.bounds_if_not
        else "",
        _by_laboratory(marker),
        f"method: {cut(marker.method)}" if marker.method else "",
    ]
    limited = f" ({'; '.join(filter(None, limits))})" if any(limits) else ""
    cited = f" [{'; '.join(cites(marker.sources))}]" if marker.sources and limited else ""
    if marker.bounds and marker.verified:
        cited = marked(cited, marker.verified)
    says = f"{marker.name} {units(cut(marker.printed))}{shown}, {day(marker.on)}{band}"
    notes = [*map(sentence, marker.confounders)]
    if not marker.counts:
        notes.append(sentence(marker.says))
    return Item(f"{says}{limited}{cited}", tuple(notes))


def _by_laboratory(marker: MarkerReading) -> str:
    if not marker.reference:
        return ""
    means = f", by which it is {marker.by_reference}" if marker.by_reference else ""
    return f"the laboratory's own range: {units(marker.reference)}{means}"


def given(plan: Plan) -> tuple[Items, ...]:
    """Treatment that the person has already had."""
    return items(*words(plan.treatment.given), title="Already given")
