"""How far off the model is: on the studies that it is fitted to, and on each when left out.

python -m fit.validate          print the table
python -m fit.validate --write  and write docs/reference/forecast-accuracy.md
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from corrin.kinetics.parameters import entries
from fit.estimate import FITTED, Floats, estimate, folds, parameters
from fit.figure import Figure, reported
from fit.trials import figures

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "forecast-accuracy.md"
RESTING = (
    *("hu2013", "adachi2000", "lederer2019", "iom1998", "co57_longterm", "bproof_base"),
    *("nhanes", "ganji2018", "greibe2017cobasorb"),
)
"""Studies of how stores fall, of people at rest, and of those whose status is low."""
POPULATION = "the survey at rest"
PHYSIOLOGY = "absorption, losses and pools"
RED_CELLS = ("retic", "blood", "marrow", "delivery", "destruction", "production")
KINDS = {
    "serum B12 and holotranscobalamin": ("serum_b12", "holotc", "delta_", "serum_ratio", "median"),
    "methylmalonic acid": ("mma",),
    "homocysteine": ("thcy",),
    "blood": ("delta_hb", "delta_mcv", "hb", "mcv", *RED_CELLS),
    POPULATION: ("population_",),
    PHYSIOLOGY: ("",),
}
"""Beginnings of the names of analytes; the first kind that has one, blood first."""


def kind(figure: Figure) -> str:
    """What a figure is about."""
    order = sorted(KINDS, key=lambda name: name != "blood")
    return next(name for name in order if figure.analyte.startswith(KINDS[name]))


def left_out(x: Floats, study: str) -> list[Figure]:
    """The figures of a study as a fit to all others predicts them."""
    found = estimate(x, lambda figure: figure.study != study)
    if found.status <= 0:
        raise SystemExit(f"the fit without {study} did not come to an end")
    return [figure for figure in figures(parameters(found.x)) if figure.study == study]


def row(name: str, off: Floats) -> str:
    return (
        f"| {name} | {off.size} | {np.median(off):.2f} | {np.quantile(off, 0.9):.2f} |"
        f" {np.mean(off < 2):.0%} |"
    )


def table(title: str, these: Sequence[Figure]) -> Iterable[str]:
    """Fold errors by kind, and of all."""
    yield f"| {title} | figures | median | 90th percentile | within two-fold |"
    yield "|---|---:|---:|---:|---:|"
    for name in KINDS:
        if some := [figure for figure in these if kind(figure) == name]:
            yield row(name, folds(some))
    trials = [figure for figure in these if kind(figure) != POPULATION]
    laboratory = [figure for figure in trials if kind(figure) != PHYSIOLOGY]
    yield row("**what a laboratory reports**: the first four", folds(laboratory))
    yield row("**all but the survey**", folds(trials))


def followed(these: Sequence[Figure]) -> Iterable[str]:
    """Follow-ups of people whose first value was reported, beside the guess of no change."""
    changes = [(figure, change) for figure in these if (change := _change(figure))]
    still = np.exp(np.abs(np.log([change for _, change in changes])))
    ours = folds([figure for figure, _ in changes])
    better = np.mean(ours < still)
    yield "| first value known | figures | median | 90th percentile | within two-fold |"
    yield "|---|---:|---:|---:|---:|"
    yield row("no change", still)
    yield row("the model, the study left out", ours)
    yield ""
    yield f"In {better:.0%} of these follow-ups the model is nearer than no change."


def _change(figure: Figure) -> float | None:
    """The later value over the first, where the study reports both."""
    if not figure.time:
        return None
    of = (figure.study, figure.arm, figure.analyte)
    try:
        return reported(*of, figure.time) / reported(*of, 0)
    except KeyError:
        return None


def single(these: Sequence[Figure], without: dict[str, list[Figure]]) -> Iterable[str]:
    """Every figure: published, fitted, and predicted by a fit without its study."""
    yield "| study | arm | figure | day | published | fitted | left out | fold |"
    yield "|---|---|---|---:|---:|---:|---:|---:|"
    for study in without:
        some = [figure for figure in these if figure.study == study]
        for fitted, predicted in zip(some, without[study], strict=True):
            day = "" if fitted.time is None else f"{fitted.time:g}"
            yield (
                f"| {study} | {fitted.arm} | {fitted.analyte} | {day} | {fitted.observed:.4g} |"
                f" {fitted.predicted[0]:.4g} | {predicted.predicted[0]:.4g} |"
                f" {folds([predicted])[0]:.2f} |"
            )


def page() -> str:
    """The page, from the fit to all studies and one without each."""
    fitted = np.log([entries()[name].value for name in FITTED])
    all_in = figures(parameters(fitted))
    without = {study: left_out(fitted, study) for study in dict.fromkeys(f.study for f in all_in)}
    out = [figure for study in without.values() for figure in study]
    return "\n".join(
        [
            "# How far off the model is",
            "",
            "Written by `make validate`. A fold error of 1.2 means 20 % too high or too low. A",
            "study left out is predicted by a fit to all others; but the priors were set by people",
            "who had read it, and so was what is assumed of its participants: the second table",
            "flatters the model too. What the people of Bolaman 2003 absorb is not reported: 0.3",
            "of normal, of intrinsic factor and of release from food, was set by judgement, after",
            "a look at the misfit.",
            "",
            *table("Fitted to all studies", all_in),
            "",
            *table("Each study left out", out),
            "",
            *followed(out),
            "",
            "## Depletion, rest and low status",
            "",
            *single(all_in, {study: without[study] for study in RESTING}),
            "",
            "## All other figures",
            "",
            *single(all_in, {s: left for s, left in without.items() if s not in RESTING}),
            "",
        ]
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--write", action="store_true", help="write the page of the reference")
    text = page()
    print(text)
    if arguments.parse_args().write:
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
