"""A small plan by hand, for the tests of how plans are shown."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from corrin.domain.because import FactUsed
from corrin.domain.person import LedgerEntry
from corrin.domain.plan import (
    Alert,
    Assessment,
    Basis,
    Because,
    Cause,
    Check,
    Conclusion,
    EntryUsed,
    MarkerReading,
    Missing,
    OfferMade,
    PhasePlan,
    Plan,
    PlannedDose,
    Risk,
    SourceListed,
    SourceUsed,
    Step,
    Test,
    Treatment,
)

ON = date(2026, 11, 20)
NICE = SourceUsed(id="nice_ng239", locator="1.3")
WHY = Because(
    rule="low-b12",
    facts=(FactUsed(id="b12_low", asks="total B12 below the bound", value=True),),
    entries=(EntryUsed(field="labs[0]", words="total vitamin B12 128 ng/L"),),
    sources=(NICE,),
    verified="true",
)


def conclusion(name: str, says: str) -> Conclusion:
    return Conclusion(id=name, says=says, because=WHY)


def loading(first: date) -> tuple[PlannedDose, ...]:
    return tuple(
        PlannedDose(
            on=first + timedelta(days=after),
            phase="loading",
            dose_micrograms=Decimal(1000),
            route="im",
        )
        for after in range(7)
    )


PLAN = Plan(
    do_first=(
        Step(kind="blood", says="take blood", who="nurse", within="before_first_dose", because=WHY),
        Step(kind="dose", says="give the first dose", who="nurse", within="same_day", because=WHY),
    ),
    basis=Basis(
        guideline="general",
        guideline_says="the general pack",
        knowledge_version="2026.11",
        on=ON,
        start=ON,
        reviewed="not clinically reviewed",
        ledger=(LedgerEntry(field="name", value="Amina", outcome="not_relevant"),),
        missing=(Missing(id="leber", asks="Leber's disease", would_change="the product"),),
    ),
    assessment=Assessment(
        status="confirmed",
        status_because=conclusion("confirmed", "B12 deficiency is established"),
        functional_deficiency=None,
        neuro_involvement=True,
        anaemia="mild",
        notes=(),
        markers=(
            MarkerReading(
                analyte="total_b12",
                name="Total vitamin B12",
                printed="128 ng/L",
                shown_as=None,
                in_units=(),
                on=ON,
                band="confirmed",
                bounds="180 to 350 ng/L",
                reference=None,
                by_reference=None,
                method=None,
                says="deficiency is likely",
                sources=(NICE,),
                verified="true",
            ),
        ),
        older=0,
        red_flags=(),
    ),
    risk=Risk(factors=(), targets=(), diet=(), foods=()),
    cause=Cause(
        leading="medicine_metformin",
        conclusion=conclusion("medicine_metformin", "metformin for nine years"),
        contributing=(),
        differential=(),
        lifelong=False,
        reversible=True,
        prove=None,
    ),
    tests=(
        Test(
            id="if_antibody",
            name="Intrinsic factor antibody",
            says="if positive, treatment is for life",
            before_first_dose=True,
            because=WHY,
        ),
    ),
    treatment=Treatment(
        schedule_status="ready",
        says="injections first",
        because=WHY,
        offer=OfferMade(
            regimen="daily_weekly_monthly",
            name="daily, weekly, monthly",
            product="cyanocobalamin_im",
            product_name="CYANOcobalamin injection",
            product_alternatives=(),
            route="im",
            says="because the nerves are involved",
            phases=(
                PhasePlan(
                    name="loading",
                    says="once a day, 7 doses",
                    route="im",
                    dose_micrograms=Decimal(1000),
                    ends="after 7 doses",
                ),
            ),
            duration="until_review",
            note=None,
            verified="true",
            because=WHY,
        ),
        provisional=False,
        alternatives=(),
        ask_first=(),
        blocks=(),
        cautions=(),
        start_before_results=False,
        start_because=None,
        given=(),
        order=(),
        doses=loading(ON),
        courses=(),
        continues="weekly doses follow",
        notes=(),
    ),
    timing=(),
    alerts=(
        Alert(
            id="metformin_b12",
            says="metformin lowers B12",
            who="clinician",
            within="routine",
            rank=1,
            because=replace(WHY, verified="project"),
        ),
    ),
    monitoring=(
        Check(
            id="potassium_48h",
            name="potassium",
            on=date(2026, 11, 22),
            repeat_months=None,
            tests=("potassium",),
            expect="3.5 mmol/L or more",
            otherwise="replace potassium",
            wanted=True,
            because=WHY,
        ),
    ),
    expectation=(),
    administration=(),
    referral=(),
    actions=(),
    sources=(
        SourceListed(
            id="nice_ng239",
            title="Vitamin B12 deficiency in over 16s",
            organisation="NICE",
            year=2024,
            url="https://www.nice.org.uk/guidance/ng239",
            read="secondary",
        ),
    ),
    summary={"status": "confirmed", "urgent_referral": False},
)


@pytest.fixture(scope="session")
def plan() -> Plan:
    """A woman with a low B12 on metformin, treated by injection."""
    return PLAN
