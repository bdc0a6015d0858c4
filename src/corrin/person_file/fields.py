"""The fields of a person file, and what is meant where another word was written."""

from difflib import get_close_matches
from functools import lru_cache
from typing import get_args

from corrin.domain.person import ListName

LISTS: tuple[ListName, ...] = get_args(ListName)
SCALARS = (
    "schema_version",
    "now",
    "name",
    "patient_id",
    "age_years",
    "age_months",
    "birth_date",
    "deceased",
    "deceased_date",
    "death_date",
    "sex",
    "ethnicity",
    "country",
    "pregnant",
    "gestation_weeks",
    "lactating",
    "weight_kg",
)
FIELDS = frozenset((*SCALARS, *LISTS, "notes", "regimen_request"))

ITEM = frozenset(
    {
        "name",
        "substance",
        "duration",
        "since",
        "when",
        "date",
        "onset",
        "until",
        "status",
        "verification",
        "present",
        "subject",
        "dose",
        "route",
        "frequency",
        "count",
        "severity",
        "reaction",
        "note",
    }
)
"""The keys of an item of a list other than `labs`, whose keys its own reader knows."""

PHASE = frozenset(
    {
        "drug",
        "dose",
        "route",
        "frequency",
        "every_days",
        "every_weeks",
        "every_months",
        "count",
        "until",
        "regimen",
    }
)
ORDER = PHASE | {"phases", "note"}

MEANT = {
    "age": "age_years",
    "dob": "birth_date",
    "date_of_birth": "birth_date",
    "birthdate": "birth_date",
    "born": "birth_date",
    "gender": "sex",
    "pregnancy": "pregnant",
    "gestation": "gestation_weeks",
    "breastfeeding": "lactating",
    "weight": "weight_kg",
    "results": "labs",
    "tests": "labs",
    "bloods": "labs",
    "laboratory": "labs",
    "history": "conditions",
    "diagnoses": "conditions",
    "problems": "conditions",
    "surgery": "procedures",
    "operations": "procedures",
    "medications": "medicines",
    "drugs": "medicines",
    "complaints": "symptoms",
    "examination": "signs",
    "scans": "imaging",
    "allergy": "allergies",
    "note": "notes",
    "comment": "notes",
    "id": "patient_id",
    "died": "death_date",
    "order": "regimen_request",
    "prescription": "regimen_request",
    "start": "since",
    "started": "since",
    "from": "since",
    "stopped": "until",
    "ended": "until",
    "to": "until",
    "strength": "dose",
    "interval": "frequency",
    "medicine": "name",
    "condition": "name",
    "symptom": "name",
    "product": "drug",
}

NOT_A_FIELD = "not a field of the person file"


@lru_cache(maxsize=1024)
def meant(key: str, known: frozenset[str]) -> str:
    """Why a key was not read, with the key that was probably meant."""
    plain = key.strip().lower().replace(" ", "_").replace("-", "_")
    nearest = [MEANT[plain]] if MEANT.get(plain) in known else get_close_matches(plain, known, 1)
    if nearest:
        return f"{NOT_A_FIELD}; `{nearest[0]}` may be meant"
    return NOT_A_FIELD
