"""What entries say against each other: named, never silently resolved."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from corrin.domain.knowledge import Analyte
from corrin.domain.person import Result, Statement
from corrin.domain.quantity import to_unit
from corrin.person_file.file import File
from corrin.reading import ledger

PERCENT = 100


def statements_that_stand(file: File, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements without those that deny what another one says is present."""
    stated = tuple(statements)
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
        file.report.warn(statement.source, statement.words, why.format(other.source))
        file.report.warn(other.source, other.words, why.format(statement.source))
    standing = {statement.source for statement in kept}
    for source in {statement.source for statement in stated} - standing:
        file.report.settle(source, "not_relevant", ledger.CONTRADICTED)
    return tuple(kept)


def _about(statement: Statement) -> tuple[str, str, bool]:
    return statement.concept, statement.subject, statement.allergy


def results_that_stand(file: File, results: Iterable[Result]) -> tuple[Result, ...]:
    """The results, each once; those of one day that disagree are named and both kept."""
    kept: list[Result] = []
    printed: dict[tuple[object, ...], Result] = {}
    first_of: dict[tuple[object, ...], Result] = {}
    for result in results:
        same = printed.setdefault(_printed(result), result)
        if same is not result:
            file.report.settle(result.source, "duplicate", f"the same result as {same.source}")
            continue
        kept.append(result)
        first = first_of.setdefault((result.analyte, result.subject, result.on), result)
        if first is not result and _disagree(file, first, result):
            _name_both(file, result, first)
    return tuple(kept)


def _printed(result: Result) -> tuple[object, ...]:
    whose = result.analyte, result.subject, result.on, result.at
    what = result.value, result.unit, result.comparator, result.interpretation
    return *whose, *what, result.method


def _disagree(file: File, one: Result, other: Result) -> bool:
    if one.method != other.method and one.method and other.method:
        return False
    analyte = file.knowledge.analytes[one.analyte]
    first, second = _in_own_unit(one, analyte), _in_own_unit(other, analyte)
    if first is None or second is None:
        return one.interpretation != other.interpretation and one.value == other.value
    if one.comparator != other.comparator:
        return True
    apart = abs(first - second)
    return apart > max(first, second) * Fraction(file.setting("same_result_percent")) / PERCENT


def _in_own_unit(result: Result, analyte: Analyte) -> Fraction | None:
    """The value in the analyte's unit; None where there is no number or no factor."""
    if result.value is None or result.unit is None:
        return None
    try:
        return to_unit(result.value, result.unit, analyte.unit, analyte)
    except ValueError:
        return None


def _name_both(file: File, one: Result, other: Result) -> None:
    for result, against in ((other, one), (one, other)):
        why = f"another result of the same day disagrees: {against.source}; both are kept"
        file.report.warn(f"{result.source}.{_key(result)}", _said(result.value, result), why)


def _key(result: Result) -> str:
    return "value" if result.value is not None else "interpretation"


def _said(value: Decimal | None, result: Result) -> str:
    return str(value) if value is not None else str(result.interpretation)
