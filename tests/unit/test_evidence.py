"""What B12 is good for: found by words, answered, sure in the words of a closed list, sourced."""

import json
import shutil

import pytest
import textstat
from click.testing import CliRunner
from msgspec.structs import replace

from corrin.cli import corrin, run
from corrin.knowledge import check, load
from corrin.knowledge.references import sources_of
from corrin.reading.topics import found
from corrin.render.evidence import GROUPS, claim_page, claims_page
from corrin.render.text import columns, text

KNOWLEDGE = load.knowledge()
CLAIMS = KNOWLEDGE.evidence
NAMES = {it.id: (it.id, it.outcome, *it.names) for it in CLAIMS.values()}

OF_THE_ISSUE = [
    ("anaemia", "deficiency_anaemia"),
    ("numbness", "deficiency_neuropathy"),
    ("fatigue", "general_fatigue"),
    ("does b12 give energy", "general_fatigue"),
    ("me/cfs", "me_cfs"),
    ("depression", "depression"),
    ("memory", "cognition"),
    ("dementia", "cognition"),
    ("pregnancy", "fetal_health"),
    ("neural tube defects", "neural_tube_defects"),
    ("infections", "immunity"),
    ("covid", "viral_infection"),
    ("migraine", "migraine"),
    ("mouth ulcers", "mouth_ulcers"),
    ("Shengfeizi", "mouth_ulcers"),
    ("anxiety", "anxiety_stress"),
    ("lung cancer", "lung_cancer"),
    ("prostate", "prostate_cancer"),
    ("colon cancer", "colorectal_cancer"),
    ("heart disease", "cardiovascular_mortality"),
    ("stroke", "cardiovascular_events"),
    ("shingles", "postherpetic_neuralgia"),
    ("diabetic foot", "diabetic_foot"),
    ("diabetes", "diabetic_neuropathy"),
    ("vitamin c", "vitamin_c"),
    ("side effects", "excess_complaints"),
]


@pytest.mark.parametrize(("asked", "topic"), OF_THE_ISSUE)
def test_a_question_finds_its_claim(asked, topic):
    assert found(asked, NAMES) == [topic]


@pytest.mark.parametrize("topic", CLAIMS)
def test_every_claim_is_found_by_three_words_of_its_own(topic):
    alone = [name for name in CLAIMS[topic].names if found(name, NAMES) == [topic]]

    assert len(alone) >= 3, alone


@pytest.mark.parametrize("topic", CLAIMS)
def test_every_claim_says_what_was_found_how_sure_it_is_and_where_it_stands(topic):
    it = CLAIMS[topic]
    shown = text(claim_page(it, KNOWLEDGE))

    assert max(map(columns, shown.splitlines())) <= 80
    for heading in ("The claim", "The answer", "What was found", "Sources"):
        assert f"\n{heading}\n" in shown
    for document in sources_of(it):
        assert f"{document}: " in shown
    assert [*sources_of(it)] != []


def test_the_list_names_every_claim_once_with_whether_it_holds():
    shown = text(claims_page(CLAIMS.values()))

    assert {it.group for it in CLAIMS.values()} == {*GROUPS}
    for topic in CLAIMS:
        assert sum(line.split(" ")[0] == topic for line in shown.splitlines()) == 1
    assert " ".join(shown.split()).count("Holds: ") == len(CLAIMS)


def test_a_claim_that_rests_on_popular_texts_alone_is_never_said_to_hold():
    weak = ("seed_", "textbook_knowledge", "project_decision")
    resting = [it for it in CLAIMS.values() if all(s.startswith(weak) for s in sources_of(it))]

    assert resting != []
    assert [it.id for it in resting if it.claim_holds in ("yes", "partly")] == []


def test_a_claim_that_sells_is_answered_with_less_than_it_says():
    """The shop's list of what B12 "effectively improves", and what a blog says it gives."""
    sold = ["anxiety_stress", "migraine", "diabetic_foot", "cognition", "immunity"]

    assert [it for it in sold if CLAIMS[it].claim_holds in ("yes", "partly")] == []
    assert CLAIMS["general_fatigue"].holds_for == "people who are tired because they lack B12"


def test_the_answers_can_be_read_by_somebody_who_is_no_clinician():
    """Flesch-Kincaid grade of all answers together at most 7, of one at most 11."""
    answers = {it.id: it.answer for it in CLAIMS.values()}

    assert textstat.flesch_kincaid_grade(" ".join(answers.values())) <= 7
    hard = {i: g for i, a in answers.items() if (g := textstat.flesch_kincaid_grade(a)) > 11}
    assert hard == {}


