"""Corners of planning that no person under the knowledge as it is comes to."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from corrin import person_file
from corrin.canaries.panel import panel
from corrin.care.assess import rounded
from corrin.care.cards import Spoken, in_order, spoken
from corrin.care.choose import choose
from corrin.care.dated import continues, dates, latest_day
from corrin.care.facts import Facts
from corrin.care.guideline import Guideline
from corrin.care.intake_report import intake_report
from corrin.care.phase_words import how_often, until
from corrin.care.plan import plan
from corrin.care.reasons import Reasons
from corrin.care.summary import summary
from corrin.domain.knowledge import Knowledge
from corrin.domain.plan import Conclusion, Plan
from corrin.domain.regimen import (
    AfterDoses,
    EveryDays,
    EveryMonths,
    Never,
    OnEvent,
    Phase,
    WeekdayOffsets,
)
from corrin.domain.rule import Condition
from corrin.knowledge.load import knowledge

ON = date(2026, 11, 20)
HERE = knowledge()
ANSWERED = (
    "allergies",
    "conditions",
    "diet",
    "exposures",
    "medicines",
    "procedures",
    "signs",
    "symptoms",
)
NEVER_ASKED = (
    "pa_stated",
    "metformin_long",
    "gastrectomy_total",
    "bariatric",
    "n2o_recreational",
    "diet_strict",
    "leber_stated",
    "inherited_metabolic",
)
"""More facts than are tried in every combination."""


def facts_of(guideline: Guideline, **said: object) -> Facts:
    reading = person_file.read(json.dumps(said).encode(), on=ON, knowledge=HERE)
    assert reading.person is not None
    return Facts.of(reading.person, ON, guideline)


def planned(guideline: Guideline, **said: object) -> Plan:
    reading = person_file.read(json.dumps(said).encode(), on=ON, knowledge=HERE)
    assert reading.person is not None
    return plan(reading.person, on=ON, guideline=guideline)


def with_offers(*conditions: Condition | None) -> Guideline:
    """The pack of the United Kingdom with these offers alone, each of another regimen."""
    uk = HERE.packs["uk"]
    regimens = ("uk_bnf_no_neuro", "uk_bnf_neuro")
    offers = tuple(
        replace(uk.offers[0], id=f"offer_{number}", when=when, regimen=regimens[number])
        for number, when in enumerate(conditions)
    )
    return Guideline.of(replace(HERE, packs={**HERE.packs, "uk": replace(uk, offers=offers)}), "uk")


def with_rules(table: str, *, keep_last: bool) -> Guideline:
    """The pack of the United Kingdom with a table that has lost its row for everybody."""
    old = HERE.rules[table]
    rules = old.rules if keep_last else old.rules[:-1]
    return Guideline.of(replace(HERE, rules={**HERE.rules, table: replace(old, rules=rules)}), "uk")


# --- Which offer holds ----------------------------------------------------------------------------


def test_what_decides_only_with_another_is_asked():
    """Neither fact alone changes the offer; both together do."""
    both: Condition = ("and", "pa_stated", "bariatric")
    choice = choose(facts_of(with_offers(both, None), age_years=45, sex="male"))

    assert choice.offer.id == "offer_1"
    assert [asked.fact for asked in choice.questions] == ["pa_stated"]


def test_more_than_can_be_tried_is_not_tried():
    """Eight facts have 256 completions; fewer are tried, and none of those differs."""
    every: Condition = ("and", *NEVER_ASKED)
    guideline = with_offers(every, ("not", every))
    choice = choose(facts_of(guideline, age_years=45, sex="male"))

    assert choice.offer.id == "offer_1"


def test_a_pack_without_an_offer_for_everybody_is_a_broken_promise():
    guideline = with_offers("under_16")

    with pytest.raises(LookupError, match=r"^pack uk has no offer for everybody$"):
        choose(facts_of(guideline, age_years=45, sex="male"))


# --- Tables and facts -----------------------------------------------------------------------------


def test_a_table_without_a_row_for_everybody_is_a_broken_promise():
    person = {"age_years": 45, "sex": "male"}

    whole = facts_of(with_rules("status", keep_last=True), **person)
    assert Reasons(whole, {}).first("status").gives == "not_assessable"

    broken = facts_of(with_rules("status", keep_last=False), **person)
    assert broken.value("deficient") is False
    assert broken.grounds("deficient") == ()
    with pytest.raises(LookupError, match=r"^table status has no row for everybody$"):
        Reasons(broken, {}).first("status")


def test_all_that_a_table_hangs_on_can_be_asked():
    """The cause hangs on operations, medicines and diet, which nobody has said."""
    facts = facts_of(Guideline.of(HERE, "uk"), age_years=45, sex="male")
    asked = set(facts.undecided("cause_dietary"))

    assert {"gastrectomy_total", "diet_strict"} <= asked


def test_there_is_no_shape_of_an_order_that_nobody_gave():
    facts = facts_of(Guideline.of(HERE, "uk"), age_years=45, sex="male")

    assert facts.value("order_is_sparse") is False


def test_a_property_that_no_marker_has_is_a_broken_promise():
    lab = {"name": "total vitamin B12", "value": 150, "unit": "ng/L", "date": "2026-11-20"}
    facts = facts_of(Guideline.of(HERE, "uk"), labs=[lab])

    with pytest.raises(ValueError, match=r"^no marker has the property 'purple'$"):
        facts.markers.answer("total_b12 purple")


def test_a_result_of_the_mother_is_shown_and_does_not_count():
    reading = person_file.read(
        json.dumps(
            {"labs": [{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}]}
        ).encode(),
        on=ON,
        knowledge=HERE,
    )
    assert reading.person is not None
    (own,) = reading.person.results
    person = replace(reading.person, results=(replace(own, subject="mother"),))
    made = plan(person, on=ON, guideline=Guideline.of(HERE, "uk"))

    assert made.assessment.status == "not_assessable"
    (marker,) = made.assessment.markers
    assert marker.says == "Of somebody else; it does not count here."
    assert not marker.counts


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0", "0"), ("1", "1.000"), ("184.4626", "184.5"), ("0.0123456", "0.01235"), ("9E+3", "9000")],
)
def test_a_converted_value_is_shown_in_four_digits_and_nothing_is_nothing(value, shown):
    assert str(rounded(Decimal(value))) == shown


# --- Maintenance as it is on record ---------------------------------------------------------------


def usual(timing: EveryDays | EveryMonths | WeekdayOffsets) -> Guideline:
    """The maintenance of the United Kingdom at another interval."""
    regimen = HERE.regimens["bnf_hydroxo_prophylaxis"]
    phases = (replace(regimen.phases[0], timing=timing),)
    regimens = {**HERE.regimens, regimen.id: replace(regimen, phases=phases)}
    known: Knowledge = replace(HERE, regimens=regimens)
    return Guideline.of(known, "uk")


@pytest.mark.parametrize(
    ("timing", "says"),
    [
        (EveryMonths(2, 3), "every 2 months"),
        (EveryDays(56, 84), "every 8 weeks"),
        (WeekdayOffsets((0, 2, 4)), "3 times a week"),
    ],
)
def test_with_nerves_no_interval_is_longer_than_the_shortest_of_the_regimen(timing, says):
    """Every half year is longer than each of these."""
    made = planned(
        usual(timing),
        age_years=60,
        sex="male",
        conditions=["pernicious anaemia"],
        symptoms=["tingling"],
        prior_treatment=["hydroxocobalamin 1 mg im every 6 months since 2020"],
    )

    assert made.treatment.offer is not None
    assert made.treatment.offer.because.rule == "uk_continue_nerves"
    assert made.treatment.offer.phases[-1].says.startswith(says)


@pytest.mark.parametrize(
    ("timing", "says"),
    [
        (EveryDays(1), "every day"),
        (EveryDays(2), "on alternate days"),
        (EveryDays(3), "every 3 days"),
        (EveryDays(7), "every week"),
        (EveryDays(10), "every 10 days"),
        (EveryDays(14), "every 2 weeks"),
        (EveryDays(84), "every 12 weeks"),
        (EveryDays(2, 3), "every 2 to 3 days"),
        (EveryDays(7, 14), "every 7 to 14 days"),
        (EveryMonths(1), "every month"),
        (EveryMonths(3), "every 3 months"),
        (EveryMonths(1, 2), "every 1 to 2 months"),
        (EveryMonths(2, 3), "every 2 to 3 months"),
        (WeekdayOffsets((0, 2, 4)), "3 times a week"),
    ],
)
def test_how_often_a_dose_falls_due_is_said(timing, says):
    assert how_often(timing) == says


@pytest.mark.parametrize(
    ("ends", "says", "for_life"),
    [
        (AfterDoses(1), "1 dose", "1 dose"),
        (AfterDoses(6), "6 doses", "6 doses"),
        (Never(), "for life", "for life"),
        (OnEvent("review"), "until a review decides", "for life"),
        (OnEvent("cause_resolved"), "for as long as the cause lasts", "for life"),
        (
            OnEvent("counts_normal"),
            *("until the blood count is normal", "until the blood count is normal"),
        ),
        (
            OnEvent("no_further_improvement"),
            *("until there is no further improvement", "until there is no further improvement"),
        ),
    ],
)
def test_when_a_phase_ends_is_said(ends, says, for_life):
    assert until(ends) == says
    assert until(ends, lifelong=True) == for_life


def test_a_course_that_no_pack_offers_is_known_by_name_only():
    reading = person_file.read(b'{"age_years": 45, "sex": "male"}', on=ON, knowledge=HERE)
    assert reading.person is not None
    guideline = Guideline.of(HERE, "uk")

    def notes(regimen: str) -> tuple[str, ...]:
        assert reading.person is not None
        return plan(reading.person, on=ON, guideline=guideline, regimen=regimen).treatment.notes

    said = "This course is known by name only; no pack offers it."
    assert said in notes("calomist")
    assert said not in notes("uk_bnf_no_neuro")


# --- What is offered, and from when ---------------------------------------------------------------

LOW = [{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}]


def test_an_offer_says_what_its_source_says_of_each_phase():
    """BNF, hydroxocobalamin, without neurological involvement; NICE NG239 for tablets."""
    made = planned(
        Guideline.of(HERE, "uk"), age_years=45, labs=LOW, **{name: [] for name in ANSWERED}
    )
    offer, tablets = made.treatment.offer, made.treatment.alternatives[0]
    assert offer is not None
    loading, maintenance = offer.phases

    assert (offer.product, offer.product_name, offer.route) == (
        *("hydroxocobalamin", "HYDROXOcobalamin"),
        "im",
    )
    assert (loading.name, loading.says, loading.ends) == (
        *("loading", "3 times a week, 6 doses"),
        "6 doses",
    )
    assert (loading.route, loading.dose_micrograms) == ("im", 1000)
    assert (maintenance.name, maintenance.says, maintenance.ends) == (
        "maintenance",
        "every 2 to 3 months, for as long as the cause lasts",
        "for as long as the cause lasts",
    )
    rested = {each.id: each for each in HERE.packs["uk"].offers}[offer.because.rule]
    cited = (*rested.sources, *HERE.regimens["uk_bnf_no_neuro"].sources)
    assert (offer.says, rested.regimen) == (rested.says, "uk_bnf_no_neuro")
    assert offer.says == made.treatment.says
    assert [used.id for used in offer.because.sources] == [c.document for c in cited]
    assert offer.because.verified == made.treatment.because.verified == rested.verified
    assert made.treatment.continues == (
        "Treatment lasts as long as the cause; a review decides, never a high B12 level."
    )
    assert (tablets.regimen, tablets.product, tablets.product_name, tablets.route) == (
        *("nice_oral_malabsorption", "cyanocobalamin", "CYANOcobalamin"),
        "oral",
    )
    assert tablets.says.startswith("From 16 years; at least 1000 micrograms, and never for auto")
    assert [phase.says for phase in tablets.phases] == ["every day, for as long as the cause lasts"]


def test_with_leber_s_disease_no_product_of_cyanocobalamin_is_named():
    """A spray of cyanocobalamin is the only one into the nose."""
    reading = person_file.read(
        json.dumps(
            {"age_years": 45, "labs": LOW, "conditions": ["Leber hereditary optic neuropathy"]}
        ).encode(),
        on=ON,
        knowledge=HERE,
    )
    assert reading.person is not None
    made = plan(reading.person, on=ON, guideline=Guideline.of(HERE, "us"), regimen="calomist")
    assert made.treatment.offer is not None

    assert (made.treatment.offer.product, made.treatment.offer.product_name) == (None, None)


ALTERNATE = "Alternate days until no further improvement, then every two months"


@pytest.mark.parametrize(
    ("value", "offered"),
    [
        (
            500,
            "no replacement (No replacement is due on what is known; an uncertain result is settled"
            " by the second-line test first)",
        ),
        (
            90,
            "Three times a week for two weeks, then every two to three months (Poor absorption is"
            " not excluded, so the BNF's course is given by injection)",
        ),
    ],
)
def test_a_regimen_that_is_not_offered_is_named_beside_the_one_that_is(value, offered):
    labs = [{"name": "total vitamin B12", "value": value, "unit": "ng/L", "day": 0}]
    said = {"age_years": 45, "labs": labs, **{name: [] for name in ANSWERED}}
    reading = person_file.read(json.dumps(said).encode(), on=ON, knowledge=HERE)
    assert reading.person is not None
    uk = Guideline.of(HERE, "uk")
    made = plan(reading.person, on=ON, guideline=uk, regimen="uk_bnf_neuro")

    assert [block.id for block in made.treatment.blocks] == ["regimen_not_offered"]
    assert made.treatment.blocks[0].says == (
        f"The regimen chosen, {ALTERNATE}, is not what the guideline offers for this person, which"
        f" is {offered}."
    )
    chosen, regimen = made.treatment.offer, HERE.regimens["uk_bnf_neuro"]
    assert chosen is not None
    assert made.treatment.says == chosen.says == "Chosen by the reader in place of what is offered."
    assert (chosen.because.rule, chosen.because.facts) == (regimen.id, ())
    assert [used.id for used in chosen.because.sources] == [c.document for c in regimen.sources]
    assert chosen.because.verified == regimen.verified
    assert [each.regimen for each in made.treatment.alternatives][:1] == (
        [] if value == 500 else ["uk_bnf_no_neuro"]
    )


def test_what_the_record_of_treatment_changes_is_noted():
    said = {
        "age_years": 45,
        "labs": LOW,
        "prior_treatment": ["cyanocobalamin 1 mg im monthly for 2 years"],
        **{name: [] for name in ANSWERED},
    }
    made = planned(Guideline.of(HERE, "uk"), **said)
    both = [*said["prior_treatment"], "methylcobalamin 1 mg im monthly for 2 years"]
    of_both = planned(Guideline.of(HERE, "uk"), **{**said, "prior_treatment": both})

    assert of_both.treatment.notes[-2] == (
        "The product changes, from cyanocobalamin and methylcobalamin to hydroxocobalamin."
    )
    assert made.treatment.notes[-2:] == (
        "The product changes, from cyanocobalamin to hydroxocobalamin.",
        "The day of the last injection is not known; the dates count from the start.",
    )
    assert [(entry.field, entry.words) for entry in made.treatment.given] == [
        ("prior_treatment[0]", "cyanocobalamin 1 mg im monthly for 2 years")
    ]


def test_what_the_reader_of_a_file_reports_stands_in_the_plan():
    said = {
        "age_years": 45,
        "name": "Amina",
        "symptoms": ["tired", "xyzzy"],
        "medicines": ["levothyroxne"],
        "labs": [{"name": "total vitamin B12", "value": -4, "unit": "ng/L", "day": 0}],
    }
    reading = person_file.read(json.dumps(said).encode(), on=ON, knowledge=HERE)
    assert reading.person is not None
    reported = {
        "ledger": reading.ledger,
        "refused": reading.refused,
        "warnings": reading.warnings,
        "not_understood": reading.not_understood,
    }
    uk = Guideline.of(HERE, "uk")
    made = plan(reading.person, on=ON, guideline=uk, **reported)
    counted = intake_report(reading.person, on=ON, guideline=uk, **reported)

    assert all(reported.values())
    assert made.basis.ledger == counted.ledger == reading.ledger
    assert made.refused == counted.refused == reading.refused
    assert made.warnings == counted.warnings == reading.warnings
    assert made.not_understood == counted.not_understood == reading.not_understood
    assert (counted.on, counted.reviewed) == ("2026-11-20", "not clinically reviewed")
    assert (counted.guideline, counted.knowledge_version) == ("uk", HERE.version)


def every(timing: EveryDays | EveryMonths | WeekdayOffsets) -> Phase:
    return Phase(
        name="maintenance",
        route="im",
        dose_micrograms=Decimal(1000),
        timing=timing,
        ends=OnEvent("review"),
    )


@pytest.mark.parametrize(
    ("timing", "given", "first"),
    [
        (EveryMonths(1), ["hydroxocobalamin 1 mg im last 2026-11-10"], date(2026, 12, 10)),
        (EveryMonths(1), ["hydroxocobalamin 1 mg im last 2026-09-10"], ON),
        (EveryDays(28), ["hydroxocobalamin 1 mg im last 2026-11-10"], date(2026, 12, 8)),
        (EveryDays(7), ["hydroxocobalamin 1 mg im last 2026-11-17"], date(2026, 11, 24)),
        (EveryDays(6), ["hydroxocobalamin 1 mg im last 2026-11-17"], ON),
        (WeekdayOffsets((0, 2, 4)), ["hydroxocobalamin 1 mg im last 2026-11-17"], ON),
        (EveryMonths(1), ["hydroxocobalamin 1 mg sc last 2026-11-10"], date(2026, 12, 10)),
        (EveryMonths(1), ["cyanocobalamin 1 mg oral last 2026-11-10"], ON),
        (EveryMonths(1), ["hydroxocobalamin 1 mg im for 2 years"], ON),
        (
            EveryMonths(1),
            [
                "hydroxocobalamin 1 mg im last 2026-11-10",
                "hydroxocobalamin 1 mg im last 2026-10-25",
            ],
            date(2026, 12, 10),
        ),
        (EveryMonths(1), [], ON),
    ],
)
def test_the_first_dose_falls_due_one_interval_after_the_last_injection(timing, given, first):
    """Where the interval is a week or more; a loading phase begins on the day of the start."""
    facts = facts_of(Guideline.of(HERE, "uk"), age_years=45, prior_treatment=given)

    assert dates(facts, (every(timing),), ON, date(2027, 11, 20)).dates[0] == first


REVIEW = date(2027, 2, 12)
FOR_LIFE = "Treatment is for life."


@pytest.mark.parametrize(
    ("ends", "review", "latest", "says"),
    [
        (OnEvent("review"), None, date(2027, 11, 20), FOR_LIFE),
        (OnEvent("review"), REVIEW, date(2027, 11, 20), FOR_LIFE),
        (
            *(OnEvent("review"), REVIEW, REVIEW),
            "Doses are dated up to the review on 2027-02-12, which decides how it goes on."
            f" {FOR_LIFE}",
        ),
        (
            *(OnEvent("counts_normal"), REVIEW, REVIEW),
            "The maintenance phase is dated up to the review on 2027-02-12, which decides how it"
            f" goes on. {FOR_LIFE}",
        ),
        (
            *(OnEvent("no_further_improvement"), REVIEW, date(2027, 11, 20)),
            "The maintenance phase is dated up to the review on 2027-02-12, which decides how it"
            f" goes on. {FOR_LIFE}",
        ),
        (OnEvent("counts_normal"), None, date(2027, 11, 20), FOR_LIFE),
    ],
)
def test_how_a_course_goes_on_is_said_with_the_review_that_decides(ends, review, latest, says):
    phase = replace(every(EveryDays(7)), ends=ends)

    assert continues((phase,), "lifelong", review, latest) == says
    assert latest_day(facts_of(Guideline.of(HERE, "uk"), age_years=45), (phase,), ON, review) == (
        REVIEW if review and ends.event != "review" else date(2027, 11, 20)
    )


@pytest.mark.parametrize(
    ("duration", "says"),
    [
        ("lifelong", FOR_LIFE),
        (
            "while_cause_persists",
            "Treatment lasts as long as the cause; a review decides, never a high B12 level.",
        ),
        ("until_review", "The review decides how long."),
    ],
)
def test_how_long_treatment_lasts_is_said(duration, says):
    assert continues((), duration, None, ON) == says


# --- What is warned of ----------------------------------------------------------------------------


def warned(on: date, start: date) -> list[tuple[str, str | None, str]]:
    """The warnings about somebody whose cord suffers."""
    said = {
        "age_years": 45,
        "signs": ["ataxia"],
        "labs": [{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}],
    }
    reading = person_file.read(json.dumps(said).encode(), on=on, knowledge=HERE)
    assert reading.person is not None
    made = plan(reading.person, on=on, start=start, guideline=Guideline.of(HERE, "uk"))
    return [(notice.field, notice.value, notice.why) for notice in made.warnings]


def test_a_start_is_not_put_off_where_treatment_must_not_wait():
    why = "treatment must not wait, and the assessment is on 2026-11-20"

    assert warned(ON, ON) == []
    assert warned(ON, date(2026, 11, 21)) == [("start", "2026-11-21", why)]


def test_knowledge_whose_review_is_past_is_said_to_be_so():
    """From the day on which the edition is to be reviewed."""
    due = HERE.edition.review
    before = due - timedelta(days=1)
    why = f"its review was due on {due.isoformat()}; it may be out of date"

    assert warned(before, before) == []
    assert warned(due, due) == [("knowledge", HERE.version, why)]


def test_an_order_that_must_not_be_written_is_a_refusal_of_its_field():
    made = planned(
        Guideline.of(HERE, "uk"),
        age_years=45,
        labs=[{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}],
        regimen_request={"drug": "folic acid", "dose": "5 mg"},
    )

    assert [(each.field, each.value, each.why, each.accepted) for each in made.refused] == [
        (
            *("regimen_request.drug", "folic acid"),
            "Folic acid is not given alone or first while B12 is low or not known.",
            "B12 first; folic acid at least 24 hours later.",
        )
    ]


def test_alerts_beyond_the_sixth_stand_in_the_parts_that_they_concern():
    made = planned(
        Guideline.of(HERE, "uk"),
        age_years=66,
        sex="male",
        exposures=["recreational nitrous oxide"],
        medicines=["metformin for 6 years", "omeprazole for 6 years", "chloramphenicol"],
        conditions=["Leber hereditary optic neuropathy", "anorexia nervosa"],
        allergies=["cyanocobalamin"],
        symptoms=["numb feet"],
        prior_treatment=["hydroxocobalamin 1 mg im every 3 months for 2 years"],
        labs=[
            {"name": "total vitamin B12", "value": 400, "unit": "ng/L", "day": 0},
            {"name": "methylmalonic acid", "value": 900, "unit": "nmol/L", "day": 0},
            {"name": "haemoglobin", "value": 60, "unit": "g/L", "day": 0},
            {"name": "folate", "value": 1.5, "unit": "ug/L", "day": 0},
        ],
    )

    def beside(conclusions: tuple[Conclusion, ...], part: str) -> list[str]:
        return [each.id for each in conclusions if each.part == part]

    assert [alert.id for alert in made.alerts] == [
        *("hypersensitivity", "severe_anaemia", "n2o_stop", "folate_without_b12"),
        *("leber_optic_atrophy", "level_after_treatment_uninformative"),
    ]
    assert beside(made.assessment.notes, "assessment") == ["normal_b12_does_not_exclude"]
    assert beside(made.treatment.cautions, "treatment") == ["chloramphenicol_interaction"]
    assert beside(made.cause.contributing, "cause") == ["metformin_b12", "acid_suppression_b12"]
    assert beside(made.risk.diet, "risk") == ["dietary_risk"]


def test_a_course_of_which_no_product_may_be_given_is_not_dated():
    """Nasal vitamin B12 is cyanocobalamin, which is not given with Leber's disease."""
    read = person_file.read(
        json.dumps(
            {
                "age_years": 40,
                "sex": "male",
                "conditions": ["Leber hereditary optic neuropathy"],
                "labs": [{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}],
            }
        ).encode(),
        on=ON,
        knowledge=HERE,
    )
    assert read.person is not None
    made = plan(read.person, on=ON, guideline=Guideline.of(HERE, "uk"), regimen="calomist")

    assert made.treatment.schedule_status == "blocked"
    assert made.treatment.doses == ()
    assert made.treatment.offer is not None
    assert made.treatment.offer.product is None
    assert made.treatment.blocks[0].says == (
        "Nasal spray every day to maintain remission: "
        "no vitamin B12 that goes by this route may be given here."
    )
    assert [fact.id for fact in made.treatment.blocks[0].because.facts] == [
        "hydroxocobalamin_preferred"
    ]


