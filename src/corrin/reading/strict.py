"""Bytes into mappings, lists and texts: strict JSON or plain YAML, within limits.

Both formats give the same tree. A scalar is the text that was written (`NO` is Norway, `010` is
ten once a field has read it as a number, `1e999` is still only text) or None for null; JSON's
true and false are the texts "true" and "false".

What makes the whole input doubtful refuses it: an encoding other than UTF-8, a broken syntax,
aliases and tags, more than the limits allow. What spoils one value is taken out of the tree and
refused where it stands: a key given twice, NaN, a text that is too long, a lone surrogate.
"""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NoReturn, cast

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from corrin.errors import Refusal, Refused

Tree = str | list["Tree"] | dict[str, "Tree"] | None
"""A text, a list, a mapping, or nothing."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
SHOWN = 100
"""How many characters of a value a message repeats."""

UTF_8 = "a text file in UTF-8"
ONE_PERSON = "one mapping, `field: value`, in YAML or JSON"
SIGNATURES = (
    (codecs.BOM_UTF32_LE, "UTF-32 text"),
    (codecs.BOM_UTF32_BE, "UTF-32 text"),
    (codecs.BOM_UTF16_LE, "UTF-16 text"),
    (codecs.BOM_UTF16_BE, "UTF-16 text"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF", "a PDF document"),
)
MARKUP = re.compile(r"\s*<[?!A-Za-z][^\n]*>")
BRACKETS = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[][{},]', re.DOTALL)
"""JSON's strings, stepped over whole, and what opens, closes and separates its values."""


class Limits(Struct, frozen=True, kw_only=True):
    """How much is read: bytes, levels, values, and characters of one text and of one key.

    Of a person file, whose words are read one by one: entries, and characters of all its texts.
    """

    size: int = 5_000_000
    depth: int = 64
    entries: int = 100_000
    string: int = 100_000
    key: int = SHOWN
    items: int = 500
    words: int = 100_000
    flawed: int = 150_000
    """Values, of a FHIR record that is not plainly sound: to look into it takes long."""


class Parsed(Struct, frozen=True, kw_only=True):
    """The tree of an input, without the values that were refused one by one."""

    value: dict[str, Tree]
    refused: tuple[Refusal, ...]
    kind: Literal["json", "yaml"]


class _Flawed(Struct, frozen=True):
    """Stands in the tree for a value that cannot be used, until it is taken out."""

    value: str
    why: str
    accepted: str


_Where = tuple["_Where", str | int] | None
"""A place in the tree: what it lies in, and its key or index there."""
_Raw = str | bool | list["_Raw"] | dict[str, "_Raw"] | _Flawed | None


def parse(data: bytes, *, limits: Limits) -> Parsed:
    """The tree that an input says.

    Raises:
        Refused: nothing of it can be used. Takes time in proportion to the size, at most.
    """
    if len(data) > limits.size:
        _refuse(f"{len(data)} bytes", "the file is too large", f"up to {limits.size} bytes")
    text = _text(data)
    start = text.lstrip()[:1]
    if start in ("{", "["):
        _measure_json(text, limits)
        raw, kind = _json(text), "json"
    else:
        raw, kind = _Yaml(text, limits).document(), "yaml"
    if not isinstance(raw, dict):
        what = "empty" if raw is None else "a bare list" if isinstance(raw, list) else "a bare text"
        _refuse(None, f"the file is {what}", ONE_PERSON)
    flaws: list[Refusal] = []
    value = _settled_mapping(raw, None, limits, flaws)
    return Parsed(value=value, refused=tuple(flaws), kind=kind)


def texts(tree: Tree) -> Iterator[str]:
    """Every text of a tree, but for its keys."""
    if isinstance(tree, str):
        yield tree
    elif tree is not None:
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(part)


def step(path: str, key: str) -> str:
    """The path of a key inside another path: `labs[0].value`, or `labs[0]["odd key"]`."""
    if key.isidentifier():
        return f"{path}.{key}" if path else key
    return f"{path}[{json.dumps(key)}]"


