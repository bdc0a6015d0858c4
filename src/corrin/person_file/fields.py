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
FIELDS = frozenset((*SCALARS, *LISTS, "notes", "regimen_request", "day", "visits"))

ITEM = frozenset(
    {
        "name",
        "substance",
        "code",
        "system",
        "at",
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

FOOD = frozenset({"food", "amount", "frequency", "label"})
"""The keys of a food under `diet`."""

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
    "preference": "preferences",
    "wishes": "preferences",
    "refusals": "preferences",
    "refused": "preferences",
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
    "time": "at",
    "times": "at",
    "hours": "day",
    "schedule": "day",
    "visit": "visits",
    "appointments": "visits",
}

NOT_A_FIELD = "not a field of the person file"

IDENTITY = frozenset(
    {
        *("patient", "patient_id", "patient_name", "person", "person_id", "person_name", "mrn"),
        *("subject_id", "identifier", "nhs_number", "hospital_number", "owner", "belongs_to"),
        *("relation", "relationship", "relative", "who", "whose"),
    }
)
"""Keys that say whose an entry is."""

MODIFIERS = frozenset(
    {
        *("verification_status", "verificationstatus", "clinical_status", "clinicalstatus"),
        *("negated", "negation", "negative", "absent", "denied", "excluded", "refuted", "active"),
        *("ruled_out", "not_done", "notdone", "do_not_perform", "donotperform", "cancelled"),
        *("entered_in_error", "error", "invalid", "valid", "void", "withdrawn", "inactive"),
        *("polarity", "certainty", "not_given", "notgiven", "not_taken", "planned", "resolved"),
        *("stopped", "ended", "discontinued", "end", "end_date", "stop_date", "stop", "confirmed"),
        *("value", "answer", "result", "given", "taken", "true", "state"),
    }
)
"""Keys that an item does not have and that, read, could turn what it says into its opposite."""


def plain(key: str) -> str:
    """A key as it is compared: small letters, with underscores."""
    return key.strip().lower().replace(" ", "_").replace("-", "_")


@lru_cache(maxsize=1024)
def meant(key: str, known: frozenset[str]) -> str:
    """Why a key was not read, with the key that was probably meant."""
    word = plain(key)
    nearest = [MEANT[word]] if MEANT.get(word) in known else get_close_matches(word, known, 1)
    if nearest:
        return f"{NOT_A_FIELD}; `{nearest[0]}` may be meant"
    return NOT_A_FIELD
