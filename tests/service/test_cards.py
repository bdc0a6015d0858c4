"""When a card is shown, and when nothing is: as many cases of the one as of the other."""

import sqlite3
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from corrin.care.choose import choose
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.cli import corrin
from corrin.knowledge import load
from corrin.service import consider, hooks
from corrin.service.cards import ENTRIES_MOST, MISSING_MOST
from corrin.service.received import received
from corrin.service.settings import Limits
from corrin.service.unread import unread
from prove.r4 import faults
from tests.service.client import Client
from tests.service.people import (
    DAILY,
    RXNORM,
    allergy,
    b12,
    call,
    condition,
    draft,
    given,
    prefetch,
    procedure,
    request,
    result,
    taken,
)

HOOK = "/cds-services/corrin-b12"
PACK, ON = "uk", date(2026, 11, 20)
CARDS = load.knowledge().cards
NUMB, UNSTEADY = condition("numbness of the feet"), condition("unsteady walking")
PERNICIOUS = condition("pernicious anaemia")
LEBER = condition("Leber hereditary optic neuropathy")
FOLIC_400 = draft(
    "Folic acid 400 microgram tablets",
    route="oral",
    often=DAILY,
    dose={"value": 400, "unit": "ug", "code": "ug"},
)
FOLIC = draft("Folic acid 5 mg tablets", route="oral", often=DAILY)
TABLET = draft("Cyanocobalamin 1 mg tablets", route="oral", often=DAILY)
CYANO = draft("Cyanocobalamin 1 mg/mL injection", route="intramuscular")
HYDROXO = draft("Hydroxocobalamin 1 mg/mL injection", route="intramuscular")
EVERY_TWO_MONTHS = {"frequency": 1, "period": 2, "periodUnit": "mo"}
IM = {"route": {"text": "intramuscular"}}
MMA = [result("13964-2", 900, "nmol/L"), result("33914-3", 90, "mL/min/{1.73_m2}")]
HB = result("718-7", 62, "g/L")

UNKNOWN_STATUS = {"verificationStatus": {"coding": [{"code": "seen"}]}}

