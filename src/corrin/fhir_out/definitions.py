"""The knowledge as FHIR: what the plans instantiate, generated from the tables that make them.

What runs is corrin. The conditions stand here in corrin's own words so that they can be read and
compared; they are no CQL, and no engine but corrin runs them.
"""

from collections.abc import Iterable, Iterator

import msgspec

from corrin.domain.beside import Monitoring
from corrin.domain.knowledge import Knowledge, Offer, Pack, Rule
from corrin.domain.regimen import Phase, Regimen
from corrin.domain.rule import Citation, Condition
from corrin.domain.source import Source
from corrin.fhir_out.dosage import dosage, routes_of
from corrin.fhir_out.follow_up import TEST_CODES
from corrin.fhir_out.frame import BASE, canonical, definition_id
from corrin.fhir_out.medicines import DRUG_CODES, activity_id
from corrin.fhir_out.values import Json, codings_of, filled, words
from corrin.render.entry import condition as in_words

CPG = "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-"
TYPES = "http://terminology.hl7.org/CodeSystem/"
CONDITION = "text/x-corrin-condition"
COUNTRIES = "urn:iso:std:iso:3166"
PUBLISHER = "corrin"
NO_ADDRESS = "No address of it is known."
NOT_REVIEWED = "Software proposes, a clinician decides. No clinician has reviewed it yet."


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """The knowledge that is exported, and under which name."""

    knowledge: Knowledge
    base: str = BASE

    def canonical(self, kind: str, name: str) -> str:
        return canonical(self.base, kind, name, self.knowledge.version)

    def resource(self, kind: str, name: str, title: str, elements: Json) -> Json:
        """A definition with what every definition says of itself."""
        edition = self.knowledge.edition
        return filled(
            {
                "resourceType": kind,
                "id": name,
                "url": f"{self.base}/{kind}/{name}",
                "version": self.knowledge.version,
                "name": "".join(part.capitalize() for part in name.split("-")),
                "title": title,
                "status": "draft",
                "experimental": True,
                "date": edition.imported.isoformat(),
                "publisher": PUBLISHER,
                **elements,
            }
        )

    def due(self) -> Json:
        """From when, and until when, it is meant to be used."""
        edition = self.knowledge.edition
        return {"start": edition.imported.isoformat(), "end": edition.review.isoformat()}


def definitions(edition: Edition) -> Iterator[Json]:
    """The Library, a PlanDefinition for each guideline, an ActivityDefinition for each activity."""
    yield library(edition)
    for pack in edition.knowledge.packs.values():
        yield plan_definition(edition, pack)
    for regimen in edition.knowledge.regimens.values():
        for index, phase in enumerate(regimen.phases):
            yield _phase(edition, regimen, index, phase)
    for test, name in tests_of(edition.knowledge).items():
        yield _test(edition, test, name)


def library(edition: Edition) -> Json:
    """What the plans rest on: its identity, every document cited, what it asks of a record."""
    knowledge = edition.knowledge
    required = [
        {"type": "Observation", "codeFilter": [{"path": "code", "code": codings}]}
        for analyte in knowledge.analytes
        if (codings := codings_of(analyte, knowledge, TEST_CODES))
    ]
    return edition.resource(
        "Library",
        "corrin-b12",
        "The knowledge of corrin about vitamin B12",
        {
            "type": {"coding": [{"system": f"{TYPES}library-type", "code": "logic-library"}]},
            "description": NOT_REVIEWED,
            "effectivePeriod": edition.due(),
            "relatedArtifact": list(cited(knowledge.sources.values())),
            "dataRequirement": required,
        },
    )


def cited(sources: Iterable[Source]) -> Iterator[Json]:
    """Documents as citations."""
    for source in sources:
        yield _citation(source)


def _citation(source: Source, locator: str | None = None) -> Json:
    """A document, who made it and when; where it has no address, that is said."""
    said = ", ".join(filter(None, (source.title, source.organisation, str(source.year or ""))))
    own = source.verified == "project"
    return filled(
        {
            "type": "citation",
            "label": source.id,
            "display": locator,
            "citation": said if source.url or own else f"{said}. {NO_ADDRESS}",
            "url": source.url,
        }
    )


def plan_definition(edition: Edition, pack: Pack) -> Json:
    """One guideline: its offers, tests, alerts and follow-up, each with its condition."""
    knowledge = edition.knowledge
    tables = knowledge.rules
    groups = (
        ("treatment", "the first that holds", [_offer(edition, one) for one in pack.offers]),
        ("tests", "all that hold", [_rule(edition, one, "tests") for one in tables["tests"].rules]),
        ("alerts", "all that hold", [_rule(edition, one) for one in tables["alerts"].rules]),
        ("follow-up", "all that hold", [_check(edition, one) for one in knowledge.monitoring]),
    )
    return edition.resource(
        "PlanDefinition",
        f"corrin-b12-{definition_id(pack.id)}",
        f"Vitamin B12: {pack.name}",
        {
            "extension": [
                {"url": f"{CPG}knowledgeCapability", "valueCode": "shareable"},
                {"url": f"{CPG}knowledgeCapability", "valueCode": "publishable"},
                {"url": f"{CPG}knowledgeRepresentationLevel", "valueCode": "structured"},
            ],
            "type": {
                "coding": [{"system": f"{TYPES}plan-definition-type", "code": "clinical-protocol"}]
            },
            "description": f"{pack.says} {NOT_REVIEWED}",
            "jurisdiction": [_country(pack.jurisdiction)] if pack.jurisdiction else [],
            "effectivePeriod": edition.due(),
            "relatedArtifact": list(cited(_sources_of(knowledge, pack))),
            "library": [edition.canonical("Library", "corrin-b12")],
            "action": [
                {"id": name, "title": f"{name.capitalize()}: {takes}", "action": actions}
                for name, takes, actions in groups
            ],
        },
    )