def shown(value: str) -> str:
    """A text as a message repeats it: short, and safe to print."""
    text = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _refuse(value: str | None, why: str, accepted: str) -> NoReturn:
    raise Refused([Refusal(field="file", value=value, why=why, accepted=accepted)])


def _text(data: bytes) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            _refuse(None, f"the file is {name}", UTF_8)
    if (at := data.find(b"\0")) >= 0:
        _refuse(f"byte {at + 1}", "the file holds NUL bytes: it is UTF-16 or not text", UTF_8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(f"byte {error.start + 1}", "the file is not in UTF-8", UTF_8)
    if MARKUP.match(text):
        _refuse(None, "the file is XML or HTML", "YAML or JSON")
    return text


# --- JSON --------------------------------------------------------------------------------------


def _measure_json(text: str, limits: Limits) -> None:
    """Refuse depth and number before anything is built; counting comes first, as it is fast."""
    opened = text.count("{") + text.count("[")
    if opened <= limits.depth and opened + text.count(",") <= limits.entries:
        return
    depth = entries = 0
    for match in BRACKETS.finditer(text):
        bracket = match.group()
        if bracket in ("{", "["):
            depth += 1
        elif bracket in ("}", "]"):
            depth -= 1
        elif bracket != ",":
            continue
        entries += bracket in ("{", "[", ",")
        _measure(depth, entries, limits)


def _measure(depth: int, entries: int, limits: Limits) -> None:
    if depth > limits.depth:
        _refuse(None, "the file is nested too deeply", f"up to {limits.depth} levels")
    if entries > limits.entries:
        _refuse(None, "the file holds too many values", f"up to {limits.entries} values")


def _json(text: str) -> _Raw:
    try:
        return cast("_Raw", _JSON.decode(text))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        if error.msg == "Extra data" and text[error.pos :].lstrip()[:1] in ("{", "["):
            _refuse(
                where,
                "the file holds several JSON documents (NDJSON)",
                "one person in a file; files of many people are for screening, not for a plan",
            )
        _refuse(where, f"the file is not JSON: {error.msg}", "strict JSON, or YAML")


def _mapping(pairs: Iterable[tuple[str, _Raw]]) -> dict[str, _Raw]:
    """A mapping; a key given twice holds neither value."""
    entries: dict[str, _Raw] = {}
    repeated: dict[str, list[_Raw]] = {}
    for key, value in pairs:
        if key in entries:
            repeated.setdefault(key, [entries[key]]).append(value)
        else:
            entries[key] = value
    for key, values in repeated.items():
        both = " / ".join(_brief(value) for value in values[:SHOWN])
        entries[key] = _Flawed(both, "the key is given more than once", "one value for each key")
    return entries


def _brief(value: _Raw) -> str:
    match value:
        case _Flawed():
            return value.value
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case None:
            return "null"
        case _:
            return shown(value) if isinstance(value, str) else str(value).lower()


def _not_a_number(constant: str) -> _Flawed:
    return _Flawed(constant, "it is not a number", "a number, or null where it is not known")


_JSON = json.JSONDecoder(
    object_pairs_hook=_mapping,
    parse_float=str,
    parse_int=str,
    parse_constant=_not_a_number,
)


# --- YAML --------------------------------------------------------------------------------------


class _Yaml:
    """One document of plain YAML, built event by event so that limits hold while it is read."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._loader = yaml.CBaseLoader(text)
        self._limits = limits
        self._entries = 0

    def document(self) -> _Raw:
        try:
            raw: _Raw = None
            documents = 0
            while not isinstance(event := self._next(), StreamEndEvent):
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self._refuse(event, "it holds several documents", "one person in a file")
                elif isinstance(event, NodeEvent):
                    raw = self._node(event, 1)
            return raw
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else None
            why = error.problem or error.context or "it cannot be read"
            _refuse(where, f"the file is not YAML: {why}", "plain YAML, or JSON")
        except yaml.YAMLError:
            _refuse(None, "the file holds control characters", UTF_8)

    def _next(self) -> Event:
        return cast("Event", self._loader.get_event())

    def _node(self, event: Event, depth: int) -> _Raw:
        self._entries += 1
        _measure(depth, self._entries, self._limits)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            self._refuse(event, "it uses anchors or aliases", "every value written out")
        if getattr(event, "tag", None) is not None:
            self._refuse(event, "it uses tags", "plain values without `!`")
        if isinstance(event, ScalarEvent):
            return _scalar(event)
        if isinstance(event, SequenceStartEvent):
            items: list[_Raw] = []
            while not isinstance(item := self._next(), SequenceEndEvent):
                items.append(self._node(item, depth + 1))
            return items
        pairs: list[tuple[str, _Raw]] = []
        while not isinstance(key := self._next(), MappingEndEvent):
            if not isinstance(key, ScalarEvent):
                self._refuse(key, "a key is not a text", "plain words as keys")
            self._node(key, depth + 1)
            if key.value == "<<":
                self._refuse(key, "it merges mappings", "every value written out")
            pairs.append((key.value, self._node(self._next(), depth + 1)))
        return _mapping(pairs)

    def _refuse(self, event: Event, why: str, accepted: str) -> NoReturn:
        _refuse(f"line {event.start_mark.line + 1}", f"the file is not plain YAML: {why}", accepted)


def _scalar(event: ScalarEvent) -> _Raw:
    if event.style == ">" and not event.value:
        return _Flawed(">", "without quotes, > begins a folded text in YAML", "'>' in quotes")
    return None if not event.style and event.value in NULLS else event.value


# --- Both ---------------------------------------------------------------------------------------


def _settled_mapping(
    raw: dict[str, _Raw], where: _Where, limits: Limits, flaws: list[Refusal]
) -> dict[str, Tree]:
    mapping: dict[str, Tree] = {}
    for key, value in raw.items():
        flaw = _flaw(value, limits) or _bad_key(key, limits)
        if flaw is None:
            mapping[key] = _settled(value, (where, key[:SHOWN]), limits, flaws)
        else:
            flaws.append(_refusal((where, key[:SHOWN]), flaw))
    return mapping


def _settled(raw: _Raw, where: _Where, limits: Limits, flaws: list[Refusal]) -> Tree:
    """The tree below a value that has no flaw itself; the flaws in it are noted."""
    if isinstance(raw, str) or raw is None:
        return raw
    if isinstance(raw, dict):
        return _settled_mapping(raw, where, limits, flaws)
    if not isinstance(raw, list):
        return "true" if raw else "false"
    items: list[Tree] = []
    for index, item in enumerate(raw):
        flaw = _flaw(item, limits)
        if flaw is not None:
            flaws.append(_refusal((where, index), flaw))
        items.append(None if flaw else _settled(item, (where, index), limits, flaws))
    return items


def _bad_key(key: str, limits: Limits) -> _Flawed | None:
    if len(key) > limits.key:
        return _Flawed(shown(key), f"the key has {len(key)} characters", "a key of this file")
    return _unusable(key, limits)


def _flaw(value: _Raw, limits: Limits) -> _Flawed | None:
    if isinstance(value, str):
        return _unusable(value, limits)
    return value if isinstance(value, _Flawed) else None


def _unusable(text: str, limits: Limits) -> _Flawed | None:
    if len(text) > limits.string:
        accepted = f"up to {limits.string} characters"
        return _Flawed(shown(text), f"the text has {len(text)} characters", accepted)
    if text.isascii():
        if "\0" in text:
            return _Flawed(shown(text), "the text holds a NUL character", "text without it")
        return None
    if "\0" in text or not _encodable(text):
        why = "the text holds a NUL character or half a character (a lone surrogate)"
        return _Flawed(shown(text), why, "whole characters")
    return None


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _refusal(where: _Where, flaw: _Flawed) -> Refusal:
    field = _path(where)
    return Refusal(field=field, value=flaw.value, why=flaw.why, accepted=flaw.accepted)


def _path(where: _Where) -> str:
    if where is None:
        return ""
    outside, inside = where
    path = _path(outside)
    return step(path, inside) if isinstance(inside, str) else f"{path}[{inside}]"
