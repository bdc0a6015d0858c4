"""A refusal counts in whichever form it is given: as words, or as the status of a medicine."""

import json
from datetime import date
from typing import Any

import pytest

from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.knowledge.load import knowledge
from corrin.person_file import read

ON = date(2026, 11, 20)
LOW: dict[str, Any] = {
    "age_years": 60,
    "sex": "male",
    "labs": [{"name": "total B12", "value": "120", "unit": "ng/L", "day": 0}],
}


@pytest.mark.parametrize(
    ("said", "refused", "route"),
    [
        ({"notes": "refuses injections"}, "im_refused_recorded", "oral"),
        (
            {"medicines": [{"name": "hydroxocobalamin", "route": "im", "status": "refused"}]},
            "im_refused_recorded",
            "oral",
        ),
        (
            {"prior_treatment": [{"name": "hydroxocobalamin", "status": "refused"}]},
            "im_refused_recorded",
            "oral",
        ),
        (
            {"medicines": [{"name": "cyanocobalamin", "route": "oral", "status": "refused"}]},
            None,
            "im",
        ),
        ({"medicines": [{"name": "metformin", "status": "refused"}]}, None, "im"),
    ],
)
def test_refused_injections_give_way_to_tablets(said, refused, route):
    reading = read(json.dumps(LOW | said).encode(), on=ON, knowledge=knowledge())
    assert reading.person is not None

    made = plan(reading.person, on=ON, guideline=Guideline.of(knowledge(), "uk")).summary

    assert (made["respect_refusal"], made["route"]) == (refused, route)
