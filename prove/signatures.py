"""B20: no bare number of a clinical quantity crosses a public signature of the core.

A parameter that is a plain number says nothing of its unit or of what was measured. The functions
of `domain` and `care` that take one are listed here, each with what carries its meaning.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from prove import corpus

BARE = frozenset({"float", "int", "Decimal", "Fraction", "complex"})
CORE = ("domain", "care")
PERMITTED = {
    "care/absorption.py cents(micrograms)": "its name is its unit",
    "care/absorption.py of_dose(micrograms)": "its name is its unit",
    "care/absorption.py taken_apart(doses)": "micrograms, as everything in this module",
    "care/absorption.py with_food(micrograms)": "its name is its unit",
    "care/absorption.py with_food(per_day)": "its name says how often",
    "care/intake_changes.py changes(apart)": "micrograms, as everything in this module",
    "care/intake_changes.py enough(dose)": "micrograms, as everything in this module",
    "care/intake_changes.py fewest(most)": "times a week, as its sentence says",
    "care/intake_changes.py often(times)": "times a week, as its sentence says",
    "care/intake_changes.py supplement(dose)": "micrograms, as everything in this module",
    "care/assess.py rounded(value)": "for showing, after every comparison",
    "care/markers.py answer(max_days)": "the unit ends its name",
    "care/markers.py answer(min_days)": "the unit ends its name",
    "care/schedule_course.py nominal(ordinal)": "the place of a dose in its pattern",
    "care/schedule_dates.py add_months(months)": "whole months of the calendar",
    "care/schedule_dates.py block_end(base_ordinal)": "the place of a dose in its pattern",
    "care/schedule_dates.py block_end(doses)": "a count of doses",
    "care/schedule_dates.py counted(base_ordinal)": "the place of a dose in its pattern",
    "care/schedule_dates.py counted(ordinal)": "the place of a dose in its pattern",
    "care/schedule_dates.py over_days(days)": "the unit ends its name",
    "care/timing_clock.py existing(day)": "a day of the line of time, counted from the first",
    "care/timing_clock.py existing(minute)": "its name is its unit",
    "care/timing_clock.py runs(first)": "a place on the line of minutes",
    "care/timing_clock.py runs(last)": "a place on the line of minutes",
    "care/timing_clock.py shown(minute)": "its name is its unit",
    "care/timing_clock.py taken(day)": "a day of the line of time, counted from the first",
    "care/timing_clock.py taken(minute)": "its name is its unit",
    "care/timing_closing.py closed_by(places)": "a place on the line of minutes for each bit",
    "care/timing_closing.py total(unknown)": "milligrams, as everything that it adds up",
    "care/timing_windows.py name(number)": "the place of a window among the windows",
    "care/timing_windows.py of(day)": "a day of the line of time, counted from the first",
    "care/timing_windows.py open(closed)": "a minute for each bit",
    "care/timing_windows.py runs(bits)": "a minute for each bit",
    "care/timing_windows.py spans(minutes)": "a minute for each bit",
    "care/timing_windows.py within(bits)": "a minute for each bit",
    "domain/regimen.py days_apart(days_in_month)": "its name says what it counts",
    "domain/quantity.py compare(bound)": "its unit and its analyte stand beside it",
    "domain/quantity.py to_unit(value)": "its unit and its analyte stand beside it",
}


def bare(module: str, tree: ast.Module) -> Iterator[str]:
    """The parameters of a module's public functions and methods that are plain numbers."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        for argument in arguments:
            if argument.annotation is not None and BARE & names(argument.annotation):
                yield f"{module} {node.name}({argument.arg})"


def names(annotation: ast.expr) -> set[str]:
    """The types that a union or a container names."""
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(annotation) if isinstance(node, ast.Attribute)
    }


def of_the_core(source: Path = corpus.ROOT / "src" / "corrin") -> set[str]:
    """Every parameter of the core that is a plain number."""
    return {
        parameter
        for room in CORE
        for path in sorted((source / room).rglob("*.py"))
        for parameter in bare(
            path.relative_to(source).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
        )
    }
