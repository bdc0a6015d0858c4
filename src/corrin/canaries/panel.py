"""The panel: people in person-file form, and what fires in each of them as it was reviewed."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec
import yaml
from msgspec import Struct, field

PANEL = Path(__file__).parent / "panel.yaml"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Every scalar stays a string, as in a person file; the faster loader where it is built in."""

Firing = dict[str, tuple[str, ...]]
"""The ids that fire, by table; `offers` and `monitoring` count as tables."""


class Canary(Struct, frozen=True, kw_only=True):
    """One invented person under one pack, with what was concluded from reading the rules."""

    id: str
    about: str
    """Who this is, and why he or she is in the panel."""
    pack: str
    person: dict[str, Any]
    """A person file, as it would be written."""
    must: tuple[str, ...] = ()
    """Rules that have to fire on clinical grounds, whatever was recorded."""
    must_not: tuple[str, ...] = ()
    fires: Firing = field(default_factory=dict[str, tuple[str, ...]])
    """Everything that fires: the record against which each run is compared."""
    regimen: str | None = None
    product: str | None = None
    schedule: str = ""
    """The offer as it is made to this person, and whether it is dated."""


class Panel(Struct, frozen=True, kw_only=True):
    """All canaries, the day on which they are seen, and how often each rule is to be watched."""

    on: date
    every: int
    """Each rule fires in at least so many people and stays silent in at least so many."""
    people: tuple[Canary, ...]


@cache
def panel() -> Panel:
    """The panel of the package.

    Raises:
        msgspec.ValidationError: the file does not have the form of a panel.
    """
    return decode(PANEL.read_text(encoding="utf-8"))


def decode(text: str) -> Panel:
    """A panel from its text."""
    tree = cast(object, yaml.load(text, Loader=LOADER))
    return msgspec.convert(tree, Panel, strict=False)