def test_an_order_before_its_questions_names_the_course_that_waits_as_people_do():
    made = planned(
        Guideline.of(HERE, "uk"),
        age_years=45,
        sex="male",
        labs=[{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}],
        regimen_request={
            "drug": "hydroxocobalamin",
            "dose_ug": 1000,
            "route": "im",
            "every_days": 2,
        },
    )

    (order,) = made.treatment.order
    assert (order.accepted, made.treatment.schedule_status) == (True, "ask_first")
    assert order.says == (
        "The order is possible, but the plan stands at ask first: "
        "Three times a week for two weeks, then every two to three months."
    )


def test_an_alert_that_is_not_shown_stands_elsewhere_whatever_it_is_about():
    def with_alerts(most: int, pack: str) -> Guideline:
        setting = replace(HERE.settings["alerts_most"], value=Decimal(most))
        return Guideline.of(replace(HERE, settings={**HERE.settings, "alerts_most": setting}), pack)

    every, none = ({pack: with_alerts(most, pack) for pack in HERE.packs} for most in (99, 0))
    people = panel()
    parts: set[str | None] = set()
    for canary in people.people:
        read = person_file.read(json.dumps(canary.person).encode(), on=people.on, knowledge=HERE)
        assert read.person is not None
        shown = plan(read.person, on=people.on, guideline=every[canary.pack])
        silent = plan(read.person, on=people.on, guideline=none[canary.pack])
        beside = {
            each.id
            for each in (
                *silent.assessment.notes,
                *silent.risk.diet,
                *silent.cause.contributing,
                *silent.treatment.cautions,
            )
        }

        assert silent.alerts == ()
        assert {alert.id for alert in shown.alerts} <= beside, canary.id
        parts |= {rule.part for rule in HERE.rules["alerts"].rules if rule.gives in beside}

    assert parts == {rule.part for rule in HERE.rules["alerts"].rules}


