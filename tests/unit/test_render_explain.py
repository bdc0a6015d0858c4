"""The whole reason of one conclusion."""

from corrin.render.explain import explain, like
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
