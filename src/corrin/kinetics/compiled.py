"""Compile a numerical function, and keep what was compiled beside its source."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Numerical = TypeVar("Numerical", bound=Callable[..., object])


def compiled(function: Numerical) -> Numerical:
    """The function as machine code; it is compiled once for each machine, then read back.

    numba keeps it in `__pycache__`, or under the user's cache where that cannot be written.
    """
    return cast(Numerical, numba.njit(cache=True, error_model="numpy")(function))
