"""What a leaflet draws from the knowledge: figures by reference, quotations that must be there."""

import re
from decimal import Decimal
from typing import cast

from msgspec import Struct

from corrin.care.named import Named, entry, named
from corrin.care.phase_words import how_often, until
from corrin.domain.analyte import Band
from corrin.domain.food import Food, IntakeSet
from corrin.domain.knowledge import Knowledge, Monitoring
from corrin.domain.leaflet import Figure
from corrin.domain.regimen import Phase, Regimen
from corrin.domain.rule import Condition, leaves, truth

ADULT: dict[str, bool | None] = {"under_16": False}
"""Leaflets are written for adults: a bound that asks for more than the age is not drawn."""

CHOSEN_INTAKE = "intake.of_pack"
"""The reference intakes that the pack chooses."""


class Micrograms(Struct, frozen=True):
    """A dose."""

    amount: Decimal


class Limit(Struct, frozen=True):
    """One end of a band in one unit."""

    value: Decimal
    unit: str


Drawn = str | Decimal | Micrograms | tuple[Limit, ...]


class Shelf(Struct, frozen=True):
    """The entries from which a pack's leaflets draw."""

    knowledge: Knowledge
    pack: str
    entries: Named

    @classmethod
    def of(cls, knowledge: Knowledge, pack: str) -> "Shelf":
        return cls(knowledge, pack, named(knowledge))

    def entry(self, reference: str) -> object:
        """The entry that a reference names; a band and the intakes are those of the pack.

        Raises:
            LookupError: there is none.
        """
        kind, _, name = reference.partition(".")
        known = self.known_as(reference)
        found = self._band(name) if kind == "band" else entry(known, self.entries)
        if found is None:
            raise LookupError(f"there is no entry `{reference}`")
        return found

    def known_as(self, reference: str) -> str:
        """The reference with what the pack chooses by its own name."""
        chosen = self.knowledge.packs[self.pack].intake_set
        return f"intake.{chosen}" if reference == CHOSEN_INTAKE else reference

    def draw(self, figure: Figure) -> Drawn:
        """What a figure stands for.

        Raises:
            LookupError: the entry, the field or the quoted words are not there.
        """
        found = self.entry(figure.reference)
        if figure.quoted is not None:
            return _quotation(found, figure)
        drawn = _field(found, figure.path)
        if drawn is None:
            raise LookupError(f"`{figure.reference}` has no figure `{'.'.join(figure.path)}`")
        return drawn

    def _band(self, name: str) -> Band | None:
        bands = (*self.knowledge.packs[self.pack].bands, *self.knowledge.bands)
        of_name = (b for b in bands if b.name == name and not b.methods)
        return next((b for b in of_name if _of_adults(b.when)), None)


def _of_adults(when: Condition | None) -> bool:
    return when is None or ({*leaves(when)} <= ADULT.keys() and truth(when)(ADULT) is True)


def _quotation(found: object, figure: Figure) -> str:
    quoted = str(figure.quoted)
    pattern = re.compile(rf"(?<![\w.,]){re.escape(quoted)}(?!\w|[.,]\d)")
    for name in cast(Struct, found).__struct_fields__:
        said = getattr(found, name)
        if isinstance(said, str) and pattern.search(said):
            return quoted
    raise LookupError(f"`{figure.reference}` does not say `{quoted}`")


def _field(found: object, path: tuple[str, ...]) -> Drawn | None:
    match found, path:
        case IntakeSet(rows=rows), (group,):
            values = {row.value for row in rows if row.group == group}
            return values.pop() if len(values) == 1 else None
        case Band(bounds=bounds), ("low" | "high" as end,):
            ends = [(getattr(bound, end), bound.unit) for bound in bounds]
            return tuple(Limit(value, unit) for value, unit in ends if value is not None) or None
        case Regimen(phases=phases), (name, what):
            return next((_of_phase(phase, what) for phase in phases if phase.name == name), None)
        case Food(portions=portions), ("portion", word):
            of = [p.b12_micrograms for p in portions if word in p.says.split()]
            return of[0] if len(of) == 1 else None
        case Monitoring(), ("after",):
            return _after(found)
        case _, (name,):
            value = getattr(found, name, None)
            return value if isinstance(value, str | Decimal) else None
        case _:
            return None


def _of_phase(phase: Phase, what: str) -> Drawn | None:
    match what:
        case "dose":
            return Micrograms(phase.dose_micrograms)
        case "dose_low" | "dose_high":
            end: Decimal | None = getattr(phase, what)
            return None if end is None else Micrograms(end)
        case "often":
            return how_often(phase.timing)
        case "until":
            return until(phase.ends)
        case _:
            return None


def _after(item: Monitoring) -> str | None:
    counts = ((item.after_days, "day"), (item.after_weeks, "week"), (item.after_months, "month"))
    said = [f"{n:f} {unit}{'' if n == 1 else 's'}" for n, unit in counts if n is not None]
    return said[0] if said else None