# what it is: hook, record, drafts, the card that comes first, its indicator
SPEAK: dict[str, tuple[str, list[Any], list[Any], str, str]] = {
    "low B12, untreated": ("patient-view", [b12(120)], [], "deficiency_untreated", "warning"),
    "a B12 in an unknown unit": (
        "patient-view",
        [result("2132-9", 120, "mg/dL")],
        [],
        "result_not_used",
        "info",
    ),
    "an allergy to hydroxocobalamin of unknown status": (
        "patient-view",
        [{**allergy("hydroxocobalamin"), **UNKNOWN_STATUS}],
        [],
        "allergy_not_used",
        "info",
    ),
    "the same, and hydroxocobalamin is ordered": (
        "order-sign",
        [{**allergy("hydroxocobalamin"), **UNKNOWN_STATUS}],
        [HYDROXO],
        "allergy_not_used",
        "info",
    ),
    "the same, and hydroxocobalamin is chosen": (
        "order-select",
        [{**allergy("hydroxocobalamin"), **UNKNOWN_STATUS}],
        [HYDROXO],
        "allergy_not_used",
        "info",
    ),
    "low B12 with nerves": (
        "patient-view",
        [b12(120), NUMB],
        [],
        "nerves_with_deficiency",
        "warning",
    ),
    "low B12 with severe anaemia": (
        "patient-view",
        [b12(90), HB],
        [],
        "severe_anaemia_with_deficiency",
        "warning",
    ),
    "signs of the cord, no test": (
        "patient-view",
        [UNSTEADY],
        [],
        "nerves_without_a_test",
        "warning",
    ),
    "signs of nerves, no test": (
        "patient-view",
        [NUMB],
        [],
        "sensory_signs_without_a_test",
        "info",
    ),
    "folic acid with low B12": (
        "order-sign",
        [b12(120)],
        [FOLIC],
        "folic_acid_alone",
        "critical",
    ),
    "folic acid with low B12, while it is chosen": (
        "order-select",
        [b12(120)],
        [FOLIC],
        "folic_acid_alone",
        "critical",
    ),
    "folic acid with macrocytosis and no B12": (
        "order-sign",
        [result("787-2", 118, "fL")],
        [FOLIC],
        "folic_acid_before_b12_is_known",
        "info",
    ),
    "tablets with nerves": (
        "order-sign",
        [b12(120), NUMB],
        [TABLET],
        "tablets_with_nerve_involvement",
        "critical",
    ),
    "tablets in pernicious anaemia": (
        "order-sign",
        [b12(120), PERNICIOUS],
        [TABLET],
        "tablets_with_pernicious_anaemia",
        "critical",
    ),
    "tablets after gastrectomy": (
        "order-sign",
        [b12(120), procedure("total gastrectomy")],
        [TABLET],
        "tablets_after_lost_absorption",
        "warning",
    ),
    "tablets with severe anaemia": (
        "order-sign",
        [b12(90), HB],
        [TABLET],
        "tablets_with_severe_anaemia",
        "warning",
    ),
    "cyanocobalamin with Leber": (
        "order-sign",
        [b12(120), LEBER],
        [CYANO],
        "cyanocobalamin_with_leber",
        "critical",
    ),
    "allergy": (
        "order-sign",
        [b12(120), allergy("hydroxocobalamin")],
        [HYDROXO],
        "order_with_allergy",
        "critical",
    ),
    "allergy to the other cobalamin": (
        "order-sign",
        [b12(120), allergy("cyanocobalamin")],
        [HYDROXO],
        "order_with_allergy",
        "critical",
    ),
    "nitrous oxide ordered with low B12": (
        "order-sign",
        [b12(120)],
        [draft("Nitrous oxide")],
        "nitrous_oxide_ordered",
        "warning",
    ),
    "metformin for years without a test": (
        "patient-view",
        [taken("metformin 1 g", "2019-01-01")],
        [],
        "metformin_without_a_test",
        "info",
    ),
    "metformin for years, last test two years ago": (
        "patient-view",
        [taken("metformin 1 g", "2019-01-01"), b12(400, "2024-10-01")],
        [],
        "metformin_without_a_test",
        "info",
    ),
    "acid suppression for years without a test": (
        "patient-view",
        [taken("omeprazole 20 mg", "2020-01-01")],
        [],
        "acid_suppression_without_a_test",
        "info",
    ),
    "injections stopped, B12 reads high": (
        "patient-view",
        [PERNICIOUS, given("hydroxocobalamin", "2026-06-01"), b12(900)],
        [],
        "injections_stopped_on_a_high_level",
        "warning",
    ),
    "a lifelong treatment is being stopped": (
        "order-sign",
        [PERNICIOUS, given("hydroxocobalamin", "2026-10-01"), b12(900)],
        [draft("Hydroxocobalamin 1 mg/mL injection", status="stopped")],
        "stopping_lifelong_treatment",
        "warning",
    ),
    "maintenance overdue": (
        "patient-view",
        [PERNICIOUS, given("hydroxocobalamin", "2026-07-01")],
        [],
        "maintenance_overdue",
        "warning",
    ),
    "an adult course for a child": (
        "order-sign",
        [b12(120)],
        [HYDROXO],
        "adult_course_for_a_child",
        "warning",
    ),
    "into a vein": (
        "order-sign",
        [b12(120)],
        [draft("Hydroxocobalamin 1 mg", route="intravenous")],
        "order_by_wrong_way",
        "warning",
    ),
    "nerves with B12 between the bounds and raised methylmalonic acid": (
        "patient-view",
        [b12(250), *MMA, NUMB],
        [],
        "nerves_with_deficiency",
        "warning",
    ),
    "cyanocobalamin where sight is lost": (
        "order-sign",
        [b12(120), condition("loss of vision")],
        [CYANO],
        "cyanocobalamin_before_leber_excluded",
        "warning",
    ),
    "preventive folic acid in pregnancy with low B12": (
        "order-sign",
        [b12(90), condition("pregnancy")],
        [FOLIC_400],
        "folic_acid_for_a_pregnancy",
        "warning",
    ),
    "an operation ahead with low B12": (
        "patient-view",
        [b12(120), request("Hydroxocobalamin 1 mg/mL injection"), condition("surgery planned")],
        [],
        "nitrous_oxide_ahead",
        "info",
    ),
    "nitrous oxide for pleasure": (
        "patient-view",
        [condition("recreational nitrous oxide use")],
        [],
        "nitrous_oxide_in_use",
        "warning",
    ),
    "stopping after a gastrectomy": (
        "order-sign",
        [procedure("total gastrectomy"), given("hydroxocobalamin", "2026-10-01")],
        [draft("Hydroxocobalamin 1 mg/mL injection", status="cancelled")],
        "stopping_lifelong_treatment",
        "warning",
    ),
    "stopping with an inherited disorder": (
        "order-sign",
        [condition("transcobalamin deficiency"), given("hydroxocobalamin", "2026-10-01")],
        [draft("Hydroxocobalamin 1 mg/mL injection", status="stopped")],
        "stopping_lifelong_treatment",
        "warning",
    ),
    "a day more than three months and two weeks after the last injection": (
        "patient-view",
        [PERNICIOUS, given("hydroxocobalamin", "2026-08-04")],
        [],
        "maintenance_overdue",
        "warning",
    ),
    "metformin for a day more than four years": (
        "patient-view",
        [taken("metformin 1 g", "2022-11-19")],
        [],
        "metformin_without_a_test",
        "info",
    ),
    "acid suppression for a day more than two years": (
        "patient-view",
        [taken("omeprazole 20 mg", "2024-11-19")],
        [],
        "acid_suppression_without_a_test",
        "info",
    ),
    "low B12 with severe anaemia and nerves": (
        "patient-view",
        [b12(90), HB, NUMB],
        [],
        "nerves_with_deficiency",
        "warning",
    ),
    "signs of the cord, raised methylmalonic acid alone": (
        "patient-view",
        [UNSTEADY, *MMA],
        [],
        "nerves_with_deficiency",
        "warning",
    ),
    "signs of nerves, raised methylmalonic acid alone": (
        "patient-view",
        [NUMB, *MMA],
        [],
        "nerves_with_deficiency",
        "warning",
    ),
    "overdue by its own word": (
        "patient-view",
        [PERNICIOUS, given("hydroxocobalamin", "2026-10-20"), condition("injection overdue")],
        [],
        "maintenance_overdue",
        "warning",
    ),
    "overdue and symptoms are back, no cause on record": (
        "patient-view",
        [
            given("hydroxocobalamin", "2026-06-01"),
            condition("symptoms return before the next injection"),
        ],
        [],
        "maintenance_overdue",
        "warning",
    ),
    "overdue with a diet, B12 high": (
        "patient-view",
        [condition("vegan diet"), given("hydroxocobalamin", "2026-06-01"), b12(900)],
        [],
        "maintenance_overdue",
        "warning",
    ),
}
SILENT: dict[str, tuple[str, list[Any], list[Any]]] = {
    "a haemoglobin in an unknown unit": ("patient-view", [result("718-7", 140, "apples")], []),
    "a B12 in an unknown unit, and a later one": (
        "patient-view",
        [result("2132-9", 120, "mg/dL"), b12(450, "2026-11-19")],
        [],
    ),
    "a peanut allergy of unknown status": (
        "patient-view",
        [{**allergy("peanut"), **UNKNOWN_STATUS}],
        [],
    ),
    "nothing on record": ("patient-view", [], []),
    "a normal B12": ("patient-view", [b12(450)], []),
    "low B12, injections given": (
        "patient-view",
        [b12(120, "2026-09-01"), given("hydroxocobalamin", "2026-11-01")],
        [],
    ),
    "low B12, injections ordered": (
        "patient-view",
        [b12(120), request("Hydroxocobalamin 1 mg/mL injection")],
        [],
    ),
    "nerves, and B12 is normal": ("patient-view", [b12(450), NUMB], []),
    "nerves, and treatment is given": (
        "patient-view",
        [NUMB, given("hydroxocobalamin", "2026-11-10")],
        [],
    ),
    "folic acid with a normal B12": ("order-sign", [b12(450)], [FOLIC]),
    "folic acid with B12 on treatment": (
        "order-sign",
        [b12(120, "2026-08-01"), given("hydroxocobalamin", "2026-11-01")],
        [FOLIC],
    ),
    "folic acid beside methotrexate": (
        "order-sign",
        [taken("methotrexate 15 mg", "2024-01-01")],
        [FOLIC],
    ),
    "folic acid with B12 in the same draft": (
        "order-sign",
        [b12(120)],
        [FOLIC, {**HYDROXO, "id": "d2"}],
    ),
    "tablets for a diet": ("order-sign", [b12(120), condition("vegan diet")], [TABLET]),
    "tablets beside injections": (
        "order-sign",
        [b12(120), PERNICIOUS, given("hydroxocobalamin", "2026-11-10")],
        [TABLET],
    ),
    "hydroxocobalamin with Leber": ("order-sign", [b12(120), LEBER], [HYDROXO]),
    "injection in pernicious anaemia": ("order-sign", [b12(120), PERNICIOUS], [HYDROXO]),
    "an allergy to penicillin": ("order-sign", [b12(120), allergy("penicillin")], [HYDROXO]),
    "no known allergy": ("order-sign", [b12(120), allergy("no known allergy")], [HYDROXO]),
    "nitrous oxide with a normal B12": ("order-sign", [b12(450)], [draft("Nitrous oxide")]),
    "metformin with a recent test": (
        "patient-view",
        [taken("metformin 1 g", "2019-01-01"), b12(450)],
        [],
    ),
    "metformin for a year": ("patient-view", [taken("metformin 1 g", "2025-12-01")], []),
    "acid suppression for a month": ("patient-view", [taken("omeprazole 20 mg", "2026-10-15")], []),
    "a high B12 on treatment that goes on": (
        "patient-view",
        [PERNICIOUS, given("hydroxocobalamin", "2026-10-20"), b12(900)],
        [],
    ),
    "maintenance in time": (
        "patient-view",
        [PERNICIOUS, given("hydroxocobalamin", "2026-09-20")],
        [],
    ),
    "a dietary course is being stopped": (
        "order-sign",
        [condition("vegan diet"), given("hydroxocobalamin", "2026-10-01"), b12(600)],
        [draft("Hydroxocobalamin 1 mg/mL injection", status="stopped")],
    ),
    "low B12 with nerves, on treatment": (
        "patient-view",
        [b12(120, "2026-09-01"), NUMB, given("hydroxocobalamin", "2026-11-10")],
        [],
    ),
    "three months and two weeks after the last injection": (
        "patient-view",
        [PERNICIOUS, given("hydroxocobalamin", "2026-08-05")],
        [],
    ),
    "metformin for four years": ("patient-view", [taken("metformin 1 g", "2022-11-20")], []),
    "acid suppression for two years": (
        "patient-view",
        [taken("omeprazole 20 mg", "2024-11-20")],
        [],
    ),
    "severe anaemia, B12 not known": ("patient-view", [HB], []),
    "severe anaemia with low B12, on treatment": (
        "patient-view",
        [b12(90, "2026-11-01"), HB, given("hydroxocobalamin", "2026-11-10")],
        [],
    ),
    "tablets in pernicious anaemia beside injections ordered": (
        "order-sign",
        [b12(120), PERNICIOUS, request("Hydroxocobalamin 1 mg/mL", dosageInstruction=[IM])],
        [TABLET],
    ),
    "tablets after gastrectomy beside injections ordered": (
        "order-sign",
        [
            b12(120),
            procedure("total gastrectomy"),
            request("Hydroxocobalamin 1 mg/mL", dosageInstruction=[IM]),
        ],
        [TABLET],
    ),
    "tablets with nerves, on injections that do not do enough": (
        "order-sign",
        [b12(60, "2026-11-18"), NUMB, given("hydroxocobalamin", "2026-08-20")],
        [TABLET],
    ),
    "preventive folic acid in pregnancy, large cells, B12 not known": (
        "order-sign",
        [condition("pregnancy"), result("787-2", 118, "fL")],
        [FOLIC_400],
    ),
    "low B12 with an allergy": ("patient-view", [b12(120), allergy("hydroxocobalamin")], []),
    "signs of the cord, active B12 is normal": (
        "patient-view",
        [UNSTEADY, result("72160-5", 120, "pmol/L")],
        [],
    ),
    "signs of the cord on treatment": (
        "patient-view",
        [UNSTEADY, given("hydroxocobalamin", "2026-11-10")],
        [],
    ),
    "metformin on treatment": (
        "patient-view",
        [taken("metformin 1 g", "2019-01-01"), given("hydroxocobalamin", "2026-11-10")],
        [],
    ),
    "acid suppression on treatment": (
        "patient-view",
        [taken("omeprazole 20 mg", "2020-01-01"), given("hydroxocobalamin", "2026-11-10")],
        [],
    ),
    "acid suppression with a recent test": (
        "patient-view",
        [taken("omeprazole 20 mg", "2020-01-01"), b12(450)],
        [],
    ),
    "tablets beside injections ordered": (
        "order-sign",
        [b12(120), NUMB, request("Hydroxocobalamin 1 mg/mL", dosageInstruction=[IM])],
        [TABLET],
    ),
    "tablets in severe anaemia beside injections ordered": (
        "order-sign",
        [b12(90), HB, request("Hydroxocobalamin 1 mg/mL", dosageInstruction=[IM])],
        [TABLET],
    ),
    "preventive folic acid in pregnancy, B12 ordered": (
        "order-sign",
        [b12(90), condition("pregnancy"), request("Hydroxocobalamin 1 mg/mL injection")],
        [FOLIC_400],
    ),
    "preventive folic acid in pregnancy, B12 not known": (
        "order-sign",
        [condition("pregnancy")],
        [FOLIC_400],
    ),
    "folic acid, B12 ordered and not known": (
        "order-sign",
        [result("787-2", 118, "fL"), request("Hydroxocobalamin 1 mg/mL injection")],
        [FOLIC],
    ),
    "folic acid, nothing suspected": ("order-sign", [], [FOLIC]),
    "last injection long ago, no reason known": (
        "patient-view",
        [given("hydroxocobalamin", "2026-06-01")],
        [],
    ),
    "not overdue, symptoms are back": (
        "patient-view",
        [
            given("hydroxocobalamin", "2026-10-20"),
            condition("symptoms return before the next injection"),
        ],
        [],
    ),
    "an operation ahead with a normal B12": (
        "patient-view",
        [b12(450), condition("surgery planned")],
        [],
    ),
    "another medicine is ordered": ("order-sign", [b12(120)], [draft("Amoxicillin 500 mg")]),
    "another medicine is being stopped": (
        "order-sign",
        [PERNICIOUS],
        [draft("Amoxicillin 500 mg", status="stopped")],
    ),
}


