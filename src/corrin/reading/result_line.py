"""A laboratory result written as one line of words: "B12 148 ng/L (180-900) on 2026-11-10"."""

import re
from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.results import ReadResult, read_result
from corrin.reading.strict import SHOWN

LONGEST_NAME = 12
"""Words of the longest name of a test that is looked for."""

_SIGNS = re.compile(r"\s*([<>=≤≥]+|:)\s*")
_DATE = re.compile(
    r"[\s,;(]*(?:\b(?:on|dated)\s+)?\b([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\)?$", re.IGNORECASE
)
_RANGE = re.compile(r"\s*[(\[]([^()\[\]]*[0-9][^()\[\]]*)[)\]]$")
_FILLING = re.compile(r"^(?:(?:of|was|is|at|level|result)\b|[:=])\s*", re.IGNORECASE)


def entry_of(line: str, analytes: AnalyteIndex) -> Mapping[str, object] | None:
    """The entry that a line of words says; None where no test is named.

    The name stands first ("Hb 9.8 g/dL") or after its word ("low ferritin").
    """
    if len(line) > SHOWN:
        return None
    entry: dict[str, object] = {}
    rest = line.strip().rstrip(".*! ")
    for key, pattern in (("date", _DATE), ("reference_range", _RANGE)):
        if found := pattern.search(rest):
            entry[key] = found[1]
            rest = rest[: found.start()]
    words = _SIGNS.sub(r" \1 ", rest).split()
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        for name, value in (
            (words[:count], words[count:]),
            (words[-count:], words[:-count]),
        ):
            if analytes.named_of(" ".join(name))[0]:
                said = _FILLING.sub("", " ".join(value)).lstrip("* ")
                return {"name": " ".join(name), "value": said, **entry}
    return None


def read_line(
    line: str,
    *,
    field: str,
    on: date,
    analytes: AnalyteIndex,
    oldest_years: int,
    birth: date | None = None,
) -> ReadResult | None:
    """Read the line at `field`; None where no test is named in it.

    Every message names the line as a whole, for it has no keys.
    """
    entry = entry_of(line, analytes)
    if entry is None:
        return None
    read = read_result(
        entry, field=field, on=on, analytes=analytes, birth=birth, oldest_years=oldest_years
    )
    return replace(
        read,
        refusals=tuple(replace(refusal, field=field, value=line) for refusal in read.refusals[:1]),
        warnings=tuple(replace(notice, field=field, value=line) for notice in read.warnings[:1]),
        not_understood=tuple(replace(n, field=field, value=line) for n in read.not_understood[:1]),
        note_words=tuple((field, text) for _, text in read.note_words),
    )
