"""B27: the same input gives the same bytes, whatever runs it, and the core asks nobody else.

The committed people are planned under every pack, and the committed requests for dates and for
hours answered. The digests of the answers as JSON are compared with those in
tests/proof/golden_digests.json: in this process, and in new ones under several hash seeds, time
zones and locales, with every Python found that is new enough. The version of the knowledge is left
out of what is digested: it changes with every comment in a file.

    make golden                     write the digests anew; the difference shows whom it concerns
    python -m prove.determinism     compare, in every combination
"""

import argparse
import hashlib
import json
import locale
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from corrin import person_file, schedule_request, timing_request
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.care.schedule import schedule
from corrin.care.schedule_rules import scheduling_rules
from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.knowledge.load import knowledge
from corrin.reading.strict import Limits, parse
from corrin.render.json import encoded
from corrin.render.schedule import as_json
from prove import corpus
from prove.figure import Figure

GOLDEN = corpus.ROOT / "tests" / "proof" / "golden_digests.json"
SEEDS = ("0", "1", "4294967295")
ZONES = ("UTC", "Pacific/Kiritimati", "America/Los_Angeles")
LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8")
"""The Turkish one has its own capital of i; a machine that lacks it takes C instead."""

REQUIREMENTS = corpus.ROOT / "requirements" / "run.txt"

Digests = dict[str, str]


def digests(every: int = 1) -> Digests:
    """The digest of every so many-th committed person and request, by name."""
    committed = (corpus.people(), _requests(), _hours())
    return {name: digest(name) for kind in committed for name in list(kind)[::every]}


def digest(name: str) -> str:
    """The digest of a committed person's plans in every pack, of a schedule, or of hours."""
    if name in _requests():
        return _of_request(_requests()[name])
    if name in _hours():
        return _of_hours(*_hours()[name])
    return _of_person(name, corpus.people()[name])


@cache
def _hours() -> dict[str, tuple[str, object]]:
    return {f"hours-{name}": asked for name, asked in corpus.hours().items()}


@cache
def _requests() -> dict[str, bytes]:
    return {f"request-{name}": data for name, data in corpus.requests().items()}


def _of_person(name: str, data: bytes) -> str:
    reading = person_file.read(data, knowledge=knowledge(), on=corpus.ON)
    if reading.person is None:
        raise ValueError(f"{name} is refused")
    plans = (
        plan(
            reading.person,
            on=reading.on,
            guideline=guideline(pack),
            ledger=reading.ledger,
            refused=reading.refused,
            warnings=reading.warnings,
            not_understood=reading.not_understood,
        )
        for pack in corpus.PACKS
    )
    return _digest(encoded(made) for made in plans)


def _of_request(data: bytes) -> str:
    rules = scheduling_rules(knowledge())
    asked = schedule_request.read(parse(data, limits=Limits()).value, rules)
    return _digest([encoded(as_json(schedule(asked, rules)))])


def _of_hours(pack: str, request: object) -> str:
    rules = timing_rules(knowledge(), pack)
    return _digest([encoded(hours(timing_request.read(request, knowledge(), rules), rules))])


@cache
def guideline(pack: str) -> Guideline:
    return Guideline.of(knowledge(), pack)


def _digest(parts: Iterator[bytes] | list[bytes]) -> str:
    version = json.dumps(knowledge().version).encode()
    whole = b"".join(part.replace(version, b'"version"') for part in parts)
    return hashlib.sha256(whole).hexdigest()[:16]


def golden() -> Digests:
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


def differences(found: Digests, wanted: Digests, where: str) -> list[str]:
    """Each name whose digest is another than the committed one, or stands on one side alone."""
    names = sorted(name for name in found if found[name] != wanted.get(name))
    return [f"{where}: {name} gives other bytes than the committed digest" for name in names]


# --- Other surroundings -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Around:
    """An interpreter and what surrounds it."""

    python: str
    seed: str
    zone: str
    locale: str

    def __str__(self) -> str:
        return f"{Path(self.python).parent.parent.name}, seed {self.seed} {self.zone} {self.locale}"


def matrix() -> list[Around]:
    """Every seed, zone and locale."""
    return [Around(sys.executable, *around) for around in product(SEEDS, ZONES, LOCALES)]


def abroad() -> list[Around]:
    """Each other interpreter once."""
    return [Around(other, SEEDS[1], ZONES[1], LOCALES[2]) for other in others()]


def diagonal() -> list[Around]:
    """Each seed, zone and locale once."""
    return [Around(sys.executable, *around) for around in zip(SEEDS, ZONES, LOCALES, strict=True)]