# --- What is claimed of a plan --------------------------------------------------------------------


def commits(made: Plan) -> object:
    return summary(made, (), asymptomatic=False, folate_ordered=False)["commits"]


def test_a_blocked_plan_that_dates_doses_is_told_apart():
    made = planned(
        Guideline.of(HERE, "uk"),
        age_years=45,
        sex="male",
        **{name: [] for name in ANSWERED},
        labs=[{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}],
    )
    assert made.treatment.doses
    assert "schedule_same_product" not in commits(made)

    blocked = replace(made, treatment=replace(made.treatment, schedule_status="blocked"))
    assert "schedule_same_product" in commits(blocked)


def test_a_lifelong_cause_with_loading_alone_is_told_apart():
    made = planned(
        Guideline.of(HERE, "uk"),
        age_years=45,
        sex="male",
        conditions=["pernicious anaemia"],
        labs=[{"name": "total vitamin B12", "value": 90, "unit": "ng/L", "day": 0}],
    )
    assert made.treatment.offer is not None
    assert "stop_after_loading" not in commits(made)

    loading = replace(made.treatment.offer, phases=made.treatment.offer.phases[:1])
    short = replace(made, treatment=replace(made.treatment, offer=loading))
    assert "stop_after_loading" in commits(short)


# --- What a pack of somebody else leaves out ------------------------------------------------------


