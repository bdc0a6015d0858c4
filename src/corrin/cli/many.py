"""`corrin forecast --many`: a folder of people, on all cores, into a folder of Parquet files.

Each part holds some people and is put in place whole, the last one also when the run is
interrupted; so another run goes on where it stopped: a file that a part names with the same digest
is not forecast again.
"""

import hashlib
import os
import signal
import sys
from collections.abc import Generator, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from corrin import __version__
from corrin.cli.forecast_asked import Asked, check_names, forecast_of
from corrin.errors import Refused

if TYPE_CHECKING:
    from corrin.forecast.says import Forecast

ENDINGS = (".yaml", ".yml", ".json", ".gz")
ASKED_TO_END = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Windows has no SIGHUP."""
PER_PART = 32
"""People in a part, and so the most that is lost where the machine stops of a sudden."""
DIGEST = 16


class Row(NamedTuple):
    """One marker of one person, or why there is no forecast."""

    file: str
    digest: str
    marker: str | None
    state: str
    probability: float | None
    earliest: date | None
    median: date | None
    latest: date | None
    says: str


def run_many(folder: Path, out: Path, asked: Asked) -> tuple[int, int]:
    """Forecast everybody in a folder; how many were forecast now, and how many before.

    Raises:
        click.UsageError: the folder holds nobody, or there is no such guideline or regimen.
    """
    from corrin.knowledge import load

    check_names(asked, load.knowledge())
    files = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.is_file())
    if not files:
        raise click.UsageError(f"{str(folder)!r} holds no person file ({', '.join(ENDINGS)}).")
    out.mkdir(parents=True, exist_ok=True)
    done = _done(out)
    todo = [path for path in files if (path.name, _digest(path, asked)) not in done]
    held: list[Row] = []
    people = 0
    with (
        ended_like_an_interrupt(),
        ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool,
        click.progressbar(length=len(files), label="Forecasts", file=sys.stderr) as bar,
    ):
        bar.update(len(files) - len(todo))
        try:
            for finished in as_completed([pool.submit(_rows, path, asked) for path in todo]):
                held += finished.result()
                people += 1
                bar.update(1)
                if people % PER_PART == 0:
                    _write(out, held)
                    held = []
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if held:
                _write(out, held)
    return len(todo), len(files) - len(todo)


@contextmanager
def ended_like_an_interrupt() -> Generator[None]:
    """A machine that shuts down, or a terminal that closes, stops the run as Ctrl-C does."""
    before = {one: signal.signal(one, signal.default_int_handler) for one in ASKED_TO_END}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _digest(path: Path, asked: Asked) -> str:
    """What tells one file, question and version from another."""
    told = hashlib.sha256(repr((__version__, asked)).encode(), usedforsecurity=False)
    told.update(path.read_bytes())
    return told.hexdigest()[:DIGEST]


def _rows(path: Path, asked: Asked) -> list[Row]:
    """The rows of one person; a file that cannot be forecast is one row that says why."""
    digest = _digest(path, asked)
    try:
        made = forecast_of(str(path), asked)
    except Refused as refused:
        why = "; ".join(f"{one.field}: {one.why}" for one in refused.refusals)
        return [Row(path.name, digest, None, "refused", None, None, None, None, why)]
    return list(_of(made, path.name, digest))


def _of(made: "Forecast", name: str, digest: str) -> Iterator[Row]:
    for one in made.markers:
        when = one.when
        if when is not None:
            yield Row(
                name,
                digest,
                one.marker,
                when.state,
                when.probability,
                when.earliest,
                when.median,
                when.latest,
                made.says[0],
            )


def _write(out: Path, rows: list[Row]) -> None:
    """A part, put in place whole."""
    pa: Any = import_module("pyarrow")
    pq: Any = import_module("pyarrow.parquet")
    day, word, share = pa.date32(), pa.string(), pa.float64()
    kinds = dict(
        zip(Row._fields, (word, word, word, word, share, day, day, day, word), strict=True)
    )
    table = pa.Table.from_pylist([row._asdict() for row in rows], pa.schema(kinds))
    name = hashlib.sha256(repr(rows).encode(), usedforsecurity=False).hexdigest()[:DIGEST]
    part = out / f"part-{name}.parquet"
    begun = part.with_suffix(".begun")
    pq.write_table(table, begun)
    begun.replace(part)


def _done(out: Path) -> set[tuple[str, str]]:
    """The files that parts hold already, with their digests."""
    pq: Any = import_module("pyarrow.parquet")
    found: set[tuple[str, str]] = set()
    for part in out.glob("part-*.parquet"):
        table = pq.read_table(part, columns=["file", "digest"])
        found.update(zip(table["file"].to_pylist(), table["digest"].to_pylist(), strict=True))
    return found
