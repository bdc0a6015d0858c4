"""Which release of FHIR a resource is written in: anything but R4 is refused by name."""

import re
from typing import Any

from corrin.fhir.values import Json, mapping, text

STU3 = "FHIR STU3 (3.0)"
DSTU2 = "FHIR DSTU2 (1.0)"
R5 = "FHIR R5 (5.0)"
R4 = "FHIR R4 (4.0.1)"

TYPES = {
    **dict.fromkeys(("MedicationOrder", "DiagnosticOrder", "Order", "OrderResponse"), DSTU2),
    **dict.fromkeys(("BodySite", "ProcedureRequest", "ReferralRequest", "Sequence"), STU3),
    **dict.fromkeys(("DeviceComponent", "EligibilityRequest", "ProcessRequest"), STU3),
    **dict.fromkeys(("NutritionIntake", "MedicationUsage", "InventoryItem"), R5),
    **dict.fromkeys(("FormularyItem", "GenomicStudy", "Transport", "Permission"), R5),
    **dict.fromkeys(("ActorDefinition", "Requirements", "SubscriptionTopic"), R5),
    **dict.fromkeys(("DeviceDispense", "DeviceUsage", "EncounterHistory"), R5),
}
"""Resource types that R4 does not have."""

ELEMENTS: dict[str, dict[str, str]] = {
    "Observation": {"comment": STU3, "context": STU3, "related": STU3, "triggeredBy": R5},
    "Condition": {"assertedDate": STU3, "context": STU3, "dateRecorded": DSTU2, "participant": R5},
    "AllergyIntolerance": {"assertedDate": STU3, "substance": DSTU2, "participant": R5},
    "MedicationRequest": {"context": STU3, "definition": STU3, "medication": R5},
    "MedicationStatement": {
        "taken": STU3,
        "notTaken": DSTU2,
        "wasNotTaken": DSTU2,
        "reasonNotTaken": STU3,
        "medication": R5,
        "adherence": R5,
    },
    "MedicationAdministration": {
        "notGiven": STU3,
        "wasNotGiven": DSTU2,
        "prescription": STU3,
        "medication": R5,
        "occurenceDateTime": R5,
        "occurencePeriod": R5,
        "isSubPotent": R5,
    },
    "MedicationDispense": {"notDone": STU3, "medication": R5, "recorded": R5},
    "Procedure": {
        "notDone": STU3,
        "notPerformed": DSTU2,
        "context": STU3,
        "definition": STU3,
        "occurrenceDateTime": R5,
        "occurrencePeriod": R5,
        "occurrenceString": R5,
    },
    "Immunization": {"notGiven": STU3, "wasNotGiven": DSTU2, "date": STU3, "explanation": STU3},
    "FamilyMemberHistory": {"notDone": STU3, "definition": STU3, "participant": R5},
    "QuestionnaireResponse": {"parent": STU3, "context": STU3},
    "DiagnosticReport": {"codedDiagnosis": STU3, "context": STU3, "supportingInfo": R5},
    "Patient": {"animal": STU3},
    "Medication": {
        "isBrand": STU3,
        "isOverTheCounter": STU3,
        "package": STU3,
        "marketingAuthorizationHolder": R5,
    },
}
"""Elements that R4 does not have, by which a resource of another release is known."""

CODED = {
    "Condition": ("clinicalStatus", "verificationStatus"),
    "AllergyIntolerance": ("clinicalStatus", "verificationStatus"),
}
"""What was a code up to STU3 and is a CodeableConcept since."""

PROFILES = {"STU3": STU3, "3.0": STU3, "DSTU2": DSTU2, "R5": R5, "5.0": R5}
PROFILE = re.compile(r"/(STU3|DSTU2|R5|3\.0|5\.0)/", re.IGNORECASE)
"""A profile whose address names another release."""
LONGEST, MOST = 200, 1024
"""Characters of the longest address that is kept, and how many are."""
VERSIONS = {"3.": STU3, "1.": DSTU2, "5.": R5}
MARKS = {kind: frozenset(marks) for kind, marks in ELEMENTS.items()}
KINDS = frozenset({*TYPES, *CODED, "Encounter"})
"""Types of which more is asked than the names of their elements."""


def other_release(kind: str, resource: Json) -> tuple[str, str] | None:
    """The element by which a resource is known to be of another release, and which."""
    marks = MARKS.get(kind)
    if marks is not None and not resource.keys().isdisjoint(marks):
        key = next(key for key in ELEMENTS[kind] if key in resource)
        return key, ELEMENTS[kind][key]
    if kind in KINDS and (found := _of_kind(kind, resource)) is not None:
        return found
    meta: Any = resource.get("meta")
    if meta is not None:
        try:
            (address,) = meta["profile"]
            release = _SEEN[address]
        except (LookupError, TypeError, ValueError):  # it has not one, or one not seen before
            release = _of_profiles(mapping(meta).get("profile"))
        if release is not None:
            return "meta.profile", release
    if "fhirVersion" in resource and (version := text(resource["fhirVersion"])) is not None:
        for start, release in VERSIONS.items():
            if version.startswith(start):
                return "fhirVersion", release
    return None


def _of_kind(kind: str, resource: Json) -> tuple[str, str] | None:
    """What is known by the type of a resource, or by the type of one of its elements."""
    if kind in TYPES:
        return "resourceType", TYPES[kind]
    for key in CODED.get(kind, ()):
        if isinstance(resource.get(key), str):
            return key, STU3
    if kind == "Encounter" and isinstance(resource.get("class"), list):
        return "class", R5
    return None


def _of_profiles(profiles: Any) -> str | None:
    """The release that the addresses of profiles name; of an only one it is kept."""
    found = PROFILE.search(str(profiles or ""))
    release = None if found is None else PROFILES[found[1].upper()]
    if profiles.__class__ is list and len(profiles) == 1 and profiles[0].__class__ is str:
        if len(_SEEN) >= MOST:
            _SEEN.clear()
        if len(profiles[0]) <= LONGEST:
            _SEEN[profiles[0]] = release
    return release


_SEEN: dict[str, str | None] = {}
"""The release that an address names: it says the same in every record."""
