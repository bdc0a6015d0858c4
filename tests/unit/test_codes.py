"""Codes of terminologies: what they look like, what they stand for, how they are looked up."""

import pytest

from corrin.domain.code import Code, CodeIndex, mod10, verhoeff
from corrin.knowledge import check, load, sources

KNOWLEDGE = load.knowledge()
INDEX = CodeIndex.of(KNOWLEDGE.codes.values(), KNOWLEDGE.code_systems)

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
ATC = "http://www.whocc.no/atc"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"


def stands_for(system: str, code: str) -> str | None:
    found = INDEX.find(system, code)
    return found.of if found else None


# --- what a code stands for ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "code", "thing"),
    [
        (LOINC, "2132-9", "total_b12"),
        (LOINC, "14685-2", "total_b12"),
        (LOINC, "35201-3", "total_b12"),
        (LOINC, "72160-5", "active_b12"),
        (LOINC, "13964-2", "methylmalonic_acid"),
        (LOINC, "13965-9", "homocysteine"),
        (LOINC, "14732-2", "folate"),
        (RXNORM, "11248", "cyanocobalamin"),
        (RXNORM, "861007", "metformin"),
        (ATC, "A10BA02", "metformin"),
        (ATC, "A10BD07", "sitagliptin_metformin"),
        (ICD_10_CM, "D51.0", "pernicious_anaemia"),
        (SNOMED, "84027009", "pernicious_anaemia"),
        (SNOMED, "396331005", "coeliac"),
    ],
)
def test_a_code_stands_for_one_thing(system: str, code: str, thing: str) -> None:
    assert stands_for(system, code) == thing


def test_the_longest_beginning_counts_be_it_one_letter_or_the_whole_code() -> None:
    system = KNOWLEDGE.code_systems["icd_10"]
    codes = [
        Code(system=system.id, code=code, match="prefix", of=code.casefold())
        for code in ("D", "D51", "D51.0")
    ]
    index = CodeIndex.of(codes, KNOWLEDGE.code_systems)

    found = {code: index.find(ICD_10, code) for code in ("D", "D50", "D51.3", "D51.0", "E51")}
    assert {code: one and one.of for code, one in found.items()} == {
        "D": "d",
        "D50": "d",
        "D51.3": "d51",
        "D51.0": "d51.0",
        "E51": None,
    }


def test_vitamin_b12_in_whole_blood_is_known_and_left_aside() -> None:
    found = INDEX.find(LOINC, "16695-9")
    assert found is not None
    assert found.of is None
    assert found.aside is not None
    assert "whole blood" in found.aside


@pytest.mark.parametrize("code", ["2161-8", "5821-4", "2335-8", "40719-7", "20646-6"])
def test_the_same_thing_elsewhere_is_left_aside(code: str) -> None:
    """Creatinine and white cells of urine, blood in stool, haemoglobin of the cord, homocystine."""
    found = INDEX.find(LOINC, code)
    assert found is not None
    assert found.aside


def test_the_antidote_to_cyanide_is_no_treatment_of_deficiency() -> None:
    found = INDEX.find(ATC, "V03AB33")
    assert found is not None
    assert found.of is None
    assert found.aside


def test_pregnancy_status_is_a_question_and_not_pregnant_denies() -> None:
    asked, denied = INDEX.find(LOINC, "82810-3"), INDEX.find(SNOMED, "60001007")
    assert asked is not None
    assert (asked.of, asked.question) == ("pregnancy", True)
    assert denied is not None
    assert (denied.of, denied.denies) == ("pregnancy", True)


def test_no_known_allergy_answers_the_list_of_allergies() -> None:
    found = INDEX.find(SNOMED, "716186003")
    assert found is not None
    assert (found.of, found.none_of) == (None, "allergies")


@pytest.mark.parametrize(
    ("code", "list_name"),
    [("787481004", "medicines"), ("160245001", "conditions"), ("787480003", "procedures")],
)
def test_a_code_of_the_patient_summary_answers_a_list(code: str, list_name: str) -> None:
    found = INDEX.find(SNOMED, code)
    assert found is not None
    assert found.none_of == list_name


