"""JSON that the strict parser has read, with its numbers and truth values.

That parser gives them as texts, which a record may: a call may not. A number in place of a name
was a name, where some bracket in a text beside it had led the whole body to the strict parser.
"""

import json
import sys
from decimal import Decimal
from typing import Any, cast

from corrin.fhir.values import Json

LONGEST = sys.int_info.default_max_str_digits
TOO_LARGE = Decimal("Infinity")
"""Stands for a number that has no place anywhere: by its exponent, or thousands of digits."""


def typed(tree: Json, data: bytes) -> Json:
    """A tree with the types that its bytes say.

    Raises:
        ValueError: the bytes are not JSON.
    """
    return _typed(tree, json.loads(data, parse_int=_is_number, parse_float=_is_number))


def _is_number(_said: str) -> int:
    return 0


def _typed(value: Any, said: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typed(one, said[key]) for key, one in cast("Json", value).items()}
    if isinstance(value, list):
        return [_typed(one, two) for one, two in zip(cast("list[Any]", value), said, strict=True)]
    if isinstance(said, bool):
        return said
    return _number(value) if isinstance(said, int) else value


def _number(written: str) -> Decimal:
    try:
        return Decimal(written) if len(written) <= LONGEST else TOO_LARGE
    except ArithmeticError:
        return TOO_LARGE
