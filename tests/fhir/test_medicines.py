"""Medicines: ordered, said to be taken, handed out, given. A request is not a dose given."""

from datetime import date
from decimal import Decimal

import pytest

from corrin.reading import ledger

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
METFORMIN = {"coding": [{"system": RXNORM, "code": "6809"}]}
HYDROXO = {"coding": [{"system": RXNORM, "code": "5514"}]}


def ordered(**more):
    return {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": METFORMIN,
        "authoredOn": "2020-03-01",
        **more,
    }


def said(**more):
    return {
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": METFORMIN,
        **more,
    }


def given(**more):
    return {
        "resourceType": "MedicationAdministration",
        "status": "completed",
        "medicationCodeableConcept": HYDROXO,
        "effectiveDateTime": "2026-09-01T10:00:00Z",
        **more,
    }


def only(reading):
    assert len(reading.person.statements) == 1, (reading.refused, reading.not_understood)
    return reading.person.statements[0]


def test_a_medicine_that_is_ordered_is_taken_since_then(read):
    found = only(read(ordered()))

    assert (found.concept, found.status, found.since) == ("metformin", "current", date(2020, 3, 1))


@pytest.mark.parametrize("status", ["stopped", "completed", "on-hold"])
def test_an_order_that_has_ended_is_past(read, status):
    assert only(read(ordered(status=status))).status == "past"


@pytest.mark.parametrize(
    ("status", "why"), [("cancelled", ledger.NOT_DONE), ("entered-in-error", ledger.RULED_OUT)]
)
def test_an_order_that_never_stood_is_left_aside(outcome, status, why):
    assert outcome(ordered(status=status)) == ("not_relevant", why)


@pytest.mark.parametrize("intent", ["proposal", "plan", "option"])
def test_what_is_only_proposed_is_planned(read, intent):
    assert only(read(ordered(intent=intent))).status == "planned"


def test_a_draft_is_planned(read):
    assert only(read(ordered(status="draft"))).status == "planned"


def test_an_order_not_to_give_is_no_medicine(read):
    reading = read(ordered(doNotPerform=True))

    assert reading.person.statements == ()
    assert (reading.ledger[1].outcome, reading.ledger[1].why) == ("not_relevant", ledger.NOT_DONE)
    assert reading.warnings[0].field == "Bundle.entry[1].resource.doNotPerform"


def test_an_order_of_b12_is_not_a_dose_given(read):
    reading = read(ordered(medicationCodeableConcept=HYDROXO))

    assert only(reading).status == "planned"
    assert reading.warnings[0].field == "Bundle.entry[1].resource.medicationCodeableConcept"


def test_an_order_that_is_bound_to_a_period_ends_with_it(read):
    repeat = {"boundsPeriod": {"start": "2019-01-01", "end": "2019-06-30"}}

    found = only(read(ordered(dosageInstruction=[{"timing": {"repeat": repeat}}])))

    assert (found.status, found.since, found.until) == (
        "past",
        date(2019, 1, 1),
        date(2019, 6, 30),
    )


def test_a_medicine_that_is_said_to_be_taken_is_current(read):
    found = only(read(said(effectivePeriod={"start": "2018-05"})))

    assert (found.status, found.since) == ("current", date(2018, 5, 31))


def test_a_medicine_that_is_not_taken_is_absent(read):
    assert only(read(said(status="not-taken"))).present is False


def test_a_medicine_that_is_intended_is_planned(read):
    assert only(read(said(status="intended"))).status == "planned"


def test_a_status_that_is_not_known_makes_it_possible(read):
    reading = read(said(status="unknown"))

    assert "possible" in only(reading).qualifiers
    assert reading.warnings


def test_a_dose_that_was_given_is_past_on_its_day(read):
    dosage = {"dose": {"value": 1, "unit": "mg"}, "route": {"text": "Intramuscular route"}}

    found = only(read(given(dosage=dosage)))

    assert (found.concept, found.status, found.route) == ("hydroxocobalamin", "past", "im")
    assert (found.since, found.until) == (date(2026, 9, 1), date(2026, 9, 1))
    assert found.dose is not None
    assert found.dose.micrograms == Decimal(1000)


def test_a_dose_that_was_not_given_is_left_aside(outcome):
    assert outcome(given(status="not-done")) == ("not_relevant", ledger.NOT_DONE)


