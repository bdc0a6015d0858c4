"""The codes of the knowledge as ValueSets, our own words as CodeSystems, the Questionnaires."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from corrin.domain.card import Questionnaire
from corrin.domain.code import Code
from corrin.fhir_out.definitions import NOT_REVIEWED, Edition
from corrin.fhir_out.frame import definition_id
from corrin.fhir_out.values import Json, codings_of, filled

FINDING_CODES = ("hpo", "snomed")
EXTRACT = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract"
ANY = ".*"
LOINC_NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright Regenstrief "
    "Institute, Inc. and the Logical Observation Identifiers Names and Codes (LOINC) Committee and "
    "is available at no cost under the license at http://loinc.org/license."
)
SNOMED_NOTICE = (
    "Identifiers of SNOMED CT alone, without descriptions or hierarchy. Using SNOMED CT may need a "
    "licence from SNOMED International or its national member (https://www.snomed.org/get-snomed)."
)
NOTICES = {"loinc": LOINC_NOTICE, "snomed": SNOMED_NOTICE}
RAISED_IN_CODE = ("regimen_not_offered", "no_product_by_route", "order_refused")
"""Conclusions that are drawn without a rule of a table."""


def terminology(edition: Edition) -> Iterator[Json]:
    """Everything that gives words and codes their meaning."""
    yield from value_sets(edition)
    yield conclusions(edition)
    yield override_reasons(edition)
    for each in edition.knowledge.questionnaires.values():
        yield questionnaire(edition, each)


def value_sets(edition: Edition) -> Iterator[Json]:
    """A ValueSet for each concept and analyte that has codes: by which codes it is recognised."""
    knowledge = edition.knowledge
    codes: defaultdict[str, list[Code]] = defaultdict(list)
    for code in knowledge.codes.values():
        if code.of is not None and not (code.question or code.denies or code.possible):
            codes[code.of].append(code)
    for thing, found in sorted(codes.items()):
        known = knowledge.concepts.get(thing) or knowledge.analytes.get(thing)
        systems = dict.fromkeys(code.system for code in found)
        yield edition.resource(
            "ValueSet",
            f"b12-{definition_id(thing)}",
            known.name if known else thing.replace("_", " "),
            {
                "description": "Codes by which it is recognised in a record.",
                "copyright": " ".join(NOTICES[name] for name in systems if name in NOTICES),
                "compose": {"include": list(_included(edition, found))},
            },
        )


def _included(edition: Edition, codes: Iterable[Code]) -> Iterator[Json]:
    """Exact codes by system, then the systems whose codes are meant by how they begin."""
    exact: defaultdict[str, list[str]] = defaultdict(list)
    for code in codes:
        uri = edition.knowledge.code_systems[code.system].uri
        if code.match == "exact":
            exact[uri].append(code.code)
        else:
            begins = code.code.replace(".", r"\.") + ANY
            yield {
                "system": uri,
                "filter": [{"property": "code", "op": "regex", "value": begins}],
            }
    for uri, listed in exact.items():
        yield {"system": uri, "concept": [{"code": code} for code in listed]}


def conclusions(edition: Edition) -> Json:
    """Our own words for what a plan concludes."""
    found: dict[str, str] = {}
    for table in edition.knowledge.rules.values():
        for rule in table.rules:
            found.setdefault(definition_id(rule.gives), rule.says)
            found.setdefault(definition_id(rule.id), rule.says)
    most = edition.knowledge.settings["interval_days_highest"]
    found[definition_id(most.id)] = most.says
    for name in RAISED_IN_CODE:
        found[definition_id(name)] = name.replace("_", " ").capitalize()
    return _code_system(edition, "conclusions", "What a vitamin B12 plan concludes", found)


def override_reasons(edition: Edition) -> Json:
    """Why a clinician does not follow a card."""
    reasons = edition.knowledge.override_reasons.values()
    found = {reason.id: reason.says for reason in reasons}
    return _code_system(edition, "override-reasons", "Why a card is not followed", found)


def _code_system(edition: Edition, name: str, title: str, codes: dict[str, str]) -> Json:
    return edition.resource(
        "CodeSystem",
        name,
        title,
        {
            "description": NOT_REVIEWED,
            "caseSensitive": True,
            "content": "complete",
            "count": len(codes),
            "concept": [
                {"code": code, "display": _readable(code), "definition": says}
                for code, says in codes.items()
            ],
        },
    )


def _readable(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")


def questionnaire(edition: Edition, each: Questionnaire) -> Json:
    """Questions that are answered with yes or no."""
    sources = edition.knowledge.sources
    cited = "; ".join(sources[one.document].title for one in each.sources)
    return edition.resource(
        "Questionnaire",
        f"corrin-{definition_id(each.id)}",
        each.title,
        {
            "subjectType": ["Patient"],
            "description": f"{each.says} {NOT_REVIEWED}",
            "purpose": f"Asked because of: {cited}.",
            "item": [
                filled(
                    {
                        "extension": [{"url": EXTRACT, "valueBoolean": True}],
                        "linkId": question.concept,
                        "code": codings_of(question.concept, edition.knowledge, FINDING_CODES),
                        "text": question.asks,
                        "type": "boolean",
                    }
                )
                for question in each.questions
            ],
        },
    )
