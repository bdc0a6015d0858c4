"""forecast.yaml as values: limits, diets, causes, errors of results, what is shown."""

from functools import cache
from importlib import resources

import msgspec
import yaml


class Setting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number, its unit, and how anybody knows."""

    value: float
    unit: str
    set: str
    source: str


class CauseChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a cause changes, times the healthy value, and the spread of the first of them."""

    intrinsic_factor: float
    food: float
    bile: float
    spread: float
    set: str
    source: str


class Choices(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days, and perhaps markers, that are tried in turn."""

    days: tuple[int, ...]
    markers: tuple[str, ...] = ()


Section = dict[str, Setting]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sections of forecast.yaml."""

    range: Section
    diet: Section
    cause: dict[str, CauseChange]
    start: Section
    open_phase: Section
    assay: Section
    within: Section
    outlier: Section
    show: Section
    intervals: Choices
    tests: Choices


@cache
def settings() -> Settings:
    """Everything in forecast.yaml."""
    text = resources.files("corrin.forecast").joinpath("forecast.yaml").read_text("utf-8")
    return msgspec.convert(yaml.safe_load(text), Settings)
