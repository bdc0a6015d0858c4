"""The record as a whole: who it is about, references, releases, versions, bytes."""

import gzip
import json
from datetime import date

import pytest

from corrin import fhir
from corrin.errors import Refused
from corrin.fhir.bundle import MOST
from corrin.fhir.document import LIMITS
from corrin.knowledge.load import knowledge
from corrin.reading import ledger
from corrin.reading.strict import Limits

ON = date(2026, 11, 20)
PATIENT = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1960-01-31"}
COELIAC = {"coding": [{"system": "http://snomed.info/sct", "code": "396331005"}]}


def condition(subject="Patient/p", **more):
    reference = {} if subject is None else {"subject": {"reference": subject}}
    return {"resourceType": "Condition", "code": COELIAC, **reference, **more}


def bundle(*resources, **more):
    entry = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entry, **more}


def reading_of(value, **more):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return fhir.read(data, knowledge=knowledge(), **{"on": ON, **more})


def refusals(value, **more):
    with pytest.raises(Refused) as caught:
        reading_of(value, **more)
    return [(refusal.field, refusal.value) for refusal in caught.value.refusals]


# --- Who it is about ----------------------------------------------------------------------------


def test_the_person_of_the_record():
    name = {"given": ["Any"], "family": "Person"}
    reading = reading_of(bundle({**PATIENT, "name": [{"text": "Old", "use": "old"}, name]}))

    assert reading.person is not None
    assert reading.person.name == "Any Person"
    assert (reading.person.sex, reading.person.age_months) == ("female", 801)
    assert reading.person.birth_date == date(1960, 1, 31)


@pytest.mark.parametrize(("born", "months"), [("1960", 790), ("1960-05", 797), ("2026-11-20", 0)])
def test_a_birth_date_in_part_makes_nobody_older_than_they_can_be(born, months):
    person = reading_of(bundle({**PATIENT, "birthDate": born})).person

    assert person is not None
    assert person.age_months == months


@pytest.mark.parametrize("born", ["2027-01-01", "1850-01-01", "01/02/1960"])
def test_a_birth_date_that_cannot_be_is_refused(born):
    reading = reading_of(bundle({**PATIENT, "birthDate": born}))

    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[0].resource.birthDate", born)
    ]
    assert reading.person is not None
    assert reading.person.age_months is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"deceasedDateTime": "2026-01-05"}, "2026-01-05"),
        ({"deceasedBoolean": True}, "true"),
        ({"active": False}, "false"),
        ({"link": [{"other": {}, "type": "replaced-by"}]}, "replaced-by"),
    ],
)
def test_there_is_nobody_to_plan_for(said, value):
    reading = reading_of(bundle({**PATIENT, **said}, condition()))

    assert reading.person is None
    assert [r.value for r in reading.refused] == [value]
    assert reading.ledger[1].why == ledger.RECORD_REFUSED


def test_two_people_are_refused_whole():
    other = {"resourceType": "Patient", "id": "q"}

    assert refusals(bundle(PATIENT, other, condition("Patient/q"))) == [
        ("Bundle.entry.resource(Patient)", "p, q")
    ]


def test_one_of_two_people_may_be_chosen():
    other = {"resourceType": "Patient", "id": "q"}

    reading = reading_of(bundle(PATIENT, other, condition("Patient/q"), condition()), patient="q")

    assert reading.person is not None
    assert [entry.why for entry in reading.ledger] == [
        ledger.ANOTHER_PERSON,
        None,
        None,
        ledger.ANOTHER_PERSON,
    ]
    assert len(reading.person.statements) == 1


def test_a_person_who_is_not_there_cannot_be_chosen():
    assert refusals(bundle(PATIENT), patient="z") == [("--patient", "z")]


def test_an_entry_about_somebody_else_is_refused():
    reading = reading_of(bundle(PATIENT, condition("Patient/stranger")))

    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[1].resource.subject.reference", "Patient/stranger")
    ]
    assert reading.person is not None
    assert reading.person.statements == ()


def test_a_result_of_another_body_is_refused():
    result = {
        "resourceType": "Observation",
        "status": "final",
        "subject": {"reference": "Patient/p"},
        "focus": [{"display": "the newborn"}],
        "code": {"text": "Total vitamin B12"},
        "valueQuantity": {"value": 90, "unit": "ng/L"},
    }

    reading = reading_of(bundle(PATIENT, result))

    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[1].resource.focus[0].reference", "the newborn")
    ]


def test_resources_in_parameters_are_refused_by_name():
    holder = {"resourceType": "Parameters", "parameter": [{"resource": condition()}]}

    assert reading_of(bundle(PATIENT, holder)).ledger[1].outcome == "refused"


