"""A card as CDS Hooks sends it: one sentence, the reasons in Markdown, and what can be done."""

from collections.abc import Iterable, Iterator
from uuid import UUID, uuid5

from corrin import __version__, fhir_out
from corrin.domain.card import Suggestion
from corrin.domain.knowledge import Knowledge
from corrin.domain.plan import Because, Plan
from corrin.fhir_out.follow_up import tests
from corrin.fhir_out.frame import Frame
from corrin.fhir_out.medicines import requests
from corrin.fhir_out.values import Json, filled
from corrin.knowledge import load
from corrin.render.markdown import escaped
from corrin.service.consider import Considered
from corrin.service.settings import Settings
from corrin.service.unread import things

ENTRIES_MOST = 8
"""How many entries of the record a card repeats; the plan has them all."""
MISSING_MOST = 5
SENTENCE = "Proposed by software; a clinician decides."
ALONE = ("id", "priorPrescription")
"""What a request refers to inside its Bundle, and has no meaning in a suggestion."""


def card(found: Considered, uuid: str, settings: Settings) -> Json:
    """One card."""
    spoken = found.spoken
    plan = found.planned.plan
    label = f"corrin: {load.knowledge().packs[plan.basis.guideline].name}"
    url = f"{settings.external}/evidence/{spoken.card.id}"
    suggestions = list(_suggestions(found, UUID(uuid), settings.canonical))
    return filled(
        {
            "uuid": uuid,
            "summary": spoken.card.summary,
            "detail": detail(found),
            "indicator": spoken.card.indicator,
            "source": {"label": label, "url": url},
            "suggestions": suggestions,
            "selectionBehavior": "at-most-one" if suggestions else None,
            "overrideReasons": [
                {
                    "code": reason.id,
                    "system": f"{settings.canonical}/CodeSystem/override-reasons",
                    "display": reason.says,
                }
                for reason in load.knowledge().override_reasons.values()
            ],
            "links": [{"label": "Evidence and sources", "url": url, "type": "absolute"}],
        }
    )


def detail(found: Considered) -> str:
    """The reasons of a card as GitHub reads Markdown; nothing of the record acts as markup."""
    return "\n\n".join(_paragraphs(found))


def _paragraphs(found: Considered) -> Iterator[str]:
    conclusion = found.spoken.conclusion
    plan = found.planned.plan
    if conclusion.says != found.spoken.card.summary:
        yield escaped(conclusion.says)
    if found.draft is not None:
        verb = "Stopped" if found.draft.stops else "Ordered"
        yield f"**{verb}:** {escaped(found.draft.order.drug_words)}"
    yield from _listed("Could not be used", [one.says for one in found.unread])
    yield from _because(conclusion.because)
    yield from _results(plan)
    offer = plan.treatment.offer
    if offer is not None and offer.phases and plan.treatment.schedule_status == "ready":
        phases = "; ".join(
            f"{phase.name} {phase.dose_micrograms} micrograms {phase.route}, {phase.says}"
            for phase in offer.phases
        )
        yield f"**Offered:** {escaped(f'{offer.product_name}: {phases}')}"
    for question in plan.treatment.ask_first:
        yield f"**Ask first:** {escaped(question.asks)}?"
    for block in plan.treatment.blocks:
        yield f"**Held back:** {escaped(block.says)}"
    yield from _not_known(plan)
    yield _basis(plan)


def _because(because: Because) -> Iterator[str]:
    yield from _listed("On record", [entry.words for entry in because.entries if entry.words])


def _results(plan: Plan) -> Iterator[str]:
    """The results of markers of B12 status, as they were printed."""
    yield from _listed(
        "Results",
        [
            f"{one.name} {one.printed} on {one.on.isoformat()}. {one.says}"
            for one in plan.assessment.markers
        ],
    )


def _listed(title: str, said: list[str]) -> Iterator[str]:
    """The first of some things, and how many more there are."""
    if said:
        lines = [f"- {escaped(one)}" for one in said[:ENTRIES_MOST]]
        more = len(said) - ENTRIES_MOST
        lines += [f"- and {more} more"] if more > 0 else []
        yield f"**{title}:**\n\n" + "\n".join(lines)


def _not_known(plan: Plan) -> Iterator[str]:
    asked = [missing.asks for missing in plan.basis.missing[:MISSING_MOST]]
    more = len(plan.basis.missing) - MISSING_MOST
    if more > 0:
        asked.append(f"and {more} more")
    if asked:
        yield f"**Not known:** {escaped('; '.join(asked))}"
    unread = things((*plan.refused, *plan.not_understood))
    if unread:
        said = "thing in the record was" if unread == 1 else "things in the record were"
        yield f"**Not read:** {unread} {said} refused or not understood."


def _basis(plan: Plan) -> str:
    basis = plan.basis
    said = (
        f"{SENTENCE} corrin {__version__}, knowledge {basis.knowledge_version} "
        f"({basis.reviewed}), guideline {basis.guideline}, record as of {basis.on.isoformat()}."
    )
    return f"_{escaped(said)}_"


def _suggestions(found: Considered, card: UUID, base: str) -> Iterator[Json]:
    asked = found.spoken.card.suggests
    if not asked:
        return
    frame = _frame(found, base)
    made = [(kind, list(_actions(kind, found, frame))) for kind in asked]
    for number, (kind, actions) in enumerate(one for one in made if one[1]):
        yield filled(
            {
                "label": LABELS[kind],
                "uuid": str(uuid5(card, kind)),
                "isRecommended": True if number == 0 else None,
                "actions": actions,
            }
        )


LABELS = {
    "offer": "Propose the course that the guideline offers",
    "tests": "Propose the tests",
    "withdraw": "Take the order back",
    "replace": "Take the order back and propose what the guideline offers",
}


def _actions(kind: Suggestion, found: Considered, frame: Frame) -> Iterable[Json]:
    match kind:
        case "offer":
            return _offer(found, frame)
        case "tests":
            return (_create(one, "Propose") for one in tests(frame))
        case "withdraw":
            return _withdrawn(found)
        case "replace":
            return _replaced(found, frame)


def _frame(found: Considered, base: str) -> Frame:
    knowledge: Knowledge = load.knowledge()
    return fhir_out.frame(
        found.planned.plan,
        found.planned.phases,
        knowledge,
        person=found.person,
        data=b"",
        base=base,
        in_record=True,
    )


def _offer(found: Considered, frame: Frame) -> list[Json]:
    """The requests of the course, where nothing stands against it."""
    if found.planned.plan.treatment.schedule_status != "ready":
        return []
    return [_create(one, "Propose") for one in requests(frame)]


def _create(resource: Json, verb: str) -> Json:
    name = resource.get("medicationCodeableConcept") or resource["code"]
    dose = resource.get("dosageInstruction", [{}])[0].get("text", "")
    said = f"{verb}: {name['text']}{f', {dose}' if dose else ''}"
    alone = {key: value for key, value in resource.items() if key not in ALONE}
    return {"type": "create", "description": said, "resource": alone}


def _withdrawn(found: Considered) -> list[Json]:
    draft = found.draft
    if draft is None or draft.id is None or draft.stops:
        return []
    return [
        {
            "type": "delete",
            "description": f"Take back: {draft.order.drug_words}",
            "resourceId": f"MedicationRequest/{draft.id}",
        }
    ]


def _replaced(found: Considered, frame: Frame) -> list[Json]:
    taken_back, offered = _withdrawn(found), _offer(found, frame)
    return [*taken_back, *offered] if taken_back and offered else []
