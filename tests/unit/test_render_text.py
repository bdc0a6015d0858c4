"""The text: eighty columns, nothing hidden, numbers with their units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from corrin.domain.person import LedgerEntry, Notice
from corrin.domain.plan import Because, EntryUsed
from corrin.domain.rule import weaker
from corrin.errors import Refusal
from corrin.render.page import Item, Items, Page, Section, pairs
from corrin.render.plan_page import plan_page
from corrin.render.refusal import refusal_page
from corrin.render.text import columns, text, wrapped

HEADINGS = [
    "Do first",
    "1. Basis",
    "2. Assessment",
    "3. Risk and intake",
    "4. Cause",
    "5. Tests",
    "6. Treatment",
    "7. Timing",
    "8. Alerts",
    "9. Monitoring",
    "10. What to expect",
    "11. Sources",
]


def test_a_plan_begins_with_what_to_do_first_and_has_its_eleven_parts_in_order(plan):
    lines = text(plan_page(plan)).splitlines()

    assert [line for line in lines if line in HEADINGS] == HEADINGS
    assert lines[:7] == [
        "Vitamin B12 plan, Fri 20 Nov 2026",
        "=================================",
        "Amina",
        "",
        "Do first",
        "--------",
        "1. Take blood. (nurse, before the first dose)",
    ]


def test_it_says_once_that_nobody_has_reviewed_it_and_what_it_is_for(plan):
    said = text(plan_page(plan))

    assert said.lower().count("not clinically reviewed") == 1
    assert said.count("does not diagnose or prescribe") == 1


def test_a_conclusion_gives_the_words_of_the_person_the_rule_the_source_and_its_mark(plan):
    said = text(plan_page(plan))

    assert "Because: “total vitamin B12 128 ng/L” [low-b12; nice_ng239]\n" in said
    assert "(project decision): where the sources are silent" in " ".join(said.split())
    assert "(unverified)" not in said


def test_an_unverified_entry_carries_a_mark_and_the_mark_is_explained(plan):
    why = replace(plan.alerts[0].because, verified="false")
    said = text(plan_page(replace(plan, alerts=(replace(plan.alerts[0], because=why),))))

    assert "nice_ng239] (unverified)" in said
    assert "- (unverified): not checked against its source" in said


def test_what_was_not_used_stands_in_the_basis_with_field_and_value(plan):
    notice = Notice(field="labs[0].unit", value="furlongs", why="it is not a unit of B12")
    said = text(plan_page(replace(plan, not_understood=(notice,))))

    assert "- labs[0].unit “furlongs”: It is not a unit of B12." in said


def test_an_offer_carries_the_mark_of_its_regimen_beside_that_of_its_rule(plan):
    offer = replace(plan.treatment.offer, verified=weaker("true", "partial"))
    said = text(plan_page(replace(plan, treatment=replace(plan.treatment, offer=offer))))

    assert "Because the nerves are involved. (partly verified)" in " ".join(said.split())
    assert weaker("false", "project") == weaker("partial", "false") == "false"


@pytest.mark.parametrize("accepted", ["2026-11-20", "cause_resolved, review", "false, or null"])
def test_what_is_accepted_is_shown_as_it_is_typed(accepted):
    refusal = Refusal(field="start", value="2026-02-30", why="it is not a day", accepted=accepted)

    assert f"It is not a day. Accepted: {accepted}\n" in text(refusal_page([refusal]))


def test_the_whole_plan_names_every_entry_and_every_dose(plan):
    said = text(plan_page(plan, full=True))

    assert "- name “Amina”: without bearing on the plan" in said
    assert "- Sat 21 Nov 2026: loading, 1 mg (1,000 micrograms) into a muscle (IM)" in said


@pytest.mark.parametrize("before", range(50, 80))
def test_a_number_keeps_its_unit_and_a_date_its_parts(before):
    words = (
        "total B12 128 ng/L on Mon 7 Dec 2026, dose 1 mg (1,000 micrograms), platelets 32 ×10⁹/L"
    )
    shown = "\n".join(wrapped(f"{'x' * before} {words}"))

    for whole in ("128 ng/L", "Mon 7 Dec 2026", "1 mg", "(1,000 micrograms)", "32 ×10⁹/L"):
        assert whole in shown


def test_a_list_of_dates_breaks_between_them():
    dates = [f"Sat {number} Feb 2027" for number in range(10, 29)]
    lines = list(wrapped(", ".join(dates)))

    assert len(lines) > 1
    assert [date for line in lines for date in line.rstrip(",").split(", ")] == dates


hostile = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\x00\x1b\x9b\u202e\u2066\u200f\u200b\u2028\r\n\t|`<>&\\1 "),
    ),
    max_size=300,
)


@given(hostile, hostile)
def test_no_line_is_wider_than_eighty_columns_and_no_character_is_invisible(one, other):
    page = Page(
        one,
        (other,),
        (
            Section(other, (Items((Item(one, (other,), other),), other, numbered=True),)),
            Section(one, pairs((other or "x", one))),
        ),
    )
    shown = text(page)

    assert max(columns(line) for line in shown.split("\n")) <= 80
    assert all(c.isprintable() for c in shown.replace("\n", ""))


@given(hostile)
def test_a_hostile_entry_leaves_the_plan_in_its_shape(plan, words):
    hostile_why = Because(rule="low-b12", entries=(EntryUsed(field=words, words=words),))
    entry = LedgerEntry(field="name", value=words, outcome="not_relevant")
    shown = text(
        plan_page(
            replace(
                plan,
                basis=replace(plan.basis, ledger=(entry,)),
                alerts=(replace(plan.alerts[0], because=hostile_why),),
                refused=(Notice(field=words, value=words, why=words),),
            ),
            full=True,
        )
    )
    lines = shown.split("\n")

    assert [line for line in lines if line in HEADINGS] == HEADINGS
    assert max(map(columns, lines)) <= 80
    assert all(line.isprintable() for line in lines)


def test_of_many_things_with_one_reason_three_are_shown_and_the_others_counted(plan):
    future = [
        Refusal(field=f"entry[{n}]", value="2030", why="it is in the future", accepted="a past day")
        for n in range(7)
    ]
    other = Refusal(field="entry[9]", value="x", why="it is no date", accepted="a date")
    many = replace(plan, refused=(*future, other))

    short = " ".join(text(plan_page(many)).split())
    assert [n for n in range(10) if f"entry[{n}]" in short] == [0, 1, 2, 9]
    assert "4 more: It is in the future. --full lists each." in short
    whole = " ".join(text(plan_page(many, full=True)).split())
    assert [n for n in range(10) if f"entry[{n}]" in whole] == [*range(7), 9]
    assert "more: It is" not in whole
    few = text(plan_page(replace(plan, refused=tuple(future[:4]))))
    assert "more:" not in few


def test_what_is_counted_is_named_by_its_entry(plan):
    """A result of vitamin B12 that was not taken never hides behind a count."""
    names = ["ferritin", "folate", "MCV", "vitamin B12", "vitamin B12", "potassium"]
    entries = tuple(
        LedgerEntry(field=f"entry[{n}]", value=name, outcome="refused", why="it is in the future")
        for n, name in enumerate(names)
    )
    future = tuple(
        Refusal(field=f"{entry.field}.date", value="2030", why="it is in the future", accepted="-")
        for entry in entries
    )
    basis = replace(plan.basis, ledger=entries)

    short = " ".join(text(plan_page(replace(plan, basis=basis, refused=future))).split())

    assert "entry[2].date “2030”, of “MCV”: It is in the future." in short
    assert "3 more: It is in the future. Of “vitamin B12”; “potassium”. --full lists" in short
