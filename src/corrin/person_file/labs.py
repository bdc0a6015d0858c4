"""The laboratory results of a file, and what their notes say besides."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from corrin.domain.person import Notice, Result, Statement
from corrin.errors import Refusal
from corrin.person_file.file import File
from corrin.reading.analyte_index import AnalyteIndex
from corrin.reading.result_line import read_line
from corrin.reading.result_value import VALUE_ACCEPTED
from corrin.reading.results import ReadResult, read_result
from corrin.reading.strict import Tree, step
from corrin.reading.words import Lexicon
from corrin.reading.words import Reading as Words
from corrin.record.age import Age
from corrin.record.report import said

ANOTHER = "it is somebody else's, whose file this is not"
OWN = "the person's own results; the mother's only in the file of an infant"


class Labs:
    """Reads `labs`; statements found in the words beside results are kept in `statements`."""

    def __init__(
        self, file: File, analytes: AnalyteIndex, lexicon: Lexicon, on: date, age: Age
    ) -> None:
        self._file = file
        self._analytes = analytes
        self._lexicon = lexicon
        self._on = on
        self._birth = age.earliest_birth(on)
        oldest = file.setting("infant_below_months")
        self._infant = age.months is not None and age.months < oldest
        self._oldest = int(file.setting("age_years_highest"))
        self.statements: list[Statement] = []

    def read(self) -> Iterator[Result]:
        """Every result; every item is settled."""
        for path, item in self._file.items("labs"):
            read = self._line(path, item) if isinstance(item, str) else self._entry(path, item)
            if read is None:
                continue
            said = {field: self._said(path, words) for field, words in read.note_words}
            read = self._own(path, item, _with_findings(read, said))
            report = self._file.report
            report.refused.extend(read.refusals)
            report.warnings.extend(read.warnings)
            report.not_understood.extend(read.not_understood)
            stated = [s for one in said.values() for s in one.statements]
            self._settle(path, read, stated)
            if not read.refusals:
                self.statements.extend(stated)
            yield from read.results

    def _entry(self, path: str, item: dict[str, Tree]) -> ReadResult:
        others = [
            Refusal(field=step(path, key), value=said(value), why=ANOTHER, accepted=OWN)
            for key, value in item.items()
            if said(value).strip() and self._file.is_another(key, said(value))
        ]
        if others:
            return ReadResult(refusals=tuple(others))
        return read_result(
            item,
            field=path,
            on=self._on,
            analytes=self._analytes,
            birth=self._birth,
            oldest_years=self._oldest,
        )

    def _line(self, path: str, words: str) -> ReadResult | None:
        read = read_line(
            words,
            field=path,
            on=self._on,
            analytes=self._analytes,
            birth=self._birth,
            oldest_years=self._oldest,
        )
        if read is not None:
            return read
        concepts = self._file.knowledge.concepts
        said_in_it = self._said(path, words).statements
        stated = [s for s in said_in_it if concepts[s.concept].kind != "medicine"]
        self.statements.extend(stated)
        if stated:
            self._settle(path, ReadResult(), stated)
        else:
            self._file.report.unread(path, said(words), "no test that is known is named")
            self._file.report.settle(path, "not_understood", "no test that is known is named")
        return None

    def _own(self, path: str, item: str | dict[str, Tree], read: ReadResult) -> ReadResult:
        """A result of the mother is one only in the file of her infant."""
        if self._infant or all(result.subject == "self" for result in read.results):
            return read
        key = "subject" if isinstance(item, dict) and item.get("subject") else "name"
        refusal = Refusal(
            field=path if isinstance(item, str) else step(path, key),
            value=said(item if isinstance(item, str) else item.get(key)),
            why=ANOTHER,
            accepted=OWN,
        )
        return ReadResult(refusals=(refusal,))

    def _said(self, path: str, words: str) -> Words:
        return self._lexicon.read(words, list_name="labs", source=path, on=self._on)

    def _settle(self, path: str, read: ReadResult, stated: Sequence[Statement]) -> None:
        if read.refusals:
            self._file.incomplete.add("labs")
        if read.refusals and not read.results:
            self._file.report.settle(path, "refused", read.refusals[0].why)
        elif read.results or stated:
            alone = ", by its word alone" if read.refusals else ""
            names = (self._file.knowledge.analytes[r.analyte].name for r in read.results)
            analytes = (f"{name}{alone}" for name in names)
            concepts = (self._file.knowledge.concepts[s.concept].name for s in stated)
            self._file.report.settle(path, "used", read_as=(*analytes, *concepts))
        else:
            why = read.not_understood[0].why if read.not_understood else "nothing is stated in it"
            self._file.report.settle(path, "not_understood", why)


def _with_findings(read: ReadResult, said: Mapping[str, Words]) -> ReadResult:
    """An entry without complaint of words that name findings, such as "schistocytes" of a film.

    What is left over in such words is named.
    """
    understood = {field for field, one in said.items() if one.statements}
    if not understood:
        return read
    complaints = {notice.field for notice in read.not_understood} & understood
    refusals = [r for r in read.refusals if r.accepted == VALUE_ACCEPTED] if read.in_words else []
    complaints |= {refusal.field for refusal in refusals} & understood
    left = (
        Notice(field=field, value=words, why="not understood")
        for field in complaints
        for words in said[field].not_understood
    )
    return replace(
        read,
        refusals=tuple(r for r in read.refusals if r not in refusals),
        not_understood=(*(n for n in read.not_understood if n.field not in understood), *left),
    )
