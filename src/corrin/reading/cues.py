"""The index of a lexicon: which words name a concept, and which words steer the reading.

Both are plain mappings of texts, made once (at build time) and stored as JSON. A key of `names` is
the folded words of a synonym run together, or, with spaces, its words in alphabetical order without
the small ones: "loss of vibration sense" is found in "vibration sense loss" too. A key of `cues` is
folded words run together; its value is the roles that the phrase can play.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from msgspec import Struct

from corrin.domain.words import Concept, ConceptKind, Language
from corrin.reading.tokens import Spelling, Token

LONGEST_NAME = 10
"""Tokens in the longest synonym that is looked for."""
LONGEST_CUE = 6


class Index(Struct, frozen=True, dict=True):
    """The words of the concepts and of the language, ready to be looked up."""

    names: dict[str, str]
    """Key → concept ids, separated by spaces."""
    kinds: dict[str, ConceptKind]
    cues: dict[str, str]
    """Key → roles, separated by spaces: "negation.open negation.after"."""

    @classmethod
    def of(cls, concepts: Iterable[Concept], language: Language) -> "Index":
        """The index of some concepts in a language."""
        concepts = tuple(concepts)
        spelling = Spelling.of(language)
        cues: dict[str, dict[str, None]] = {}
        for role, phrase in _phrases(language):
            cues.setdefault("".join(spelling.folds(phrase)), {})[role] = None
        small = frozenset("".join(spelling.folds(word)) for word in language.connectors)
        ordered = frozenset(
            fold
            for reach in ("list", "open", "phrase")
            for phrase in language.negation[reach]
            for fold in islice(spelling.folds(phrase), 1)
        )
        names: dict[str, dict[str, None]] = {}
        for concept in concepts:
            for phrase in (concept.name, *concept.synonyms):
                folds = spelling.folds(phrase)
                names.setdefault("".join(folds), {})[concept.id] = None
                content = sorted(fold for fold in folds if fold not in small)
                if len(content) > 1 and ordered.isdisjoint(content) and not _numbered(content):
                    names.setdefault(" ".join(content), {})[concept.id] = None
        for concept in concepts:
            names.setdefault(
                "".join(spelling.folds(concept.id.replace("_", " "))), {concept.id: None}
            )
        names.pop("", None)
        cues.pop("", None)
        return cls(
            {key: " ".join(ids) for key, ids in names.items()},
            {concept.id: concept.kind for concept in concepts},
            {key: " ".join(roles) for key, roles in cues.items()},
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that stands in a name of several words, or is a name."""
        return frozenset(word for key in self.names for word in key.split())

    def cue(self, tokens: list[Token], at: int) -> tuple[int, tuple[str, ...]]:
        """The end and the roles of the longest phrase of the language that begins here."""
        key, found = "", (at, ())
        for end in range(at, min(at + LONGEST_CUE, len(tokens))):
            if tokens[end].kind in ("comma", "break"):
                break
            key += tokens[end].fold
            if roles := self.cues.get(key):
                found = end + 1, tuple(roles.split())
        return found


def _numbered(words: Iterable[str]) -> bool:
    """Whether a number is among some words, whose place then matters: nitrous oxide 50."""
    return any(word.isdigit() for word in words)


def _phrases(language: Language) -> Iterator[tuple[str, str]]:
    """Every phrase of the language with the role that it plays."""
    single: dict[str, Iterable[str]] = {
        "stop": (*language.stop_words, *language.connectors),
        "small": language.connectors,
        "coordinator": language.coordinators,
        "alternative": language.alternatives,
        "break": language.breaks,
        "asserting": language.asserting,
        "self": language.self_words,
        "young": language.young,
        "link": language.subject_links,
        "agent": language.agents,
        "body": language.body,
        "dose_word": language.dose_words,
        "reaction": language.reactions,
        "allergy": language.allergy,
        "nothing": language.nothing,
        "taken": language.taken,
        "remedy": language.remedies,
    }
    for role, phrases in single.items():
        yield from ((role, phrase) for phrase in phrases)
    grouped: dict[str, Iterable[tuple[str, Iterable[str]]]] = {
        "negation": language.negation.items(),
        "possible": language.possible.items(),
        "hypothetical": language.hypothetical.items(),
        "not_known": language.not_known.items(),
        "subject": language.subjects.items(),
        "status": language.statuses.items(),
        "qualifier": language.qualifiers.items(),
        "time": language.time.items(),
        "unit": language.units.items(),
        "route": language.routes.items(),
    }
    for group, sections in grouped.items():
        for name, phrases in sections:
            yield from ((f"{group}.{name}", phrase) for phrase in phrases)
    keyed: dict[str, Mapping[str, object]] = {
        "number": language.numbers,
        "ordinal": language.ordinals,
        "vague": language.vague,
        "lasting": language.lasting,
        "stage": language.life_stages,
        "month": language.months,
        "per_day": language.times_per_day,
        "every_days": language.every_days,
        "every_months": language.every_months,
        "dose_unit": language.dose_units,
        "not_dose_unit": language.not_dose_units,
        "length": language.lengths_cm,
    }
    for group, keys in keyed.items():
        yield from ((f"{group}.{key.replace(' ', '_')}", key) for key in keys)
