"""What could not be used is said: silence would pass for health. What was read stays silent."""

from typing import Any

import pytest

from corrin.domain.person import Notice
from corrin.knowledge import load
from corrin.service.unread import things
from tests.service.client import Client
from tests.service.people import LOINC, OF, allergy, b12, call, draft, prefetch, result

HOOK = "/cds-services/corrin-b12"
RESULT, ALLERGY = "result_not_used", "allergy_not_used"
HYDROXO = draft("Hydroxocobalamin 1 mg/mL injection", route="intramuscular")
FOLIC = draft("Folic acid 5 mg tablets", route="oral")
UNKNOWN = {"coding": [{"code": "seen"}]}
CHANGED = {"modifierExtension": [{"url": "https://ehr.example/not", "valueBoolean": True}]}
WRONG_UNIT = result("2132-9", 120, "mg/dL")
PANEL = {
    "resourceType": "Observation",
    "status": "final",
    "code": {"text": "Anaemia panel"},
    "subject": OF,
    "effectiveDateTime": "2026-11-10",
    "component": [
        {key: one[key] for key in ("code", "valueQuantity")}
        for one in (result("718-7", 140, "g/L"), WRONG_UNIT)
    ],
}


def without(resource: Any, *names: str) -> Any:
    return {key: value for key, value in resource.items() if key not in names}


# what it is: hook, record, drafts, the card, what it names, why
SPEAK: dict[str, tuple[str, list[Any], list[Any], str, str, str]] = {
    "a unit in which it is not measured": (
        "patient-view",
        [WRONG_UNIT],
        [],
        RESULT,
        "Total vitamin B12",
        "it is not a unit in which Total vitamin B12 is reported",
    ),
    "no unit": (
        "patient-view",
        [{**b12(120), "valueQuantity": {"value": 120}}],
        [],
        RESULT,
        "Total vitamin B12",
        "the number has no unit, and a unit is never guessed",
    ),
    "named by words alone": (
        "patient-view",
        [{**WRONG_UNIT, "code": {"text": "Serum vitamin B12"}}],
        [],
        RESULT,
        "Total vitamin B12",
        "it is not a unit",
    ),
    "methylmalonic acid": (
        "patient-view",
        [result("13964-2", 900, "g")],
        [],
        RESULT,
        "Methylmalonic acid",
        "it is not a unit",
    ),
    "an element that may change its meaning": (
        "patient-view",
        [{**b12(120), **CHANGED}],
        [],
        RESULT,
        "Total vitamin B12",
        "it may change the meaning of the entry, and it is not known",
    ),
    "a code and words that disagree": (
        "patient-view",
        [
            {
                **b12(120),
                "code": {"coding": [{"system": LOINC, "code": "2132-9"}], "text": "Serum folate"},
            }
        ],
        [],
        RESULT,
        "Total vitamin B12",
        "its code and its words name different tests",
    ),
    "a part of a panel": (
        "patient-view",
        [PANEL],
        [],
        RESULT,
        "Total vitamin B12",
        "it is not a unit",
    ),
    "an older one was read": (
        "patient-view",
        [WRONG_UNIT, b12(450, "2026-11-09")],
        [],
        RESULT,
        "Total vitamin B12",
        "it is not a unit",
    ),
    "another marker was read": (
        "patient-view",
        [result("13964-2", 900, "g"), b12(450, "2026-11-19")],
        [],
        RESULT,
        "Methylmalonic acid",
        "it is not a unit",
    ),
    "an allergy of a status that is not known": (
        "patient-view",
        [{**allergy("hydroxocobalamin"), "verificationStatus": UNKNOWN}],
        [],
        ALLERGY,
        "hydroxocobalamin",
        "it is not a status that is known",
    ),
    "an allergy with an element that may change its meaning": (
        "patient-view",
        [{**allergy("cyanocobalamin"), **CHANGED}],
        [],
        ALLERGY,
        "cyanocobalamin",
        "it may change the meaning of the entry",
    ),
    "an allergy to cobalt": (
        "patient-view",
        [{**allergy("cobalt"), "clinicalStatus": UNKNOWN}],
        [],
        ALLERGY,
        "cobalt",
        "it is not a status that is known",
    ),
    "an allergy, and the drug is ordered": (
        "order-sign",
        [{**allergy("hydroxocobalamin"), "verificationStatus": UNKNOWN}],
        [HYDROXO],
        ALLERGY,
        "hydroxocobalamin",
        "it is not a status that is known",
    ),
}
SILENT: dict[str, tuple[str, list[Any], list[Any]]] = {
    "nothing on record": ("patient-view", [], []),
    "a normal B12": ("patient-view", [b12(450)], []),
    "one of the same day was read": ("patient-view", [WRONG_UNIT, b12(450)], []),
    "a later one was read": ("patient-view", [WRONG_UNIT, b12(450, "2026-11-19")], []),
    "entered in error": ("patient-view", [{**WRONG_UNIT, "status": "entered-in-error"}], []),
    "cancelled": (
        "patient-view",
        [{**without(b12(120), "valueQuantity"), "status": "cancelled"}],
        [],
    ),
    "without a value": ("patient-view", [without(b12(120), "valueQuantity")], []),
    "another test": ("patient-view", [result("718-7", 140, "apples")], []),
    "a test that is not known": (
        "patient-view",
        [{**WRONG_UNIT, "code": {"text": "Toe length"}}],
        [],
    ),
    "an allergy to peanuts": (
        "patient-view",
        [{**allergy("peanut"), "verificationStatus": UNKNOWN}],
        [],
    ),
    "an allergy that is not understood": ("patient-view", [allergy("qwertz")], []),
    "an allergy without a name": ("patient-view", [without(allergy("x"), "code")], []),
    "an allergy that was refuted": (
        "patient-view",
        [{**allergy("hydroxocobalamin"), "verificationStatus": {"coding": [{"code": "refuted"}]}}],
        [],
    ),
    "a result, and something is ordered": ("order-sign", [WRONG_UNIT], [FOLIC]),
}


