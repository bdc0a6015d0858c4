"""B16: whatever bytes come in, out comes a plan, dates or a refusal; soon, in bounded memory.

Half of the inputs are valid ones spoilt byte by byte, half are trees with wild values under the
names that readers know; the hostile list comes first. Each is read; every `PLANNED`-th one that
gives a person or a request is planned and shown in every form. An input is named by seed and
number, so that `--only` repeats it. Time is that of the processor, which a busy machine does not
lengthen: half a second, and for what is larger than 256 KiB so much for each 256 KiB. Memory is
the growth of the largest resident size after one of everything; the hostile list, whose inputs
are up to five million bytes long, is measured by itself.
"""

import argparse
import json
import resource
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from corrin import fhir, person_file, schedule_request
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.care.schedule import schedule
from corrin.care.schedule_rules import scheduling_rules
from corrin.errors import Refused
from corrin.knowledge.load import knowledge
from corrin.reading.strict import Limits, parse
from corrin.render.calendar import calendar, of_plan, of_schedule
from corrin.render.json import encoded
from corrin.render.markdown import markdown
from corrin.render.plan_page import plan_page
from corrin.render.schedule import as_json, schedule_page
from corrin.render.text import text
from prove import corpus, wild
from prove.figure import Figure
from prove.hostile import HOSTILE

SECONDS = 0.5
QUARTER = 2**18
"""Bytes for which an input may take so long; a larger one in proportion."""
MEBIBYTES = 64
HOSTILE_MEBIBYTES = 192
"""For the hostile list, of which some are as large as an input may be."""
HANGS = 20
"""Seconds of processor time after which an input is given up."""
PARSED = 0.5
"""How many of the inputs pass the parser, at least."""

Answer = str
Door = Callable[[bytes, int | None], Answer]
"""Reads bytes and says what came of them; with a number, plans and shows too."""


def through_person(data: bytes, turn: int | None) -> Answer:
    reading = person_file.read(data, knowledge=knowledge(), on=corpus.ON)
    return _planned(reading, turn)


def through_fhir(data: bytes, turn: int | None) -> Answer:
    reading = fhir.read(data, knowledge=knowledge(), on=corpus.ON)
    return _planned(reading, turn)


def _planned(reading: Any, turn: int | None) -> Answer:
    if reading.person is None or turn is None:
        return "no person" if reading.person is None else "read"
    packs = sorted(knowledge().packs)
    made = plan(
        reading.person,
        on=reading.on,
        guideline=guideline(packs[turn % len(packs)]),
        ledger=reading.ledger,
        refused=reading.refused,
        warnings=reading.warnings,
        not_understood=reading.not_understood,
    )
    json.loads(encoded(made))
    page = plan_page(made, full=turn % 2 == 0)
    _shown(text(page), markdown(page))
    if turn % 8 == 0:
        calendar(of_plan(made), of="fuzz", stamp=made.basis.on)
    return "planned"


def through_request(data: bytes, turn: int | None) -> Answer:
    rules = scheduling_rules(knowledge())
    parsed = parse(data, limits=Limits())
    asked = schedule_request.read(parsed.value, rules, parsed.refused)
    if turn is None:
        return "read"
    found = schedule(asked, rules)
    json.loads(encoded(as_json(found)))
    _shown(text(schedule_page(found)))
    if turn % 8 == 0:
        calendar(of_schedule(found), of="fuzz", stamp=asked.start)
    return "planned"


def _shown(*pages: str) -> None:
    """What is shown can be written as UTF-8, and steers no terminal."""
    for page in pages:
        page.encode()
        if any(ord(letter) < 32 and letter != "\n" for letter in page):
            raise ValueError("a page holds control characters")


@cache
def guideline(pack: str) -> Guideline:
    return Guideline.of(knowledge(), pack)


@dataclass(frozen=True, slots=True)
class Kind:
    """A reader, what is valid for it, and its wild trees."""

    door: Door
    valid: Callable[[], dict[str, bytes]]
    tree: Callable[[Random], Any]
    keys: tuple[str, ...]


