"""An observation or answer that is no number: a question with yes or no, a thing that it names."""

from datetime import date

from msgspec.structs import replace

from corrin.domain.code import Code
from corrin.domain.person import ListName, Statement
from corrin.fhir.codes import Meaning
from corrin.fhir.entry import Entry
from corrin.fhir.look import NOTHING, untagged
from corrin.fhir.prepared import KINDS
from corrin.fhir.record import Beside, Record
from corrin.fhir.tell import of_code, tell
from corrin.fhir.times import times
from corrin.fhir.values import Json, choice, codes_of, mappings, text, truth, words_of
from corrin.fhir.words import component
from corrin.reading import ledger
from corrin.reading.words import Reading

YES = frozenset({"yes", "y", "true", "present", "positive"})
NO = frozenset({"no", "n", "false", "absent", "negative"})
"""Yes and no as words, and as what a code answers."""

LISTS: tuple[ListName, ...] = ("symptoms", "diet")
"""The lists of which a question may be."""
LABORATORY = "laboratory"
DISORDER = "(disorder)"
"""The tag of SNOMED CT for what somebody has."""


def read_answer(record: Record, entry: Entry, own: Json, meant: Meaning, code: Code | None) -> None:
    """What an Observation says whose code is not of an analyte."""
    found = choice(own, "value")
    when = times(record, entry, own, "effective", "issued")
    beside = Beside(since=when.since)
    if code is not None:
        _coded(record, entry, own, meant, code, found, beside)
        return
    categories = mappings(own.get("category"))
    exact = meant.coded or any(LABORATORY in codes_of(category) for category in categories)
    if found is not None and (said := said_yes(record, *found)) is not None:
        _question(record, entry, meant, found[0], said, when.since, exact=exact)
        return
    if found is None or (
        found[0] != "valueCodeableConcept" and (meant.coded or found[0] != "valueString")
    ):
        _unknown(record, entry, meant)
        return
    key, value = found
    codeable = value if key == "valueCodeableConcept" else {"text": value}
    exact = exact or bool(codes_of(codeable))
    if not (_of_concern(record, codeable) and _states(record, entry, meant, codeable, exact=exact)):
        _unknown(record, entry, meant)
        return
    stated = tell(record, entry, key, codeable, "diet", beside)
    if stated:
        record.state(entry, key, stated)


def _question(
    record: Record,
    entry: Entry,
    meant: Meaning,
    key: str,
    said: bool,
    since: date | None,
    *,
    exact: bool,
) -> None:
    """A yes or no to what the words of the Observation ask: "Facial droop: present"."""
    ask = _asks_exactly if exact else asks
    stated = next((found for words in meant.words if (found := ask(record, entry, words))), ())
    if not stated:
        _unknown(record, entry, meant)
        return
    stated = [replace(one, present=said, since=since if said else None) for one in stated]
    record.state(entry, key, record.found(stated, since))


def asks(record: Record, entry: Entry, question: str) -> tuple[Statement, ...]:
    """The one thing that a question asks: "Do you have numb feet?"."""
    return next(
        (one for name in LISTS if (one := _asked(_read(record, entry, question, name)))), ()
    )


def _asks_exactly(record: Record, entry: Entry, question: str) -> tuple[Statement, ...]:
    """The one thing that the name of an observation is, and no test of it: "Vomiting", not "Drugs
    of abuse 5 panel"."""
    for name in LISTS:
        read = _read(record, entry, component(untagged(question)), name)
        concepts = [record.knowledge.concepts[one.concept] for one in read.statements]
        if not read.not_understood and all(one.kind in KINDS[name] for one in concepts):
            return _asked(read)
    return ()


def _asked(read: Reading) -> tuple[Statement, ...]:
    present = [one for one in read.statements if one.present and one.subject == "self"]
    one_thing = len({one.concept for one in present}) == 1 == len(read.statements)
    return tuple(present) if one_thing else ()


def _read(record: Record, entry: Entry, words: str, list_name: ListName) -> Reading:
    return record.prepared.lexicon.read(
        untagged(words.rstrip("?: ")),
        list_name=list_name,
        source=entry.path,
        on=record.on,
        hints=record.own,
    )