def test_entries_about_two_people_without_a_patient_are_refused_whole():
    entries = bundle(condition("Patient/a"), condition("Patient/b"))

    assert refusals(entries) == [("Bundle.entry.resource.subject", "Patient/a, Patient/b")]


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/p",
        "http://example.org/fhir/Patient/p",
        "Patient/p/_history/3",
        "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a",
        "#p",
    ],
)
def test_references_to_the_person(reference):
    url = "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a"
    entries = bundle(PATIENT, condition(reference))
    entries["entry"][0]["fullUrl"] = url

    assert reading_of(entries).ledger[1].outcome == "used"


def test_a_single_resource_is_a_record_of_one_entry():
    reading = reading_of(condition())

    assert reading.person is not None
    assert [entry.field for entry in reading.ledger] == ["Condition"]
    assert reading.person.statements[0].source == "Condition"


# --- Entries ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["searchset", "transaction", "document", "batch", "history"])
def test_bundles_of_every_type_are_read(kind):
    assert reading_of(bundle(PATIENT, condition(), type=kind)).ledger[1].outcome == "used"


def test_an_entry_without_a_resource_is_accounted_for():
    reading = reading_of({**bundle(PATIENT), "entry": [{"resource": PATIENT}, {"fullUrl": "x"}]})

    assert [(entry.field, entry.why) for entry in reading.ledger] == [
        ("Bundle.entry[0].resource", None),
        ("Bundle.entry[1]", ledger.NO_RESOURCE),
    ]


def test_more_entries_than_anybody_has_are_refused():
    entries = {"resourceType": "Bundle", "entry": [{}] * (MOST + 1)}

    assert refusals(entries) == [("Bundle.entry", f"more than {MOST}")]


def test_the_same_entry_twice_is_a_duplicate():
    reading = reading_of(bundle(PATIENT, condition(id="c"), condition(id="c")))

    assert [entry.outcome for entry in reading.ledger] == ["used", "used", "duplicate"]


def test_of_two_versions_the_later_is_read():
    old = condition(id="c", meta={"lastUpdated": "2026-01-02T00:00:00+02:00"})
    new = condition(
        id="c",
        meta={"lastUpdated": "2026-01-01T23:30:00Z"},
        verificationStatus={"coding": [{"code": "refuted"}]},
    )

    reading = reading_of(bundle(PATIENT, old, new))

    assert [entry.why for entry in reading.ledger] == [None, ledger.OLDER, ledger.RULED_OUT]


def test_of_two_versions_neither_of_which_is_the_later_none_is_read():
    reading = reading_of(bundle(PATIENT, condition(id="c"), condition(id="c", severity={})))

    assert [entry.outcome for entry in reading.ledger] == ["used", "refused", "refused"]


@pytest.mark.parametrize(
    ("resource", "element", "release"),
    [
        ({"resourceType": "Observation", "comment": "x"}, "comment", "STU3"),
        ({"resourceType": "Condition", "assertedDate": "2019"}, "assertedDate", "STU3"),
        ({"resourceType": "Condition", "clinicalStatus": "active"}, "clinicalStatus", "STU3"),
        ({"resourceType": "MedicationStatement", "taken": "y"}, "taken", "STU3"),
        ({"resourceType": "BodySite"}, "resourceType", "STU3"),
        ({"resourceType": "MedicationOrder"}, "resourceType", "DSTU2"),
        ({"resourceType": "MedicationRequest", "medication": {}}, "medication", "R5"),
        ({"resourceType": "Encounter", "class": [{}]}, "class", "R5"),
        ({"resourceType": "NutritionIntake"}, "resourceType", "R5"),
        (
            {
                "resourceType": "Observation",
                "meta": {"profile": ["http://hl7.org/fhir/STU3/observation.html"]},
            },
            "meta.profile",
            "STU3",
        ),
    ],
)
def test_an_entry_of_another_release_is_refused_by_name(resource, element, release):
    reading = reading_of(bundle(PATIENT, resource))

    assert reading.refused[0].field == f"Bundle.entry[1].resource.{element}"
    assert release in reading.refused[0].why
    assert reading.refused[0].accepted == "FHIR R4 (4.0.1)"


def test_implicit_rules_of_the_bundle_refuse_it_whole():
    assert refusals(bundle(PATIENT, implicitRules="http://example.org/rules")) == [
        ("Bundle.implicitRules", "http://example.org/rules")
    ]


def test_a_modifier_that_is_not_known_refuses_its_entry():
    reading = reading_of(bundle(PATIENT, condition(modifierExtension=[{"url": "http://x/not"}])))

    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[1].resource.modifierExtension", "http://x/not")
    ]


# --- Bytes --------------------------------------------------------------------------------------