def leaving_out(*tables: str, **fields: None) -> Guideline:
    """The pack of the United Kingdom with tables whose rules do not say some things."""
    rules = {
        name: replace(HERE.rules[name], rules=tuple(replace(r, **fields) for r in old.rules))
        for name, old in HERE.rules.items()
        if name in tables
    }
    return Guideline.of(replace(HERE, rules={**HERE.rules, **rules}), "uk")


BLOCKED = {
    "age_years": 45,
    "labs": [*LOW, {"name": "haemoglobin", "value": 60, "unit": "g/L", "day": 0}],
    "allergies": ["hydroxocobalamin"],
    "symptoms": ["sudden facial droop"],
    "exposures": ["recreational nitrous oxide"],
    "regimen_request": {"drug": "folic acid"},
}


def test_a_rule_that_names_nobody_is_for_a_clinician():
    nobody = leaving_out("alerts", "referral", "blocks", "actions", who=None, within=None)
    made = planned(nobody, **BLOCKED)

    assert {(alert.who, alert.within) for alert in made.alerts} == {("clinician", "routine")}
    assert made.assessment.red_flags == ()
    assert [(step.who, step.within) for step in made.do_first if step.kind == "block"] == [
        ("clinician", "now"),
        ("clinician", "now"),
    ]
    for_nobody = planned(leaving_out("alerts", "referral", "blocks", who=None), **BLOCKED)
    assert {(step.kind, step.who) for step in for_nobody.do_first if step.within == "now"} == {
        *(("red_flag", "clinician"), ("block", "clinician"), ("check", "clinician")),
    }