def test_a_dose_that_cannot_be_is_refused(read):
    dosage = {"dose": {"value": 1000, "unit": "mg"}, "route": {"text": "Intramuscular"}}

    reading = read(given(dosage=dosage))

    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[1].resource.dosage", "1000 mg")
    ]
    assert reading.person.statements == ()


def test_a_volume_is_no_dose_and_is_said_to_be_none(read):
    reading = read(given(dosage={"dose": {"value": 1, "unit": "mL"}}))

    assert only(reading).dose is None
    assert reading.not_understood[0].value == "1 mL"


def test_how_often_b12_is_taken_is_read_from_its_timing(read):
    dosage = {
        "timing": {"repeat": {"frequency": 1, "period": 3, "periodUnit": "mo"}},
        "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "mg", "code": "mg"}}],
    }

    found = only(read(said(medicationCodeableConcept=HYDROXO, dosage=[dosage])))

    assert found.dose is not None
    assert (found.dose.micrograms, found.dose.every_months) == (1000, 3)


def test_what_was_handed_out_is_taken_as_long_as_it_lasts(read):
    handed = {
        "resourceType": "MedicationDispense",
        "status": "completed",
        "medicationCodeableConcept": METFORMIN,
        "whenHandedOver": "2026-01-01",
        "daysSupply": {"value": 90, "unit": "d"},
    }

    found = only(read(handed))

    assert (found.status, found.until) == ("past", date(2026, 4, 1))


@pytest.mark.parametrize("reference", ["Medication/m", "http://example.org/fhir/Medication/m"])
def test_a_medicine_may_stand_elsewhere_in_the_record(read, reference):
    medication = {"resourceType": "Medication", "id": "m", "code": METFORMIN}

    reading = read(
        {
            "resourceType": "MedicationStatement",
            "status": "active",
            "medicationReference": {"reference": reference},
        },
        medication,
    )

    assert only(reading).concept == "metformin"
    assert reading.ledger[2].why == ledger.REFERRED


def test_a_medicine_may_be_contained(read):
    medication = {"resourceType": "Medication", "id": "m", "code": METFORMIN}

    reading = read(
        {
            "resourceType": "MedicationStatement",
            "status": "active",
            "contained": [medication],
            "medicationReference": {"reference": "#m"},
        }
    )

    assert only(reading).concept == "metformin"


def test_a_medicine_that_is_nowhere_is_refused(read):
    reading = read(
        {
            "resourceType": "MedicationStatement",
            "status": "active",
            "medicationReference": {"reference": "Medication/gone"},
        }
    )

    assert [r.value for r in reading.refused] == ["Medication/gone"]


def test_a_medicine_by_its_atc_code(read):
    atc = {"coding": [{"system": "http://www.whocc.no/atc", "code": "A02BC01"}]}

    assert only(read(said(medicationCodeableConcept=atc))).concept == "omeprazole"


def test_a_code_and_words_of_different_medicines_are_refused(outcome):
    code = {**METFORMIN, "text": "omeprazole"}

    assert outcome(said(medicationCodeableConcept=code))[0] == "refused"


def test_forms_of_b12_are_never_taken_for_one_another(outcome):
    code = {**HYDROXO, "text": "cyanocobalamin 1 mg injection"}

    assert outcome(given(medicationCodeableConcept=code))[0] == "refused"


def test_a_number_beyond_all_measure_is_no_dose(read):
    repeat = {"frequency": 1, "period": 1, "periodUnit": "d"}
    rate = [{"doseQuantity": {"value": "1e999999", "unit": "mg"}}]

    dosage = [{"timing": {"repeat": repeat}, "doseAndRate": rate}]

    assert only(read(said(medicationCodeableConcept=HYDROXO, dosage=dosage))).dose is None


@pytest.mark.parametrize(
    ("resource", "printed"),
    [
        (given(dosage={"dose": {"value": -1, "unit": "mg"}}), "-1 mg"),
        (said(medicationCodeableConcept=HYDROXO, dosage=[{"text": "-1 mg im"}]), "-1 mg im"),
    ],
)
def test_a_negative_dose_is_no_dose(read, resource, printed):
    """The sign was passed over, so that -1 mg counted as 1 mg."""
    reading = read(resource)

    assert only(reading).dose is None
    (notice,) = reading.not_understood
    assert notice.value == printed
    assert "not negative" in notice.why