def _of_concern(record: Record, codeable: object) -> bool:
    """Whether a coded value is a thing that is known; of words alone that is found by reading."""
    for words in words_of(codeable):
        if record.prepared.look["diet"].named(words) is not NOTHING:
            return True
    return any(
        record.prepared.codes.find(system, code) is not None
        for system in record.prepared.systems
        for code in codes_of(codeable)
    )


def _states(record: Record, entry: Entry, meant: Meaning, codeable: object, *, exact: bool) -> bool:
    """Whether a value states something, whatever was asked: "none" does not.

    Args:
        exact: whether all its words have to be understood, unless its code is known or its tag is
            of a disorder: a mercury thermometer is no mercury. Nothing is stated of a relative.
    """
    said = words_of(codeable)
    reads = {words: _read(record, entry, words, "diet") for words in said}
    if any(read.nothing for read in reads.values()):
        return False
    if not exact:
        return True
    if any(_of_relatives(record, question) for question in meant.words):
        return False
    stated = {one.concept for read in reads.values() for one in read.statements}
    whole = record.prepared.displayed.meaning(codeable).codes or all(
        words.endswith(DISORDER) or not reads[words].not_understood for words in said
    )
    return bool(whole) and record.prepared.how_it_goes.isdisjoint(stated)


def _of_relatives(record: Record, question: str) -> bool:
    """Whether a question is after somebody else: "History of diseases family member"."""
    lexicon = record.prepared.lexicon
    tokens = lexicon.spelling.tokens(question)
    cues = [lexicon.index.cue(tokens, at)[1] for at in range(len(tokens))]
    return any(role.startswith("subject.") for roles in cues for role in roles)


def _coded(
    record: Record,
    entry: Entry,
    own: Json,
    meant: Meaning,
    code: Code,
    found: tuple[str, object] | None,
    beside: Beside,
) -> None:
    """A finding that is coded by itself is present; a question is what its answer says."""
    words = meant.said
    concept = record.knowledge.concepts.get(str(code.of))
    if concept is None or (code.question and concept.role == "context"):
        record.aside(entry, ledger.NO_RULE)
        return
    one = of_code(record, entry, code, words, "conditions", beside)
    if found is None:
        if code.question or own.get("dataAbsentReason") is not None:
            record.aside(entry, ledger.NO_VALUE)
        else:
            record.state(entry, "code", record.found((one,), beside.since))
        return
    key, value = found
    said = said_yes(record, key, value)
    if said is None and key in ("valueCodeableConcept", "valueString"):
        codeable = value if key == "valueCodeableConcept" else {"text": value}
        stated = tell(record, entry, key, codeable, "conditions", beside)
        if code.question and any(other.concept != one.concept for other in stated):
            record.not_understood(entry, key, stated[0].words, "it does not answer what is asked")
        elif stated:
            record.state(entry, key, record.found(stated, beside.since))
        return
    if said is None:
        record.not_understood(entry, key, text(value), "it is neither yes nor no")
        return
    one = replace(one, present=one.present is said)
    record.state(entry, key, record.found((one,), beside.since))


def said_yes(record: Record, key: str, value: object) -> bool | None:
    """What a `value[x]` says, where it is only yes or no."""
    if key == "valueBoolean":
        return truth(value)
    if isinstance(value, str):
        said = {value.strip().lower()}
    else:
        answers = record.prepared.answers
        coded = {answers[code] for code in codes_of(value) if code in answers}
        said = {word.lower() for word in words_of(value)} | coded
    yes, no = bool(said & YES), bool(said & NO)
    return None if yes is no else yes


def _unknown(record: Record, entry: Entry, meant: Meaning) -> None:
    if meant.coded:
        record.aside(entry, ledger.NO_RULE)
    elif meant.words:
        why = "no test that is known is named"
        record.not_understood(entry, "code", meant.words[0], why)
    else:
        record.not_understood(entry, "code", None, "it has no words and no code that is known")
