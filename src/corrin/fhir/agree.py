"""Whether the codes of an entry and its words agree, and what they say together."""

from collections.abc import Iterable

from msgspec.structs import replace

from corrin.domain.code import Code
from corrin.domain.person import Statement
from corrin.fhir.record import Record
from corrin.record.doses import COBALAMIN

THINGS = ("medicine", "substance")
UNSPECIFIED = "b12_unspecified"
"""Vitamin B12 of a form that is not named: it contradicts none."""


def _of_another(record: Record, read: Statement, coded: Statement) -> bool:
    """Whether words and code are of two people; a mother may be the person herself."""
    if read.subject == "mother" and coded.concept in record.knowledge.language.of_mothers:
        return False
    return (read.subject, coded.subject).count("self") == 1


def one_thing(record: Record, stated: list[Statement]) -> bool:
    """Whether all codes mean one thing, or at least things of different kinds."""
    kinds = [record.knowledge.concepts[one.concept].kind for one in stated]
    return len(set(kinds)) == len({one.concept for one in stated})


def apart(
    record: Record, codes: list[Code], coded: Iterable[Statement], read: Iterable[Statement]
) -> bool:
    """Whether what words name can be so beside the codes: it is of another kind, as a problem with
    alcohol and its use; or the codes are of a whole chapter, of which the words say more: a
    medicine of it, or what is of no group with it, in its place, as diabetes in pregnancy."""
    concepts, groups = record.knowledge.concepts, record.prepared.groups
    chapter = all(code.match == "prefix" for code in codes)
    return all(
        concepts[one.concept].kind != concepts[other.concept].kind
        or (chapter and concepts[one.concept].kind in THINGS)
        or (chapter and groups[one.concept].isdisjoint(groups[other.concept]))
        for one in coded
        for other in read
    )


def named_beside(
    record: Record, codes: list[Code], stated: list[Statement], read: Iterable[Statement]
) -> list[Statement]:
    """What the words of a code of a whole chapter name beside it: diabetes with kidney disease."""
    groups, outside = record.prepared.groups, record.knowledge.language.outside
    if not all(code.match == "prefix" for code in codes):
        return []
    related = {group for one in stated for group in groups[one.concept]}
    return [
        one
        for one in read
        if of_the_person((one,))
        and related.isdisjoint((one.concept, outside.get(one.concept)))
        and groups[one.concept].isdisjoint(other.concept for other in stated)
    ]


def decides_nothing(record: Record, coded: Iterable[Statement], read: Iterable[Statement]) -> bool:
    """Whether words name nothing of a group with the codes, and only what is absent or no rule
    asks for."""
    concepts, groups = record.knowledge.concepts, record.prepared.groups
    related = {group for one in coded for group in groups[one.concept]}
    return all(
        (not one.present or concepts[one.concept].role == "context")
        and related.isdisjoint(groups[one.concept])
        for one in read
    )


def of_the_mother(record: Record, read: Statement, coded: Iterable[Statement]) -> bool:
    """Whether words say of the mother what the code says of a pregnancy: "maternal hypotension"."""
    mothers = record.knowledge.language.of_mothers
    return read.subject == "mother" and all(one.concept in mothers for one in coded)


def of_the_person(read: Iterable[Statement]) -> bool:
    """Whether words name only what is there, in the person."""
    return all(one.present and one.subject == "self" for one in read)


def joined(record: Record, coded: Statement, read: Iterable[Statement]) -> Statement | None:
    """What a code and words say together; None where the words say something else."""
    groups, outside = record.prepared.groups, record.knowledge.language.outside
    for one in read:
        implied = one.concept in record.knowledge.concepts[coded.concept].implies
        broader = (
            implied
            or one.concept in groups[coded.concept]
            or outside.get(one.concept) == coded.concept
            or (one.concept == UNSPECIFIED and COBALAMIN in groups[coded.concept])
        )
        narrower = coded.concept in groups[one.concept]
        if not (broader or narrower):
            continue
        if one.present != coded.present or _of_another(record, one, coded):
            return None
        past = one.status == "past" and coded.status == "current"
        return replace(
            coded,
            concept=one.concept if narrower else coded.concept,
            status="past" if past else coded.status,
            allergy=coded.allergy or one.allergy,
            since=coded.since or one.since,
            until=coded.until or one.until,
            dose=coded.dose or one.dose,
            route=coded.route or one.route,
            length_cm=coded.length_cm or one.length_cm,
            qualifiers=coded.qualifiers | one.qualifiers,
        )
    return None
