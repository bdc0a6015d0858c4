"""Analytes, their units, what is possible, and the bounds between which they lie."""

from decimal import Decimal

from msgspec import Struct

from corrin.domain.rule import Citation, Condition, Verified


class UnitOf(Struct, frozen=True, kw_only=True):
    """A unit in which an analyte is printed, and its exact factor to the analyte's own unit."""

    ucum: str
    numerator: Decimal = Decimal(1)
    denominator: Decimal = Decimal(1)
    """value in the analyte's unit = printed value × numerator / denominator, exactly."""
    spellings: tuple[str, ...] = ()
    own_scale: bool = False
    """A scale of its own, such as the units of one antibody assay: never converted."""
    caution: str | None = None
    """What a reader must know who sees a value in this unit; given as a warning."""


class Analyte(Struct, frozen=True, kw_only=True):
    """A marker: what it is called, in which units it is printed, and what is possible."""

    id: str
    name: str
    unit: str
    """UCUM code of the unit in which its bounds are compared when none is printed in the pack."""
    units: tuple[UnitOf, ...]
    synonyms: tuple[str, ...] = ()
    hard_low: Decimal | None = None
    hard_high: Decimal | None = None
    """Below or above which a value is refused, in `unit`."""
    soft_low: Decimal | None = None
    soft_high: Decimal | None = None
    """Below or above which a value is accepted with a warning, in `unit`."""
    usual_low: Decimal | None = None
    usual_high: Decimal | None = None
    """About where adults lie, in `unit`: only to see that a word contradicts its number. Where a
    band says it for everybody, it stands there alone."""
    qualitative: bool = False
    """Whether words such as positive and negative are results by themselves."""
    role: str
    sources: tuple[str, ...] = ()
    verified: Verified = "false"
    note: str | None = None


class Bound(Struct, frozen=True, kw_only=True):
    """A pair of bounds in one unit; a value equal to a bound is inside."""

    unit: str
    low: Decimal | None = None
    high: Decimal | None = None


class Band(Struct, frozen=True, kw_only=True):
    """Where a marker is low, between, or high, for the people of whom `when` holds.

    Bands of one name are tried in order; a pack's bands are tried before the shared ones. The
    band whose name is the analyte's id is the one that says low, normal and high, or, for total
    and active B12, confirmed, indeterminate and unlikely; the others are bounds that rules name.
    """

    name: str
    analyte: str
    bounds: tuple[Bound, ...]
    """The same bounds as the source states them in each unit; compared in the printed unit
    where it is among them, otherwise through the exact factor from the first."""
    when: Condition | None = None
    methods: tuple[str, ...] = ()
    """The laboratory methods of which alone these bounds are: each a few words, all of which the
    method of the result names ("access ii"); tried before the bounds of every method."""
    printed_first: bool = False
    """Whether the laboratory goes before these bounds: by the reference range that it printed with
    the result, or else by the word that it put beside it."""
    says: str | None = None
    sources: tuple[Citation, ...] = ()
    verified: Verified = "false"
