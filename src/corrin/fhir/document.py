"""Bytes into the tree of a FHIR resource: fast where the input is sound, exact where it is not.

The fast way decodes with exact decimals and proves that nothing was lost: no key given twice, no
depth or number beyond the limits. Where that cannot be shown it leaves the input to the strict
parser, which says what is wrong and where, and gives numbers and truth values as texts.
"""

import codecs
import re
import zlib
from decimal import Decimal
from itertools import accumulate
from typing import cast

import msgspec
from msgspec import Struct

from corrin.errors import Refusal, Refused
from corrin.fhir.values import Json
from corrin.reading.strict import Limits, parse

LIMITS = Limits(size=20_000_000, depth=64, entries=2_000_000, string=20_000_000, key=20_000_000)
"""A record holds years of results, narratives and attachments; a person file does not."""
GZIP = b"\x1f\x8b"
GZIP_WINDOW = 31
"""What tells zlib to read a gzip header."""
RESOURCE = re.compile(rb'"resourceType"\s*:')
ESCAPE = b"\\"
ESCAPED = re.compile(rb"\\u00(?:00|3[aA])")
"""NUL, and the colons that are not written as one: with them colons cannot be counted."""
NOT_A_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
NOT_BEFORE_A_VALUE = bytes(set(range(256)) - set(b"[{,"))
AS_BRACES = bytes.maketrans(b"[]", b"{}")
OPENS = ord("{")
BYTES_PER_VALUE = 20
"""Of a record as a rule; one text of many more is as much work as many values."""
BLOCK = 100
"""Brackets that are looked at together, of which hardly ever so many open as may."""

_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_encode = msgspec.json.Encoder(decimal_format="number").encode


class Document(Struct, frozen=True):
    """The resource of an input, and the values in it that were refused one by one."""

    resource: Json
    refused: tuple[Refusal, ...] = ()
    as_texts: bool = False
    """Whether numbers and truth values stand in it as texts: the strict parser read it."""
    modifiers: bool = True
    """Whether an element may stand in it that changes the meaning of another one."""


def unpacked(data: bytes, limits: Limits) -> bytes:
    """The bytes, out of their gzip archive where they stand in one.

    Raises:
        Refused: the archive is broken, or holds more than the limit.
    """
    if not data.startswith(GZIP):
        return data
    found = bytearray()
    while data.startswith(GZIP) and len(found) <= limits.size:
        member = zlib.decompressobj(GZIP_WINDOW)
        try:
            found += member.decompress(data, limits.size + 1 - len(found))
        except zlib.error:
            raise _refused(None, "the gzip archive is broken", "a whole gzip archive") from None
        if len(found) <= limits.size and not member.eof:
            raise _refused(None, "the gzip archive is cut off", "a whole gzip archive")
        data = member.unused_data
    if len(found) > limits.size:
        raise _refused(
            f"more than {limits.size} bytes", "the file is too large", f"up to {limits.size} bytes"
        )
    return bytes(found)


def is_fhir(data: bytes) -> bool:
    """Whether unpacked bytes are JSON in which a `resourceType` stands somewhere."""
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    return start in (b"{", b"[") and RESOURCE.search(data) is not None


def document(data: bytes, limits: Limits) -> Document:
    """The resource that unpacked bytes are.

    Raises:
        Refused: nothing of it can be used.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    found = _decoded(data, limits) if len(data) <= limits.size else None
    if found is not None:
        return found
    work = len(data) // BYTES_PER_VALUE
    if len(data) <= limits.size and (work > limits.flawed or _values(data) > limits.flawed):
        why = "the file is not strict JSON, and holds too much to say where"
        accepted = f"strict JSON: each key once; or up to {limits.flawed} values"
        raise _refused(None, why, accepted)
    parsed = parse(data, limits=limits)
    resource = cast("Json", parsed.value)
    modifiers = _may_modify(_encode(resource))
    return Document(resource, parsed.refused, as_texts=True, modifiers=modifiers)


def _decoded(data: bytes, limits: Limits) -> Document | None:
    """The document, if every key, level and value of the input is certainly in it."""
    if not _bounded(data, limits):
        return None
    try:
        found = _decode(data)
        again = _encode(found)
    except (msgspec.MsgspecError, ValueError, ArithmeticError, RecursionError):
        return None
    if not isinstance(found, dict) or b"\0" in data or (ESCAPE in data and ESCAPED.search(data)):
        return None
    # A key given twice is decoded once: what is written again is other than the input, by a colon.
    if again != data and again.count(b":") != data.count(b":"):
        return None
    return Document(cast("Json", found), modifiers=_may_modify(again))


def _may_modify(written: bytes) -> bool:
    """Whether what was written again, without escapes, names an element that changes a meaning."""
    return b'"modifierExtension"' in written or b'"implicitRules"' in written


def _bounded(data: bytes, limits: Limits) -> bool:
    """Whether depth and number are within the limits; brackets in texts count too."""
    if len(data) > limits.entries and _values(data) > limits.entries:
        return False
    braces = data.translate(AS_BRACES, NOT_A_BRACKET)
    depth = 0
    for start in range(0, len(braces), BLOCK):
        block = braces[start : start + BLOCK]
        opened = block.count(OPENS)
        if depth + opened > limits.depth and depth + _deepest(block) > limits.depth:
            return False
        depth += 2 * opened - len(block)
    return True


def _values(data: bytes) -> int:
    """How many values there are at most: each opens, or has a comma before it."""
    return len(data.translate(None, NOT_BEFORE_A_VALUE))


def _deepest(braces: bytes) -> int:
    """The most levels to which braces go down from where they begin."""
    return max(accumulate(1 if brace == OPENS else -1 for brace in braces))


def _refused(value: str | None, why: str, accepted: str) -> Refused:
    return Refused([Refusal(field="file", value=value, why=why, accepted=accepted)])
