"""A person file as entries: each scalar, each item of a list, each named once in the ledger."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from corrin.domain.knowledge import Knowledge
from corrin.domain.person import NO, YES, ListName, Outcome
from corrin.person_file.fields import IDENTITY, NOT_A_FIELD, meant, plain
from corrin.reading import ledger
from corrin.reading.numbers import with_point
from corrin.reading.result_time import Taken, read_date
from corrin.reading.strict import SHOWN, Parsed, Tree, step
from corrin.record.report import Report, said

TOP = re.compile(r'(\w+|\["(?:[^"\\]|\\.)*"\])(\[\d+\])?')
NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")
NOT_KNOWN = frozenset({"unknown", "not known", "not asked", "not stated", "n/k", "?", "null"})
NONE = frozenset({"none", "none known", "nil", "nil known", "no"})


def entries(parsed: Parsed) -> tuple[dict[str, Tree], frozenset[str]]:
    """Every entry by its path, and the paths of those that hold a value refused while parsing."""
    found: dict[str, Tree] = {}
    for key, value in parsed.value.items():
        path = step("", key)
        if isinstance(value, list) and value:
            found.update((f"{path}[{index}]", item) for index, item in enumerate(value))
        else:
            found[path] = value
    spoiled: set[str] = set()
    for refusal in parsed.refused:
        match = TOP.match(refusal.field)
        item, top = (match[0], match[1]) if match else (refusal.field, refusal.field)
        entry = item if item in found else top
        found.setdefault(entry, refusal.value)
        spoiled.add(entry)
    return found, frozenset(spoiled)


class File:
    """What one reader after the other takes from a person file."""

    def __init__(self, parsed: Parsed, knowledge: Knowledge) -> None:
        self.tree = parsed.value
        self.entries, self._spoiled = entries(parsed)
        self.report = Report({entry: said(tree) for entry, tree in self.entries.items()})
        self.knowledge = knowledge
        self.incomplete: set[str] = set()
        self.begun: set[str] = set()
        """The lists in which something was written."""
        """Lists in which an item was refused, so that absence cannot be read from them."""
        self.denied: dict[str, tuple[str, str]] = {}
        """For each list in which an entry says that there is none: that entry and its words."""
        self._unknown = 0
        self.report.refused.extend(parsed.refused)
        for entry in self._spoiled:
            self.report.settle(entry, "refused", "a value in it was refused")
            self.incomplete.add(entry.partition("[")[0])

    def add(self, path: str, item: Tree) -> None:
        """Another entry, found inside one."""
        self.entries[path] = item
        self.report.add(path, said(item))

    def setting(self, name: str) -> Decimal:
        return self.knowledge.settings[name].value

    def text(self, key: str) -> str | None:
        """The text of a field, or None where nothing usable is stated; it counts as used."""
        if key not in self.tree or key in self._spoiled:
            return None
        value = self.tree[key]
        if isinstance(value, list | dict) and value:
            self.refuse(key, said(value), "one value is expected here", "one value, not a list")
            return None
        text = value.strip() if isinstance(value, str) else ""
        if not text or text.casefold() in NOT_KNOWN:
            self.settle(key, "not_relevant", ledger.NOT_STATED)
            return None
        self.settle(key, "used")
        return text

    def number(self, key: str, accepted: str) -> Decimal | None:
        """A number written with digits, a point or a decimal comma, and a sign; anything else is
        refused."""
        text = self.text(key)
        if text is None:
            return None
        text = with_point(text)
        if NUMBER.fullmatch(text):
            return Decimal(text)
        self.refuse(key, text, "it is not a plain number", accepted)
        return None

    def yes_or_no(self, key: str) -> bool | None:
        text = self.text(key)
        if text is None:
            return None
        word = text.casefold()
        if word in YES or word in NO:
            return word in YES
        self.refuse(key, text, "it is neither yes nor no", "true, false, or null where not known")
        return None

    def element(self, entry: str, key: str) -> str:
        """The path of a key of an entry."""
        return f"{entry}.{key}"

    def not_pregnant(self) -> tuple[str, str] | None:
        """The field that says that there is no pregnancy, and its words."""
        said = self.tree.get("pregnant")
        return ("pregnant", said) if isinstance(said, str) and said.casefold() in NO else None

    def day(self, key: str) -> date | None:
        text = self.text(key)
        if text is None:
            return None
        found = civil_day(text)
        if found is None:
            self.refuse(key, text, "it is not a day of the calendar", "a date such as 1950-02-28")
        return found

    def refuse(self, key: str, value: str | None, why: str, accepted: str) -> None:
        """Refuse a whole field, with all that it holds."""
        self.report.refuse(step("", key), value, why, accepted)
        self.settle(key, "refused", why)
        self.incomplete.add(key)

    def settle(self, key: str, outcome: Outcome, why: str | None = None) -> None:
        """Say what became of a field, or of every item of it; what was refused stays so."""
        value = self.tree.get(key)
        path = step("", key)
        length = len(value) if isinstance(value, list) else 0
        for entry in [f"{path}[{index}]" for index in range(length)] or [path]:
            if entry not in self._spoiled:
                self.report.settle(entry, outcome, why)

    def mapping(self, key: str, accepted: str) -> dict[str, Tree] | None:
        """The mapping of a field, or None where nothing usable is stated; it is not settled."""
        if key not in self.tree or key in self._spoiled:
            return None
        value = self.tree[key]
        if isinstance(value, dict) and value:
            return value
        if not value:
            self.settle(key, "not_relevant", ledger.NOT_STATED)
        elif not any(f"{key}[{index}]" in self._spoiled for index in range(len(value))):
            self.refuse(key, said(value), "it is not a mapping", accepted)
        else:
            self.settle(key, "refused", "it is not a mapping")
        return None

    def unknown_key(self, path: str, key: str, value: Tree, known: frozenset[str]) -> None:
        """Say that a key is none of those known, and which was probably meant."""
        self._unknown += 1
        why = meant(key, known) if self._unknown <= SHOWN else NOT_A_FIELD
        self.report.unread(step(path, key), said(value), why)

    def is_another(self, key: str, value: str) -> bool:
        """Whether a key of an entry says that it belongs to another person than the file."""
        own = (self.tree.get("name"), self.tree.get("patient_id"))
        return plain(key) in IDENTITY and value not in own

    def items(self, key: str) -> Iterator[tuple[str, str | dict[str, Tree]]]:
        """The items of a list that say something, each once, by their path."""
        if key not in self.tree or key in self._spoiled:
            return
        value = self.tree[key]
        if not value and value is not None:
            self.report.settle(key, "used", ledger.NONE_OF_THESE)
            return
        listed = isinstance(value, list)
        seen: set[str] = set()
        for index, item in enumerate(value if isinstance(value, list) else [value]):
            path = f"{key}[{index}]" if listed else key
            if path in self._spoiled or self._says_nothing(key, path, item):
                continue
            same = item if isinstance(item, str) else json.dumps(item, sort_keys=True)
            if same in seen:
                self.report.settle(path, "duplicate", "the same as an entry before it")
            elif isinstance(item, str | dict):
                seen.add(same)
                self.begun.add(key)
                yield path, item

    def _says_nothing(self, key: str, path: str, item: Tree) -> bool:
        """Whether an item holds nothing to read; if so, it is settled."""
        word = item.strip().casefold() if isinstance(item, str) else item
        if not word or (isinstance(word, str) and word in NOT_KNOWN):
            self.report.settle(path, "not_relevant", ledger.NOT_STATED)
            self.incomplete.add(key)
        elif isinstance(word, str) and word in NONE:
            self.denied[key] = (path, word)
            self.report.settle(path, "used", ledger.NONE_OF_THESE)
        elif isinstance(item, list):
            self.refuse_item(
                path, path, said(item), "it is a list inside a list", "words, or {name: …}"
            )
        else:
            return False
        return True

    def refuse_item(
        self, entry: str, field: str, value: str | None, why: str, accepted: str
    ) -> None:
        """Refuse one item of a list for what one of its fields holds."""
        self.report.refuse(field, value, why, accepted)
        self.report.settle(entry, "refused", why)
        self.incomplete.add(entry.partition("[")[0])

    def asked(self, name: ListName) -> bool:
        """Whether a list was answered whole, so that what is absent from it is known to be so."""
        return self.tree.get(name) is not None and name not in self.incomplete


def civil_day(text: str) -> date | None:
    """The day of an ISO date or instant, as printed; None where it is not a whole one."""
    taken = read_date(text)
    return taken.on if isinstance(taken, Taken) and taken.printed == "day" else None
