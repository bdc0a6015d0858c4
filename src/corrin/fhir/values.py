"""Elements of a resource as they are asked for: a list where one is due, a text, yes or no.

A record that is not quite FHIR is read as far as its meaning is certain: one value where a list
is due, a number written as text. What is of another kind than asked for reads as missing.
"""

from decimal import Decimal
from typing import Any

from corrin.reading.strict import shown

Json = dict[str, Any]
DIGITS = 20
"""Powers of ten beyond which a number measures nothing in a person."""


def mapping(value: Any) -> Json:
    """A mapping; empty where the value is none."""
    return value if value.__class__ is dict else {}


def mappings(value: Any) -> list[Json]:
    """The mappings of a list, or the one that stands in its place."""
    if value is None:
        return []
    if value.__class__ is list:
        if len(value) == 1 and value[0].__class__ is dict:
            return value
        return [item for item in value if item.__class__ is dict]
    return [value] if value.__class__ is dict else []


def text(value: Any) -> str | None:
    """A scalar as text; None where it is missing, empty or no scalar."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        try:
            return str(value)
        except ValueError:  # a whole number of thousands of digits
            return None
    return None


def truth(value: Any) -> bool | None:
    """True or false, also where it was written as text; None for anything else."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def number(value: Any) -> Decimal | None:
    """A finite number, also where it was written as text."""
    said = text(value)
    if said is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(said)
    except ArithmeticError:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < DIGITS else None


def words_of(codeable: Any) -> list[str]:
    """The words of a CodeableConcept, each once: its text, then what its codings display."""
    if codeable.__class__ is not dict:
        return []
    first = text(codeable.get("text"))
    found = [first] if first else []
    for coding in mappings(codeable.get("coding")):
        word = coding.get("display")
        if word != first and (word := text(word)) and word not in found:
            found.append(word)
    return found


def said_of(codeable: Any) -> str:
    """A CodeableConcept in one short line: its words, else its codes."""
    if codeable.__class__ is dict and (said := codeable.get("text")).__class__ is str:
        return shown(said)
    if words := words_of(codeable):
        return shown(words[0])
    codes = (text(coding.get("code")) for coding in mappings(mapping(codeable).get("coding")))
    return shown(" ".join(code for code in codes if code))


def codes_of(codeable: Any) -> list[str]:
    """The codes of a CodeableConcept, or the one text that stands in its place."""
    if isinstance(codeable, str):
        return [codeable]
    codings = mappings(mapping(codeable).get("coding"))
    return [code for coding in codings if (code := text(coding.get("code")))]


def choice(resource: Json, name: str) -> tuple[str, Any] | None:
    """The element of a choice such as `value[x]` that is given: its key and value."""
    key = f"{name}DateTime"
    if (value := resource.get(key)) is not None:
        return key, value
    for key, value in resource.items():
        if key.startswith(name) and value is not None and key[len(name) : len(name) + 1].isupper():
            return key, value
    return None


def notes_of(annotations: Any) -> str | None:
    """The texts of annotations, joined."""
    found = [said for note in mappings(annotations) if (said := text(note.get("text")))]
    return "; ".join(found) or None


def listed(value: Any) -> list[Any]:
    """A list; empty where the value is none."""
    return value if value.__class__ is list else []


def name_of(patient: Json) -> str | None:
    """The name by which the person is shown."""
    names = [one for one in mappings(patient.get("name")) if one.get("use") != "old"]
    for name in sorted(names, key=lambda one: one.get("use") != "official"):
        if shown := text(name.get("text")):
            return shown
        parts = [text(one) for one in listed(name.get("given")) or [name.get("given")]]
        if joined := " ".join(part for part in (*parts, text(name.get("family"))) if part):
            return joined
    return None
