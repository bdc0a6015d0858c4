"""A phrase laid out for reading: its tokens, and at each the roles that the language gives it."""

from datetime import date
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from corrin.domain.words import Language
from corrin.reading.cues import Index
from corrin.reading.tokens import Token

NOTATION = {"7": "day", "52": "week", "12": "month"}
"""3/7 is three days, 2/52 two weeks, 6/12 six months."""
MOST_DIGITS = 12
"""A longer number is not one that a doctor writes."""


class Clock(Struct, frozen=True):
    """The day on which words are said, and the birth date of the person where it is known."""

    on: date
    born: date | None = None
    """The birth date, or the first that is possible."""
    born_latest: date | None = None
    """The last birth date that is possible, where the day is not known."""


class Line(Struct, frozen=True):
    """The tokens of a text with the longest phrase of the language at each."""

    text: str
    tokens: list[Token]
    marks: list[tuple[int, tuple[str, ...]]]
    language: Language
    clock: Clock

    @classmethod
    def of(
        cls, text: str, tokens: list[Token], index: Index, language: Language, clock: Clock
    ) -> "Line":
        """A text laid out."""
        marks = [index.cue(tokens, at) for at in range(len(tokens))]
        return cls(text, tokens, marks, language, clock)

    def __len__(self) -> int:
        return len(self.tokens)

    def end(self, at: int, *roles: str) -> int | None:
        """Where the phrase at a token ends, if it plays one of these roles."""
        if at >= len(self.tokens):
            return None
        end, found = self.marks[at]
        for role in roles:
            if role in found:
                return end
        return None

    def named(self, at: int, group: str) -> tuple[int, str] | None:
        """Where the phrase at a token ends and its key, if it belongs to a group of roles."""
        if at >= len(self.tokens):
            return None
        end, found = self.marks[at]
        for role in found:
            kind, _, key = role.partition(".")
            if kind == group and key:
                return end, key.replace("_", " ")
        return None

    def fold(self, at: int) -> str:
        """The folded form of a token; nothing past the end."""
        return self.tokens[at].fold if at < len(self.tokens) else ""

    def digits(self, at: int) -> str:
        """The digits of a whole number at a token; nothing if there is none."""
        if at >= len(self.tokens) or self.tokens[at].kind != "number":
            return ""
        said = self.tokens[at].fold
        return said if said.isdecimal() else ""

    def dashed(self, at: int) -> bool:
        """Whether a dash stands before a token."""
        return at < len(self.tokens) and self.tokens[at].dashed

    def raw(self, start: int, end: int) -> str:
        """The words from one token to before another, as they were written."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def part(self, start: int, end: int) -> "Line":
        """The tokens from one to before another as a line of their own."""
        marks = [(min(to, end) - start, roles) for to, roles in self.marks[start:end]]
        return Line(self.text, self.tokens[start:end], marks, self.language, self.clock)

    def only(self, places: list[int]) -> "Line":
        """Some of the tokens as a line; a phrase ends where a token is left out."""
        new = {place: n for n, place in enumerate(places)}
        marks = [
            (n + 1 if any(at not in new for at in range(place, to)) else n + to - place, roles)
            for n, place in enumerate(places)
            for to, roles in [self.marks[place]]
        ]
        tokens = [self.tokens[place] for place in places]
        return Line(self.text, tokens, marks, self.language, self.clock)

    def only_small(self, at: int) -> bool:
        """Whether nothing but words without a meaning of their own stands from a token on."""
        while at < len(self.tokens):
            end = self.end(at, "stop")
            if end is None and self.tokens[at].kind not in ("comma", "break"):
                return False
            at = end or at + 1
        return True

    def number(self, at: int) -> tuple[int, Decimal] | None:
        """The number in digits at a token."""
        if at < len(self.tokens) and self.tokens[at].kind == "number":
            value = decimal(self.tokens[at].fold)
            if value is not None:
                return self._with_fraction(at + 1, value)
        return None

    def counted(self, at: int) -> tuple[int, Decimal] | None:
        """The number at a token, in digits or as a word."""
        if said := self.named(at, "number"):
            return said[0], self.language.numbers[said[1]]
        return self.number(at)

    def span(self, at: int) -> tuple[int, Decimal, Decimal] | None:
        """A number or a range at a token: its end, the lower and the higher number."""
        low = self.counted(at)
        if low is None:
            return None
        end, least = low
        if end < len(self) and (self.dashed(end) or self.end(end, "time.range")):
            high = self.counted(end if self.dashed(end) else end + 1)
            if high is not None and high[1] > least:
                return high[0], least, high[1]
        return end, least, least

    def noted(self, at: int) -> tuple[int, str, Decimal] | None:
        """Where a notation such as 6/12 ends, its unit, and how many of it."""
        unit = NOTATION.get(self.fold(at + 2)) if self.fold(at + 1) == "/" else None
        number = self.number(at) if unit and self.digits(at) else None
        return (at + 3, unit, number[1]) if unit and number else None

    def _with_fraction(self, at: int, value: Decimal) -> tuple[int, Decimal]:
        """`1½` is two tokens and one number."""
        if (
            at < len(self.tokens)
            and self.tokens[at].fold in ("0.5", "0.25", "0.75")
            and self.tokens[at].end - self.tokens[at].start == 1
            and value == value.to_integral_value()
        ):
            return at + 1, value + Decimal(self.tokens[at].fold)
        return at, value


def decimal(digits: str) -> Decimal | None:
    """A number as printed: a comma between groups of three digits is a thousands separator."""
    if len(digits) > MOST_DIGITS:
        return None
    whole, comma, rest = digits.partition(",")
    if comma:
        groups = rest.partition(".")[0].split(",")
        thousands = len(whole) <= 3 and whole != "0" and all(len(group) == 3 for group in groups)
        digits = digits.replace(",", "") if thousands else digits.replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
