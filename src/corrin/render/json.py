"""A plan as JSON: its types field by field, decimals as numbers with all their digits."""

import msgspec
from msgspec import Struct, field

from corrin.care.summary import no_plan
from corrin.domain.person import Notice
from corrin.domain.plan import PLAN_VERSION
from corrin.errors import Refusal


class NoPlan(Struct, frozen=True, kw_only=True):
    """What is said where no plan was possible: why, under the same keys as in a plan."""

    version: str = PLAN_VERSION
    summary: dict[str, object] = field(default_factory=no_plan)
    refused: tuple[Refusal, ...]
    warnings: tuple[Notice, ...] = ()
    not_understood: tuple[Notice, ...] = ()


def encoded(value: object) -> bytes:
    """Any value of the domain as indented JSON with a line break at its end."""
    written = msgspec.json.Encoder(decimal_format="number").encode(value)
    return msgspec.json.format(written, indent=2) + b"\n"