def test_the_answers_about_pregnancy_have_codes_of_loinc_too() -> None:
    yes, no = INDEX.find(LOINC, "LA15173-0"), INDEX.find(LOINC, "LA26683-5")
    assert yes is not None
    assert no is not None
    assert (yes.of, yes.denies) == ("pregnancy", False)
    assert (no.of, no.denies) == ("pregnancy", True)


def test_a_code_that_covers_several_vitamins_is_only_possible() -> None:
    found = INDEX.find(ICD_10_CM, "E53.8")
    assert found is not None
    assert (found.of, found.possible) == ("b12_deficiency", True)


def test_a_code_that_is_not_listed_is_not_found() -> None:
    assert INDEX.find(LOINC, "11502-2") is None
    assert INDEX.find("http://example.org/local", "2132-9") is None
    assert INDEX.find(RXNORM, "8600") is None  # not the beginning of 860975


# --- how systems and codes are written ----------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "code", "thing"),
    [
        ("urn:oid:2.16.840.1.113883.6.1", "2132-9", "total_b12"),
        ("http://loinc.org/", "2132-9", "total_b12"),
        ("https://loinc.org", "2132-9", "total_b12"),
        ("HTTP://LOINC.ORG", "2132-9", "total_b12"),
        ("http://loinc.org|2.77", "2132-9", "total_b12"),
        ("urn:oid:2.16.840.1.113883.6.96", "84027009", "pernicious_anaemia"),
        ("urn:oid:2.16.840.1.113883.6.88", "6809", "metformin"),
        ("urn:oid:2.16.840.1.113883.6.73", "A10BA02", "metformin"),
        ("http://fhir.de/CodeSystem/bfarm/atc", "a10ba02", "metformin"),
        ("urn:oid:2.16.840.1.113883.6.90", "D51.0", "pernicious_anaemia"),
        ("urn:oid:2.16.840.1.113883.6.3", "D51.0", "pernicious_anaemia"),
        ("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "K90.0", "coeliac"),
        ("http://hl7.org/fhir/sid/icd-10-uk", "D510", "pernicious_anaemia"),
        (ICD_10_CM, "d510", "pernicious_anaemia"),
        (ICD_10, "G32.0*", "subacute_combined_degeneration"),
    ],
)
def test_a_system_has_many_names_and_a_code_may_lack_its_dot(
    system: str, code: str, thing: str
) -> None:
    assert stands_for(system, code) == thing


@pytest.mark.parametrize(
    ("system", "code", "thing"),
    [
        (ATC, "A02BC99", "ppi"),  # any of the group
        (ATC, "A02BC01", "omeprazole"),  # a longer entry says more
        (ATC, "A02BC08", "vonoprazan"),
        (ATC, "C03CA01", "loop_diuretic"),
        (ATC, "A02BD05", "omeprazole"),
        (ATC, "A02BD08", "h_pylori_eradication"),  # the one of its group without acid suppression
        (ATC, "A10BD22", "metformin"),
        (ICD_10_CM, "F10.20", "alcohol_problem"),
        (ICD_10_CM, "F10.21", "ex_alcohol"),  # in remission
        (ICD_10_CM, "Z33.2", None),  # the pregnancy is to be ended
        (ICD_10_CM, "K50.011", "crohns_ileal"),
        (ICD_10_CM, "K50.10", "crohns"),
        (ICD_10_CM, "H47.22", "leber_optic_atrophy"),
        (ICD_10, "H47.2", "optic_atrophy"),
        (ICD_10_CM, "N18.4", "renal_disease"),  # from ICD-10, of which ICD-10-CM is an edition
        (ICD_10_CM, "D61.811", "pancytopenia"),
        (ICD_10_CM, "D61.9", "aplastic_anaemia"),
    ],
)
def test_the_longest_beginning_decides(system: str, code: str, thing: str | None) -> None:
    assert stands_for(system, code) == thing


def test_a_code_of_one_edition_does_not_hold_in_another() -> None:
    assert stands_for(ICD_10_CM, "Z98.84") == "bariatric"
    assert stands_for(ICD_10, "Z98.84") is None


# --- what is refused ----------------------------------------------------------------------------


def test_check_digits_follow_their_published_rules() -> None:
    assert mod10("2132-9")
    assert not mod10("14685-8")
    assert mod10("LA6576-8")  # "Positive", as LOINC writes it
    assert not mod10("LA6576-6")
    assert verhoeff("2363")  # the textbook example: 236 has the check digit 3
    assert not verhoeff("2364")