def expected(case: str) -> list[str]:
    """The card of a case; none in a silent one."""
    return [SPEAK[case][3]] if case in SPEAK else []


def spoken_of(case: str, guideline: Guideline) -> list[str]:
    """The cards of a case under a guideline, without the service round them."""
    hook, record, drafts = (SPEAK.get(case) or SILENT[case])[:3]
    made = hooks.call_of(call(hook, prefetch(*record, **child(case)), *drafts))
    orders = tuple(consider.of_concern(made.drafts, ON))
    if hook != "patient-view" and not orders:
        return []
    record = hooks.record_of(made)
    reading = consider.read(record, ON, patient=made.patient, modifiers=False)
    missed = unread(record, reading)
    if hook == "patient-view":
        found = consider.of_patient(reading, reading.person, guideline, missed)
    else:
        found = consider.of_orders(reading, reading.person, guideline, hook, orders, missed)
    return [one.spoken.card.id for one in found]


def child(case: str) -> dict[str, str]:
    return {"born": "2016-02-03"} if "child" in case else {}


def sent(hook: str, record: list[Any], drafts: list[Any], **person: str) -> Any:
    return Client().post(HOOK, call(hook, prefetch(*record, **person), *drafts))


@pytest.mark.parametrize("case", SPEAK)
def test_a_card_is_shown(case):
    hook, record, drafts, wanted, indicator = SPEAK[case]
    answer = sent(hook, record, drafts, **child(case))

    assert answer.status == 200
    (first,) = answer.json["cards"]
    assert first["source"]["url"].rpartition("/")[2] == wanted
    assert first["indicator"] == indicator


