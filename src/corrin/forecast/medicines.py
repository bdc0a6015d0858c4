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
FACTS = {"metformin": "metformin", "acid-suppression": "acid_suppression"}


def taken(facts: Facts) -> frozenset[str]:
    """The medicines that are taken now."""
    return frozenset(name for name, fact in FACTS.items() if facts.value(fact) is True)


def absorption(by: frozenset[str], day: float) -> Absorption:
    """What several medicines leave of absorption from a day on, for the model."""
    changes = [settings().cause[MEDICINES[name]] for name in sorted(by)]
    return Absorption(
        day=day,
        intrinsic_factor=prod(change.intrinsic_factor for change in changes),
        food=prod(change.food for change in changes),
        bile=prod(change.bile for change in changes),
    )
