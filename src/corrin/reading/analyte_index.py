"""Analytes by the names that people use, and their units by spelling.

Names are compared without case, spaces and marks ("B-12", "b12"); units without case, spaces and
the kind of micro sign. One name may belong to two analytes whose units differ ("neutrophils" in
percent or per volume): the unit then decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from msgspec import Struct

from corrin.domain.analyte import Analyte, UnitOf
from corrin.domain.person import Subject

_MARKS = re.compile(r"[\W_]+")
_COMPARING = re.compile(r"[<>≤≥=~]")
"""Marks that are never part of a name: they belong to a value."""
_SUPERSCRIPTS = re.compile(r"[⁻⁰¹²³⁴-⁹]+")
_UNIT_SIGNS = str.maketrans({"µ": "u", "μ": "u", "×": "x", "·": ".", "−": "-"})
_MATERNAL = ("maternal", "mothers", "mother")
_BRACKETED = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]\s*$", re.DOTALL)
_SPECIMENS = frozenset(
    {
        *("serum", "plasma", "blood", "venousblood", "total", "s", "p", "b", "srm", "ser", "plas"),
        *("bld", "edta", "serplas", "sst", "serumorplasma", "fasting"),
    }
)
_HOW = re.compile(
    r"X[0-9A-Za-z]{4}|4[0-9A-Za-z.]{4}"
    r"|roche|abbott|siemens|beckman(?: coulter)?|centaur|cobas|architect|access|e?clia|cmia|elisa"
    r"|hplc|lc[- ]?ms(?:/ms)?|calc(?:ulated)?|ckd[- ]?epi|mdrd",
    re.IGNORECASE,
)
"""In brackets behind a name: a Read code, or how it was measured."""
_LOINC = re.compile(
    r"\s*\[(?:mass|moles|entitic|volume|#|units|enzymatic|presence)[^\]]*\]"
    r"|\s+in (?:serum|plasma|serum or plasma|serum, plasma or blood)(?: by [a-z ]+)?$",
    re.IGNORECASE,
)
"""What the long names of LOINC hold beside the name."""
_PANEL = re.compile(
    r"(?:ha?ematinics?|ha?ematology|(?:clinical )?(?:bio)?chemistry|immunology|serology|fbc|cbc"
    r"|(?:full|complete) blood (?:count|picture)|u\s*(?:&|\+|and)?\s*es?|urea and electrolytes"
    r"|renal (?:profile|function)|lfts?|liver (?:profile|function(?: tests?)?)|tfts?"
    r"|thyroid (?:profile|function(?: tests?)?)|bone profile|iron (?:profile|studies)"
    r"|an(?:a)?emia (?:screen|profile)|(?:vit(?:amin)?\.? ?)?b12\s*(?:&|\+|/|and)\s*folate"
    r"|vitamins|bloods?|bio|haem)"
    r"(?:\s*[:>|]\s*|\s+[-–—]\s*|\s*[-–—]\s+|(?<=s|c)\s+)(?=\S)",
    re.IGNORECASE,
)
"""The heading of the panel in which a test stands."""
_FILLING = re.compile(
    r"^(?:(?:serum|plasma|total|measured|fasting|f?[sp](?=-))\b[\s\-]*)+"
    r"|(?:[\s,\-]*\b(?:levels?|assay|(?:(?:mass|substance) )?concentration|conc|result|test"
    r"|estimation|measurement|in serum|in plasma)\b\.?)+$"
    r"|\s*(?:,|[-–—](?=\s)|(?<=\s)[-–—])\s*(?:serum|plasma|ser|plas|s|p)$",
    re.IGNORECASE,
)
"""Words before and after a name that say nothing more: specimens of the blood, "level"."""
_NPU = re.compile(
    r"\s*f?(?P<sample>[PSB])\s*[-–—]+\s*(?P<name>[^;]*[^;\s])"
    r"(?:;\s*(?:stofk|massek|subst\.\s?c|mass\s?c|antalk|num\.\s?c|entitisk\w*|entitic)\b.*)"
)
"""A property as the terminology of laboratories of the Nordic countries writes it: its sample, its
component, and what is measured of it ("B—Hæmoglobin(Fe); stofk. = ? mmol/L")."""
_FLUID = ("P", "S")
"""Its plasma and its serum, in which a test has no other name; folate in blood is another one."""
_TWICE = re.compile(r"\s+[-–—]\s+")
"""What stands between an abbreviation and its words: "MCV - Mean corpuscular volume"."""
DIMENSIONLESS = "1"
"""The UCUM unit of a ratio, which is usually printed as nothing."""


_LITRES = re.compile(r"(deci|milli|micro|)lit(?:re|er)s?\b")
_PREFIXES = {"deci": "d", "milli": "m", "micro": "u", "": ""}
_PER = re.compile(r"\bper\b")


def name_key(text: str) -> str:
    """A name as it is compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return _MARKS.sub("", text.casefold())


