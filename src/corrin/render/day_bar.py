"""A day of twenty-four hours as a bar of characters, to be read without colour."""

from collections.abc import Iterable
from string import ascii_letters

from corrin.domain.timing import Hours, Span
from corrin.render.page import Drawing

HOURS = 24
MINUTES = 60
PER_HOUR = 3
CELL = MINUTES // PER_HOUR
CELLS = HOURS * PER_HOUR
PREFERRED, OPEN, PART, CLOSED, ASIDE = "#", "=", "+", "x", "."
SEVERAL = "*"
KEY = (
    f"{PREFERRED} open  {OPEN} open, nearer than preferred  {PART} open in part"
    f"  {CLOSED} closed  {ASIDE} not wanted"
)
HEADER = "".join(f"{hour:02} " for hour in range(HOURS)).rstrip()


def day_bar(hours: Hours) -> Drawing:
    """The bar of a day, with a line for what is taken and one for the best time."""
    states = _states(hours)
    cells = (states[at * CELL : (at + 1) * CELL] for at in range(CELLS))
    lines = [f"Hour   {HEADER}", f"B12    {''.join(map(_cell, cells))}"]
    if hours.taken:
        lines.append(f"Taken  {_marks(hours)}".rstrip())
    if hours.best is not None:
        lines.append(f"Best   {' ' * (_minute(hours.best) // CELL)}^ {hours.best}")
    return Drawing((*lines, "", KEY))


def letters(hours: Hours) -> tuple[str, ...]:
    """The letter of each thing taken; beyond the alphabet a star."""
    return tuple(
        ascii_letters[number] if number < len(ascii_letters) else SEVERAL
        for number in range(len(hours.taken))
    )


def _states(hours: Hours) -> list[str]:
    """The character of every minute of the day."""
    states = [ASIDE] * HOURS * MINUTES
    asked = (hours.b12_window, hours.second_window, hours.fallback_window)
    _fill(states, (window for window in asked if window is not None), CLOSED)
    for spans in (hours.second_allowed, hours.fallback_allowed):
        _fill(states, spans or (), PREFERRED)
    _fill(states, hours.allowed, OPEN)
    _fill(states, hours.preferred_120_for_minerals, PREFERRED)
    return states


def _fill(states: list[str], spans: Iterable[Span], state: str) -> None:
    for first, last in spans:
        start, end = _minute(first), _minute(last)
        for minute in range(start, end + 1 + (len(states) if end < start else 0)):
            states[minute % len(states)] = state


def _cell(minutes: list[str]) -> str:
    """One character for the minutes of a cell; a closed minute among open ones is never lost."""
    held = set(minutes)
    if len(held) == 1:
        return minutes[0]
    if held & {OPEN, PREFERRED}:
        return OPEN if held == {OPEN, PREFERRED} else PART
    return CLOSED


def _marks(hours: Hours) -> str:
    marks = [" "] * CELLS
    for letter, (at, _) in zip(letters(hours), hours.taken, strict=True):
        cell = _minute(at) // CELL
        marks[cell] = letter if marks[cell] == " " else SEVERAL
    return "".join(marks)


def _minute(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * MINUTES + int(minute)