def test_a_caution_that_names_nobody_is_for_a_clinician():
    found = planned(leaving_out("blocks", who=None), age_years=45, labs=LOW).do_first
    (asked,) = [step for step in found if step.says.startswith("Ask before")]

    assert (asked.who, asked.within) == ("clinician", "before_first_dose")


def test_an_order_is_refused_for_another_where_no_other_is_named():
    made = planned(leaving_out("order", prove=None), **BLOCKED)

    assert [check.instead for check in made.treatment.order] == ["another order"]


def test_a_test_without_a_name_is_called_by_its_words_and_is_due_in_days():
    said = {**BLOCKED, "symptoms": [], "exposures": []}
    made = planned(leaving_out("tests", name=None, within=None), **said)
    named = {test.id: test.name for test in made.tests}

    assert named["coeliac_serology"] == "coeliac serology"
    assert named["if_antibody"] == HERE.analytes["if_antibody"].name
    assert {step.within for step in made.do_first if step.says.startswith("Next tests")} == {"days"}


# --- Which cards are spoken -----------------------------------------------------------------------

LOW_WITH_NERVES = {
    "age_years": 45,
    "labs": LOW,
    "symptoms": ["numb feet"],
    "conditions": ["pernicious anaemia"],
    "exposures": ["recreational nitrous oxide"],
}