def elsewhere(around: Around, every: int = 1) -> Digests:
    """The digests that a new process gives in other surroundings.

    Raises:
        subprocess.CalledProcessError: it fails; what it said is in the error.
    """
    surroundings = {
        **{key: os.environ[key] for key in ("HOME", "PATH") if key in os.environ},
        "PYTHONHASHSEED": around.seed,
        "TZ": around.zone,
        "LC_ALL": around.locale,
        "PYTHONPATH": os.pathsep.join((str(corpus.ROOT / "src"), str(corpus.ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [around.python, "-m", "prove.determinism", "--print", "--every", str(every)]
    done = subprocess.run(
        command, env=surroundings, cwd=corpus.ROOT, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def others() -> Iterator[str]:
    """Environments of other Pythons, made where the interpreter is found; a skip is said."""
    for minor in (11, 12, 13, 14):
        name = f"python3.{minor}"
        if sys.version_info[:2] == (3, minor):
            continue
        made = corpus.ROOT / "build" / name / "bin" / "python"
        if made.exists() or _make(name, made):
            yield str(made)


def _make(name: str, made: Path) -> bool:
    """Make an environment with the locked requirements of the program; False, said, if not."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    roots = [Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"]
    found = [folder / name for folder in folders if "shims" not in folder.parts]
    found += [path for root in roots for path in sorted(root.glob(f"*/bin/{name}"))]
    interpreter = next((path for path in found if path.exists()), None)
    if interpreter is None:
        print(f"skipped: no {name} here")
        return False
    folder = made.parent.parent
    install = [made, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", REQUIREMENTS]
    for command in ([interpreter, "-m", "venv", folder], install):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            said = done.stderr.strip().splitlines()
            print(f"skipped: {name} cannot be set up: {said[-1] if said else 'no reason given'}")
            return False
    return True


# --- The core asks nobody else ------------------------------------------------------------------

NEVER = frozenset(
    {
        *("asyncio", "glob", "http", "io", "json", "locale", "logging", "multiprocessing"),
        *("os", "pathlib", "random", "secrets", "select", "shutil", "signal", "socket", "ssl"),
        *("sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid"),
        *("zoneinfo", "click", "icalendar", "yaml"),
    }
)
WATCH = """
import builtins, sys
never, core, seen = set(sys.argv[1].split(",")), ("corrin.domain", "corrin.care"), []
true_import = builtins.__import__
def watched(name, globals=None, locals=None, fromlist=(), level=0):
    asking = (globals or {}).get("__name__", "")
    if asking.startswith(core) and name.partition(".")[0] in never:
        seen.append(f"{asking} imports {name}")
    return true_import(name, globals, locals, fromlist, level)
builtins.__import__ = watched
from prove import determinism
from corrin.care import plan as core_plan
answers = determinism.digests(every=int(sys.argv[2]))
opened = []
sys.addaudithook(lambda event, _: opened.append(event) if watching and event in events else None)
events = {"open", "socket.connect", "socket.bind", "subprocess.Popen", "os.system", "exec"}
watching = False
from corrin import person_file
from prove import corpus
data = list(corpus.people().values())
for one in data[:: int(sys.argv[2])]:
    reading = person_file.read(one, knowledge=determinism.knowledge(), on=corpus.ON)
    watching = True
    core_plan.plan(reading.person, on=corpus.ON, guideline=determinism.guideline("uk"))
    watching = False
print("\\n".join([*seen, *(f"planning raises the event {event}" for event in opened)]))
"""


def impurities(every: int = 10) -> list[str]:
    """What the core imports, or does while it plans, that it must not: seen in a new process."""
    command = [sys.executable, "-c", WATCH, ",".join(sorted(NEVER)), str(every)]
    done = subprocess.run(command, cwd=corpus.ROOT, capture_output=True, check=True, text=True)
    return [line for line in done.stdout.splitlines() if line]


def measure(around: list[Around], every: int = 1) -> Figure:
    """Compare the digests here and in other surroundings with the committed ones."""
    wanted = golden()
    faults = differences(digests(every), wanted, "here")
    if every == 1:
        faults += [f"{name} is digested no more" for name in sorted(wanted.keys() - digests())]
    for one in around:
        faults += differences(elsewhere(one, every), wanted, str(one))
    faults += impurities()
    pythons = len({one.python for one in around} | {sys.executable})
    return Figure(
        measured=f"{len(wanted)} digests of {len(corpus.people())} people in {len(corpus.PACKS)} "
        f"packs, of {len(corpus.requests())} requests for dates and of {len(corpus.hours())} for "
        f"hours, in {len(around)} surroundings and "
        f"{pythons} Pythons; the core imports nothing that it must not, and does nothing else",
        faults=tuple(faults),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="write the golden digests anew")
    parser.add_argument("--print", action="store_true", help="print the digests as JSON")
    parser.add_argument("--every", type=int, default=1, help="only every N-th")
    asked = parser.parse_args()
    if asked.write:
        GOLDEN.write_text(json.dumps(digests(), indent=0) + "\n", encoding="utf-8")
        print(f"{len(golden())} digests written to {GOLDEN.relative_to(corpus.ROOT)}")
    elif asked.print:
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, "")
        print(json.dumps(digests(asked.every)))
    else:
        sys.exit(measure([*matrix(), *abroad()], asked.every).show())


if __name__ == "__main__":
    main()
