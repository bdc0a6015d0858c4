"""Rows of a CSV file, each with its line; what is malformed or cut short is refused by line."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from msgspec import Struct

from corrin.errors import Refusal, Refused

WHOLE = "the whole file as it was published"
NOTHING: list[str] = []
AMOUNT = "a number, zero or more"


class Row(Struct, frozen=True):
    """A row with the names of its columns, and the place where it ends."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell without the space around it."""
        return self.cells[column].strip()

    def amount(self, column: str) -> Decimal | None:
        """A number; None where the cell is empty.

        Raises:
            Refused: it is no number, or negative.
        """
        said = self.text(column)
        if not said:
            return None
        try:
            value = Decimal(said)
        except InvalidOperation:
            value = Decimal(-1)
        if not value.is_finite() or value < 0:
            raise self.refused(f"{column}: {said}", "it is not an amount", AMOUNT)
        return value

    def refused(self, value: str, why: str, accepted: str) -> Refused:
        """What is raised where this row cannot be used."""
        return refused(self.file, self.line, value, why, accepted)


def refused(file: str, line: int, value: str, why: str, accepted: str) -> Refused:
    """A table that is refused, with file and line."""
    field = f"{file}, line {line}"
    return Refused([Refusal(field=field, value=value, why=why, accepted=accepted)])


def columns(path: Path) -> tuple[str, ...]:
    """The names in the first line of a file; none where it cannot be read as text."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(name.strip() for name in next(csv.reader(file), NOTHING))
    except (UnicodeDecodeError, csv.Error):
        return ()


def rows(path: Path, needed: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a file with a header.

    Args:
        needed: the columns without which it is not the file that it should be.

    Raises:
        Refused: it is not text, a column is missing, a row has too few or too many cells, a quote
            is left open, or the last line has no end.
    """
    _ends(path)
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, NOTHING)]
            missing = [name for name in needed if name not in header]
            if missing:
                found = ", ".join(header) or "nothing"
                why = f"the column {missing[0]} is missing"
                raise refused(path.name, 1, found, why, f"columns {', '.join(needed)}")
            for cells in reader:
                line = reader.line_num
                if len(cells) != len(header):
                    why = f"the row has {len(cells)} cells, and the header {len(header)}"
                    raise refused(path.name, line, ",".join(cells), why, "one cell for each column")
                yield Row(path.name, line, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise refused(path.name, line + 1, "", f"it is not CSV: {error}", WHOLE) from None
    except UnicodeDecodeError as error:
        why = f"it is not UTF-8 at byte {error.start}"
        raise refused(path.name, line + 1, "", why, "a file in UTF-8") from None


def _ends(path: Path) -> None:
    """Refuse a file that is empty, or of which the last line has no end: it may be cut short."""
    with path.open("rb") as file:
        data = file.read()
    if not data:
        raise refused(path.name, 1, "", "the file is empty", WHOLE)
    if not data.endswith(b"\n"):
        last = data.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")
        line = data.count(b"\n") + 1
        why = "the last line has no end, so that the file may be cut short"
        accepted = f"{WHOLE}; a line break at its end, if it is whole"
        raise refused(path.name, line, last, why, accepted)