def unit_key(text: str) -> str:
    """A unit as it is compared; "10⁹/L" and "10^9/L" are the same, "10 9/L" is not;
    "ng per litre" is "ng/L"."""
    if not text.isascii():
        text = _SUPERSCRIPTS.sub(lambda found: "^" + found[0], text.translate(_UNIT_SIGNS))
        text = unicodedata.normalize("NFKC", text).translate(_UNIT_SIGNS)
    text = _LITRES.sub(lambda found: _PREFIXES[found[1]] + "l", text.casefold())
    return "".join(_PER.sub("/", text).split())


class AnalyteIndex(Struct, frozen=True):
    """Every analyte of the knowledge, made ready to be found. Build it once."""

    analytes: Mapping[str, Analyte]
    _names: Mapping[str, tuple[Analyte, ...]]
    _units: Mapping[str, Mapping[str, UnitOf]]

    @classmethod
    def of(cls, analytes: Mapping[str, Analyte]) -> "AnalyteIndex":
        """The index of analytes; of two with one name, the first stands first."""
        names: dict[str, tuple[Analyte, ...]] = {}
        for analyte in analytes.values():
            for key in {name_key(n) for n in (analyte.id, analyte.name, *analyte.synonyms)}:
                names[key] = (*names.get(key, ()), analyte)
        units = {a.id: dict(_spellings(a.units)) for a in analytes.values()}
        return cls(analytes, names, units)

    def named(self, text: str) -> tuple[Analyte, ...]:
        """The analytes that a name may mean; none where it is not known."""
        return () if _COMPARING.search(text) else self._names.get(name_key(text), ())

    def named_of(self, text: str) -> tuple[tuple[Analyte, ...], Subject]:
        """The analytes that a name may mean, and whose they are: "maternal B12" is the mother's."""
        if nordic := _NPU.fullmatch(text):
            sample = "" if nordic["sample"] in _FLUID else "B-"
            text = sample + nordic["name"].removesuffix("(Fe)")
        if found := self.named(text):
            return found, "self"
        key = "" if _COMPARING.search(text) else name_key(text)
        for word in _MATERNAL:
            if key.startswith(word) and (found := self.named(key.removeprefix(word))):
                return found, "mother"
        if key and (found := self._less_exact(text)):
            return found, "self"
        return (), "self"

    def _less_exact(self, text: str) -> tuple[Analyte, ...]:
        """The analytes of a name without the heading of its panel, without its specimen, method,
        unit or synonym in brackets, or without words that say nothing more. "Vitamin B12 (active)"
        is never taken for "vitamin B12"."""
        bare = _LOINC.sub("", text)
        if found := self._named_loosely(bare) or self._without_brackets(bare):
            return found
        if panel := _PANEL.match(bare.strip()):
            headless = bare.strip()[panel.end() :]
            return self._named_loosely(headless) or self._without_brackets(headless)
        return self._named_twice(bare)

    def _named_twice(self, text: str) -> tuple[Analyte, ...]:
        """The analytes that both names on the sides of a dash may mean."""
        sides = [self._named_loosely(side) for side in _TWICE.split(text.strip())]
        return tuple(one for one in sides[0] if len(sides) == 2 and one in sides[1])

    def _without_brackets(self, text: str) -> tuple[Analyte, ...]:
        text = _FILLING.sub("", text.strip())
        if bracketed := _BRACKETED.fullmatch(text):
            name, inside = bracketed.groups()
            if found := self._names.get(name_key(f"{inside} {name}"), ()):
                return found
            others = self._names.get(name_key(inside), ())
            return tuple(
                analyte
                for analyte in self._named_loosely(name)
                if name_key(inside) in _SPECIMENS
                or _HOW.fullmatch(inside.strip())
                or self.unit(analyte, inside) is not None
                or analyte in others
            )
        return ()

    def _named_loosely(self, text: str) -> tuple[Analyte, ...]:
        return self.named(text) or self.named(_FILLING.sub("", text.strip()))

    def unit(self, analyte: Analyte, text: str) -> UnitOf | None:
        """The unit that a spelling means for an analyte; None where it means none."""
        return self._units[analyte.id].get(unit_key(text))


def _spellings(units: Iterable[UnitOf]) -> Iterable[tuple[str, UnitOf]]:
    for unit in units:
        for spelling in (unit.ucum, *unit.spellings):
            yield unit_key(spelling), unit
