"""The forecast as a picture: a panel for each marker, doses as ticks, results as points."""

import io
from itertools import cycle
from typing import Any, Literal

import matplotlib as mpl
import matplotlib.dates as mdates
import matplotlib.ticker as mticker
from matplotlib.figure import Figure

from corrin.forecast.says import Forecast, MarkerForecast
from corrin.forecast.sentences import capital
from corrin.forecast.sketch import SPREAD_OUT

BAND, LINE, BOUND, POINT = "#9cc7e8", "#0b3d66", "#8a5a00", "#1b2230"
"""Bands, medians, bounds and points are told apart by shape too, not by colour alone."""
OTHER, DASHES = "#a03000", ("dashed", "dotted", "dashdot")
"""Medians of other courses."""
INCHES_WIDE, INCHES_EACH = 8.0, 2.2
SALT = "corrin"
"""With it the names inside an SVG, and so the whole file, are the same every time."""


def picture(of: Forecast, form: Literal["png", "svg"]) -> bytes:
    """The picture, as the bytes of a file."""
    mpl.rcParams["svg.hashsalt"] = SALT
    figure: Any = Figure(figsize=(INCHES_WIDE, INCHES_EACH * len(of.markers)), layout="constrained")
    panels = figure.subplots(len(of.markers), 1, sharex=True, squeeze=False)
    for axes, marker in zip(panels[:, 0], of.markers, strict=True):
        _panel(axes, marker, of)
    figure.suptitle(of.says[0], wrap=True, fontsize="medium")
    figure.legend(*_legend(panels[:, 0]), loc="outside lower center", ncols=3, fontsize="small")
    panels[-1, 0].xaxis.set_major_formatter(mdates.ConciseDateFormatter(mdates.AutoDateLocator()))
    written = io.BytesIO()
    figure.savefig(written, format=form, metadata={"Date": None} if form == "svg" else {})
    return written.getvalue()


def _panel(axes: Any, of: MarkerForecast, whole: Forecast) -> None:
    curve = of.curve
    axes.fill_between(
        curve.on, curve.low, curve.high, color=BAND, linewidth=0, label="9 of 10 people like this"
    )
    axes.plot(curve.on, curve.median, color=LINE, label="median")
    for other, style in zip(whole.what_if, cycle(DASHES), strict=False):
        then = next(one.curve for one in other.markers if one.marker == of.marker)
        axes.plot(then.on, then.median, color=OTHER, linestyle=style, label=f"if {other.what}")
    for bound in (of.normal_from, of.normal_to):
        if bound is not None:
            axes.axhline(bound, color=BOUND, linestyle="--", linewidth=1, label="bound of normal")
    used = [result for result in of.measured if not result.set_aside]
    aside = [result for result in of.measured if result.set_aside]
    axes.plot([r.on for r in used], [r.value for r in used], "o", color=POINT, label="result")
    axes.plot([r.on for r in aside], [r.value for r in aside], "x", color=POINT, label="set aside")
    if of.marker in SPREAD_OUT:
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(mticker.LogLocator(subs=(1.0, 2.0, 5.0)))
        axes.yaxis.set_major_formatter(mticker.StrMethodFormatter("{x:g}"))
        axes.yaxis.set_minor_formatter(mticker.NullFormatter())
    ticks = [dose.on for dose in whole.doses if curve.on[0] <= dose.on <= curve.on[-1]]
    low = axes.get_xaxis_transform()
    axes.plot(ticks, [0.02] * len(ticks), "|", color=LINE, transform=low, label="dose")
    unit = of.unit.replace("10*9", "10^9")
    axes.set_title(f"{capital(of.name)}, {unit}", loc="left", fontsize="small")


def _legend(panels: Any) -> tuple[list[Any], list[str]]:
    """What stands for what, each once, of what some panel shows."""
    found: dict[str, Any] = {}
    for axes in panels:
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True):
            if label not in found and (not hasattr(handle, "get_xdata") or len(handle.get_xdata())):
                found[label] = handle
    return list(found.values()), list(found)
