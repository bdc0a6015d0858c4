"""The whole reason of one conclusion."""

import json

from msgspec.structs import replace

from corrin.domain.because import FactUsed
from corrin.render.explain import explain, like
from corrin.render.json import encoded
from corrin.render.markdown import markdown
from corrin.render.plan_page import plan_page
from corrin.render.text import text


def test_a_chain_goes_from_the_rule_to_the_document(plan):
    assert (
        text(explain(plan, "metformin_b12"))
        == """\
Why: metformin b12, Fri 20 Nov 2026
===================================
Guideline general, knowledge 2026.11

Alert: metformin b12
--------------------
Metformin lowers B12.

Rule         low-b12
The rule is  project decision: where the sources are silent, or a choice between
             them

It turns on:
- Total B12 below the bound: yes (b12_low)

The person's entries:
- “total vitamin B12 128 ng/L” (labs[0])

Sources:
- nice_ng239: Vitamin B12 deficiency in over 16s. NICE, 2024. (seen through a
  text that quotes it)
  At: 1.3
  https://www.nice.org.uk/guidance/ng239
"""
    )


def test_a_rule_explains_everything_that_it_concluded(plan):
    page = explain(plan, "low-b12")

    assert [section.title for section in page.sections] == [
        "Assessment: confirmed",
        "Cause: medicine metformin",
        "Test: if antibody",
        "Treatment: low-b12",
        "Treatment: daily weekly monthly",
        "Alert: metformin b12",
        "Monitoring: potassium 48h",
        "To do first: blood",
        "To do first: dose",
    ]


def test_status_is_the_name_of_whatever_the_status_is(plan):
    assert explain(plan, "status").sections[0].title == "Assessment: confirmed"


def test_what_the_plan_does_not_conclude_has_no_reason(plan):
    assert explain(plan, "pregnancy") is None
    assert like(plan, "metformin") == ["metformin_b12", "medicine_metformin"]


def test_what_is_assumed_is_marked_with_what_would_settle_it(plan):
    """In a line of the plan, in a chain, in Markdown and in JSON."""
    status = plan.assessment.status_because
    fact = FactUsed(
        id="pregnancy", asks="pregnant", value=False, assumed=True, settled_by=("pregnancy",)
    )
    why = replace(status.because, facts=(fact,))
    status = replace(status, because=why)
    assumed = {"anaemia": ("pregnancy",)}
    it = replace(plan.assessment, status_because=status, assumed=assumed)
    made = replace(plan, assessment=it)

    chain = " ".join(text(explain(made, "status")).split())
    assert "- Pregnant: no (assumed to be no until asked: pregnancy) (pregnancy)" in chain
    shown = " ".join(text(plan_page(made)).split())
    assert "Because: “total vitamin B12 128 ng/L”, assumed to be no until asked: pregnancy" in shown
    assert "Anaemia mild (assumed to be no until asked: pregnancy)" in shown
    assert "assumed to be no until asked: pregnancy" in markdown(plan_page(made))
    said = json.loads(encoded(made))["assessment"]
    assert said["status_because"]["because"]["facts"][0]["settled_by"] == ["pregnancy"]
    assert said["assumed"] == {"anaemia": ["pregnancy"]}
