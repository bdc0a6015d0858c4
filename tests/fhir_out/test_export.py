"""The knowledge as FHIR: R4 to the letter, and everything that a plan names is in it."""

import json

import pytest
from click.testing import CliRunner

from corrin.cli import corrin
from corrin.fhir_out.export import exported
from corrin.fhir_out.values import encoded
from corrin.knowledge import load
from prove.r4 import faults
from tests.fhir_out.test_bundle import EXAMPLES, as_sent, of_kind, written

KNOWLEDGE = load.knowledge()
RESOURCES = [json.loads(encoded(one)) for one in exported(KNOWLEDGE)]
URLS = {f"{one['url']}|{one['version']}" for one in RESOURCES}


def kind(name: str) -> list[dict]:
    return [one for one in RESOURCES if one["resourceType"] == name]


@pytest.mark.parametrize("name", sorted({one["resourceType"] for one in RESOURCES}))
def test_every_resource_is_r4(name):
    assert [fault for one in kind(name) for fault in faults(one)] == []


def test_every_kind_is_there_and_no_name_twice():
    kinds = {one["resourceType"] for one in RESOURCES}

    assert kinds == {
        "ActivityDefinition",
        "CodeSystem",
        "Library",
        "PlanDefinition",
        "Questionnaire",
        "ValueSet",
    }
    assert len(URLS) == len(RESOURCES)
    assert len(kind("PlanDefinition")) == len(KNOWLEDGE.packs)
    assert len(kind("Questionnaire")) == 2


def names(value: object, key: str) -> list[str]:
    """Every text under a key, however deep."""
    found: list[str] = []
    if isinstance(value, dict):
        for name, inside in value.items():
            if name == key:
                found += inside if isinstance(inside, list) else [inside]
            else:
                found += names(inside, key)
    elif isinstance(value, list):
        for one in value:
            found += names(one, key)
    return found


def test_every_definition_that_is_named_is_there():
    named = {url for one in RESOURCES for url in names(one, "definitionCanonical")}
    named |= {url for one in RESOURCES for url in names(one, "library")}

    assert named
    assert named <= URLS


@pytest.mark.parametrize("pack", KNOWLEDGE.packs)
def test_what_a_plan_instantiates_is_exported(pack):
    codes = {code["code"] for one in kind("CodeSystem") for code in one["concept"]}
    for example in EXAMPLES:
        bundle = as_sent(written(example.read_bytes(), pack))
        assert set(names(bundle, "instantiatesCanonical")) <= URLS
        said = [one["code"]["coding"][0]["code"] for one in of_kind(bundle, "DetectedIssue")]
        assert set(said) <= codes


def test_a_guideline_has_its_country_and_its_documents():
    by_id = {one["id"]: one for one in kind("PlanDefinition")}

    assert by_id["corrin-b12-uk"]["jurisdiction"][0]["coding"][0]["code"] == "GB"
    assert by_id["corrin-b12-us"]["jurisdiction"][0]["coding"][0]["code"] == "US"
    assert "jurisdiction" not in by_id["corrin-b12-general"]
    labels = {one["label"] for one in by_id["corrin-b12-uk"]["relatedArtifact"]}
    assert {"nice_ng239", "bnf_hydroxocobalamin"} <= labels


def test_every_rule_that_alerts_has_its_action_and_condition():
    uk = next(one for one in kind("PlanDefinition") if one["id"] == "corrin-b12-uk")
    groups = {group["id"]: group["action"] for group in uk["action"]}

    assert len(groups["alerts"]) == len(KNOWLEDGE.rules["alerts"].rules)
    assert len(groups["treatment"]) == len(KNOWLEDGE.packs["uk"].offers)
    assert all("condition" in action for action in groups["alerts"])


def test_no_description_of_snomed_is_passed_on():
    for one in kind("ValueSet"):
        for include in one["compose"]["include"]:
            assert all(set(code) == {"code"} for code in include.get("concept", []))


def test_codes_that_come_from_loinc_carry_its_notice():
    total = next(one for one in kind("ValueSet") if one["id"] == "b12-total-b12")
    systems = {include["system"] for include in total["compose"]["include"]}

    assert "http://loinc.org" in systems
    assert "Regenstrief" in total["copyright"]


def test_nothing_claims_to_have_been_reviewed():
    assert [
        one["id"] for one in RESOURCES if "approvalDate" in one or "lastReviewDate" in one
    ] == []
    assert {one["status"] for one in RESOURCES} == {"draft"}


def test_the_command_writes_a_file_for_each(tmp_path):
    folder = tmp_path / "out"
    result = CliRunner().invoke(corrin, ["knowledge", "export", "--fhir", str(folder)])

    assert result.exit_code == 0
    assert len(list(folder.iterdir())) == len(RESOURCES)
    again = CliRunner().invoke(corrin, ["knowledge", "export", "--fhir", str(folder)])
    assert again.exit_code == 0


def citations(value: object) -> list[dict]:
    """Every RelatedArtifact, however deep."""
    if isinstance(value, list):
        return [found for one in value for found in citations(one)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("type") == "citation" else []
    return own + [found for one in value.values() for found in citations(one)]


def test_every_citation_has_its_words_and_its_address_or_says_that_it_has_none():
    found = citations(RESOURCES)
    sources = KNOWLEDGE.sources

    assert len(found) > 1000
    for one in found:
        source = sources[one["label"]]
        assert one["citation"].startswith(source.title)
        assert one.get("url") == source.url
        if source.url is None and source.verified != "project":
            assert one["citation"].endswith("No address of it is known.")


def test_every_activity_says_on_what_it_rests():
    assert [one["id"] for one in kind("ActivityDefinition") if not citations(one)] == []
    fbc = next(one for one in kind("ActivityDefinition") if one["id"] == "test-fbc")
    assert "nice_ng239" in {one["label"] for one in citations(fbc)}


def test_an_activity_of_one_country_names_it_and_one_of_all_names_none():
    by_id = {one["id"]: one for one in kind("ActivityDefinition")}
    offered = {
        pack.id: {one.regimen for one in pack.offers} | {*pack.options}
        for pack in KNOWLEDGE.packs.values()
    }
    british = offered["uk"] - offered["us"] - offered["general"]

    for regimen in KNOWLEDGE.regimens:
        for index in range(len(KNOWLEDGE.regimens[regimen].phases)):
            one = by_id[f"{regimen.replace('_', '-')}-{index + 1}"]
            codes = [each["coding"][0]["code"] for each in one.get("jurisdiction", [])]
            if regimen in offered["general"]:
                assert codes == []
            if regimen in british:
                assert codes == ["GB"]
    assert british


def test_titles_are_words():
    for one in kind("PlanDefinition"):
        for group in one["action"]:
            for action in group["action"]:
                assert action["title"][0].isupper()
                assert "_" not in action["title"]
                assert all("_" not in part["title"] for part in action.get("action", []))
    for one in kind("CodeSystem"):
        assert all("_" not in code["display"] for code in one["concept"])
