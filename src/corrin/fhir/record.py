"""A FHIR record while it is read: what is known so far, and what became of every entry."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from corrin.domain.code import CodeIndex
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import ListName, Outcome, Result, Statement
from corrin.fhir.entry import Entry
from corrin.fhir.references import References
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.strict import shown
from corrin.reading.words import Hints, Lexicon
from corrin.record.age import Age
from corrin.record.allergies import allergies_that_count
from corrin.record.report import Report

BEFORE_BIRTH = "it is before birth; the time is left out"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The words, analytes and codes of the knowledge, laid out to be found. Made once."""

    knowledge: Knowledge
    lexicon: Lexicon
    analytes: AnalyteIndex
    codes: CodeIndex


@dataclass(slots=True)
class Record:
    """What one reader after the other takes from a FHIR record."""

    prepared: Prepared
    report: Report
    references: References
    on: date
    age: Age = field(default_factory=Age)
    statements: list[Statement] = field(default_factory=list[Statement])
    results: list[Result] = field(default_factory=list[Result])
    asked: dict[ListName, Entry] = field(default_factory=dict[ListName, Entry])
    """The lists that were answered with "none", and by which entry."""
    scalars: dict[str, "Scalar"] = field(default_factory=dict[str, "Scalar"])
    elements: dict[str, str] = field(default_factory=dict[str, str])
    """For each entry that is a result: the element in which its value stands."""
    hints: Hints = field(default_factory=Hints)
    denied: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    @property
    def knowledge(self) -> Knowledge:
        return self.prepared.knowledge

    def setting(self, name: str) -> Decimal:
        return self.knowledge.settings[name].value

    def not_pregnant(self) -> tuple[str, str] | None:
        """The entry that says that there is no pregnancy, and its words."""
        said = self.scalars.get("pregnant")
        return (said.source, said.words) if said is not None and said.value is False else None

    def element(self, entry: str, key: str) -> str:
        """Where the `value` or the `interpretation` of the result of an entry stands."""
        return f"{entry}.{self.elements.get(entry, key) if key == 'value' else key}"

    def add(self, path: str, text: str) -> None:
        """A thing inside an entry that is settled by itself."""
        self.report.add(path, text)

    def settle(
        self, entry: Entry, outcome: Outcome, why: str | None = None, names: Iterable[str] = ()
    ) -> None:
        self.report.settle(entry.path, outcome, why, tuple(dict.fromkeys(names)))

    def aside(self, entry: Entry, why: str) -> None:
        """The entry is not relevant, for a reason of the closed list."""
        self.report.settle(entry.path, "not_relevant", why)

    def refuse(
        self, entry: Entry, element: str, value: str | None, why: str, accepted: str
    ) -> None:
        """Refuse an entry for what one of its elements holds."""
        field = entry.at(element) if element else entry.path
        self.refuse_item(entry.path, field, value, why, accepted)

    def refuse_item(
        self, entry: str, field: str, value: str | None, why: str, accepted: str
    ) -> None:
        self.report.refuse(field, None if value is None else shown(value), why, accepted)
        self.report.settle(entry, "refused", why)

    def warn(self, entry: Entry, element: str, value: str | None, why: str) -> None:
        self.report.warn(entry.at(element), None if value is None else shown(value), why)

    def unread(self, entry: Entry, element: str, value: str | None, why: str) -> None:
        self.report.unread(entry.at(element), None if value is None else shown(value), why)

    def not_understood(self, entry: Entry, element: str, value: str | None, why: str) -> None:
        """Nothing of the entry was understood."""
        self.unread(entry, element, value, why)
        self.report.settle(entry.path, "not_understood", why)

    def state(self, entry: Entry, element: str, stated: Iterable[Statement]) -> None:
        """Keep what an entry states; it is used."""
        kept = [
            self._in_time(entry, element, one)
            for one in allergies_that_count(self.report, entry.at(element), stated)
        ]
        concepts = self.knowledge.concepts
        names = (
            concepts[one.concept].name if one.present else f"{concepts[one.concept].name} (absent)"
            for one in kept
        )
        self.statements += kept
        self.settle(entry, "used", names=names)

    def _in_time(self, entry: Entry, element: str, one: Statement) -> Statement:
        """The statement; a beginning before birth is named and left out."""
        if one.since is None or one.subject != "self" or self.age.reaches(one.since, self.on):
            return one
        self.warn(entry, element, one.words, BEFORE_BIRTH)
        return replace(one, since=None)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A property of the person that an entry gives: the latest one counts."""

    value: bool | Decimal | None
    on: date
    source: str
    words: str
