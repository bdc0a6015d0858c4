"""What the rules that all readers share may ask of the record that is being read."""

from decimal import Decimal
from typing import Protocol

from corrin.domain.knowledge import Knowledge
from corrin.record.report import Report


class Record(Protocol):
    """A record while it is read."""

    @property
    def report(self) -> Report:
        """Where problems are gathered."""
        ...

    @property
    def knowledge(self) -> Knowledge:
        """By which it is read."""
        ...

    @property
    def denied(self) -> dict[str, tuple[str, str]]:
        """For each list in which an entry says that there is none: that entry and its words."""
        ...

    def setting(self, name: str) -> Decimal:
        """A number of the knowledge."""
        ...

    def element(self, entry: str, key: str) -> str:
        """Where the `value` or the `interpretation` of the result of an entry stands."""
        ...

    def not_pregnant(self) -> tuple[str, str] | None:
        """The entry that says that there is no pregnancy, and its words."""
        ...

    def refuse_item(
        self, entry: str, field: str, value: str | None, why: str, accepted: str
    ) -> None:
        """Refuse one entry for what one of its fields holds."""
        ...
