"""One mapping of a request, read key by key; what does not fit is refused where it stands.

A scalar may be the text that was written or already a number, a date or a truth value. Nothing
here raises: a value that cannot be used becomes a refusal, and None takes its place.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import cast

from corrin.errors import Refusal
from corrin.reading.strict import SHOWN, shown, step

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?")
TRUTH = {"true": True, "yes": True, "false": False, "no": False}
BLANK = frozenset({"", "~", "null", "none"})

WORDS = f"up to {SHOWN} characters on one line"
A_DATE = "a date such as 2026-12-07"
A_NUMBER = "a number, in digits"


class Section:
    """A mapping at its path, the days that it may name, and the refusals of the whole request."""

    def __init__(
        self,
        tree: Mapping[object, object],
        path: str,
        refusals: list[Refusal],
        days: tuple[date, date],
    ) -> None:
        self.path = path
        self.refusals = refusals
        self.days = days
        self._tree = {str(key): value for key, value in tree.items()}

    def refuse(self, key: str, why: str, accepted: str, item: str | None = None) -> None:
        """Refuse the value of a key, or an item of it; of no key, the mapping as a whole."""
        path = step(self.path, key) if key else self.path
        said = item or (_said(self._tree.get(key)) if key else None)
        self.refusals.append(Refusal(field=path, value=said, why=why, accepted=accepted))

    def has(self, key: str) -> bool:
        """Whether anything is said under a key."""
        return not _blank(self._tree.get(key))

    def raw(self, key: str) -> object:
        """The value under a key as it was given."""
        return self._tree.get(key)

    def others(self, known: Iterable[str]) -> list[str]:
        """The keys that are none of those known."""
        return [key for key in self._tree if key not in known]

    def only(self, known: Iterable[str], instead: Mapping[str, str] | None = None) -> None:
        """Refuse every key that is not known; of a flood of them, the first by name.

        Args:
            instead: what is accepted instead of some keys, where their value tells it.
        """
        names = sorted(known)
        unknown = [key for key in self._tree if key not in names]
        for key in unknown[:SHOWN]:
            near = get_close_matches(key, names, 1)
            accepted = f"`{near[0]}`, if that is meant" if near else ", ".join(names)
            accepted = (instead or {}).get(key, accepted)
            self.refuse(key, "this key is not understood", accepted)
        if more := unknown[SHOWN:]:
            why = f"this key is not understood, nor are {len(more) - 1} after it"
            self.refuse(more[0], why, ", ".join(names))

    def need(self, key: str, accepted: str) -> bool:
        """Whether a key that must be there is; refused where it is not, once."""
        path = step(self.path, key)
        if not self.has(key) and all(refusal.field != path for refusal in self.refusals):
            self.refuse(key, "it is missing", accepted)
        return self.has(key)

    # --- one value -----------------------------------------------------------------------------

    def words(self, key: str) -> str | None:
        """Free words, on one line."""
        text = self._text(key, WORDS) if self.has(key) else None
        if text is not None and not (text.isprintable() and len(text) <= SHOWN):
            self.refuse(key, "it is not plain words", WORDS)
            return None
        return text

    def word(self, key: str, known: Mapping[str, str]) -> str | None:
        """A word of a closed list, as it is meant; written in any case."""
        if not self.has(key):
            return None
        accepted = f"one of {', '.join(dict.fromkeys(known.values()))}"
        text = self._text(key, accepted)
        if text is None:
            return None
        plain = text.lower().replace(" ", "_").replace("-", "_")
        if plain not in known:
            self.refuse(key, "it is not one of the words that are known here", accepted)
        return known.get(plain)

    def truth(self, key: str) -> bool | None:
        """True or false."""
        if not self.has(key):
            return None
        text = self._text(key, "true or false")
        if text is not None and text.lower() not in TRUTH:
            self.refuse(key, "it is neither true nor false", "true or false")
        return None if text is None else TRUTH.get(text.lower())

    def whole(self, key: str, lowest: int, highest: int) -> int | None:
        """A whole number between bounds."""
        accepted = f"a whole number from {lowest} to {highest}"
        text = self._text(key, accepted) if self.has(key) else None
        found = None if text is None else self._whole(text)
        if text is None or (found is not None and lowest <= found <= highest):
            return found
        self.refuse(
            key, "it is not a whole number" if found is None else _out(found < lowest), accepted
        )
        return None

    def number(self, key: str, accepted: str = A_NUMBER, *, zero: bool = False) -> Decimal | None:
        """A number above zero, or zero where it may be, with the digits that were written."""
        text = self._text(key, accepted) if self.has(key) else None
        if text is None:
            return None
        if not NUMBER.fullmatch(text):
            self.refuse(key, "it is not a number", accepted)
            return None
        number = Decimal(text)
        if number < 0 or (number == 0 and not zero):
            why = "it is below zero" if zero else "it is not above zero"
            self.refuse(key, why, accepted)
            return None
        return number

    def day(self, key: str) -> date | None:
        """A civil date."""
        return self._day(key, self._tree.get(key), None) if self.has(key) else None

    # --- several values ------------------------------------------------------------------------

    def listed(self, key: str, most: int) -> list[object]:
        """The values of a list; of one that stands by itself, that one."""
        value = self._tree.get(key)
        if not self.has(key):
            return []
        values = cast(list[object], value) if isinstance(value, list) else [value]
        if len(values) > most:
            self.refuse(key, f"it has {len(values)} entries", f"at most {most}")
            return []
        return values

    def texts(self, key: str, most: int, accepted: str) -> list[str]:
        """The texts of a list; what is no text is refused."""
        found: list[str] = []
        for number, value in enumerate(self.listed(key, most)):
            text = _text(value)
            if text is None:
                self._refuse_item(key, number, value, "it is not a word", accepted)
            else:
                found.append(text)
        return found

    def day_list(self, key: str, most: int) -> list[date]:
        """The dates of a list."""
        found = (self._day(key, value, n) for n, value in enumerate(self.listed(key, most)))
        return [day for day in found if day is not None]

    def section(self, key: str, accepted: str) -> "Section | None":
        """The mapping under a key."""
        value = self._tree.get(key)
        if isinstance(value, Mapping):
            tree = cast(Mapping[object, object], value)
            return Section(tree, step(self.path, key), self.refusals, self.days)
        if self.has(key):
            self.refuse(key, "it is not a mapping", accepted)
        return None

    def sections(self, key: str, most: int, accepted: str) -> list["Section"]:
        """The mappings of a list."""
        value = self._tree.get(key)
        if self.has(key) and not isinstance(value, list):
            self.refuse(key, "it is not a list", accepted)
            return []
        found: list[Section] = []
        for number, item in enumerate(self.listed(key, most)):
            if isinstance(item, Mapping):
                path = f"{step(self.path, key)}[{number}]"
                tree = cast(Mapping[object, object], item)
                found.append(Section(tree, path, self.refusals, self.days))
            else:
                self._refuse_item(key, number, item, "it is not a mapping", accepted)
        return found

    # --- inside --------------------------------------------------------------------------------

    def _text(self, key: str, accepted: str) -> str | None:
        text = _text(self._tree.get(key))
        if text is None:
            self.refuse(key, "it is not a single value", accepted)
        return text

    def _whole(self, text: str) -> int | None:
        if WHOLE.fullmatch(text):
            return int(text)
        if NUMBER.fullmatch(text) and Decimal(text) == int(Decimal(text)):
            return int(Decimal(text))
        return None

    def _day(self, key: str, value: object, number: int | None) -> date | None:
        found, why = _date(value)
        first, last = self.days
        if found is not None and not first <= found <= last:
            found, why = None, f"it is not between {first} and {last}"
        if found is None:
            if number is None:
                self.refuse(key, why, A_DATE)
            else:
                self._refuse_item(key, number, value, why, A_DATE)
        return found

    def _refuse_item(self, key: str, number: int, value: object, why: str, accepted: str) -> None:
        path = f"{step(self.path, key)}[{number}]"
        self.refusals.append(Refusal(field=path, value=_said(value), why=why, accepted=accepted))


def _date(value: object) -> tuple[date | None, str]:
    """The date that a value is, or why it is none."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value, ""
    text = _text(value)
    if text is None or not DATE.fullmatch(text):
        return None, "it is not a date"
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, "there is no such day in the calendar"


def _text(value: object) -> str | None:
    """A scalar as text; None for what holds several values, or nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else str(value)
    return str(value) if isinstance(value, int | float | date) else None


def _said(value: object) -> str | None:
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = _text(value)
    return None if text is None else shown(text)


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() in BLANK)


def _out(below: bool) -> str:
    return "it is too small" if below else "it is too large"