@pytest.mark.parametrize("case", SILENT)
def test_nothing_is_said(case):
    answer = sent(*SILENT[case])

    assert answer.status == 200
    assert answer.json == {"cards": []}


def test_there_are_as_many_silences_as_cards():
    assert len(SILENT) >= len(SPEAK)


def test_critical_is_kept_for_four():
    assert {card.id for card in CARDS.values() if card.indicator == "critical"} == {
        "order_with_allergy",
        "cyanocobalamin_with_leber",
        "folic_acid_alone",
        "tablets_with_nerve_involvement",
        "tablets_with_pernicious_anaemia",
    }


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_summary_is_short_and_a_card_has_its_evidence(card):
    assert 0 < len(card.summary) < 140
    page = Client().get(f"/evidence/{card.id}")
    assert page.status == 200
    assert "<script" not in page.body.decode()


def test_what_is_suggested_is_fhir_r4_and_of_this_person():
    answer = sent("patient-view", [b12(120), NUMB, UNSTEADY], [])
    card = answer.json["cards"][0]
    actions = [action for s in card["suggestions"] for action in s["actions"]]
    created = [action["resource"] for action in actions if action["type"] == "create"]

    assert {one["resourceType"] for one in created} == {"MedicationRequest", "ServiceRequest"}
    assert [faults(one) for one in created] == [[]] * len(created)
    assert {one["subject"]["reference"] for one in created} == {"Patient/p1"}
    assert {one["intent"] for one in created} == {"proposal"}
    assert card["selectionBehavior"] == "at-most-one"