KINDS = {
    "person": Kind(through_person, corpus.people, wild.person, wild.PERSON_KEYS),
    "request": Kind(through_request, corpus.requests, wild.request, wild.REQUEST_KEYS),
    "fhir": Kind(through_fhir, corpus.records, wild.resource, wild.ELEMENTS),
}
TURNS = ("person", "fhir", "person", "request", "person", "fhir")
"""Which reader an input is for, in turn."""


@cache
def trees(kind: str) -> tuple[str, ...]:
    """The valid inputs of a kind, as JSON."""
    found: list[str] = []
    for data in KINDS[kind].valid().values():
        try:
            found.append(json.dumps(json.loads(data)))
        except ValueError:
            found.append(json.dumps(parse(data, limits=Limits()).value))
    return tuple(found)


@cache
def valid(kind: str) -> list[bytes]:
    return list(KINDS[kind].valid().values())


def made(seed: int, number: int) -> tuple[str, bytes]:
    """The kind and the bytes of one input."""
    random = Random(f"{seed}:{number}")
    name = TURNS[number % len(TURNS)]
    kind = KINDS[name]
    if number // len(TURNS) % 2:
        return name, wild.mutated(random, random.choice(valid(name)), valid(name))
    if random.randrange(2):
        root = wild.disturbed(random, json.loads(random.choice(trees(name))), kind.keys)
    else:
        root = kind.tree(random)
    return name, wild.written(random, root)


@dataclass(slots=True)
class Seen:
    """What many inputs gave."""

    answers: Counter[str] = field(default_factory=Counter[str])
    parsed: int = 0
    slowest: tuple[float, str] = (0.0, "")
    faults: list[str] = field(default_factory=list[str])

    def add(self, other: "Seen") -> None:
        self.answers += other.answers
        self.parsed += other.parsed
        self.slowest = max(self.slowest, other.slowest)
        self.faults += other.faults


class Hangs(BaseException):
    """An input took so long that it was given up."""


def _give_up(*_: object) -> None:
    raise Hangs


def attempt(name: str, door: Door, data: bytes, turn: int | None, seen: Seen) -> None:
    """Put one input through a reader and note what came of it."""
    signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    begun = process_time()
    try:
        answer = door(data, turn)
    except Refused as refused:
        answer = "refused"
        if not refused.refusals or not all(r.why and r.accepted for r in refused.refusals):
            seen.faults.append(f"{name}: a refusal without a reason")
    except Hangs:
        answer = "hung"
        seen.faults.append(f"{name}: no answer in {HANGS} s")
    except (Exception, RecursionError) as error:  # noqa: BLE001 - any of them is what is sought
        answer = "failed"
        seen.faults.append(f"{name}: {_where(error)}")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    took = process_time() - begun
    seen.answers[answer] += 1
    seen.slowest = max(seen.slowest, (took, name))
    if took > SECONDS * max(1, len(data) / QUARTER) and answer != "hung":
        seen.faults.append(f"{name}: {took:.2f} s")


