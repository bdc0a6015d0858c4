"""One laboratory entry into a result, or into what is wrong with it.

An entry has the keys `name`, `value`, `unit`, `comparator`, `reference_range` (low and high, or a
text), `date` or `day` (days from the assessment, negative before it), `time`, `method`,
`interpretation`, `note`, `status` and `subject`. Nothing is guessed and nothing raises: what
cannot be used comes back as a refusal that names field and value and says what would be accepted.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.person import Interpretation, Notice, Result, Subject
from corrin.errors import Refusal
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.gathered import Gathered, text_of
from corrin.reading.result_range import contradiction, read_range
from corrin.reading.result_time import (
    ACCEPTED_TIME,
    Limits,
    NotTaken,
    Taken,
    read_date,
    read_day,
    read_time,
)
from corrin.reading.result_value import VALUE_ACCEPTED, Read, read_interpretation, read_value
from corrin.reading.result_words import FAILED, read_words
from corrin.reading.whose import RELATIONS

KEYS = frozenset(
    {
        *("name", "value", "unit", "comparator", "reference_range", "date", "day", "time"),
        *("method", "interpretation", "note", "status", "subject", "of"),
    }
)
FINAL = frozenset({"final", "amended", "corrected", "appended"})
NOT_FINAL = frozenset({"preliminary", "partial", "provisional"})
METHOD = re.compile(
    r"competitive[\s-]binding|(electro)?chemilumin\w+|radio(immuno)?assay|mass spectrometry"
    r"|immunoassay|microbiological assay",
    re.IGNORECASE,
)
"""Methods that matter to how a B12 or an antibody is trusted."""


class ReadResult(Struct, frozen=True, kw_only=True):
    """What became of one entry. Results are empty where something was refused, but for the word
    of a result whose number has no usable unit."""

    results: tuple[Result, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[Notice, ...] = ()
    not_understood: tuple[Notice, ...] = ()
    note_words: tuple[tuple[str, str], ...] = ()
    """Field and text of words that may say more: the note, the rest of a value."""
    in_words: bool = False
    """Whether the test is reported in words alone, so that a finding in them is its result."""


def read_result(
    entry: Mapping[str, object],
    *,
    field: str,
    on: date,
    analytes: AnalyteIndex,
    oldest_years: int,
    birth: date | None = None,
) -> ReadResult:
    """Read the laboratory entry at `field`.

    Args:
        field: where it stands, such as `labs[0]`; it begins the path of every message.
        on: the day of the assessment, after which no sample was taken.
        birth: before which no sample was taken.
        oldest_years: how long ago a sample can have been taken at most.
    """
    found = Gathered(field, entry)
    for key in entry:
        if key not in KEYS:
            found.not_read(key, "it is not a key of a laboratory entry")
    name = found.text("name", "the name of a test, such as total B12")
    if name is None:
        if not found.refusals:
            found.refuse("name", "the test has no name", "the name of a test, such as total B12")
        return _without_result(found)
    candidates, whose = analytes.named_of(name)
    if not candidates:
        found.not_read("name", "it is not the name of a test that is known")
        return _without_result(found)
    subject = _subject(found, whose)
    _check_status(found)
    taken = _taken(found, Limits(on=on, birth=birth, oldest_years=oldest_years))
    read = read_value(found, analytes, candidates)
    interpretation, rest = read_interpretation(found, read)
    note = found.text("note", "a text")
    if read.value is None and interpretation is None:
        interpretation = _from_note(found, read, note)
    low, high = read_range(found, analytes, read)
    method = found.text("method", "the name of a method")
    words = _words(found, note, rest)
    if taken is None or (read.value is None and interpretation is None):
        return replace(
            _without_result(found, words), in_words=not any(one.units for one in candidates)
        )
    if found.refusals and not (read.unit_refused and _only_unit(found)):
        return _without_result(found, words)
    result = Result(
        analyte=read.analyte.id,
        source=field,
        on=taken.on,
        at=taken.at,
        value=read.value,
        unit=read.unit.ucum if read.unit is not None else None,
        comparator=read.comparator,
        interpretation=interpretation,
        reference_low=low,
        reference_high=high,
        method=method or _method_in(note),
        note=note,
        dated=any(text_of(entry.get(key)) is not None for key in ("date", "day")),
        subject=subject,
    )
    return _with_result(found, _checked(found, result, read), words)


def _only_unit(found: Gathered) -> bool:
    """Whether nothing but a number without a usable unit was refused: its word may stand."""
    fields = {found.at("value"), found.at("unit")}
    return all(refusal.field in fields for refusal in found.refusals)


def _without_result(found: Gathered, words: tuple[tuple[str, str], ...] = ()) -> ReadResult:
    return ReadResult(
        refusals=tuple(found.refusals),
        warnings=tuple(found.warnings),
        not_understood=tuple(found.not_understood),
        note_words=words,
    )


def _with_result(found: Gathered, result: Result, words: tuple[tuple[str, str], ...]) -> ReadResult:
    return ReadResult(
        results=(result,),
        refusals=tuple(found.refusals),
        warnings=tuple(found.warnings),
        not_understood=tuple(found.not_understood),
        note_words=words,
    )


def _checked(found: Gathered, result: Result, read: Read) -> Result:
    """The result, with a warning where its words cast doubt on its number."""
    if result.note is not None and FAILED.search(result.note):
        found.warn("note", "the note says that the sample may not be sound")
    if result.value is not None and result.interpretation == "pending":
        found.warn("interpretation", "a number is given, so the result is not pending")
        return replace(result, interpretation=None)
    if contradiction(result, read.analyte):
        for key in ("value", "interpretation"):
            found.warn(key, "the word and the number contradict each other; the number was used")
    return result


def _subject(found: Gathered, whose: Subject) -> Subject:
    """Whose result it is: the person's own, or the mother's; others are refused."""
    accepted = "self or mother"
    for key in ("subject", "of"):
        text = found.text(key, accepted)
        if text is None:
            continue
        said = RELATIONS.get(text.lower())
        if said not in ("self", "mother"):
            found.refuse(key, "the result is somebody else's", accepted)
        elif whose == "mother" and said == "self":
            found.refuse(key, "the name of the test says that it is the mother's", accepted)
        else:
            whose = said
    return whose


def _check_status(found: Gathered) -> None:
    text = found.text("status", "final, corrected or preliminary")
    if text is None or text.lower() in FINAL:
        return
    if text.lower() in NOT_FINAL:
        found.warn("status", "the result is not final")
    else:
        found.refuse("status", "the result does not stand", "final, corrected or preliminary")


def _taken(found: Gathered, limits: Limits) -> Taken | None:
    """When the sample was taken; the day of the assessment where nothing says it."""
    times: list[Taken] = []
    for key in ("date", "day"):
        text = found.text(key, "a date such as 2026-11-10")
        if text is None:
            continue
        taken = read_date(text) if key == "date" else read_day(text, limits.on)
        checked = taken if isinstance(taken, NotTaken) else limits.check(taken)
        if isinstance(checked, NotTaken):
            found.refuse(key, checked.why, checked.accepted)
            continue
        if checked.printed != "day":
            found.warn(key, f"only the {checked.printed} is given; read as {checked.on}")
        times.append(checked)
    if len(times) > 1 and times[0].on != times[1].on:
        for key in ("date", "day"):
            found.refuse(key, "date and day contradict each other", "one of them")
    return _with_time(found, times[0] if times else Taken(limits.on))


def _with_time(found: Gathered, taken: Taken) -> Taken:
    text = found.text("time", ACCEPTED_TIME)
    if text is None:
        return taken
    clock = read_time(text)
    if isinstance(clock, NotTaken):
        found.refuse("time", clock.why, clock.accepted)
        return taken
    if taken.at is not None:
        if taken.at.time().replace(second=0, microsecond=0) != clock.replace(second=0):
            for key in ("date", "time"):
                found.refuse(key, "date and time contradict each other", "one of them")
        return taken
    if taken.printed != "day":
        return taken
    return Taken(taken.on, datetime.combine(taken.on, clock))


def _from_note(found: Gathered, read: Read, note: str | None) -> Interpretation | None:
    """The word of a note, where neither a number nor an interpretation is given."""
    said = None if note is None else read_words(note, read.analyte)
    if said is not None and said.interpretation is not None:
        return said.interpretation
    unread = any(n.field == found.at("interpretation") for n in found.not_understood)
    if not found.refusals and not unread:
        found.refuse("value", "there is no result: no number and no word", VALUE_ACCEPTED)
    return None


def _words(found: Gathered, note: str | None, rest: str | None) -> tuple[tuple[str, str], ...]:
    key = "value" if rest is not None and text_of(found.entry.get("value")) else "interpretation"
    given = (("note", note), (key, rest))
    return tuple((found.at(key), text) for key, text in given if text is not None)


def _method_in(note: str | None) -> str | None:
    """The methods that a note names, in its words."""
    if note is None:
        return None
    return ", ".join(found[0] for found in METHOD.finditer(note)) or None
