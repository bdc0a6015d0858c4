"""One entry of the knowledge as a page: words and figures, sources, how far it was checked."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import fields

from corrin.care.named import named
from corrin.care.phase_words import how_often, until
from corrin.domain.code import Code
from corrin.domain.knowledge import Knowledge
from corrin.domain.regimen import (
    Phase,
    Regimen,
)
from corrin.domain.rule import Citation, Condition
from corrin.domain.source import HOW_READ
from corrin.render.page import Item, Page, Pairs, Section, items, pairs
from corrin.render.phrases import CHECKED, LEGEND, MARKS, day, dose, number, plain, route

ASIDE = frozenset({"id", "sources", "verified", "synonyms", "table", "phases"})
CODED = ("concept", "analyte")
OPERATORS = {"and": " and ", "or": " or "}
HOW_FAR = {
    "true": CHECKED,
    **{k: f"{m}: {LEGEND[m]}" for k, m in MARKS.items()},
}


def entry_page(kind: str, name: str, knowledge: Knowledge) -> Page:
    """The page of an entry that `named` holds."""
    entry = cast(Any, named(knowledge)[kind][name])
    verified = str(getattr(entry, "verified", ""))
    checked = (HOW_READ if kind == "source" else HOW_FAR).get(verified)
    synonyms = ", ".join(getattr(entry, "synonyms", ()))
    codes = [
        _code(code, knowledge.code_systems[code.system].name)
        for code in knowledge.codes.values()
        if code.of == name and kind in CODED
    ]
    lists = [
        block
        for field in fields(entry)
        if field.name not in ASIDE and _is_list(value := getattr(entry, field.name))
        for block in items(*map(_item, value), title=_title(field.name))
    ]
    blocks = (
        *_pairs(entry),
        *pairs(("Also called", synonyms), ("Checked", checked)),
        *items(*map(phase, getattr(entry, "phases", ())), title="Phases"),
        *lists,
        *items(*codes, title="Codes"),
        *items(*(document(c, knowledge) for c in getattr(entry, "sources", ())), title="Sources"),
    )
    return Page(f"{_title(kind)}: {name}", (), (Section("What it says", blocks),))


def _code(code: Code, system: str) -> str:
    """A code with what it says of the entry, where it does not simply stand for it."""
    says = {
        "begins a code": code.match == "prefix",
        "says no": code.denies,
        "asks": code.question,
        "possibly": code.possible,
        "not seen in a data file": code.verified == "false",
    }
    said = ", ".join(word for word, holds in says.items() if holds)
    return f"{system} {code.code}{f' ({said})' if said else ''}"


def regimens_page(regimens: Iterable[Regimen], knowledge: Knowledge) -> Page:
    """Regimens with their phases and sources."""
    return Page(
        "Regimens",
        ("Known by name; a guideline decides which is offered, and to whom.",),
        tuple(_regimen(regimen, knowledge) for regimen in regimens),
    )


def phase(it: Phase) -> str:
    """A phase of a regimen in one line."""
    times = f" {it.times_per_day} times a day" if it.times_per_day > 1 else ""
    return (
        f"{it.name.capitalize()}: {dose(it.dose_micrograms)} {route(it.route)}"
        f" {how_often(it.timing)}{times}, {until(it.ends)}"
    )


def _regimen(it: Regimen, knowledge: Knowledge) -> Section:
    products = [
        knowledge.products[p].tall_man if p in knowledge.products else p
        for p in (it.product, *it.product_alternatives)
    ]
    return Section(
        it.id,
        (
            *items(it.name),
            *pairs(
                ("Product", " or ".join(products)),
                ("Note", it.note),
                ("Checked", HOW_FAR[it.verified]),
            ),
            *items(*map(phase, it.phases), title="Phases"),
            *items(*(document(each, knowledge) for each in it.sources), title="Sources"),
        ),
    )


def _pairs(entry: Any) -> tuple[Pairs, ...]:
    return pairs(*((_title(name), said) for name, said in _held(entry) if name not in ASIDE))


def _held(value: Any) -> Iterator[tuple[str, str]]:
    """What of an entry differs from what is taken where nothing is said."""
    for field in fields(value):
        held = getattr(value, field.name)
        if held is not None and held != field.default and not _is_list(held):
            yield field.name, _said(held)


def _item(value: Any) -> Item:
    """An entry inside an entry: what it says, then the rest of it."""
    if not isinstance(value, Struct):
        return Item(_said(value))
    held = dict(_held(value))
    lead = [held.pop(name) for name in ("id", "name", "group", "ucum", "says") if name in held]
    mark = MARKS.get(held.pop("verified", ""))
    cited = [_said(each) for each in getattr(value, "sources", ())]
    rest = [f"{plain(name)} {said}" for name, said in held.items()]
    notes = (", ".join(rest), f"[{'; '.join(cited)}]" if cited else "")
    says = ": ".join(lead) + (f" ({mark})" if mark else "")
    return Item(says, tuple(note for note in notes if note))


def _is_list(value: object) -> bool:
    """Whether a value is several things; a condition is one."""
    return isinstance(value, tuple) and not _is_condition(cast(tuple[object, ...], value))


def _is_condition(value: tuple[object, ...]) -> bool:
    return bool(value) and value[0] in ("and", "or", "not", "known", "shown")


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        parts = cast(tuple[object, ...], value)
        return (
            condition(cast(Condition, parts))
            if _is_condition(parts)
            else ", ".join(map(_said, parts))
        )
    if isinstance(value, Citation):
        return f"{value.document}, {value.locator}" if value.locator else value.document
    if isinstance(value, Struct):
        return ", ".join(f"{plain(name)} {said}" for name, said in _held(value))
    return str(value)


def condition(it: Condition) -> str:
    """A condition as it is written in the knowledge."""
    if isinstance(it, str):
        return it
    operator, *operands = it
    said = [condition(operand) for operand in operands]
    if operator in ("known", "shown"):
        return f"{operator}({said[0]})"
    pairs = zip(operands, said, strict=True)
    grouped = [f"({words})" if operand[0] in OPERATORS else words for operand, words in pairs]
    return f"not {grouped[0]}" if operator == "not" else OPERATORS[str(operator)].join(grouped)


def _title(name: str) -> str:
    return plain(name).capitalize()


def document(cited: Citation | str, knowledge: Knowledge) -> Item:
    """A document that is cited, with the place in it and its address."""
    name, locator = (cited, None) if isinstance(cited, str) else (cited.document, cited.locator)
    document = knowledge.sources.get(name)
    title = f"{name}: {document.title}" if document else name
    return Item(title, (f"At: {locator}",) if locator else (), document.url if document else None)