def test_a_packed_record_is_unpacked():
    packed = gzip.compress(json.dumps(bundle(PATIENT, condition())).encode())

    assert reading_of(packed).ledger[1].outcome == "used"


def test_what_unpacks_to_more_than_the_limit_is_refused():
    bomb = gzip.compress(b" " * (LIMITS.size + 1))

    assert refusals(bomb) == [("file", f"more than {LIMITS.size} bytes")]


@pytest.mark.parametrize("broken", [b"\x1f\x8bnot", gzip.compress(b"{}" * 50)[:-9]])
def test_a_broken_archive_is_refused(broken):
    assert refusals(broken) == [("file", None)]


def test_several_documents_are_refused_with_a_pointer():
    lines = b"\n".join(json.dumps(one).encode() for one in (PATIENT, condition()))

    with pytest.raises(Refused) as caught:
        reading_of(lines)
    assert "NDJSON" in caught.value.refusals[0].why


def test_a_key_given_twice_refuses_its_entry():
    data = json.dumps(bundle(PATIENT, condition(id="c")))
    data = data.replace('"id": "c"', '"id": "c", "id": "d"')

    reading = reading_of(data.encode())

    assert [(r.field, r.value) for r in reading.refused] == [
        ("Bundle.entry[1].resource.id", "c / d")
    ]
    assert reading.person is not None
    assert reading.person.statements == ()


def test_a_key_given_twice_outside_every_entry_refuses_the_record():
    data = json.dumps(bundle(PATIENT)).replace('"type"', '"type": "batch", "type"')

    assert [field for field, _ in refusals(data.encode())] == ["Bundle.type"]


def test_a_quote_and_colon_inside_a_text_are_no_key():
    code = {**COELIAC, "text": "Coeliac disease"}
    said = condition(code=code, note=[{"text": 'style="a":{"b":1}, "text":\\u003a'}])

    assert reading_of(bundle(PATIENT, said)).ledger[1].outcome == "used"


def test_what_the_strict_parser_reads_means_the_same():
    quick = json.dumps(bundle({**PATIENT, "active": True}, condition()))
    exact = quick.replace('"p"', '"\\u0070"').replace("female", "f\\u0065male\\u003a")

    one, other = reading_of(quick.encode()), reading_of(exact.encode())

    assert one.person is not None
    assert other.person is not None
    assert one.person.statements == other.person.statements
    assert [w.value for w in other.not_understood] == ["female:"]


@pytest.mark.parametrize("number", ["1e99999999999999999999", "-2.5E-99999999999999999999"])
def test_an_exponent_beyond_every_number_spoils_nothing_but_its_entry(number):
    vast = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "2132-9"}]},
        "effectiveDateTime": "2026-11-01",
        "valueQuantity": {"value": 0, "unit": "pg/mL", "code": "pg/mL"},
    }
    data = json.dumps(bundle(PATIENT, condition(), vast)).replace(
        '"value": 0', f'"value": {number}'
    )

    reading = reading_of(data.encode())

    assert [entry.outcome for entry in reading.ledger[1:]] == ["used", "refused"]
    first = reading.refused[0]
    assert (first.field, first.value) == ("Bundle.entry[2].resource.valueQuantity.value", number)


def test_brackets_in_a_text_change_nothing():
    said = condition(note=[{"text": "see [1]}} and then {"}])

    assert reading_of(bundle(PATIENT, said)).ledger[1].outcome == "used"


def test_a_flaw_in_a_record_of_very_many_values_is_not_looked_for():
    many = b'{"resourceType": "Bundle", "id": "a", "id": "b", "x": [' + b"1," * 160_000 + b"1]}"

    with pytest.raises(Refused) as caught:
        reading_of(many)
    (refusal,) = caught.value.refusals

    assert refusal.why == "the file is not strict JSON, and holds too much to say where"
    assert refusal.accepted == "strict JSON: each key once; or up to 150000 values"


def test_depth_beyond_the_limit_is_refused():
    deep = b'{"resourceType": "Bundle", "x": ' + b"[" * 70 + b"]" * 70 + b"}"

    assert refusals(deep) == [("file", None)]


def test_size_beyond_the_limit_is_refused():
    data = json.dumps(bundle(PATIENT)).encode()

    assert refusals(data, limits=Limits(size=10)) == [("file", f"{len(data)} bytes")]


@pytest.mark.parametrize(
    "data", [b'{"resourceType": 7}', b'{"resourceType": "Bundle", "type": "x"}']
)
def test_what_is_no_resource_is_refused(data):
    assert len(refusals(data)) == 1


def test_without_a_day_nothing_is_read():
    assert refusals(bundle(PATIENT), on=None) == [("on", None)]