@pytest.mark.parametrize(
    ("hook", "more", "cards"),
    [
        ("patient-view", {}, ["nerves_with_deficiency", "nitrous_oxide_in_use"]),
        (
            *("patient-view", {"unread": frozenset({"results", "allergies"})}),
            [
                *("nerves_with_deficiency", "nitrous_oxide_in_use"),
                *("allergy_not_used", "result_not_used"),
            ],
        ),
        ("order-sign", {}, []),
        ("order-sign", {"unread": frozenset({"results", "allergies"})}, ["allergy_not_used"]),
        ("order-sign", {"stops": "hydroxocobalamin"}, ["stopping_lifelong_treatment"]),
        ("order-sign", {"stops": "metformin"}, []),
        ("patient-view", {"stops": "hydroxocobalamin"}, []),
    ],
)
def test_a_card_says_what_it_says_or_what_the_rule_that_it_repeats_does(hook, more, cards):
    facts = facts_of(Guideline.of(HERE, "uk"), **LOW_WITH_NERVES)
    found = spoken(Reasons(facts, {}), hook, **more)

    assert [one.card.id for one in found] == cards
    for one in found:
        repeated = facts.guideline.rules[one.card.of[0]] if one.card.of else None
        own = one.card.says or one.card.summary
        assert one.conclusion.says == (repeated.says if repeated else own)
        assert one.conclusion.id == (repeated.gives if repeated else one.card.id)
        assert one.conclusion.because.rule == (repeated.id if repeated else one.card.id)


def test_the_loudest_card_stands_first_and_then_the_first_in_rank():
    reasons = Reasons(facts_of(Guideline.of(HERE, "uk"), age_years=45), {})
    conclusion = reasons.conclude(reasons.first("status"))
    cards = {name: Spoken(card=HERE.cards[name], conclusion=conclusion) for name in HERE.cards}
    names = ("result_not_used", "nitrous_oxide_in_use", "order_with_allergy", "order_by_wrong_way")

    assert [one.card.id for one in in_order(cards[name] for name in names)] == [
        *("order_with_allergy", "order_by_wrong_way", "nitrous_oxide_in_use", "result_not_used"),
    ]