@pytest.mark.parametrize("place", range(8))
def test_one_wrong_digit_of_a_snomed_code_is_always_found(place: int) -> None:
    right = "84027009"
    for digit in "0123456789":
        wrong = right[:place] + digit + right[place + 1 :]
        assert verhoeff(wrong) == (wrong == right)


FAULTS = {
    "{system: loinc, code: 2132-8, of: total_b12}": "The check digit of `2132-8` is wrong",
    "{system: snomed, code: '84027008', of: vegan}": "The check digit of `84027008` is wrong",
    "{system: rxnorm, code: 68o9, of: metformin}": "does not look like a code of RxNorm",
    "{system: atc, code: A10B0A2, of: metformin}": "does not look like a code of ATC",
    "{system: icd_10, code: D5.10, of: anaemia}": "does not look like a code of ICD-10",
    "{system: loink, code: 2132-9, of: total_b12}": "There is no code system `loink`",
    "{system: loinc, code: 2132-9, of: total_b12}": "`loinc 2132-9` is the id of two",
    "{system: loinc, code: 8867-4, of: heart_rate}": "no concept or analyte `heart_rate`",
    "{system: loinc, code: 8480-6}": "A code says one of `of`, `none_of`, `route` and `aside`",
    "{system: loinc, code: 8462-4, of: mcv, verified: true}": "no document is named",
}
"""Lines of codes/loinc.yaml, and what `corrin knowledge check` must say of each."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the check says of the knowledge with every fault planted in a copy of it."""
    folder = tmp_path_factory.mktemp("knowledge")
    for file in load.FOLDER.rglob("*.yaml"):
        copy = folder / file.relative_to(load.FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    with (folder / "codes" / "loinc.yaml").open("a", encoding="utf-8") as codes:
        codes.writelines(f"- {entry}\n" for entry in FAULTS)
    with (folder / "code_systems.yaml").open("a", encoding="utf-8") as systems:
        systems.write("- {id: other, name: Other, uri: 'HTTPS://loinc.org/', pattern: x}\n")
    says, holds = check.report(folder)
    assert not holds
    return says


@pytest.mark.parametrize("entry", FAULTS)
def test_a_planted_fault_is_reported(report: str, entry: str) -> None:
    assert FAULTS[entry] in report


def test_a_name_of_two_systems_is_reported(report: str) -> None:
    assert "`HTTPS://loinc.org/` is a name of `loinc` too." in report
    assert "Nothing uses this code system." in report


def test_a_code_says_exactly_one_thing() -> None:
    says = "A code says one of `of`, `none_of`, `route` and `aside`, not {} of them."
    with pytest.raises(ValueError, match=f"^{says.format(2)}$"):
        Code(system="loinc", code="2132-9", of="total_b12", aside="whole blood")
    with pytest.raises(ValueError, match=f"^{says.format(0)}$"):
        Code(system="loinc", code="2132-9")


def test_a_document_says_how_many_codes_were_seen_in_it() -> None:
    said = " ".join(sources.report(KNOWLEDGE).split())
    number = sum(code.system == "unii" for code in KNOWLEDGE.codes.values())
    assert f"cited by {number}: {number} codes of unii" in said


COUNTED = [code for code in KNOWLEDGE.codes.values() if code.amount is not None]


@pytest.mark.parametrize("code", COUNTED, ids=lambda code: code.code)
def test_a_code_of_moles_is_named_so(code: Code) -> None:
    assert f"{code.amount} per volume" in str(code.name)


@pytest.mark.parametrize("code", COUNTED, ids=lambda code: code.code)
def test_a_unit_of_the_other_kind_contradicts_a_code(code: Code) -> None:
    assert code.contradicts("pmol/L") is (code.amount == "mass")
    assert code.contradicts("ng/L") is (code.amount == "moles")


def test_the_codes_of_total_b12_say_what_they_count() -> None:
    assert {code.code: code.amount for code in COUNTED if code.of == "total_b12"} == {
        "2132-9": "mass",
        "14685-2": "moles",
    }


def test_a_code_of_neither_contradicts_no_unit() -> None:
    assert not Code(system="loinc", code="35201-3", of="total_b12").contradicts("pmol/L")
