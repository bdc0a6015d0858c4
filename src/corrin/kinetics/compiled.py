"""Compile a numerical function, and keep what was compiled for the next run."""

import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.core import config

Numerical = TypeVar("Numerical", bound=Callable[..., object])


def folder(environment: dict[str, str]) -> Path:
    """Where compiled code is kept: one folder for each text of this package.

    numba looks at a function's own file only, and would go on with the code of a function that it
    calls and that has changed. Where the user's cache cannot be written, temporary files serve.
    """
    sources = sorted(Path(__file__).parent.glob("*.py"))
    text = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    home = environment.get("HOME") or environment.get("USERPROFILE") or tempfile.gettempdir()
    base = Path(environment.get("XDG_CACHE_HOME") or Path(home) / ".cache")
    try:
        base.mkdir(parents=True, exist_ok=True)
        writable = os.access(base, os.W_OK)
    except OSError:
        writable = False
    return (base if writable else Path(tempfile.gettempdir())) / "corrin" / text


_settings = cast(Any, config)
if not _settings.CACHE_DIR:
    _settings.CACHE_DIR = str(folder(dict(os.environ)))


def kept() -> bool:
    """Whether anything was compiled before, so that the first call need not wait for it."""
    return any(Path(_settings.CACHE_DIR).rglob("*.nbi"))


def compiled(function: Numerical) -> Numerical:
    """The function as machine code; it is compiled once on a machine, then read back."""
    return cast(Numerical, numba.njit(cache=True, error_model="numpy")(function))
