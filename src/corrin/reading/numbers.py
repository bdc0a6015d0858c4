"""Numbers as laboratories and people write them, without guessing.

A number is digits 0-9 with at most one decimal point. A comma between digits is a decimal comma
where it cannot stand for thousands ("128,5", "0,125"), and means thousands where groups of three
repeat ("1,240,000"). Where it could be either ("1,240") it is refused, as a space is.
Exponents ("1.2e3") are exact and are read. Digits of other scripts, full-width ones included,
are refused: they look alike and arrive by accident.
"""

import re
from decimal import Decimal

from msgspec import Struct

from corrin.domain.person import Comparator
from corrin.reading.gathered import text_of
from corrin.reading.strict import SHOWN

COMPARATORS_ACCEPTED = "one of <, <=, >, >="
PLAIN = "a plain number such as 148, 0.35, <50 or >=2000"

COMPARATORS: dict[str, Comparator | None] = {
    "<": "<",
    "lt": "<",
    "less than": "<",
    "under": "<",
    "below": "<",
    "<=": "<=",
    "=<": "<=",
    "≤": "<=",
    "at most": "<=",
    "up to": "<=",
    "less than or equal to": "<=",
    "not more than": "<=",
    ">": ">",
    "gt": ">",
    "more than": ">",
    "greater than": ">",
    "over": ">",
    "above": ">",
    ">=": ">=",
    "≥": ">=",
    "at least": ">=",
    "greater than or equal to": ">=",
    "not less than": ">=",
    "=": None,
}
"""What stands before a number; `=` says that the number is exact."""

DECIMAL_COMMA = r"(?:(?:0|[0-9]{4,}),[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,}))(?![0-9.,])"
"""A number with a comma that cannot stand before a group of three digits."""

_PREFIX = "|".join(sorted((re.escape(c) for c in COMPARATORS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<before>{_PREFIX})?\s*"
    rf"(?P<number>{DECIMAL_COMMA}|[0-9]+(?:,[0-9]{{3}}){{2,}}(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,2})?)"
    r"(?P<after>(?![0-9.,]).*)",
    re.IGNORECASE,
)
_DIGITS_AGAIN = re.compile(r"[OoIlSB.,'’_]*[0-9]")
_DECIMAL_COMMA = re.compile(DECIMAL_COMMA)
_EITHER = re.compile(r"[<>=≤≥ ]*([0-9]{1,3}),([0-9]{3})(?![0-9.,]).*")
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_TITRE = re.compile(r"1\s?:\s?(?P<number>[0-9]{1,6})")
_NEVER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[+-]?(nan|inf|infinity)\b.*", re.IGNORECASE), "it is not a finite number"),
    (re.compile(r"[-−–]\s?[0-9.].*"), "a laboratory result cannot be negative"),
    (
        re.compile(r"[0-9.,]+\s?(-|–|—|−|\bto\b|/|\.\.|\+/-|±)\s?[0-9].*"),
        "it is a range or two numbers, not one result",
    ),
    (
        re.compile(
            r"(~|≈|≅|about|approx\.?|approximately|circa|ca\.?|\?|around)\s?[0-9].*", re.IGNORECASE
        ),
        "it is an approximation",
    ),
    (re.compile(r"[0-9.]+[A-Za-z]"), "a letter stands where a digit may have been meant"),
)
"""What is never a number, tried first."""

_UNCLEAR: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"[<>=≤≥ ]*[0-9]+([., '’_\u00a0\u2009\u202f][0-9]+)+\b.*"),
        "a comma, point or space inside it could mean thousands or a decimal",
    ),
    (re.compile(r"[0-9OoIlSB]*[0-9][OoIlSB][0-9OoIlSB]*"), "a letter stands among its digits"),
    (re.compile(r".*[^\x00-\x7fµμ≤≥²³⁹×·‰].*"), "it has characters that are not digits 0-9"),
    (re.compile(r"[^A-Za-z].*"), "it is not a number that can be read for certain"),
)
"""Why a text with digits that is not a number cannot be read."""


class Number(Struct, frozen=True):
    """A finite number ≥ 0 as printed, with what stood before and after it."""

    value: Decimal
    comparator: Comparator | None
    exact: bool
    """Whether `=` said that there is no comparator."""
    after: str
    """The text after it: a unit, a flag, or nothing."""
    comma: bool = False
    """Whether it was printed with a decimal comma."""


class NotNumber(Struct, frozen=True):
    """A text that looks like a number but cannot be read as one for certain."""

    why: str
    accepted: str = PLAIN


def read_number(text: str) -> Number | NotNumber | None:
    """The number that a text is; None where it is made of words."""
    text = text.strip()
    if len(text) > SHOWN:
        return _long(text)
    if _PLAIN_NUMBER.fullmatch(text):
        return Number(Decimal(text), None, False, "")
    if titre := _TITRE.fullmatch(text):
        return Number(Decimal(titre["number"]), None, False, "titre")
    for pattern, why in _NEVER:
        if pattern.fullmatch(text):
            return NotNumber(why)
    if found := _NUMBER.fullmatch(text):
        before = (found["before"] or "").lower()
        after = found["after"].strip()
        if not _DIGITS_AGAIN.match(after):
            printed = found["number"]
            comma = _DECIMAL_COMMA.fullmatch(printed) is not None
            number = Decimal(printed.replace(",", "." if comma else ""))
            return Number(number, COMPARATORS.get(before), before == "=", after, comma)
    if either := _EITHER.fullmatch(text):
        accepted = f"{either[1]}.{either[2]} or {either[1]}{either[2]}, whichever it is"
        return NotNumber("its comma could mean thousands or a decimal", accepted)
    if any(character.isdigit() for character in text):
        return next((NotNumber(why) for pattern, why in _UNCLEAR if pattern.fullmatch(text)), None)
    return None


def _long(text: str) -> NotNumber | None:
    """A text too long for a number: words, unless it begins like a number."""
    if re.match(r"[<>=≤≥~+\-\s]*[\d.]", text):
        return NotNumber("it is too long to be a number with its unit")
    return None


def with_point(text: str) -> str:
    """A number with its decimal comma made a point, where it can be nothing else."""
    return text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text


def read_comparator(text: str) -> Comparator | NotNumber | None:
    """The comparator that a text of its own is; None for `=`."""
    word = text.strip().lower()
    if word in COMPARATORS:
        return COMPARATORS[word]
    return NotNumber("it is not a comparator", COMPARATORS_ACCEPTED)


def read_bound(value: object) -> Decimal | None:
    """A bound of a printed range: a finite number ≥ 0, or None for anything else."""
    text = text_of(value)
    found = read_number(text) if isinstance(text, str) else None
    if isinstance(found, Number) and found.comparator is None and not found.after:
        return found.value
    return None
