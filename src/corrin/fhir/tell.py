"""A coded thing into statements: by its codes, by its words, and never silently by one of them.

A code that the knowledge has is believed; its words may add to it and must not contradict it.
Without such a code the words are read as in a person file. What else the words name is taken too,
with a warning, or left aside where it decides nothing. Where the words deny the code, speak of
somebody else, or name another thing of the same group, the entry is refused, except an allergy, of
which both are believed.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from corrin.domain.code import Code
from corrin.domain.person import ListName, Statement, Status
from corrin.fhir.agree import (
    THINGS,
    apart,
    decides_nothing,
    joined,
    named_beside,
    of_the_mother,
    of_the_person,
    one_thing,
)
from corrin.fhir.codes import Meaning, Plainly
from corrin.fhir.entry import Entry
from corrin.fhir.look import NOTHING, untagged
from corrin.fhir.prepared import KINDS
from corrin.fhir.record import Beside, Record
from corrin.reading import ledger
from corrin.reading.when import back
from corrin.reading.words import Reading
from corrin.record.contradictions import broader

TAKEN: tuple[ListName, ...] = ("medicines", "prior_treatment")
"""The lists of what is taken; what is blamed for a reaction elsewhere is not taken by that."""
BELIEVED: tuple[ListName, ...] = ("allergies", "conditions")
"""The lists in which a coding without a system is believed, as that is the safer way."""
NO_SYSTEM = "the coding has no system; it was read as {}, because that is the safer way"
DISAGREE = "its code and its words disagree: by its code it is {}"
AGREE = "a code and words that say the same"
DOUBTED, DENIED = ("possible.before", "possible.after"), "negation.after"
"""Roles of words that doubt or deny what the code beside them names: "suspected", "excluded"."""
DENIES = "its words deny what its code, or words beside them, name"
BOTH = "its code and its words disagree; both are taken"
BY_CODE = "its words name something else too, which is not used"
NOT_UNDERSTOOD = "not understood"
PER_VOLUME = re.compile(r"(?<=[a-z])\s*/\s*(?:[0-9]+(?:\.[0-9]+)?\s*)?ml\b", re.IGNORECASE)
"""In how much liquid a strength stands, which is no dose: "1 mg/1 ml"."""
MENDED = "was read as"
"""Stands in the note on a word whose spelling was mended."""


def tell(
    record: Record,
    entry: Entry,
    element: str,
    codeable: object,
    list_name: ListName,
    beside: Beside,
) -> tuple[Statement, ...]:
    """What a coded thing states; where it states nothing, the entry is settled."""
    prepared, known_as = record.prepared, entry.known_as(codeable)
    plainly = prepared.plainly(known_as, list_name) if known_as else None
    if plainly is not None:
        record.begun.add(list_name)
        return _plainly(record, entry, plainly, list_name, beside)
    meant = known_as.meaning if known_as else prepared.displayed.meaning(codeable)
    for code in meant.codes:
        if code.none_of is None:
            continue
        empty = code.none_of
        record.asked[empty] = entry
        record.settle(entry, "used", ledger.NONE_OF_THESE)
        return ()
    record.begun.add(list_name)
    known = [code for code in meant.codes if code.of in record.knowledge.concepts]
    if not known and list_name in BELIEVED:
        known = [c for c in meant.without_system if c.of in record.knowledge.concepts]
        for code in known[:1]:
            name = record.knowledge.concepts[str(code.of)].name
            record.warn(entry, element, meant.said or code.code, NO_SYSTEM.format(name))
    if known:
        return _by_code(record, entry, element, meant, known, list_name, beside)
    return _by_words(record, entry, element, meant, list_name, beside)


def of_no_concern(record: Record, entry: Entry, codeable: object, list_name: ListName) -> bool:
    """Leave an entry aside, if one published coding is all that names it and no rule asks of that.

    Nothing else that it says is looked at.
    """
    known_as = entry.known_as(codeable)
    plainly = record.prepared.plainly(known_as, list_name) if known_as else None
    if plainly is None or plainly.concept is not None:
        return False
    record.begun.add(list_name)
    record.aside(entry, ledger.NO_RULE)
    return True


def _plainly(
    record: Record, entry: Entry, plainly: Plainly, list_name: ListName, beside: Beside
) -> tuple[Statement, ...]:
    concept, words = plainly.concept, plainly.words
    if concept is None:
        record.aside(entry, ledger.NO_RULE)
        return ()
    return (of_concept(record, entry, concept, words, list_name, beside, plainly.qualifiers),)


def _by_code(
    record: Record,
    entry: Entry,
    element: str,
    meant: Meaning,
    known: list[Code],
    list_name: ListName,
    beside: Beside,
) -> tuple[Statement, ...]:
    said = meant.said
    coded = [of_code(record, entry, code, said, list_name, beside) for code in known]
    stated = list(dict.fromkeys(_most_exact(record, coded)))
    if list_name != "allergies" and not one_thing(record, stated):
        record.refuse(entry, element, said, "its codes name different things", AGREE)
        return ()
    bare: list[str] = []
    for words in meant.words:
        read = _look(record, entry, words, meant, list_name, beside)
        if not isinstance(read, Reading) or not read.statements:
            bare.append(words)
            continue
        together = [joined(record, one, read.statements) for one in stated]
        if all(together):
            stated = [one for one in together if one is not None]
            stated += named_beside(record, known, stated, read.statements)
            continue
        if all(of_the_mother(record, one, stated) for one in read.statements):
            record.warn(entry, element, words, BY_CODE)
            continue
        separate = apart(record, known, stated, read.statements)
        if list_name != "allergies" and decides_nothing(record, stated, read.statements):
            record.warn(entry, element, words, BY_CODE)
        elif list_name == "allergies" or (separate and of_the_person(read.statements)):
            record.warn(entry, element, words, BOTH)
            stated += read.statements
        else:
            names = ", ".join(record.knowledge.concepts[one.concept].name for one in stated)
            record.refuse(entry, element, words, DISAGREE.format(names), AGREE)
            return ()
    return _reserved(record, entry, element, list_name, bare, tuple(stated))


def _by_words(
    record: Record,
    entry: Entry,
    element: str,
    meant: Meaning,
    list_name: ListName,
    beside: Beside,
) -> tuple[Statement, ...]:
    aside = next((code.aside for code in meant.codes if code.aside), None)
    bare: list[str] = []
    for words in meant.words:
        read = _look(record, entry, words, meant, list_name, beside)
        if isinstance(read, Reading) and read.nothing:
            record.asked[list_name] = entry
            record.settle(entry, "used", ledger.NONE_OF_THESE)
            return ()
        if not isinstance(read, Reading) or not read.statements:
            bare.append(words)
            continue
        if not meant.coded:
            for part in read.not_understood:
                record.unread(entry, element, part, NOT_UNDERSTOOD)
        exact = not meant.coded or not {one.concept for one in read.statements}.isdisjoint(
            record.prepared.read_in_full
        )
        for note in read.notes:
            if exact or MENDED in note:
                record.warn(entry, element, words, note)
        stated = tuple(_most_exact(record, each_once(read.statements)))
        return _reserved(record, entry, element, list_name, bare, stated)
    if aside is not None or meant.coded:
        record.aside(entry, ledger.NO_RULE)
    elif meant.words:
        record.not_understood(entry, element, meant.words[0], NOT_UNDERSTOOD)
    elif meant.without_system:
        why = "the coding has no system"
        record.refuse(entry, element, meant.without_system[0].code, why, "a system for each code")
    else:
        record.not_understood(entry, element, None, "it has no words and no code that is known")
    return ()


def _reserved(
    record: Record,
    entry: Entry,
    element: str,
    list_name: ListName,
    bare: Iterable[str],
    stated: tuple[Statement, ...],
) -> tuple[Statement, ...]:
    """What is stated, as words beside it that name nothing themselves doubt or deny it."""
    says = record.prepared.lexicon.says_only
    for words in bare:
        if says(words, *DOUBTED):
            stated = tuple(replace(one, qualifiers=one.qualifiers | {"possible"}) for one in stated)
        elif list_name != "allergies" and says(words, DENIED):
            record.refuse(entry, element, words, DENIES, AGREE)
            return ()
    return stated


def _look(
    record: Record, entry: Entry, words: str, meant: Meaning, list_name: ListName, beside: Beside
) -> Reading | None:
    """What words say; None where they name nothing that is known.

    Outside the lists of what is taken, vitamin B12 is taken only where nothing else is said that is
    not understood: "Vitamin-B12-Mangel" is German for its deficiency.
    """
    prepared = record.prepared
    words = untagged(words)
    look = prepared.look[list_name]
    named = (look.kept if meant.displayed else look.named)(words, part=meant.coded)
    if named is NOTHING:
        return None
    if named is not None:
        concept = prepared.lexicon.meant(list(named.concepts), list_name)
        if concept not in prepared.read_in_full:
            one = of_concept(record, entry, concept, words, list_name, beside, named.qualifiers)
            return Reading((one,))
    words, hints = PER_VOLUME.sub("", words), record.hints(beside)
    read = prepared.timeless.read(words, list_name, entry.path, hints) if meant.displayed else None
    if read is None:
        read = prepared.lexicon.read(
            words,
            list_name=list_name,
            source=entry.path,
            on=record.on,
            hints=hints,
            typed=not meant.displayed,
        )
    blamed = {one.concept for one in read.statements if one.allergy and list_name not in TAKEN}
    if read.not_understood and list_name not in TAKEN:
        blamed |= prepared.read_in_full
    more = bool(read.not_understood) or len(read.statements) > 1
    unsaid = prepared.how_it_goes if meant.coded and more else frozenset[str]()
    return replace(
        read,
        statements=tuple(
            _in_its_time(record, one, beside)
            for one in read.statements
            if one.concept not in unsaid
            and (
                one.allergy
                or (one.concept in prepared.read_in_full and one.concept not in blamed)
                or record.knowledge.concepts[one.concept].kind in KINDS[list_name]
            )
        ),
    )


def of_code(
    record: Record, entry: Entry, code: Code, words: str, list_name: ListName, beside: Beside
) -> Statement:
    """The statement that a code makes."""
    one = of_concept(record, entry, str(code.of), words, list_name, beside)
    if not (code.denies or code.possible):
        return one
    more = frozenset({"possible"}) if code.possible else frozenset[str]()
    return replace(one, present=not code.denies, qualifiers=one.qualifiers | more)


def of_concept(
    record: Record,
    entry: Entry,
    concept: str,
    words: str,
    list_name: ListName,
    beside: Beside,
    qualifiers: frozenset[str] = frozenset(),
) -> Statement:
    """The statement that a concept is present, with what the entry says beside it."""
    kind = record.knowledge.concepts[concept].kind
    language = record.knowledge.language
    thing = kind in THINGS
    allergy = list_name == "allergies" and thing
    status: Status = beside.status or "current"
    if kind == "procedure" and status == "past":
        status = "current"
    since = None if status == "planned" else beside.since
    months = language.longest_months.get(concept)
    if status == "current" and months is not None and _over(since, beside.until, record.on, months):
        status = "past"
    return Statement(
        concept=concept,
        source=entry.path,
        words=words,
        listed=list_name,
        status=status,
        allergy=allergy,
        since=since,
        until=beside.until,
        route=language.usual_routes.get(concept) if thing and not allergy else None,
        qualifiers=qualifiers,
    )


def _in_its_time(record: Record, one: Statement, beside: Beside) -> Statement:
    """A statement of what lasts so long at most is past where the entry says that it is over."""
    months = record.knowledge.language.longest_months.get(one.concept)
    over = months is not None and _over(beside.since, beside.until, record.on, months)
    return replace(one, status="past") if over and one.status == "current" else one


def _over(since: date | None, until: date | None, on: date, months: Decimal) -> bool:
    """Whether something that lasts so many months at most is over."""
    return until is not None or (since is not None and since < back(on, "month", months))


def _most_exact(record: Record, stated: Iterable[Statement]) -> list[Statement]:
    """The statements without those that another one says more exactly."""
    stated = list(stated)
    if len(stated) == 1:
        return stated
    covered = {
        (concept, one.present, one.subject, one.allergy)
        for one in stated
        for concept in (*record.prepared.groups[one.concept], *broader(record, one))
        if concept != one.concept
    }
    return [s for s in stated if (s.concept, s.present, s.subject, s.allergy) not in covered]


def each_once(stated: Iterable[Statement]) -> list[Statement]:
    """The statements, the fullest first, without those that only repeat one in other words."""
    kept: list[Statement] = []
    for one in sorted(stated, key=lambda one: (one.dose is None, one.route is None)):
        if not any(_repeats(one, other) for other in kept):
            kept.append(one)
    return kept


def _repeats(one: Statement, other: Statement) -> bool:
    """Whether a statement says no more than another one: a brand beside its name."""
    dose, route = one.dose or other.dose, one.route or other.route
    return replace(one, words=other.words, dose=dose, route=route) == other
