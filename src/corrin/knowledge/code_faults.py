"""Whether the codes of the knowledge can be codes, and stand for something that is there.

LOINC and SNOMED CT codes carry a check digit, so that a slip of one digit is found; the others
must look like codes of their system.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from corrin.domain.code import PROPERTIES, Code, CodeSystem, fault_of, system_key
from corrin.errors import Problem
from corrin.knowledge.references import kind_of, problem_at
from corrin.knowledge.tree import Entry, Reading

STANDS_FOR = ("concept", "analyte")


def code_faults(reading: Reading) -> list[Problem]:
    """Every code that cannot be one, and every name of a system that two systems claim."""
    systems = {e.id: e.value for e in reading.entries if isinstance(e.value, CodeSystem)}
    known = {e.id for e in reading.entries if kind_of(e) in STANDS_FOR} | {*PROPERTIES}
    problems: list[Problem] = []
    for entry in reading.entries:
        if isinstance(entry.value, Code):
            problems += _of_code(entry, entry.value, systems, known)
    return [*problems, *_claimed_twice(reading)]


def _of_code(
    entry: Entry, code: Code, systems: dict[str, CodeSystem], known: set[str]
) -> Iterator[Problem]:
    system = systems.get(code.system)
    if system and (wrong := fault_of(code.code, system)):
        yield problem_at(entry, "code", wrong, f"Look it up in {system.name}.")
    if code.of and code.of not in known:
        near = get_close_matches(code.of, sorted(known), n=1)
        write = f"Write `{near[0]}`." if near else "Name a concept, an analyte, or say `aside`."
        yield problem_at(entry, "of", f"There is no concept or analyte `{code.of}`.", write)
    if code.verified == "true" and not code.sources:
        write = "Name the document in which the code was seen, or write `verified: false`."
        yield problem_at(entry, "sources", "It was seen, and no document is named.", write)


def _claimed_twice(reading: Reading) -> Iterator[Problem]:
    claimed: dict[str, str] = {}
    for entry in reading.entries:
        if not isinstance(entry.value, CodeSystem):
            continue
        for name in entry.value.names:
            other = claimed.setdefault(system_key(name), entry.id)
            if other != entry.id:
                wrong = f"`{name}` is a name of `{other}` too."
                yield problem_at(entry, "aliases", wrong, "Give it to one of them.")
