"""Words that stand in the place of a number: raised, undetectable, positive, pending."""

import re

from msgspec import Struct

from corrin.domain.analyte import Analyte
from corrin.domain.person import Interpretation

WORDS: dict[Interpretation, tuple[str, ...]] = {
    "very_low": (
        *("very low", "severely low", "markedly low", "critically low", "extremely low", "ll"),
        *("severe deficiency", "severely deficient", "severely reduced", "markedly reduced"),
        *("grossly low", "severely decreased"),
    ),
    "undetectable": (
        *("undetectable", "not detectable", "below detection limit", "below the detection limit"),
        *("below limit of detection", "below the limit of detection", "unmeasurably low"),
    ),
    "low": (
        *("low", "l", "reduced", "decreased", "depressed", "subnormal", "deficient", "deficiency"),
        *("below range", "below the range", "below normal", "below the reference range"),
        *("below reference range", "under range", "lowered", "diminished", "mildly low"),
        *("moderately low", "slightly low", "mildly reduced", "slightly reduced"),
        *("bajo", "baja", "disminuido", "bas", "basse", "abaissé", "diminué", "niedrig"),
        *("erniedrigt", "vermindert", "basso", "bassa", "diminuito", "baixo", "baixa"),
    ),
    "normal": (
        *("normal", "n", "within normal limits", "wnl", "within range", "in range", "nad"),
        *("within normal range", "within reference range", "within the reference range"),
        *("unremarkable", "in reference range", "high normal", "no abnormality detected"),
        *("normale", "im normbereich", "unauffällig"),
    ),
    "high": (
        *("high", "h", "raised", "elevated", "increased", "above range", "above the range"),
        *("above normal", "above the reference range", "above reference range", "over range"),
        *("mildly raised", "slightly raised", "moderately raised", "mildly elevated"),
        *("slightly elevated", "moderately elevated", "supranormal"),
        *("alto", "alta", "elevado", "elevada", "aumentado", "élevé", "élevée", "augmenté"),
        *("hoch", "erhöht", "elevato", "elevata", "aumentato"),
    ),
    "very_high": (
        *("very high", "hh", "markedly raised", "markedly elevated", "grossly elevated"),
        *("grossly raised", "extremely high", "critically high", "strongly elevated"),
        *("severely elevated", "markedly increased"),
    ),
    "positive": (
        *("positive", "pos", "+", "++", "+++", "detected", "reactive", "present"),
        *("strongly positive", "strong positive", "positive high titre", "+ve"),
        *("positivo", "positiva", "positif", "positiv", "nachweisbar", "détecté"),
        *("weakly positive", "weak positive", "low positive", "trace positive"),
    ),
    "negative": (
        *("negative", "neg", "not detected", "non reactive", "nonreactive", "absent"),
        *("not present", "not seen", "none seen", "none detected", "nil", "-ve"),
        *("negativo", "negativa", "négatif", "négative", "negatif", "negativ"),
        *("nicht nachweisbar", "non détecté", "no detectado"),
    ),
    "indeterminate": (
        *("indeterminate", "borderline", "equivocal", "inconclusive", "grey zone", "gray zone"),
        *("low normal", "borderline low", "borderline high"),
    ),
    "pancytopenia": ("pancytopenia", "severe pancytopenia", "pancytopenic"),
    "megaloblastic": (
        *("megaloblastic", "megaloblastic anaemia", "megaloblastic anemia"),
        *("megaloblastic change", "megaloblastic changes", "megaloblasts"),
    ),
    "macrocytic": (
        *("macrocytic", "macrocytosis", "macrocytic anaemia", "macrocytic anemia"),
        *("macrocytes", "oval macrocytes", "macro ovalocytes"),
    ),
    "pending": (
        *("pending", "result pending", "results pending", "awaited", "awaiting result"),
        *("awaiting results", "to follow", "in progress", "not yet available", "requested", "sent"),
    ),
}
WEAK = frozenset({"weakly positive", "weak positive", "low positive", "trace positive"})
FAILED = re.compile(
    r"\b(ha?emoly[sz]ed|ha?emolysis|clotted|insufficient|unsuitable|contaminated|mislabel+ed"
    r"|unlabel+ed|not done|not performed|not tested|cancel+ed|void|invalid|sample error"
    r"|(another|other|different) (patient|person)|mix(ed)?[ -]up|swapped|unreliable"
    r"|wrong (tube|patient|sample|name|label)|leaked|lipa?emic|icteric|rejected|repeat required)\b",
    re.IGNORECASE,
)
"""Words of a laboratory that could not measure, or doubts what it measured."""

ACCEPTED = "one of " + ", ".join(WORDS)
CELL_WORDS: frozenset[Interpretation] = frozenset({"pancytopenia", "megaloblastic", "macrocytic"})
YES_OR_NO: frozenset[Interpretation] = frozenset({"positive", "negative"})

_BY_WORD: dict[str, Interpretation] = {w: word for word, forms in WORDS.items() for w in forms}
_SPLIT = re.compile(r"[,;]")
FLAGGED = ".()*! \t\n"
"""Marks around a word, such as the star of a laboratory beside what is out of range."""
_SPACES = re.compile(r"(?<=\w)[-_](?=\w)|\s+")


class Said(Struct, frozen=True):
    """What words say: an interpretation, or None, and whether two of them disagree."""

    interpretation: Interpretation | None
    whole: bool = True
    """Whether every part of the words was understood."""
    conflict: bool = False
    weak: bool = False


def read_words(text: str, analyte: Analyte) -> Said:
    """What words say of an analyte; parts between commas are read one by one."""
    parts = [_SPACES.sub(" ", part.strip(FLAGGED).casefold()) for part in _SPLIT.split(text)]
    read: list[tuple[str, Interpretation | None]] = [
        (part, _meaning(part, analyte)) for part in parts if part
    ]
    found: list[Interpretation] = [word for _, word in read if word is not None]
    if any(word != found[0] for word in found):
        return Said(None, conflict=True)
    weak = any(part in WEAK for part, _ in read)
    return Said(found[0] if found else None, len(found) == len(read), weak=weak)


def _meaning(part: str, analyte: Analyte) -> Interpretation | None:
    word = _BY_WORD.get(part)
    if part == "not detected" and not analyte.qualitative:
        return "undetectable"
    if word == "undetectable" and analyte.qualitative:
        return "negative"
    if word in YES_OR_NO and not analyte.qualitative:
        return None
    if word in CELL_WORDS and analyte.units:
        return "high" if word == "macrocytic" and analyte.id == "mcv" else None
    return word
