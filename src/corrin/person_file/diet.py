"""Foods under `diet`: in words, or as entries with amount, how often, and what a label says."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.food import NOT_KNOWN_DIET, Eaten, Food
from corrin.person_file.details import SIGN
from corrin.person_file.fields import FOOD
from corrin.person_file.file import File
from corrin.reading.amount import Unreadable
from corrin.reading.food_label import (
    LABEL_ACCEPTED,
    WEIGHED_ACCEPTED,
    WHOLE,
    Label,
    belongs_to,
    doses_in,
    labelled,
    labels_in,
    without,
)
from corrin.reading.food_names import FoodLookup, FoodNames
from corrin.reading.food_portion import Helping, NotCounted, helping
from corrin.reading.food_words import (
    KIND,
    FoodAside,
    FoodSaid,
    not_one,
    read_amount,
    read_foods,
    read_often,
)
from corrin.reading.strict import Tree, shown, step
from corrin.reading.words import Lexicon
from corrin.record.report import said

OFTEN = "how often it is eaten is not said; it is counted as anything up to once a day"
OFTEN_ACCEPTED = "words such as once a day, twice a week, most days"
USUAL = "no quantity is said; the usual portion is taken, {}"
PLANTS = frozenset({"vegan", "vegan_check_label", "vegan_check_vitamin_d", NOT_KNOWN_DIET})
EITHER = (
    "one or another of these is eaten: counted from the least of them to the most, not together"
)
LABEL_NOT_READ = "its label is not understood, and what another product holds is not counted"
NO_DENSITY = "its weight by volume is not known"
NONE_COUNTED = "no food of it could be counted"
LEFT = "not all of its food is counted"
NOT_WHOLE = "an amount at one time"


class _Entry(Struct, frozen=True):
    """What one entry says of foods."""

    eaten: tuple[Eaten, ...]
    clauses: tuple[str, ...]
    """The words that were read as foods."""
    left: bool = False
    """Whether some of its food is not counted."""
    refused: bool = False
    """Whether that was refused, and is not only not understood."""


class Foods:
    """Reads the foods of a person file, one entry after the other."""

    def __init__(self, file: File, lexicon: Lexicon, lookup: FoodLookup | None) -> None:
        self._file = file
        self._lexicon = lexicon
        self._lookup = lookup
        self._entries: dict[str, _Entry] = {}
        known = file.knowledge
        self._names = FoodNames(known.words, known.foods, known.measures, lexicon.spelling)

    def eaten(self) -> tuple[Eaten, ...]:
        """Every food, in the order of the file."""
        return tuple(food for entry in self._entries.values() for food in entry.eaten)

    def named(self, path: str) -> tuple[str, ...]:
        """The names of the foods that an entry was read as."""
        entry = self._entries.get(path)
        return () if entry is None else tuple(each.food.called for each in entry.eaten)

    def read(self, path: str) -> bool:
        """Whether an entry says something of foods."""
        return path in self._entries

    def covers(self, path: str, words: str) -> bool:
        """Whether words that were not understood otherwise belong to what was read as food."""
        entry = self._entries.get(path)
        if entry is None:
            return False
        read = {fold for clause in entry.clauses for fold in self._lexicon.spelling.folds(clause)}
        return read.issuperset(self._lexicon.spelling.folds(words))

    def left(self, path: str) -> bool:
        """Whether some food of an entry is not counted; the entry is settled then."""
        entry = self._entries.get(path)
        if entry is None or not entry.left:
            return False
        outcome = "not_understood" if entry.eaten or not entry.refused else "refused"
        why = LEFT if outcome == "not_understood" else NONE_COUNTED
        self._file.report.settle(path, outcome, why, read_as=self.named(path))
        return True

    def settled(self, path: str) -> bool:
        """Settle an entry that says nothing but foods; whether it does."""
        entry = self._entries.get(path)
        if entry is None:
            return False
        report = self._file.report
        if not self.left(path):
            report.settle(path, "used", read_as=tuple(dict.fromkeys(self.named(path))))
        if not any(each.food.diet not in PLANTS for each in entry.eaten):
            self._file.incomplete.add("diet")  # plants alone do not say that nothing else is eaten
        return True

    def words(self, path: str, text: str) -> str:
        """Read the foods that words name; what is a food and cannot be counted is refused.

        Returns:
            the text without what is said of labels, which is no dose of a medicine.
        """
        whole = self._lexicon.line(text)
        labels = labels_in(whole)
        line = self._lexicon.line(without(text, labels))
        found = read_foods(line, self._names, self._lookup)
        if not found.said and not found.aside:
            return text
        for aside in found.aside:
            self._file.report.unread(path, shown(aside.words), aside.why)
            self._file.incomplete.add("diet")
        said = (*found.said, *found.aside)
        of = _labels_of(said, text, labels)
        unread = _labels_of(said, text, doses_in(line))
        eaten: list[Eaten] = []
        for number, one in enumerate(found.said):
            counted = self._eaten(path, path, one)
            if counted is not None:
                counted = self._by_label(path, counted, of.get(number, []), unread.get(number))
            if counted is not None:
                choice = None if one.choice is None else f"{path}#{one.choice}"
                eaten.append(replace(counted, choice=choice))
        clauses = (*(each.words for each in said), *(label.words for label in labels))
        chosen = self._chosen(path, tuple(eaten), found.chosen)
        refused = len(eaten) < len(found.said)
        left = refused or bool(found.aside)
        self._entries[path] = _Entry(chosen, clauses, left, refused)
        return line.text

    def _by_label(
        self, path: str, eaten: Eaten, labels: list[Label], unread: list[Label] | None
    ) -> Eaten | None:
        """A food by its label in words; refused where a label is given that cannot be used."""
        if len(labels) == 1 and not unread:
            found = self._labelled(eaten, labels[0].words)
            if isinstance(found, Eaten):
                return found
            self._file.report.refuse(path, shown(labels[0].words), found.why, found.accepted)
        elif labels or (unread and eaten.food.category in self._added()):
            words = "; ".join(label.words for label in (*labels, *(unread or ())))
            self._file.report.refuse(path, shown(words), LABEL_NOT_READ, LABEL_ACCEPTED)
        else:
            return eaten
        self._file.incomplete.add("diet")
        return None

    def _added(self) -> frozenset[str]:
        """The categories of food of which the label decides."""
        return frozenset((*self._file.knowledge.absorption["released_added"].categories, KIND))

    def _chosen(
        self, path: str, eaten: tuple[Eaten, ...], sizes: tuple[int, ...]
    ) -> tuple[Eaten, ...]:
        """The foods; of a choice in which something is not counted, it may be none of the rest."""
        for number, size in enumerate(sizes):
            of = [each for each in eaten if each.choice == f"{path}#{number}"]
            if of:
                words = " / ".join(each.words for each in of)
                self._file.report.warn(path, shown(words), EITHER)
            if 0 < len(of) < size:
                eaten = tuple(
                    replace(each, per_day_low=Decimal(0)) if each in of else each for each in eaten
                )
        return eaten

    def _eaten(self, path: str, field: str, said_of: FoodSaid) -> Eaten | None:
        counted = said_of.helping
        if isinstance(counted, NotCounted) or said_of.food is None:
            if isinstance(counted, NotCounted):
                self._file.report.refuse(field, shown(said_of.words), counted.why, counted.accepted)
                self._file.incomplete.add("diet")
            return None
        return self._counted(path, said_of.words, said_of.food, counted, said_of.often)

    def _counted(
        self,
        path: str,
        words: str,
        food: Food,
        counted: Helping,
        often: tuple[Decimal, Decimal] | None,
    ) -> Eaten | None:
        report = self._file.report
        most = self._file.setting("food_grams_highest")
        if counted.grams * counted.count * counted.more > most:
            self._file.incomplete.add("diet")
            report.refuse(
                path, shown(words), f"nobody eats more than {most} g at a time", NOT_WHOLE
            )
            return None
        if counted.assumed and counted.micrograms is not None:
            report.warn(path, shown(words), USUAL.format(counted.says))
        if often is None:
            report.warn(path, shown(words), OFTEN)
        low, high = often or (Decimal(0), Decimal(1))
        apart = counted.apart or high < 1
        helpings = counted.count if apart else Decimal(1)
        each = Decimal(1) if apart else counted.count
        return Eaten(
            source=path,
            words=words,
            food=food,
            grams=counted.grams * each,
            portion=counted.says,
            micrograms=None if counted.micrograms is None else counted.micrograms * each,
            per_day_low=low * helpings,
            per_day_high=high * helpings * counted.more,
        )

    def keys(self, path: str, tree: dict[str, Tree]) -> None:
        """A food with keys: `food`, `amount`, `frequency`, and `label` for what its label says."""
        texts: dict[str, str] = {}
        for key, value in tree.items():
            if key not in FOOD:
                self._file.unknown_key(path, key, value, FOOD)
            elif isinstance(value, str) and value.strip():
                texts[key] = value.strip()
            elif value:
                self._refuse(path, key, said(value), "one text is expected here", "one text")
                return
        food = self._food(path, texts.get("food", ""))
        if food is None:
            return
        counted, often = self._amount(path, food, texts), self._often(path, texts)
        if counted is None or often is False:
            return
        words = ", ".join(texts.values())
        eaten = self._counted(path, words, food, counted, often)
        if eaten is not None and "label" in texts:
            found = self._labelled(eaten, texts["label"])
            if isinstance(found, NotCounted):
                self._refuse(path, "label", texts["label"], found.why, found.accepted)
            eaten = found if isinstance(found, Eaten) else None
        self._entries[path] = _Entry(() if eaten is None else (eaten,), (words,))
        if eaten is not None:
            self.settled(path)

    def _food(self, path: str, name: str) -> Food | None:
        food = self._names.food(name) if name else None
        if food is None:
            found = self._lookup(name) if self._lookup is not None and name else ()
            if len(found) == 1:
                return found[0]
            why = not_one(name, found)
            self._refuse(path, "food", name, why.why, why.accepted)
        return food

    def _amount(self, path: str, food: Food, texts: dict[str, str]) -> Helping | None:
        if "amount" not in texts:
            counted = helping(food, None, ())
        elif SIGN.match(texts["amount"]):
            counted = NotCounted("an amount does not begin with a sign", NOT_WHOLE)
        else:
            counted = read_amount(self._lexicon.line(texts["amount"]), self._names, food)
        if isinstance(counted, NotCounted):
            self._refuse(path, "amount", texts.get("amount"), counted.why, counted.accepted)
            return None
        return counted

    def _often(
        self, path: str, texts: dict[str, str]
    ) -> tuple[Decimal, Decimal] | Literal[False] | None:
        """How often a day; None where it is not said, False where it is refused."""
        if "frequency" not in texts:
            return None
        often = read_often(self._lexicon.line(texts["frequency"]), self._names)
        if often is None:
            text = texts["frequency"]
            self._refuse(path, "frequency", text, "how often is not understood", OFTEN_ACCEPTED)
            return False
        return often

    def _labelled(self, eaten: Eaten, label: str) -> Eaten | NotCounted:
        """A food with the vitamin B12 that its label says, in place of what the knowledge has."""
        match = WHOLE.fullmatch(label)
        dose = self._lexicon.read_dose(match["dose"]) if match else None
        if match is None or dose is None or isinstance(dose, Unreadable):
            return NotCounted("it does not say how much there is", LABEL_ACCEPTED)
        micrograms = labelled(eaten.food, eaten.grams, dose.micrograms, match["unit"])
        if micrograms is None:
            return NotCounted(NO_DENSITY, WEIGHED_ACCEPTED)
        return replace(eaten, micrograms=micrograms, labelled=True)

    def _refuse(self, path: str, key: str, value: str | None, why: str, accepted: str) -> None:
        self._file.refuse_item(path, step(path, key), value, why, accepted)


def _labels_of(
    said: Sequence[FoodSaid | FoodAside], text: str, labels: Sequence[Label]
) -> dict[int, list[Label]]:
    """By the number of the clause to which they belong, some labels."""
    order = sorted(range(len(said)), key=lambda number: said[number].at)
    places = [(said[n].at, said[n].at + len(said[n].words)) for n in order]
    found: dict[int, list[Label]] = {}
    for label in labels:
        place = belongs_to(label, text, places)
        if place is not None:
            found.setdefault(order[place], []).append(label)
    return found
