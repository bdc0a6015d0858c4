"""What a person file gave besides the person: refusals, warnings, words not understood, ledger."""

from itertools import islice

from corrin.domain.person import LedgerEntry, Notice, Outcome, Statement
from corrin.errors import Refusal
from corrin.reading import ledger
from corrin.reading.strict import SHOWN, Tree, shown


def read_as(name: str, one: Statement) -> str:
    """A thing by its name, and whatever makes that it is not stated of the person as it stands."""
    said = [] if one.subject == "self" else [one.subject]
    if not one.present:
        said.append("absent")
    elif "possible" in one.qualifiers:
        said.append("possible")
    return f"{name} ({', '.join(said)})" if said else name


class Report:
    """Collects while a file is read; every problem is found in one pass."""

    def __init__(self, lines: dict[str, str]) -> None:
        """Of every entry, by its path, what a line can show of it."""
        self.refused: list[Refusal] = []
        self.warnings: list[Notice] = []
        self.not_understood: list[Notice] = []
        self._lines = lines
        self._outcomes: dict[str, ledger.Settled] = {}

    def add(self, entry: str, line: str) -> None:
        """Another entry, found inside one."""
        self._lines[entry] = line

    def refuse(self, field: str, value: str | None, why: str, accepted: str) -> None:
        self.refused.append(Refusal(field=field, value=value, why=why, accepted=accepted))

    def warn(self, field: str, value: str | None, why: str) -> None:
        self.warnings.append(Notice(field=field, value=value, why=why))

    def unread(self, field: str, value: str | None, why: str) -> None:
        self.not_understood.append(Notice(field=field, value=value, why=why))

    def settle(
        self, entry: str, outcome: Outcome, why: str | None = None, read_as: tuple[str, ...] = ()
    ) -> None:
        """Say what became of an entry; a later outcome replaces an earlier one."""
        self._outcomes[entry] = (outcome, why, read_as)

    def outcome(self, entry: str) -> Outcome | None:
        """What became of an entry, as far as it is known."""
        found = self._outcomes.get(entry)
        return found[0] if found else None

    def why(self, entry: str) -> str | None:
        """The reason of the outcome of an entry, as far as it is known."""
        found = self._outcomes.get(entry)
        return found[1] if found else None

    def refuse_record(self) -> None:
        """Nothing is used when the whole record is refused."""
        for entry, (outcome, _, read_as) in self._outcomes.items():
            if outcome == "used":
                self.settle(entry, "not_relevant", ledger.RECORD_REFUSED, read_as)

    def ledger(self) -> tuple[LedgerEntry, ...]:
        """One line for each entry, in the order of the file; the counts add up."""
        return ledger.entries(self._lines, self._outcomes)


def said(tree: Tree) -> str:
    """An entry in one short line."""
    if isinstance(tree, str):
        return shown(tree)
    if tree is None:
        return ""
    if isinstance(tree, list):
        return shown("; ".join(said(item) for item in islice(tree, SHOWN)))
    known = ((key, value) for key, value in islice(tree.items(), SHOWN) if value is not None)
    return shown(", ".join(f"{key}: {said(value)}" for key, value in known))
