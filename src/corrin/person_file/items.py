"""Items of the lists into statements: words, or a name with keys."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from corrin.domain.person import Dose, ListName, Statement
from corrin.person_file.coded import name_by_code
from corrin.person_file.day import (
    SUPPLEMENTS,
    supplements_in_day,
    times_in_key,
    times_in_words,
)
from corrin.person_file.details import Item, exact_dose, read_details
from corrin.person_file.diet import Foods
from corrin.person_file.fields import ITEM, MODIFIERS, meant, plain
from corrin.person_file.file import File
from corrin.reading import ledger
from corrin.reading.amount import Frequency
from corrin.reading.strict import Tree, shown, step
from corrin.reading.words import Hints, Lexicon, Reading
from corrin.record.age import MONTHS_A_YEAR, Age
from corrin.record.allergies import allergies_that_count
from corrin.record.coded import Coded
from corrin.record.doses import (
    ONCE_A_DAY,
    TOO_OFTEN,
    Given,
    check_dose,
    cobalamins,
    too_often,
)
from corrin.record.report import read_as, said

ACCEPTED_ITEM = "words, or {name: …}"
ACCEPTED_KEYS = "status, verification or present; since and until for times"


class Items:
    """Reads the items of one list after the other."""

    def __init__(
        self,
        file: File,
        lexicon: Lexicon,
        on: date,
        age: Age,
        foods: Foods,
        named_times: Mapping[str, int],
    ) -> None:
        self.foods = foods
        self._named_times = named_times
        """The words that stand for a time of the person's day, such as breakfast."""
        self._file = file
        self._lexicon = lexicon
        self._on = on
        self._age = age
        self._coded = Coded(file.knowledge)
        adult = int(file.setting("adult_from_years")) * MONTHS_A_YEAR
        child = None if age.months is None else age.months < adult
        born, latest = age.earliest_birth(on), age.latest_birth(on)
        self._hints = Hints(born=born, born_latest=latest, child=child)

    def read(self, name: ListName) -> Iterator[Statement]:
        """What the items of one list state; every item is settled."""
        for path, item in self._file.items(name):
            if isinstance(item, str):
                words = self.foods.words(path, item) if name == "diet" else item
                yield from self._words(name, path, words)
            elif name == "diet" and "food" in item:
                self.foods.keys(path, item)
            else:
                yield from self._keys(name, path, item)

    def read_in_day(self) -> Iterator[Statement]:
        """What the supplements state that stand in the day: they are medicines like the others."""
        for path, item in supplements_in_day(self._file):
            self._file.add(path, item)
            if isinstance(item, str):
                yield from self._words("medicines", path, item)
            elif isinstance(item, dict):
                yield from self._keys("medicines", path, item)
            else:
                accepted = ACCEPTED_ITEM
                self._file.refuse_item(path, path, said(item), "it is not an item", accepted)
        if SUPPLEMENTS in self._file.incomplete:
            self._file.incomplete.add("medicines")

    def note(self, path: str, words: str) -> tuple[Statement, ...]:
        """What is understood in a note; the rest of it is not reported."""
        read = self._read("conditions", path, words, replace(self._hints, note=True))
        stated = tuple(replace(one, listed="notes") for one in read.statements)
        stated = allergies_that_count(self._file.report, path, stated)
        if not stated or not self._possible_doses(path, stated):
            return ()
        return self._settled(path, path, self._in_time(path, path, words, stated))

    def _words(self, name: ListName, path: str, words: str) -> tuple[Statement, ...]:
        said_words, named = words, self._coded.in_words(words) or words
        words, times, said = times_in_words(name, named, self._named_times)
        if said is not None:
            self._file.report.warn(path, shown(said_words), said)
        stated = allergies_that_count(
            self._file.report, path, self._stated(name, path, path, words, self._hints)
        )
        if not self._possible_doses(path, stated):
            return ()
        stated = tuple(replace(one, at=times) for one in stated) if times else stated
        return self._settled(path, path, self._in_time(path, path, words, stated))

    def _keys(self, name: ListName, path: str, tree: dict[str, Tree]) -> tuple[Statement, ...]:
        item = self._item(name, path, tree)
        if not item.open:
            return ()
        details = read_details(item, self._hints, self._lexicon, self._on)
        if not item.open:
            return ()
        key = "name" if "name" in item.keys else "substance"
        field = step(path, key)
        stated = self._stated(name, path, field, item.keys[key], details.hints)
        stated = allergies_that_count(
            self._file.report, path, tuple(details.of(statement) for statement in stated)
        )
        often = details.hints.frequency
        if not self._possible_doses(path, stated, item.keys, often) or self._two_doses(
            item, stated
        ):
            return ()
        stated = self._larger_doses(item, stated)
        times = times_in_key(item)
        if times is None:
            return ()
        stated = tuple(replace(one, at=times) for one in stated) if times else stated
        since = details.since_key or key
        stated = self._in_time(path, step(path, since), item.keys[since], stated)
        if "note" in item.keys:
            item.unread("note", "the note of an item is not read; write it as an item of its own")
        return self._settled(path, field, stated)

    def _read(self, name: ListName, path: str, words: str, hints: Hints) -> Reading:
        return self._lexicon.read(words, list_name=name, source=path, on=self._on, hints=hints)

    def _stated(
        self, name: ListName, path: str, field: str, words: str, hints: Hints
    ) -> tuple[Statement, ...]:
        """What words state; the words left over and how some were taken are reported."""
        report = self._file.report
        reading = self._read(name, path, words, hints)
        if self._impossible(path, field, reading):
            return ()
        food = name == "diet" and self.foods.read(path)
        notes = () if food else reading.notes
        for part in reading.not_understood:
            if not (food and self.foods.covers(path, part)):
                report.unread(field, shown(part), "; ".join(("not understood", *notes)))
        for note in notes if reading.statements else ():
            report.warn(field, shown(words), note)
        if reading.open:
            self._file.incomplete.add(name)
            report.settle(path, "not_relevant", ledger.NOT_STATED)
        if reading.nothing:
            self._file.denied[name] = (path, shown(words))
            report.settle(path, "used", ledger.NONE_OF_THESE)
        return reading.statements

    def _impossible(self, path: str, field: str, reading: Reading) -> bool:
        """Whether words give vitamin B12 in a dose that is none; the item is refused then."""
        taken = tuple(one.concept for one in reading.statements if one.present)
        if not reading.impossible or not cobalamins(taken, self._file.knowledge):
            return False
        for dose in reading.impossible:
            self._file.refuse_item(path, field, dose.impossible, dose.why, dose.accepted)
        return True

    def _possible_doses(
        self,
        path: str,
        stated: tuple[Statement, ...],
        keys: Mapping[str, str] | None = None,
        often: Frequency | None = None,
    ) -> bool:
        """Whether every dose can be, and can be given so often; if not, the item is refused."""
        keys = keys or {}
        whole = next((step(path, key) for key in ("name", "substance") if key in keys), path)
        dose, route = (step(path, key) if key in keys else whole for key in ("dose", "route"))
        for one in stated:
            given = Given((one.concept,), one.dose, one.route, dose, route, None, keys.get("route"))
            if not one.present:
                continue
            if not check_dose(self._file, path, given):
                return False
            times = one.dose.times_per_day if one.dose else often and often.times_per_day
            if too_often(self._file, given, times):
                key = next((key for key in ("frequency", "dose") if key in keys), None)
                field = whole if key is None else step(path, key)
                printed = shown(one.words) if key is None else keys[key]
                self._file.refuse_item(path, field, printed, TOO_OFTEN, ONCE_A_DAY)
                return False
        return True

    def _two_doses(self, item: Item, stated: tuple[Statement, ...]) -> bool:
        """Whether the words of an item and its key `dose` say different doses of vitamin B12."""
        printed = item.keys.get("dose")
        if printed is None:
            return False
        dose = exact_dose(printed, self._lexicon)
        for statement in stated:
            other = statement.dose
            if not isinstance(dose, Dose) or other is None or other.micrograms == dose.micrograms:
                continue
            if cobalamins((statement.concept,), self._file.knowledge):
                item.refuse("dose", f"the words say {other.printed}", "one dose")
                return True
        return False

    def _larger_doses(self, item: Item, stated: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """The statements, each with the larger of two doses where words and key differ; said."""
        printed = item.keys.get("dose")
        dose = None if printed is None else exact_dose(printed, self._lexicon)
        if not isinstance(dose, Dose) or printed is None:
            return stated
        found: list[Statement] = []
        for one in stated:
            other = one.dose
            if other is not None and other.micrograms != dose.micrograms:
                why = f"the words say {other.printed}; the larger of the two counts"
                self._file.report.warn(step(item.path, "dose"), printed, why)
                larger = max(other, dose, key=lambda each: each.micrograms)
                one = replace(one, dose=larger)
            found.append(one)
        return tuple(found)

    def _item(self, name: ListName, path: str, tree: dict[str, Tree]) -> Item:
        item = Item(self._file, name, path)
        for key, value in tree.items():
            if key not in ITEM:
                self._foreign(item, key, value)
            elif key == "at" and isinstance(value, list):
                item.keys[key] = "; ".join(map(said, value))
            elif isinstance(value, list | dict):
                if value:
                    item.keys[key] = said(value)
                    item.refuse(key, "one value is expected here", "one value")
            elif value is not None and value.strip():
                item.keys[key] = value.strip()
        if item.open and not name_by_code(item, self._coded):
            return item
        if item.open and item.keys.keys().isdisjoint(("name", "substance")):
            item.open = False
            self._file.refuse_item(path, path, said(tree), "it has no name", ACCEPTED_ITEM)
        return item

    def _foreign(self, item: Item, key: str, value: Tree) -> None:
        """A key that no item has: one that could turn its meaning round refuses the item."""
        said_of = said(value)
        if not said_of.strip():
            return
        if self._file.is_another(key, said_of):
            item.keys[key] = said_of
            item.refuse(key, "it is about somebody else, whose file this is not", "one person")
        elif plain(key) in MODIFIERS:
            item.keys[key] = said_of
            why = meant(key, ITEM)
            item.refuse(key, f"it could say the opposite of the item; {why}", ACCEPTED_KEYS)
        else:
            self._file.unknown_key(item.path, key, value, ITEM)

    def _in_time(
        self, path: str, field: str, said: str, stated: tuple[Statement, ...]
    ) -> tuple[Statement, ...]:
        """The statements; a beginning before birth is named and left out."""
        kept: list[Statement] = []
        for statement in stated:
            since = statement.since
            own = statement.subject == "self" and statement.source == path
            if since is not None and own and not self._age.reaches(since, self._on):
                self._file.report.warn(
                    field, shown(said), "it is before birth; the time is left out"
                )
                kept.append(replace(statement, since=None))
            else:
                kept.append(statement)
        return tuple(kept)

    def _settled(
        self, path: str, field: str, stated: tuple[Statement, ...]
    ) -> tuple[Statement, ...]:
        report = self._file.report
        if stated:
            concepts = self._file.knowledge.concepts
            names = (read_as(concepts[one.concept].name, one) for one in stated)
            named = (*names, *self.foods.named(path))
            if not self.foods.left(path):
                report.settle(path, "used", read_as=tuple(dict.fromkeys(named)))
        elif report.outcome(path) is None and not self.foods.settled(path):
            report.settle(path, "not_understood", "no part of it was understood")
            self._file.incomplete.add(path.partition("[")[0])
            if not any(notice.field == field for notice in report.not_understood[-1:]):
                report.unread(field, said(self._file.entries[path]), "not understood")
        return stated