def test_an_order_that_is_taken_back_is_named():
    card = sent("order-sign", [b12(120), allergy("cobalamin")], [HYDROXO]).json["cards"][0]
    action = card["suggestions"][0]["actions"][0]

    assert action["type"] == "delete"
    assert action["resourceId"] == "MedicationRequest/d1"


def test_only_the_orders_that_were_chosen_are_looked_at():
    record = prefetch(b12(120))
    other = draft("Amoxicillin 500 mg", name="d2")
    chosen = Client().post(
        HOOK, call("order-select", record, FOLIC, other, selected=["MedicationRequest/d2"])
    )

    assert chosen.json == {"cards": []}


def test_at_most_two_cards_are_shown_and_the_loudest_first():
    drafts = [TABLET, {**FOLIC, "id": "d2"}, {**draft("Nitrous oxide", name="d3")}]
    answer = sent("order-sign", [b12(120), NUMB, PERNICIOUS, allergy("cobalamin")], drafts)
    cards = answer.json["cards"]

    assert len(cards) == 2
    assert cards[0]["source"]["url"].endswith("/order_with_allergy")


def test_what_has_a_code_alone_is_shown_by_words_and_its_code_behind_them():
    hydroxo = {
        **HYDROXO,
        "medicationCodeableConcept": {"coding": [{"system": RXNORM, "code": "5514"}]},
    }
    seen = sent("patient-view", [b12(120), NUMB], []).json["cards"][0]["detail"]
    order = sent("order-sign", [b12(120), allergy("cobalamin")], [hydroxo]).json["cards"][0]

    assert "- Observation: Total vitamin B12 (2132-9)\n" in seen
    assert "- Condition: numbness of the feet\n" in seen
    assert "**Ordered:** Hydroxocobalamin (5514)\n" in order["detail"]
    (action,) = order["suggestions"][0]["actions"]
    assert action["description"] == "Take back: Hydroxocobalamin (5514)"


