"""Whether what is said to readers rests on the knowledge: every sentence, figure and reference."""

import re
from collections.abc import Iterable, Iterator

from corrin.care.figures import Shelf
from corrin.domain.evidence import Evidence
from corrin.domain.leaflet import Figure, Leaflet, Part, Sentence
from corrin.errors import Problem
from corrin.knowledge.references import problem_at
from corrin.knowledge.tree import Entry, Reading

TYPED = re.compile(r"\b(?:B6|B12|999|911|112)\b")
"""The only digits that a sentence may hold itself: names of vitamins, numbers to ring."""

NUMBER_WORDS = re.compile(
    r"\b(?:(?:twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|dozen)\b"
    r"|(?:half|third|quarter|fifth|tenth) of\b"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven)\s+"
    r"(?:or|to|in|out|percent|per|hours?|days?|weeks?|months?|years?|doses?|times|micrograms?|mg)\b)",
    re.IGNORECASE,
)
"""A figure written as words is a figure too."""

NAMES_LEAST = 3


def leaflet_faults(reading: Reading) -> list[Problem]:
    """Every fault of the leaflets, and of what the claims refer to."""
    knowledge = reading.knowledge
    if knowledge is None:
        return []
    shelves = [Shelf.of(knowledge, pack) for pack in knowledge.packs]
    problems: list[Problem] = []
    everywhere: list[Entry] = []
    for entry in reading.entries:
        match entry.value:
            case Evidence(see=see):
                wrong = [*_references(see, shelves[:1]), *_asked_for(entry.value.names)]
            case Leaflet(parts=parts):
                wrong = [*_faults(entry.value, shelves), *_asked_for(entry.value.names)]
                if entry.value.id != entry.id:
                    wrong.append(("id", "The file has another name.", f"Write `id: {entry.id}`."))
                everywhere += [entry for part in parts if part.everywhere]
            case _:
                continue
        problems += (problem_at(entry, at, fault, write) for at, fault, write in wrong)
    problems += (
        problem_at(entry, "everywhere", "Another part stands everywhere too.", "Keep one.")
        for entry in everywhere[1:]
    )
    return problems


Fault = tuple[str, str, str]
"""The place in the entry, what is wrong, what to write instead."""


def _asked_for(names: tuple[str, ...]) -> Iterator[Fault]:
    if len(names) < NAMES_LEAST:
        yield (
            "names",
            "People cannot find it.",
            f"Write {NAMES_LEAST} words that they use, or more.",
        )


def _references(references: Iterable[str], shelves: list[Shelf]) -> Iterator[Fault]:
    for reference in references:
        for shelf in shelves:
            try:
                shelf.entry(reference)
            except LookupError:
                yield reference, f"There is no entry `{reference}`.", "Write kind.id of one."
                break


def _faults(leaflet: Leaflet, shelves: list[Shelf]) -> Iterator[Fault]:
    for part in leaflet.parts:
        for number, sentence in enumerate(part.says, 1):
            at = f"{part.title}, {number}"
            yield from ((at, wrong, write) for wrong, write in _of(sentence, part, shelves))


def _of(sentence: Sentence, part: Part, shelves: list[Shelf]) -> Iterator[tuple[str, str]]:
    try:
        pieces = [*sentence.pieces()]
    except ValueError as error:
        yield f"{error}.", 'Write {kind.id.field}, or {kind.id "words that stand in it"}.'
        return
    rests_on = sentence.rests_on()
    if not rests_on:
        yield "It cites nothing.", "Name under `by` the entries that say it."
    known = [shelf.pack for shelf in shelves]
    for pack in {*sentence.packs} - {*known}:
        yield f"There is no pack `{pack}`.", f"Write one of {', '.join(known)}."
    wanted = [s for s in shelves if not sentence.packs or s.pack in sentence.packs]
    yield from ((wrong, write) for _, wrong, write in _references(rests_on, wanted))
    if any(reference.startswith("source.") for reference in rests_on):
        yield "A source says nothing by itself.", "Name the entry that says it."
    for shelf in wanted:
        for figure in (piece for piece in pieces if isinstance(piece, Figure)):
            try:
                shelf.draw(figure)
            except LookupError as error:
                yield f"In `{shelf.pack}` {error.args[0]}.", "Draw what the entry holds."
    typed = " ".join(piece for piece in pieces if isinstance(piece, str))
    for found in _typed_figures(f"{part.title} {typed}"):
        yield f"The figure `{found}` is typed in.", "Draw it from the entry that holds it."


def _typed_figures(words: str) -> Iterator[str]:
    left = TYPED.sub("", words)
    yield from (found[0] for found in re.finditer(r"\S*\d\S*", left))
    yield from (found[0] for found in NUMBER_WORDS.finditer(left))
