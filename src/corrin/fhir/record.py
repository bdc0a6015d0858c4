"""A FHIR record while it is read: what is known so far, and what became of every entry."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

from corrin.domain.knowledge import Knowledge
from corrin.domain.person import ListName, Outcome, Result, Statement, Status
from corrin.fhir.entry import Entry
from corrin.fhir.prepared import Prepared
from corrin.fhir.references import References
from corrin.reading.result_time import DAYS_PER_YEAR
from corrin.reading.strict import shown
from corrin.reading.words import Hints
from corrin.record.age import MONTHS_A_YEAR, Age
from corrin.record.allergies import allergies_that_count
from corrin.record.report import Report, read_as

NONE_BESIDE = "another entry says that there is none; this one stands"
PLAINLY = "valueQuantity.value"
"""The element in which the value of a result that is written plainly stands."""
BEFORE_BIRTH = "it is before birth; the time is left out"


class Beside(Struct, frozen=True):
    """What an entry says beside the thing that it names."""

    since: date | None = None
    until: date | None = None
    status: Status | None = None
    reaction: bool = False
    note: bool = False


NOTHING_BESIDE = Beside()


class Record(Struct):
    """What one reader after the other takes from a FHIR record."""

    knowledge: Knowledge
    prepared: Prepared
    report: Report
    references: References
    on: date
    age: Age = field(default_factory=Age)
    statements: list[Statement] = field(default_factory=list[Statement])
    results: list[Result] = field(default_factory=list[Result])
    asked: dict[ListName, Entry] = field(default_factory=dict[ListName, Entry])
    """The lists that were answered with "none", and by which entry."""
    tested: set[str] = field(default_factory=set[str])
    """The analytes of which a result was given, whether or not it could be used."""
    begun: set[ListName] = field(default_factory=set[ListName])
    """The lists of which an entry is."""
    scalars: dict[str, "Scalar"] = field(default_factory=dict[str, "Scalar"])
    elements: dict[str, str] = field(default_factory=dict[str, str])
    """For each entry that is a result: the element in which its value stands, but for `PLAINLY`."""
    own: Hints = field(default_factory=Hints)
    """What is known of the person whatever an entry says."""
    denied: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])

    earliest: date = date.min
    """Before which no sample of the person was taken."""

    def begin(self, age: Age) -> None:
        """Know the age of the person before the entries are read."""
        self.age = age
        adult = int(self.setting("adult_from_years")) * MONTHS_A_YEAR
        self.own = Hints(
            born=age.earliest_birth(self.on),
            born_latest=age.latest_birth(self.on),
            child=None if age.months is None else age.months < adult,
        )
        oldest = timedelta(days=int(self.setting("age_years_highest")) * DAYS_PER_YEAR)
        self.earliest = max(self.own.born or date.min, self.on - oldest)

    def hints(self, beside: Beside) -> Hints:
        """What is known besides the words of an entry, when they are read."""
        return replace(
            self.own,
            since=beside.since,
            until=beside.until,
            status=beside.status,
            reaction=beside.reaction,
            note=beside.note,
        )

    def answered(self) -> list[ListName]:
        """The lists that were answered with "none" and of which nothing is stated after all."""
        found: list[ListName] = []
        for name, entry in self.asked.items():
            against = [one for one in self.statements if name == "allergies" and one.allergy]
            for one in against:
                self.report.warn(one.source, one.words, f"{NONE_BESIDE} ({entry.path})")
            if not against:
                found.append(name)
        return found

    def setting(self, name: str) -> Decimal:
        return self.knowledge.settings[name].value

    def not_pregnant(self) -> tuple[str, str] | None:
        """The entry that says that there is no pregnancy, and its words."""
        return None

    def element(self, entry: str, key: str) -> str:
        """Where the `value` or the `interpretation` of the result of an entry stands."""
        return f"{entry}.{self.elements.get(entry, PLAINLY) if key == 'value' else key}"

    def found(self, stated: Iterable[Statement], since: date | None) -> tuple[Statement, ...]:
        """What was found in the person: a symptom, where it may be acute on this day."""
        acute = since is None or (self.on - since).days <= self.setting("acute_days")
        listed = "symptoms" if acute else "conditions"
        return tuple(replace(one, listed=listed) for one in stated)

    def add(self, path: str, text: str) -> None:
        """A thing inside an entry that is settled by itself."""
        self.report.add(path, shown(text))

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
        kept = list(stated)
        allergies = [one for one in kept if one.allergy]
        if allergies:
            kept = allergies_that_count(self.report, entry.at(element), kept)
        concepts = self.knowledge.concepts
        names: dict[str, None] = {}
        for one in kept:
            names[read_as(concepts[one.concept].name, one)] = None
            self.statements.append(self._in_time(entry, element, one))
        self.report.settle(entry.path, "used", None, tuple(names))

    def _in_time(self, entry: Entry, element: str, one: Statement) -> Statement:
        """The statement; a beginning before birth is named and left out."""
        born = self.own.born
        if one.since is None or born is None or one.since >= born or one.subject != "self":
            return one
        self.warn(entry, element, one.words, BEFORE_BIRTH)
        return replace(one, since=None)


class Scalar(Struct, frozen=True):
    """A property of the person that an entry gives: the latest one counts."""

    value: Decimal
    on: date
    source: str
    words: str
