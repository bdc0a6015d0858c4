"""The interactions of the knowledge that concern what a person takes."""

from collections.abc import Iterable, Iterator
from datetime import date

from corrin.care.guideline import Guideline
from corrin.care.timing_rules import concerns
from corrin.domain.beside import Interaction
from corrin.domain.interactions import (
    SEVERITIES,
    InteractionFound,
    Interactions,
    MedicineNamed,
    Severity,
)
from corrin.domain.person import Listed, Person, Statement

COBALAMIN = "cobalamin"
TAKEN_FROM: frozenset[Listed] = frozenset({"medicines", "exposures", "notes"})
"""The lists that say what somebody takes or is exposed to."""
MEDICINES: frozenset[Listed] = frozenset({"medicines"})
"""The list of which every entry is answered, also with "none known"."""
MICROGRAMS_IN_MG = 1000


def interactions_of(person: Person, *, on: date, guideline: Guideline) -> Interactions:
    """What is known of each thing that a person takes. Pure."""
    taken = [one for one in person.statements if _counts(one, guideline)]
    itself = [one for one in taken if COBALAMIN in _groups(one, guideline)]
    others = [one for one in taken if one not in itself]
    rules = guideline.knowledge.interactions.values()
    by_rule: dict[str, list[Statement]] = {rule.id: [] for rule in rules}
    for one in others:
        for rule in _concerning(one, guideline):
            by_rule[rule.id].append(one)
    now = tuple(_found(rules, by_rule, guideline, past=False))
    past = tuple(_found(rules, by_rule, guideline, past=True))
    unknown = [one for one in others if not _concerning(one, guideline)]
    return Interactions(
        guideline=guideline.pack.id,
        on=on,
        says=_says(now, unknown, asked="medicines" in person.asked),
        found=now,
        past=past,
        none_known=tuple(_named(one, guideline) for one in unknown),
        vitamin_b12=tuple(_named(one, guideline) for one in itself),
        asked="medicines" in person.asked,
    )


def _counts(one: Statement, guideline: Guideline) -> bool:
    """Whether a statement is of something taken, now or once, by the person."""
    said = one.present and one.subject == "self" and not one.allergy and one.status != "refused"
    if not said or one.listed not in TAKEN_FROM:
        return False
    return one.listed in MEDICINES or bool(_concerning(one, guideline))


def _groups(one: Statement, guideline: Guideline) -> frozenset[str]:
    return guideline.groups[one.concept]


def _concerning(one: Statement, guideline: Guideline) -> list[Interaction]:
    """The rules about a thing taken, in that dose; one that is not known may be a large one."""
    groups = _groups(one, guideline)
    rules = [r for r in guideline.knowledge.interactions.values() if concerns(r, groups)]
    milligrams = None if one.dose is None else one.dose.micrograms / MICROGRAMS_IN_MG
    large = [
        rule
        for rule in rules
        if rule.dose_mg_at_least is not None
        and (milligrams is None or milligrams >= rule.dose_mg_at_least)
    ]
    plain = [rule for rule in rules if rule.dose_mg_at_least is None]
    return [*large, *(rule for rule in plain if rule.dose_mg_at_most is None or not large)]


def _found(
    rules: Iterable[Interaction],
    by_rule: dict[str, list[Statement]],
    guideline: Guideline,
    *,
    past: bool,
) -> Iterator[InteractionFound]:
    """The interactions of what is taken, or is no longer taken; the most severe first."""
    for severity in SEVERITIES:
        for rule in rules:
            stated = [one for one in by_rule[rule.id] if (one.status == "past") is past]
            if stated and (rule.severity or SEVERITIES[-1]) == severity:
                named = tuple(_named(one, guideline) for one in stated)
                yield _interaction(rule, severity, named, guideline.pack.id)


def _interaction(
    rule: Interaction, severity: Severity, medicines: tuple[MedicineNamed, ...], pack: str
) -> InteractionFound:
    return InteractionFound(
        id=rule.id,
        agent=rule.agent,
        medicines=medicines,
        severity=severity,
        direction=rule.direction,
        mechanism=rule.mechanism,
        action=rule.action,
        says=rule.says,
        routes=rule.routes,
        matters_for=rule.matters_for,
        enforced=pack in rule.enforced_by if rule.enforced_by else None,
        evidence=rule.evidence,
        evidence_says=rule.evidence_says,
        effect=rule.effect,
        popular_claim=rule.popular_claim,
        verified=rule.verified,
        sources=rule.sources,
    )


def _named(one: Statement, guideline: Guideline) -> MedicineNamed:
    return MedicineNamed(
        field=one.source,
        words=one.words,
        name=guideline.knowledge.concepts[one.concept].name,
        status=one.status,
        possible="possible" in one.qualifiers,
    )


def _says(now: tuple[InteractionFound, ...], unknown: list[Statement], *, asked: bool) -> str:
    """The answer in a sentence."""
    count = len([each for each in now if each.severity != SEVERITIES[-1]])
    many = "interaction" if count == 1 else "interactions"
    found = f"{count or 'No'} {many} with vitamin B12 to know of"
    rest = f", and {len(unknown)} with none known" if unknown else ""
    whole = "" if asked else "; the record does not say that its medicines are all"
    return f"{found}{rest}{whole}."