def _country(code: str) -> Json:
    return {"coding": [{"system": COUNTRIES, "code": code}]}


def _countries(edition: Edition, regimen: Regimen) -> list[Json]:
    """The countries whose guidelines offer a regimen; none where one for all countries does."""
    packs = edition.knowledge.packs.values()
    offering = [
        pack.jurisdiction
        for pack in packs
        if regimen.id in pack.options or any(one.regimen == regimen.id for one in pack.offers)
    ]
    return [] if None in offering else [_country(code) for code in offering if code]


def _sources_of(knowledge: Knowledge, pack: Pack) -> Iterator[Source]:
    """The documents that the offers and the rules of a guideline cite, each once."""
    lists = [offer.sources for offer in pack.offers]
    lists += [rule.sources for table in knowledge.rules.values() for rule in table.rules]
    named = dict.fromkeys(one.document for sources in lists for one in sources)
    yield from (knowledge.sources[name] for name in named)


def _applies(condition: Condition | None) -> list[Json]:
    if condition is None:
        return []
    expression = {"language": CONDITION, "expression": in_words(condition)}
    return [{"kind": "applicability", "expression": expression}]


def _documented(edition: Edition, sources: Iterable[Citation]) -> list[Json]:
    """The documents behind one entry, each once, with the place where it is known."""
    known = edition.knowledge.sources
    places = dict.fromkeys(sources)
    return [_citation(known[one.document], one.locator) for one in places]


def _offer(edition: Edition, offer: Offer) -> Json:
    regimen = edition.knowledge.regimens.get(offer.regimen or "")
    return filled(
        {
            "id": definition_id(offer.id),
            "title": regimen.name if regimen else "No replacement",
            "description": offer.says,
            "documentation": _documented(edition, offer.sources),
            "condition": _applies(offer.when),
            "action": [
                _part(edition, phase.name, activity_id(regimen.id, index))
                for index, phase in enumerate(regimen.phases)
            ]
            if regimen
            else [],
        }
    )


def _part(edition: Edition, title: str, activity: str) -> Json:
    named = edition.canonical("ActivityDefinition", activity)
    return {"title": title, "definitionCanonical": named}


def _rule(edition: Edition, rule: Rule, table: str = "") -> Json:
    known = edition.knowledge.analytes.get(rule.gives)
    test = edition.canonical("ActivityDefinition", f"test-{definition_id(rule.gives)}")
    return filled(
        {
            "id": definition_id(rule.id),
            "title": rule.name
            or (known.name if known else rule.says.partition(". ")[0].rstrip(".")),
            "description": rule.says,
            "documentation": _documented(edition, rule.sources),
            "condition": _applies(rule.when),
            "definitionCanonical": test if table == "tests" else None,
        }
    )


def _check(edition: Edition, check: Monitoring) -> Json:
    names = tests_of(edition.knowledge)
    tests = check.tests if check.wanted else ()
    return filled(
        {
            "id": definition_id(check.id),
            "title": check.name,
            "description": f"Expected: {check.expect} Otherwise: {check.otherwise}",
            "documentation": _documented(edition, check.sources),
            "condition": _applies(check.when),
            "action": [
                _part(edition, names[test], f"test-{definition_id(test)}") for test in tests
            ],
        }
    )


def _phase(edition: Edition, regimen: Regimen, index: int, phase: Phase) -> Json:
    knowledge = edition.knowledge
    product = knowledge.products[regimen.product]
    return edition.resource(
        "ActivityDefinition",
        activity_id(regimen.id, index),
        f"{regimen.name}: {phase.name}",
        {
            "description": NOT_REVIEWED,
            "jurisdiction": _countries(edition, regimen),
            "relatedArtifact": _documented(edition, regimen.sources),
            "library": [edition.canonical("Library", "corrin-b12")],
            "kind": "MedicationRequest",
            "intent": "proposal",
            "productCodeableConcept": words(
                product.tall_man, codings_of(product.id, knowledge, DRUG_CODES)
            ),
            "dosage": [dosage(phase, routes_of(knowledge))],
        },
    )


def tests_of(knowledge: Knowledge) -> dict[str, str]:
    """Every test that a plan may ask for, with its name."""
    found: dict[str, str] = {}
    for rule in knowledge.rules["tests"].rules:
        if rule.name:
            found[rule.gives] = rule.name
    asked = [rule.gives for rule in knowledge.rules["tests"].rules]
    asked += [test for check in knowledge.monitoring for test in check.tests]
    for test in asked:
        known = knowledge.analytes.get(test)
        found.setdefault(test, known.name if known else test.replace("_", " "))
    return found


def _asked_for_by(knowledge: Knowledge, test: str) -> Iterator[Citation]:
    """Why a test is done at all."""
    for rule in knowledge.rules["tests"].rules:
        if rule.gives == test:
            yield from rule.sources
    for check in knowledge.monitoring:
        if test in check.tests:
            yield from check.sources


def _test(edition: Edition, test: str, name: str) -> Json:
    return edition.resource(
        "ActivityDefinition",
        f"test-{definition_id(test)}",
        name,
        {
            "description": NOT_REVIEWED,
            "relatedArtifact": _documented(edition, _asked_for_by(edition.knowledge, test)),
            "kind": "ServiceRequest",
            "intent": "proposal",
            "code": words(name, codings_of(test, edition.knowledge, TEST_CODES)),
        },
    )
