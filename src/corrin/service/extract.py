"""`$extract`: answers to one of our Questionnaires in, an Observation for each answer out.

Whatever is not a plain answer to a question of ours is refused where it stands: an answer that were
passed over would look like one that nobody gave.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, cast
from uuid import UUID

from corrin.domain.card import Question, Questionnaire
from corrin.domain.knowledge import Knowledge
from corrin.fhir.values import Json, mapping, text
from corrin.fhir_out.values import codings_of, encoded, filled, words
from corrin.reading.result_time import Taken, read_date
from corrin.service.answers import refused

FINDING_CODES = ("hpo", "snomed")
ANSWERED = ("completed", "amended")
CATEGORY = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
        }
    ]
}
WITH_ITEMS = "the questions have none below them"


def extracted(response: Json, knowledge: Knowledge, base: str, *, modifiers: bool) -> Json:
    """The Observations as a transaction, which makes nothing twice.

    Args:
        base: under which the names of the Observations stand.
        modifiers: whether it may hold elements that change a meaning.

    Raises:
        Answer: it is no answer to a Questionnaire of ours, or part of it is none.
    """
    if response.get("resourceType") != "QuestionnaireResponse":
        raise refused(400, "resourceType", "it is no QuestionnaireResponse", "one of ours")
    if response.get("status") not in ANSWERED:
        accepted = " or ".join(ANSWERED)
        raise refused(422, "status", "only completed answers are taken over", accepted)
    if modifiers:
        raise refused(422, "modifierExtension", "it may change what an answer means", "none")
    asked_by = _questionnaire(response, knowledge)
    _whole(response)
    known = {question.concept: question for question in asked_by.questions}
    entries = [
        _entry(response, known[link], knowledge, base, said=said)
        for link, said in _answers(response, known)
    ]
    return filled({"resourceType": "Bundle", "type": "transaction", "entry": entries})


def _questionnaire(response: Json, knowledge: Knowledge) -> Questionnaire:
    url = text(response.get("questionnaire")) or ""
    name = url.partition("|")[0].rpartition("/")[2].removeprefix("corrin-")
    if name not in knowledge.questionnaires:
        accepted = ", ".join(f"corrin-{each}" for each in knowledge.questionnaires)
        raise refused(404, "questionnaire", "it is none of ours", accepted)
    return knowledge.questionnaires[name]


def _whole(response: Json) -> None:
    """Refuse answers of nobody, and an instant that is none."""
    reference = mapping(response.get("subject")).get("reference")
    if not isinstance(reference, str) or "Patient/" not in reference:
        raise refused(422, "subject", "it is not said whose answers they are", "Patient/id")
    authored = response.get("authored")
    if authored is not None and not (
        isinstance(authored, str) and isinstance(read_date(authored), Taken)
    ):
        raise refused(422, "authored", "it is not a day or an instant", "2026-11-20T09:30:00Z")


def _answers(response: Json, known: dict[str, Question]) -> Iterator[tuple[str, bool]]:
    """Each question that was answered, with yes or no."""
    seen: set[str] = set()
    for index, item in enumerate(_objects(response, "item", "item")):
        where = f"item[{index}]"
        link = item.get("linkId")
        if not isinstance(link, str) or link not in known:
            raise refused(422, f"{where}.linkId", "there is no such question", "one of ours")
        if link in seen:
            raise refused(422, f"{where}.linkId", "it is answered before", "one answer to each")
        seen.add(link)
        answers = _objects(item, "answer", f"{where}.answer")
        if "item" in item or any("item" in one for one in answers):
            raise refused(422, f"{where}.item", WITH_ITEMS, "one list of answers")
        if not answers:
            continue
        said = answers[0].get("valueBoolean")
        if not isinstance(said, bool) or len(answers) > 1:
            raise refused(422, f"{where}.answer", "it is not one yes or no", "valueBoolean")
        yield link, said


def _objects(parent: Json, name: str, where: str) -> list[Json]:
    """The objects of a list; what is none is refused."""
    listed = parent.get(name, [])
    if not isinstance(listed, list):
        raise refused(422, where, "it is not a list", "a list")
    for index, one in enumerate(cast("list[Any]", listed)):
        if not isinstance(one, dict):
            raise refused(422, f"{where}[{index}]", "it is no answer", "an object")
    return cast("list[Json]", listed)


def _entry(
    response: Json, question: Question, knowledge: Knowledge, base: str, *, said: bool
) -> Json:
    name = _name(response, question)
    identifier = {"system": f"{base}/answer", "value": name}
    own = text(response.get("id"))
    resource = {
        "resourceType": "Observation",
        "identifier": [identifier],
        "status": "final",
        "category": [CATEGORY],
        "code": words(question.asks, codings_of(question.concept, knowledge, FINDING_CODES)),
        "subject": response.get("subject"),
        "effectiveDateTime": text(response.get("authored")),
        "valueBoolean": said,
        "derivedFrom": [{"reference": f"QuestionnaireResponse/{own}"}] if own else [],
    }
    return {
        "fullUrl": f"urn:uuid:{name}",
        "resource": filled(resource),
        "request": {
            "method": "POST",
            "url": "Observation",
            "ifNoneExist": f"identifier={identifier['system']}|{name}",
        },
    }


def _name(response: Json, question: Question) -> str:
    """A UUID that hangs on all the answers and the question only."""
    digest = hashlib.sha256(encoded(response) + question.concept.encode()).digest()
    return str(UUID(bytes=digest[:16], version=4))
