"""Medicines that lower absorption: which are taken, and what begins or ends with a course."""

from math import prod

from corrin.care.facts import Facts
from corrin.forecast.settings import settings
from corrin.kinetics.course import Absorption

MEDICINES = {
    "metformin": "medicine_metformin",
    "acid-suppression": "medicine_acid_suppression",
}
"""The cause in forecast.yaml that says what each does."""
FOLIC_ACID = ("folate_product", "folate_with_b12")
"""Groups of concepts that hold it."""
FACTS = {"metformin": "metformin", "acid-suppression": "acid_suppression"}


def taken(facts: Facts) -> frozenset[str]:
    """The medicines that are taken now."""
    return frozenset(name for name, fact in FACTS.items() if facts.value(fact) is True)


def takes_folic_acid(facts: Facts) -> bool:
    """Whether folic acid is taken now, alone or beside B12."""
    said = (one for group in FOLIC_ACID for one in facts.by_group.get(group, ()))
    return any(
        one.present and one.subject == "self" and one.status == "current" and not one.allergy
        for one in said
    )


def absorption(by: frozenset[str], day: float) -> Absorption:
    """What several medicines leave of absorption from a day on, for the model."""
    changes = [settings().cause[MEDICINES[name]] for name in sorted(by)]
    return Absorption(
        day=day,
        intrinsic_factor=prod(change.intrinsic_factor for change in changes),
        food=prod(change.food for change in changes),
        bile=prod(change.bile for change in changes),
    )
