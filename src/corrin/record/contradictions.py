"""What entries say against each other: named, never silently resolved."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from corrin.domain.analyte import Analyte
from corrin.domain.person import Result, Statement
from corrin.domain.quantity import to_unit
from corrin.domain.words import ConceptKind
from corrin.reading import ledger
from corrin.record.doses import with_groups
from corrin.record.products import each_product_once
from corrin.record.record import Record

PERCENT = 100
BROAD = frozenset[ConceptKind]({"procedure", "condition", "medicine", "exposure"})
"""The kinds of thing of which a denial covers every narrower one."""
PREGNANCY = "pregnancy"
OMNIVORE = "omnivore"
VEGETARIAN = "vegetarian"
NO_ANIMAL_FOOD = "dietary_low_strict"


def statements_that_stand(record: Record, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements without those that deny what another one says is present, each product of
    several vitamins once."""
    stated = each_product_once(tuple(statements), record.knowledge)
    present: dict[tuple[str, str, bool], Statement] = {}
    for statement in stated:
        if statement.present and statement.status == "current":
            present.setdefault(_about(statement), statement)
    kept: list[Statement] = []
    for statement in stated:
        other = present.get(_about(statement))
        if statement.present or statement.status != "current" or other is None:
            kept.append(statement)
            continue
        why = "`{}` says the opposite; it is taken as present until a person has resolved it"
        record.report.warn(statement.source, statement.words, why.format(other.source))
        record.report.warn(other.source, other.words, why.format(statement.source))
    standing = {statement.source for statement in kept}
    for source in {statement.source for statement in stated} - standing:
        record.report.settle(source, "not_relevant", ledger.CONTRADICTED)
    _name_doubtful(record, present.values(), kept)
    return tuple(kept)


def _name_doubtful(
    record: Record, present: Iterable[Statement], stated: Iterable[Statement]
) -> None:
    """Name what cannot well be true together although no entry denies the other word for word."""
    own = {one.concept: one for one in present if one.subject == "self"}
    denials = {_about(one): one for one in stated if not one.present}
    for one in own.values() if denials else ():
        for concept in broader(record, one):
            if denial := denials.get((concept, one.subject, one.allergy)):
                _warn_both(record, (one.source, one.words), (denial.source, denial.words))
    if eater := own.get(OMNIVORE):
        for one in own.values():
            if one.concept == VEGETARIAN or NO_ANIMAL_FOOD in with_groups(
                one.concept, record.knowledge
            ):
                _warn_both(record, (one.source, one.words), (eater.source, eater.words))
    for key, denied in record.denied.items():
        listed = (one for one in own.values() if one.listed == key)
        if found := next(listed, None):
            _warn_both(record, (found.source, found.words), denied)
    denied = record.not_pregnant()
    if PREGNANCY in own and denied is not None:
        one = own[PREGNANCY]
        _warn_both(record, (one.source, one.words), denied)


def broader(record: Record, one: Statement) -> Iterator[str]:
    """What cannot be absent where a thing is present: with a total gastrectomy, a gastrectomy."""
    if record.knowledge.concepts[one.concept].kind in BROAD:
        yield from with_groups(one.concept, record.knowledge)[1:]
        parts = one.concept.split("_")
        yield from ("_".join(parts[:count]) for count in range(1, len(parts)))


def _warn_both(record: Record, one: tuple[str, str], other: tuple[str, str]) -> None:
    for (source, words), (against, _) in ((one, other), (other, one)):
        why = f"it hardly agrees with `{against}`; both stand until a person has resolved it"
        record.report.warn(source, words, why)


def _about(statement: Statement) -> tuple[str, str, bool]:
    return statement.concept, statement.subject, statement.allergy


def results_that_stand(record: Record, results: Iterable[Result]) -> tuple[Result, ...]:
    """The results, each once; those of one day that disagree are named and both kept."""
    kept: list[Result] = []
    first_of: dict[tuple[object, ...], Result] = {}
    printed: dict[tuple[object, ...], Result] = {}
    for result in results:
        first = first_of.setdefault((result.analyte, result.subject, result.on), result)
        if first is result:
            kept.append(result)
            continue
        printed.setdefault(_printed(first), first)
        same = printed.setdefault(_printed(result), result)
        if same is not result:
            record.report.settle(result.source, "duplicate", f"the same result as {same.source}")
            continue
        kept.append(result)
        if _disagree(record, first, result):
            _name_both(record, result, first)
    _name_undated(record, kept)
    return tuple(kept)


def _name_undated(record: Record, results: list[Result]) -> None:
    """A result without a date may be older than one that has a date and says otherwise."""
    undated = [one for one in results if not one.dated]
    if not undated:
        return
    latest: dict[tuple[str, str], Result] = {}
    for result in sorted((one for one in results if one.dated), key=lambda one: one.on):
        latest[result.analyte, result.subject] = result
    for result in undated:
        other = latest.get((result.analyte, result.subject))
        if other is not None and other.on != result.on and _disagree(record, other, result):
            why = f"it has no date, is taken as of today, and disagrees with {other.source}"
            record.report.warn(
                record.element(result.source, _key(result)), _said(result.value, result), why
            )


def _printed(result: Result) -> tuple[object, ...]:
    whose = result.analyte, result.subject, result.on, result.at
    what = result.value, result.unit, result.comparator, result.interpretation
    return *whose, *what, result.method


def _disagree(record: Record, one: Result, other: Result) -> bool:
    if one.method != other.method and one.method and other.method:
        return False
    analyte = record.knowledge.analytes[one.analyte]
    first, second = _in_own_unit(one, analyte), _in_own_unit(other, analyte)
    if first is None or second is None:
        return one.interpretation != other.interpretation and one.value == other.value
    if one.comparator != other.comparator:
        return True
    apart = abs(first - second)
    return apart > max(first, second) * Fraction(record.setting("same_result_percent")) / PERCENT


def _in_own_unit(result: Result, analyte: Analyte) -> Fraction | None:
    """The value in the analyte's unit; None where there is no number or no factor."""
    if result.value is None or result.unit is None:
        return None
    try:
        return to_unit(result.value, result.unit, analyte.unit, analyte)
    except ValueError:
        return None


def _name_both(record: Record, one: Result, other: Result) -> None:
    for result, against in ((other, one), (one, other)):
        why = f"another result of the same day disagrees: {against.source}; both are kept"
        record.report.warn(
            record.element(result.source, _key(result)), _said(result.value, result), why
        )


def _key(result: Result) -> str:
    return "value" if result.value is not None else "interpretation"


def _said(value: Decimal | None, result: Result) -> str:
    return str(value) if value is not None else str(result.interpretation)