def _where(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = Path(frame.filename)
    said = str(error)[:120]
    return f"{type(error).__name__}: {said!r} in {place.parent.name}/{place.name}:{frame.lineno}"


def passes(data: bytes) -> bool:
    """Whether the parser takes it."""
    try:
        parse(data, limits=Limits())
    except Refused:
        return False
    return True


def share(seed: int, planned: int, numbers: range) -> tuple[Seen, int]:
    """What some of the inputs gave, and by how much memory grew, in KiB."""
    _warm()
    before = _largest()
    seen = Seen()
    for number in numbers:
        kind, data = made(seed, number)
        turn = number // planned if number % planned == 0 else None
        attempt(f"{kind} --seed {seed} --only {number}", KINDS[kind].door, data, turn, seen)
        seen.parsed += passes(data)
    return seen, _largest() - before


def hostile(*names: str) -> tuple[Seen, int]:
    """What inputs of the hostile list gave in every reader, and how memory grew."""
    _warm()
    before = _largest()
    seen = Seen()
    for name in names:
        data = HOSTILE[name]()
        for turn, (kind, reader) in enumerate(KINDS.items()):
            attempt(f"{kind}: {name}", reader.door, data, turn, seen)
    return seen, _largest() - before


def _warm() -> None:
    """One of everything, so that what is loaded once is not counted as growth."""
    for name, kind in KINDS.items():
        trees(name)
        for number, data in enumerate(valid(name)[:12]):
            kind.door(data, number)
    _shown(text(plan_page(_one_plan(), full=True)))


def _one_plan() -> Any:
    reading = person_file.read(valid("person")[0], knowledge=knowledge(), on=date(2026, 11, 20))
    if reading.person is None:
        raise ValueError("an example is refused")
    return plan(reading.person, on=reading.on, guideline=guideline("uk"), ledger=reading.ledger)


def _largest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def shares(count: int, jobs: int) -> Iterator[range]:
    """The numbers of all inputs, in one share for each process."""
    for job in range(jobs):
        yield range(job, count, jobs)


def measure(count: int, *, seed: int, planned: int = 1, jobs: int = 1) -> Figure:
    """Fuzz every reader with so many inputs, and with the hostile list.

    Args:
        planned: every so many-th input is planned and shown; all are read.
    """
    work = [partial(hostile, *HOSTILE)]
    work += [partial(share, seed, planned, numbers) for numbers in shares(count, jobs)]
    with ProcessPoolExecutor(jobs, get_context("spawn"), max_tasks_per_child=1) as pool:
        worst, *done = [future.result() for future in [pool.submit(part) for part in work]]
    seen, growth = Seen(), max(grown for _, grown in done)
    for part, _ in done:
        seen.add(part)
    return figure(count, seen, growth, worst)


def figure(count: int, seen: Seen, growth: int, worst: tuple[Seen, int]) -> Figure:
    """The figure of what was seen, with a fault for each bar that is missed.

    Args:
        growth: of memory, in KiB.
        worst: what the hostile list gave, and how memory grew by it.
    """
    faults = [*seen.faults, *worst[0].faults]
    if seen.parsed < PARSED * count:
        faults.append(f"only {seen.parsed} of {count} inputs pass the parser")
    if growth > MEBIBYTES * 1024:
        faults.append(f"memory grew by {growth / 1024:.0f} MiB")
    if worst[1] > HOSTILE_MEBIBYTES * 1024:
        faults.append(f"memory grew by {worst[1] / 1024:.0f} MiB for the hostile list")
    if len(seen.answers.keys() & {"planned", "refused", "no person"}) < 2:
        faults.append("the inputs are all alike")
    answers = ", ".join(f"{n} {answer}" for answer, n in sorted(seen.answers.items()))
    return Figure(
        measured=f"{count} inputs: {answers}; {seen.parsed / max(count, 1):.0%} pass the parser; "
        f"slowest {seen.slowest[0]:.2f} s ({seen.slowest[1]}); memory grew by {growth / 1024:.0f} "
        f"MiB. {len(HOSTILE)} hostile ones in {len(KINDS)} readers: slowest "
        f"{worst[0].slowest[0]:.2f} s ({worst[0].slowest[1]}); {worst[1] / 1024:.0f} MiB",
        faults=tuple(faults),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planned", type=int, default=1, help="plan every N-th input")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", type=int, help="show one input, and put it through its reader")
    asked = parser.parse_args()
    if asked.only is not None:
        kind, data = made(asked.seed, asked.only)
        sys.stdout.buffer.write(data[:5000] + b"\n")
        print(KINDS[kind].door(data, asked.only))
        return
    found = measure(asked.count, seed=asked.seed, planned=asked.planned, jobs=asked.jobs)
    sys.exit(found.show())


if __name__ == "__main__":
    main()
