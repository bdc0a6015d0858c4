"""In what something was measured: only blood counts for a result that is known by its words."""

import re
from collections.abc import Iterable

from corrin.domain.analyte import Analyte
from corrin.fhir.codes import meaning
from corrin.fhir.modifiers import modifiers
from corrin.fhir.record import Record
from corrin.fhir.values import Json, mapping, text, words_of
from corrin.reading.analyte_index import AnalyteIndex

BLOOD = re.compile(
    r"\b(blood|serum|plasma|ser|plas|bld|erythrocytes?|red (blood )?cells?|\w*blut|blut\w*|bloed"
    r"|sang|sangre|sangue|sérum|suero|siero|soro|corpuscular|glomerular filtration)\b"
    r"|^(?-i:f?[PSB]|Erc\w*\(B\))\s*[-–—]",
    re.IGNORECASE,
)
"""What is blood, and what is measured in nothing else; the last is the sample before the name of a
test as the laboratories of the Nordic countries write it (B—Hæmoglobin)."""
FOREIGN = re.compile(
    r"\b(\w*urine?s?|urin\w+|\w*harn|harnprobe|orina|csf|cerebral spinal|cerebrospinal|liquor"
    r"|lcr|liquide|líquido|stool|faeces|feces|faecal|fecal|stuhl\w*|selles|heces|feci|ontlasting"
    r"|saliva|speichel\w*|speeksel|salive|sputum|pleural|ascites|peritoneal|dialysate|amniotic"
    r"|fruchtwasser|semen|sperma|sweat|gastric fluid|dipstick|drainage|drain\w*|aspirate"
    r"|\w*punktat|punctaat|cord blood|nabelschnurblut|navelstrengbloed|meconium|mekonium"
    r"|breast milk|synovial|joint fluid|body fluid|vitreous|bone marrow|knochenmark\w*|beenmerg)\b"
    r"|^fluid$",
    re.IGNORECASE,
)
"""What is no blood, in the languages in which laboratories display their samples."""


PART = re.compile(r"/\s*\w+\.total\b", re.IGNORECASE)
"""How LOINC writes that a part of something was measured, and not the thing itself:
"Carboxyhemoglobin/Hemoglobin.total in Blood"."""


def names_blood(words: Iterable[str], tests: Iterable[Analyte], analytes: AnalyteIndex) -> bool:
    """Whether words say that it was measured in blood; those of a part of a thing are of another
    test, unless they name one of these."""
    these = set(tests)
    return any(
        BLOOD.search(one)
        and (not PART.search(one) or not these.isdisjoint(analytes.named(one.partition("/")[0])))
        for one in words
    )


def measured_elsewhere(analyte: Analyte) -> bool:
    """Whether a test is by its own name of something else than blood: protein in urine."""
    return FOREIGN.search(analyte.name) is not None


def foreign_specimen(record: Record, resource: Json, words: Iterable[str]) -> str | None:
    """The words that say that it was measured in something else than blood."""
    return next(
        (one for one in (*words, *_specimen(record, resource)) if FOREIGN.search(one)), None
    )


def blood_specimen(record: Record, resource: Json) -> str | None:
    """The words by which the specimen is blood."""
    return next((one for one in _specimen(record, resource) if BLOOD.search(one)), None)


def specimen_fault(record: Record, resource: Json) -> str | None:
    """Why the specimen of a result does not stand: its status, or a modifier in it."""
    reference = text(mapping(resource.get("specimen")).get("reference"))
    found = record.references.find(reference, resource)
    if found is None:
        return None
    status = text(found.get("status"))
    if status not in (None, "available", "unavailable"):
        return status
    return next((path for path, _ in modifiers(found)), None)


def _specimen(record: Record, resource: Json) -> list[str]:
    reference = mapping(resource.get("specimen"))
    found = record.references.find(text(reference.get("reference")), resource)
    display = text(reference.get("display"))
    kind = mapping(found).get("type")
    coded = meaning(record.prepared.codes, kind, ()).codes
    named = [code.name for code in coded if code.name]
    return [*([display] if display else []), *words_of(kind), *named]