def test_diagnoses_that_were_sent_are_not_said_to_be_unknown():
    record = [
        b12(120),
        result("718-7", 140, "g/L"),
        request("Metformin 500 mg tablets", since="2026-10-01"),
    ]
    begun = sent("patient-view", [*record, PERNICIOUS], [], sex="male").json["cards"][0]["detail"]
    empty = sent("patient-view", record, [], sex="male").json["cards"][0]["detail"]

    assert "; further diagnoses, as the list may not be complete" in begun
    assert "; the diagnoses" not in begun
    assert "; the diagnoses" in empty


def test_how_many_more_results_there_are_is_counted():
    days = [f"2026-{month:02}-10" for month in range(1, 11)]
    card = sent("patient-view", [b12(120, on) for on in days], []).json["cards"][0]
    shown = card["detail"].partition("**Results:**")[2].split("\n\n")[1]

    assert len(shown.split("\n")) == ENTRIES_MOST + 1
    assert shown.endswith("\n- and 2 more")


def test_how_much_more_is_not_known_is_counted():
    reading = consider.read(
        hooks.record_of(hooks.call_of(call("patient-view", prefetch(b12(120))))),
        ON,
        patient="p1",
        modifiers=False,
    )
    assert reading.person is not None
    facts = Facts.of(reading.person, reading.on, consider.guideline(PACK))
    made = consider.plan_of(reading, choose(facts)).plan
    said = sent("patient-view", [b12(120)], []).json["cards"][0]["detail"]

    assert len(made.basis.missing) > MISSING_MOST
    more = len(made.basis.missing) - MISSING_MOST
    assert f"{made.basis.missing[MISSING_MOST - 1].asks}; and {more} more\n" in said


