"""What the tests of intake share: a person file in YAML, and what is said of it."""

from datetime import date

import pytest

from corrin.care.guideline import Guideline
from corrin.care.intake_report import intake_report
from corrin.knowledge.load import knowledge
from corrin.person_file import read

ON = date(2026, 11, 20)
UNASKED = "conditions: []\nprocedures: []\nmedicines: []\n"


@pytest.fixture
def intake_of():
    """The intake of a person file, by the general guideline or another."""

    def report(text, guideline="general"):
        lists = "".join(
            f"{line}\n" for line in UNASKED.splitlines() if line.partition(":")[0] not in text
        )
        known = knowledge()
        reading = read((text + "\n" + lists).encode(), knowledge=known, on=ON)
        assert reading.person is not None
        return intake_report(
            reading.person,
            on=reading.on,
            guideline=Guideline.of(known, guideline),
            ledger=reading.ledger,
            refused=reading.refused,
            warnings=reading.warnings,
            not_understood=reading.not_understood,
        )

    return report
