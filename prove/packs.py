"""B29: altered knowledge never loads in silence, and knowledge that is overdue says so everywhere.

A copy of the knowledge is altered a thousand times: a byte of what is compiled or of its manifest,
a number or a word of a file, a line lost, a file more, less or renamed. Each time the compiled
form must not be taken, and an altered file must change the version that every plan shows. The
manifest notices damage and edits; whoever writes a new manifest to an altered file is not stopped.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.domain.plan import Plan
from corrin.knowledge import load
from corrin.knowledge.compile import compile_folder
from corrin.knowledge.entries import entries
from corrin.knowledge.manifest import digests, version, yaml_files
from corrin.render.calendar import calendar, of_plan
from corrin.render.json import encoded
from corrin.render.markdown import markdown
from corrin.render.plan_page import plan_page
from corrin.render.text import text
from prove import corpus
from prove.figure import Figure, main

NAMES = frozenset({"concepts", "codes"})
"""Sections that say how a thing is called and conclude nothing."""
NUMBER = re.compile(rb"[0-9]+")
COMPILED = ("compiled.json", "compiled.json.manifest")


def copied(folder: Path) -> Path:
    """A copy of the knowledge, compiled."""
    only = shutil.ignore_patterns("*.py", "*.json", "*.manifest", "__pycache__")
    copy = Path(shutil.copytree(load.FOLDER, folder / "knowledge", ignore=only))
    compile_folder(copy)
    return copy


def altered(random: Random, data: bytes) -> bytes:
    """Other bytes than those given: a bit, a number, a word, a line."""
    found = data
    while found == data:
        at = random.randrange(len(data))
        match random.randrange(5):
            case 0:
                found = data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
            case 1:
                number = random.choice(list(NUMBER.finditer(data)) or [None])
                if number:
                    other = str(int(number[0]) + random.choice((-1, 1))).encode()
                    found = data[: number.start()] + other + data[number.end() :]
            case 2:
                found = data[:at] + data[at + random.randint(1, 40) :]
            case 3:
                lines = data.splitlines(keepends=True)
                del lines[random.randrange(len(lines))]
                found = b"".join(lines)
            case _:
                found = data[:at] + random.choice((b" ", b"\n", b"#", b"0", b"not ")) + data[at:]
    return found


def silent(copy: Path, count: int, seed: int) -> Iterator[str]:
    """Every alteration that is not noticed."""
    intact = version("", digests(copy))
    files = list(yaml_files(copy).values())
    for n in range(count):
        random = Random(f"{seed}:{n}")
        if n % 20 == 0:
            path = random.choice(files)
            place = path.with_name(f"{path.stem}_{n}.yaml")
            noticed = _renamed(copy, path, place, intact)
        else:
            compiled = n % 2 == 1
            path = copy / random.choice(COMPILED) if compiled else random.choice(files)
            data = path.read_bytes()
            path.write_bytes(altered(random, data))
            noticed = _noticed(copy, intact, compiled=compiled)
            path.write_bytes(data)
        if not noticed:
            yield f"--seed {seed}, number {n}: {path.name} was altered, and nobody noticed"


def _renamed(copy: Path, path: Path, place: Path, intact: str) -> bool:
    path.rename(place)
    noticed = _noticed(copy, intact, compiled=False)
    place.rename(path)
    return noticed


def _noticed(copy: Path, intact: str, *, compiled: bool) -> bool:
    """Whether the compiled form is left aside, and the version differs where a file does."""
    return load.compiled(copy) is None and (compiled or version("", digests(copy)) != intact)


# --- Sources and reviews ------------------------------------------------------------------------


def without_source(entry: Any) -> bool:
    """Whether an entry that has sources names none."""
    if not isinstance(entry, Struct) or not any(field.name == "sources" for field in fields(entry)):
        return False
    return not getattr(entry, "sources", ())


def unfounded() -> Iterator[str]:
    """Every entry that concludes something without a source, and every rule without a review."""
    here = load.knowledge()
    for section, name, value in entries(here):
        if section not in NAMES and without_source(value):
            yield f"{section} {name} has no source"
    for table in here.rules.values():
        for rule in table.rules:
            if rule.review is None:
                yield f"{rule.id} has no review"


def overdue(people: list[bytes]) -> Iterator[str]:
    """Every output that does not say that its knowledge is overdue, or says so too early."""
    day = load.knowledge().edition.review
    said = (day.isoformat(), f"{day.day} {day:%b} {day.year}")
    for on, wanted in ((day, True), (day - timedelta(days=1), False)):
        for number, data in enumerate(people):
            for pack in corpus.PACKS:
                for form, page in forms(_plan(data, pack, on)).items():
                    if says_so(page, said) != wanted:
                        yield f"person {number}, {pack}, {form}, on {on}: overdue is not {wanted}"


def says_so(page: str, day: tuple[str, ...]) -> bool:
    """Whether a page says that a review was due, and when."""
    due = "due for review" in page or "review was due" in page
    return due and any(said in page for said in day)


def _plan(data: bytes, pack: str, on: date) -> Plan:
    here = load.knowledge()
    reading = person_file.read(data, knowledge=here, on=on)
    if reading.person is None:
        raise ValueError("an example is refused")
    return plan(reading.person, on=on, guideline=Guideline.of(here, pack), ledger=reading.ledger)


def forms(made: Plan) -> dict[str, str]:
    """A plan in every form of output; a calendar only where it holds an entry."""
    page = plan_page(made, full=False)
    found = {"text": text(page), "md": markdown(page), "json": encoded(made).decode()}
    if list(of_plan(made)):
        written = calendar(of_plan(made), of="proof", stamp=made.basis.on).decode()
        found["ics"] = written.replace("\r\n ", "")
    return {form: " ".join(said.split()) for form, said in found.items()}


def measure(count: int, *, seed: int) -> Figure:
    """Alter the knowledge so often, and look at the sources and reviews of what stands."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        if load.compiled(copy) is None:
            raise ValueError("the copy does not load")
        faults = list(silent(copy, count, seed))
        if load.compiled(copy) is None:
            faults.append("the copy was not put right again")
    faults += unfounded()
    examples = [data for name, data in corpus.people().items() if name.startswith("example")]
    faults += overdue(examples)
    here = load.knowledge()
    rules = [rule for table in here.rules.values() for rule in table.rules]
    citations = [citation for rule in rules for citation in rule.sources]
    located = sum(citation.locator is not None for citation in citations)
    return Figure(
        measured=f"{count} altered packs; {len(rules)} rules with source and review, "
        f"{located} of {len(citations)} citations with their place; overdue is said in "
        f"{len(examples) * len(corpus.PACKS)} plans in every form",
        faults=tuple(faults),
    )


if __name__ == "__main__":
    main(measure, 1_000)