def test_nothing_of_the_record_acts_as_markup():
    evil = condition("numbness of the feet <script>alert(1)</script> [x](http://evil.example)")
    card = sent("patient-view", [b12(120), NUMB, evil], []).json["cards"][0]

    shown = MarkdownIt().render(card["detail"])

    assert "alert(1)" in shown
    assert "<script" not in shown
    assert "<a " not in shown


def test_nothing_is_null_or_empty_but_the_list_of_cards():
    card = sent("patient-view", [b12(120), NUMB, UNSTEADY], []).json["cards"][0]

    def empty(value: Any) -> bool:
        if isinstance(value, dict):
            return not value or any(empty(one) for one in value.values())
        if isinstance(value, list):
            return not value or any(empty(one) for one in value)
        return value in (None, "")

    assert not empty(card)


# --- feedback ------------------------------------------------------------------------------------


def answered(uuid: str, outcome: str = "overridden", at: str = "2026-11-20T09:30:00Z") -> Any:
    one = {"card": uuid, "outcome": outcome, "outcomeTimestamp": at}
    if outcome == "overridden":
        one["overrideReason"] = {"reason": {"code": "patient_declines"}, "userComment": "Mr Smith"}
    return {"feedback": [one]}


def shown(client: Client, instance: str, patient: str = "p1") -> Any:
    body = call("patient-view", prefetch(b12(120)))
    body["hookInstance"] = instance
    body["context"]["patientId"] = body["prefetch"]["patient"]["id"] = patient
    for key, value in body["prefetch"].items():
        if key != "patient":
            for entry in value["entry"]:
                entry["resource"]["subject"] = {"reference": f"Patient/{patient}"}
    return client.post(HOOK, body).json["cards"]


def test_a_card_overridden_twice_of_a_person_stays_quiet_for_its_time():
    client = Client()
    for instance in ("one", "two"):
        card = shown(client, instance)[0]
        assert client.post(f"{HOOK}/feedback", answered(card["uuid"])).status == 200

    assert shown(client, "three") == []
    assert len(shown(client, "three", patient="p2")) == 1
    client.now += timedelta(days=CARDS["deficiency_untreated"].quiet_days + 1)
    assert len(shown(client, "four")) == 1


@pytest.mark.parametrize("again", [False, True])
def test_no_more_answers_are_kept_than_the_limit_and_the_first_makes_room(tmp_path, again):
    path = tmp_path / "feedback.sqlite"
    limits = Limits(answers=2)
    client = Client(feedback=str(path)) if again else Client(feedback=str(path), limits=limits)
    for instance, patient in (("one", "p1"), ("two", "p1"), ("three", "p2")):
        card = shown(client, instance, patient=patient)[0]
        client.post(f"{HOOK}/feedback", answered(card["uuid"]))
    if again:
        assert shown(client, "four") == []
        client = Client(feedback=str(path), limits=limits)

    (row,) = received(path, CARDS)
    assert row.overridden == 2
    assert len(shown(client, "four")) == 1
    card = shown(client, "four", patient="p2")[0]
    client.post(f"{HOOK}/feedback", answered(card["uuid"]))
    assert shown(client, "five", patient="p2") == []