def cards(hook: str, record: list[Any], drafts: list[Any]) -> list[Any]:
    answer = Client().post(HOOK, call(hook, prefetch(*record), *drafts))
    assert answer.status == 200
    return answer.json["cards"]


@pytest.mark.parametrize("case", SPEAK)
def test_what_could_not_be_used_is_named_with_the_reason_and_without_the_value(case):
    hook, record, drafts, name, named, why = SPEAK[case]
    found = cards(hook, record, drafts)
    said = load.knowledge().cards[name].summary
    card = next(one for one in found if one["summary"] == said)

    assert card["indicator"] == "info"
    assert "**Could not be used:**" in card["detail"]
    assert f"- {named}" in card["detail"]
    assert not any(name in card["detail"] for name in ("Bundle.", "r0"))
    assert why in card["detail"]
    assert "120" not in card["detail"]
    assert "900" not in card["detail"]


@pytest.mark.parametrize("case", SILENT)
def test_nothing_is_said_of_what_was_read_or_does_not_bear_on_b12(case):
    assert cards(*SILENT[case]) == []


def test_there_are_as_many_silences_as_cards():
    assert len(SILENT) >= len(SPEAK)


def test_it_stands_below_what_was_found_and_at_most_two_are_shown():
    numb = {**allergy("hydroxocobalamin"), "verificationStatus": UNKNOWN}
    low = b12(120, "2026-11-01")
    summaries = [one["summary"] for one in cards("patient-view", [low, WRONG_UNIT, numb], [])]
    known = load.knowledge().cards

    assert summaries == [known["deficiency_untreated"].summary, known[ALLERGY].summary]


def test_of_several_each_is_named_once():
    record = [WRONG_UNIT, result("13964-2", 900, "g")]
    (card,) = cards("patient-view", record, [])

    assert card["detail"].count("- Total vitamin B12 of 2026-11-10, ") == 1
    assert card["detail"].count("- Methylmalonic acid") == 1


def test_several_faults_of_one_entry_are_one_thing():
    """The unit and the value of one result are one thing; the parts of a panel are several."""
    fields = (
        "Bundle.entry[1].resource.valueQuantity.unit",
        "Bundle.entry[1].resource.valueQuantity.value",
        "Bundle.entry[2].resource.component[0].valueQuantity.unit",
        "Bundle.entry[2].resource.component[1].valueQuantity.unit",
        "Bundle.type",
    )

    assert things(Notice(field=field, value=None, why="it is odd") for field in fields) == 4
