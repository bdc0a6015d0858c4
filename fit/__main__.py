"""Fit the parameters to the studies in fit/studies, and write them into kinetics.yaml.

    python -m fit          show what the fit gives
    python -m fit --write  and write it

Nothing is drawn by chance: the same studies and priors give the same parameters.
"""

import argparse
import re
from pathlib import Path

import numpy as np

from corrin.kinetics import parameters as kinetic
from fit.estimate import FITTED, SPREADS, estimate, folds, parameters
from fit.trials import figures

FILE = Path(kinetic.__file__).with_name("kinetics.yaml")


def written(text: str, values: dict[str, float]) -> str:
    """The file with these values; everything else in it stays."""
    for name, value in values.items():
        line = re.compile(rf"^({name}: {{value: )[^,]+", re.MULTILINE)
        text, count = line.subn(rf"\g<1>{value:.4g}", text)
        if count != 1:
            raise SystemExit(f"{FILE.name} holds {name} {count} times; once is wanted")
    return text


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--write", action="store_true", help="write kinetics.yaml")
    wanted = arguments.parse_args()
    found = estimate()
    fitted = parameters(found.x)
    learnt = np.sqrt(np.diag(np.linalg.inv(found.jac.T @ found.jac))) / SPREADS
    print(f"{'parameter':14s} {'value':>9s}  spread left of the prior's (1: nothing learnt)")
    for name, left in zip(FITTED, learnt, strict=True):
        print(f"{name:14s} {fitted[name][0]:9.4g}  {min(left, 1):.2f}")
    off = folds(figures(fitted))
    print(
        f"{off.size} figures: median {np.median(off):.2f}-fold off,"
        f" 90th percentile {np.quantile(off, 0.9):.2f}, {np.mean(off < 2):.0%} within two-fold"
    )
    if wanted.write:
        values = {name: float(fitted[name][0]) for name in (*FITTED, "c_reference")}
        FILE.write_text(written(FILE.read_text("utf-8"), values), "utf-8")


if __name__ == "__main__":
    main()