def test_the_same_answer_sent_again_counts_once():
    client = Client()
    card = shown(client, "one")[0]
    for _ in range(3):
        client.post(f"{HOOK}/feedback", answered(card["uuid"]))

    assert len(shown(client, "two")) == 1
    assert shown(client, "one")[0]["uuid"] == card["uuid"]


def test_feedback_is_kept_in_its_file_without_comment_or_person(tmp_path):
    path = tmp_path / "feedback.sqlite"
    client = Client(feedback=str(path))
    card = shown(client, "one", patient="p-4711")[0]
    client.post(f"{HOOK}/feedback", answered(card["uuid"]))
    client.post(f"{HOOK}/feedback", answered(card["uuid"], "accepted", "2026-11-20T09:31:00Z"))
    data = path.read_bytes()

    assert b"deficiency_untreated" in data
    assert b"Smith" not in data
    assert b"p-4711" not in data
    (row,) = received(path, CARDS)
    assert (row.accepted, row.overridden, row.reasons) == (1, 0, {})


def test_an_older_answer_that_comes_late_changes_nothing_now_or_later(tmp_path):
    path = str(tmp_path / "feedback.sqlite")
    client = Client(feedback=path)
    for instance in ("one", "two"):
        card = shown(client, instance)[0]
        client.post(f"{HOOK}/feedback", answered(card["uuid"]))
        client.post(f"{HOOK}/feedback", answered(card["uuid"], "accepted", "2026-11-20T09:00:00Z"))

    assert shown(client, "three") == []
    assert shown(Client(feedback=path), "three") == []


def test_a_clock_that_is_ahead_makes_no_card_quiet_for_ever():
    client = Client()
    for instance in ("one", "two"):
        card = shown(client, instance)[0]
        client.post(f"{HOOK}/feedback", answered(card["uuid"], at="2999-01-01T00:00:00Z"))

    assert len(shown(client, "three")) == 1
    client.now += timedelta(days=CARDS["deficiency_untreated"].quiet_days + 1)
    assert len(shown(client, "four")) == 1


def test_the_report_says_for_each_card_by_which_rule_it_was_shown_and_how_it_was_received(tmp_path):
    path = tmp_path / "feedback.sqlite"
    client = Client(feedback=str(path))
    for instance, outcome in (("one", "overridden"), ("two", "accepted"), ("three", "accepted")):
        card = shown(client, instance)[0]
        client.post(f"{HOOK}/feedback", answered(card["uuid"], outcome))
    said = CliRunner().invoke(corrin, ["cds", "report", str(path)])

    assert said.exit_code == 0
    assert said.output.splitlines() == [
        "deficiency_untreated: 3 answered, 2 accepted (67%)",
        "  by b12_short and not shown(neuro_involvement) and not shown(severe_anaemia)"
        " and b12_untreated",
        "  overridden 1 time: patient_declines",
    ]


def test_a_file_that_is_no_store_of_answers_is_refused_and_left_as_it_is(tmp_path):
    words, other = tmp_path / "words.txt", tmp_path / "other.sqlite"
    words.write_text("hello")
    with sqlite3.connect(other) as store:
        store.execute("CREATE TABLE patients (name TEXT)")
    before = other.read_bytes()
    for path in (words, other):
        said = CliRunner().invoke(corrin, ["cds", "report", str(path)])
        assert said.exit_code == 2
        assert "no file in which the service keeps answers" in said.output

    assert other.read_bytes() == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"feedback": []}, 400),
        ({"feedback": [{"card": "no", "outcome": "accepted"}]}, 400),
        (answered("00000000-0000-4000-8000-000000000000"), 404),
        (answered("00000000-0000-4000-8000-000000000000", at="yesterday"), 400),
        (answered("00000000-0000-4000-8000-000000000000", at="2026-11-20T09:30:00"), 400),
        ({"feedback": [1] * 200}, 400),
    ],
)
def test_feedback_that_is_none_is_refused(body, status):
    answer = Client().post(f"{HOOK}/feedback", body)

    assert answer.status == status
    assert faults(answer.json) == []