def test_a_claim_says_for_whom_it_holds_and_none_else_does():
    with pytest.raises(ValueError, match="holds_for"):
        replace(CLAIMS["migraine"], holds_for="somebody")
    with pytest.raises(ValueError, match="holds_for"):
        replace(CLAIMS["general_fatigue"], holds_for=None)


# --- The knowledge check -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("direction: benefit\n", "direction: great\n", "`great` is not in the list."),
        ("certainty: very_low\n", "certainty: none\n", "`none` is not in the list."),
        ('claim_holds: "no"\n', "claim_holds: perhaps\n", "`perhaps` is not in the list."),
        ("group: mouth\n", "group: teeth\n", "`teeth` is not in the list."),
        ("see: [recovery.fatigue]", "see: [recovery.tired]", "There is no entry `recovery.tired`."),
        ("names: [migraine, headache prevention, headaches]", "names: [migraine]", "find it"),
        ("document: vanderkuy_2002", "document: vanderkuy", "There is no source `vanderkuy`."),
        ("  holds_for: people who lack B12\n", "", "holds_for"),
    ],
)
def test_the_check_finds_a_fault_in_a_claim(tmp_path, before, after, told):
    copy = tmp_path / "knowledge"
    shutil.copytree(load.FOLDER, copy)
    file = copy / "evidence.yaml"
    written = file.read_text("utf-8")
    assert before in written
    file.write_text(written.replace(before, after, 1), "utf-8")

    says, holds = check.report(copy)

    assert not holds
    assert told in says


# --- The command ---------------------------------------------------------------------------------


def test_the_command_answers_words_without_quotes():
    ran = CliRunner().invoke(corrin, ["evidence", "does", "b12", "give", "energy"])

    assert ran.exit_code == 0
    assert ran.output.startswith("Fatigue and energy\n====")
    assert "Holds  partly, for people who are tired because they lack B12" in ran.output


def test_a_rule_that_one_pack_keeps_to_is_not_told_as_if_all_did():
    shown = text(claim_page(CLAIMS["vitamin_c"], KNOWLEDGE))

    assert "Kept to in general; the other packs mention it." in shown
    assert "Kept to" not in text(claim_page(CLAIMS["metformin"], KNOWLEDGE))


def test_words_that_name_several_claims_list_them():
    ran = CliRunner().invoke(corrin, ["evidence", "cancer"])
    listed = [line.split()[0] for line in ran.output.splitlines() if "_cancer " in line[:20]]

    assert listed == ["lung_cancer", "prostate_cancer", "colorectal_cancer"]


def test_words_that_name_none_exit_with_2_and_what_is_near(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["corrin", "evidence", "depresion"])

    assert run() == 2
    assert "There is no topic 'depresion'. Near it: depression" in capsys.readouterr().err


def test_a_whole_page_of_words_is_not_thrown_back(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["corrin", "evidence", "zzz xx " * 9000])

    assert run() == 2
    assert len(capsys.readouterr().err) < 400


def test_a_claim_as_json_has_every_field():
    ran = CliRunner().invoke(corrin, ["evidence", "migraine", "--format", "json"])
    (claim,) = json.loads(ran.output)["claims"]

    assert claim["certainty"] == "very_low"
    assert claim["claim_holds"] == "unproven"
    assert claim["sources"][0] == {"document": "vanderkuy_2002", "locator": "abstract"}


def test_all_claims_as_json_and_as_markdown():
    whole = CliRunner().invoke(corrin, ["evidence", "--format", "json"])
    page = CliRunner().invoke(corrin, ["evidence", "me/cfs", "--format", "md"])

    assert {claim["id"] for claim in json.loads(whole.output)["claims"]} == {*CLAIMS}
    assert page.output.startswith("# Myalgic encephalomyelitis")


def test_whether_it_causes_cancer_is_answered_by_the_three_claims():
    three = ["lung_cancer", "prostate_cancer", "colorectal_cancer"]

    assert found("does b12 cause cancer", NAMES) == three


@pytest.mark.parametrize(
    "asked",
    [
        "is methylcobalamin better than cyanocobalamin",
        "MTHFR",
        "weight",
        "hair loss",
        "laughing gas",
    ],
)
def test_what_the_knowledge_does_not_have_has_no_topic(asked):
    assert found(asked, NAMES) == []
