"""How fast records in FHIR are read and planned, beside parsers that do less.

Bundles of about 110 resources and 90 kB are made from a seed, each of another person; nothing is
remembered from one to the next. Rates are by the processor time of one core. Nothing is asserted:
a slow machine is not a fault. `pip install --require-hashes -r requirements/bench.txt` brings what
it is compared with; what is not installed is skipped, and said.

    python benchmarks/fhir.py [--bundles 200] [--seed 1]
"""

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import Any

ON = date(2026, 1, 1)
SLOW = 20
"""Bundles that a slow parser is given."""
OTHERS = 100
"""Bundles of other people that are read and planned before anything is measured, so that what is
made of the knowledge when it is first asked for has been made."""
LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
RXNORM, UCUM = "http://www.nlm.nih.gov/research/umls/rxnorm", "http://unitsofmeasure.org"
CODES = "http://terminology.hl7.org/CodeSystem"
VITALS = (
    ("8302-2", "Body height", "cm", 169.0, 9.0),
    ("29463-7", "Body weight", "kg", 79.0, 9.0),
    ("39156-5", "Body mass index (BMI) [Ratio]", "kg/m2", 27.0, 4.0),
    ("8867-4", "Heart rate", "/min", 74.0, 9.0),
)
PRESSURES = (
    ("8480-6", "Systolic blood pressure", 128.0),
    ("8462-4", "Diastolic blood pressure", 78.0),
)
LABS = (
    ("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL", 13.8, 1.3),
    ("787-2", "MCV [Entitic mean volume] in Red Blood Cells", "fL", 91.0, 5.0),
    ("6690-2", "Leukocytes [#/volume] in Blood by Automated count", "10*3/uL", 6.8, 1.5),
    ("777-3", "Platelets [#/volume] in Blood by Automated count", "10*3/uL", 245.0, 50.0),
    ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 0.95, 0.2),
    ("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "mmol/L", 4.2, 0.3),
    ("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "mmol/L", 140.0, 2.0),
    ("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%", 5.8, 0.7),
    ("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "mg/dL", 188.0, 30.0),
    ("2276-4", "Ferritin [Mass/volume] in Serum or Plasma", "ng/mL", 110.0, 30.0),
    ("2284-8", "Folate [Mass/volume] in Serum or Plasma", "ng/mL", 9.0, 2.0),
)
CONDITIONS = (
    ("38341003", "Hypertensive disorder"),
    ("55822004", "Hyperlipidemia"),
    ("195662009", "Acute viral pharyngitis"),
    ("444814009", "Viral sinusitis"),
    ("44054006", "Diabetes mellitus type 2"),
    ("44465007", "Sprain of ankle"),
    ("271737000", "Anemia"),
    ("239873007", "Osteoarthritis of knee"),
)
MEDICINES = (
    ("314076", "lisinopril 10 MG Oral Tablet"),
    ("861007", "metformin hydrochloride 500 MG Oral Tablet"),
    ("198053", "omeprazole 20 MG Delayed Release Oral Capsule"),
    ("312961", "simvastatin 20 MG Oral Tablet"),
    ("313782", "acetaminophen 325 MG Oral Tablet"),
    ("745679", "albuterol 0.09 MG/ACTUAT Inhaler"),
)
PROCEDURES = (("73761001", "Colonoscopy"), ("171207006", "Depression screening"))

Resource = dict[str, Any]


class Record:
    """One invented person, by seed and number alone."""

    def __init__(self, seed: int, number: int) -> None:
        self.random = Random(f"{seed}/{number}")
        self.id = f"p{number}"
        self.resources: list[Resource] = []

    def bundle(self) -> bytes:
        pick = self.random
        born = ON - timedelta(days=pick.randint(18 * 365, 90 * 365))
        self._add(
            "Patient",
            id=self.id,
            identifier=[{"system": "http://hospital.example.org", "value": f"MRN{self.id}"}],
            name=[
                {"use": "official", "family": f"Family{pick.randint(1, 99)}", "given": ["Given"]}
            ],
            telecom=[
                {"system": "phone", "value": f"555-{pick.randint(1000, 9999)}", "use": "home"}
            ],
            gender=pick.choice(("female", "male")),
            birthDate=born.isoformat(),
            address=[
                {"line": ["1 Main St"], "city": "Springfield", "state": "MA", "country": "US"}
            ],
        )
        for _ in range(pick.randint(8, 12)):
            self._visit()
        for code, text in pick.sample(CONDITIONS, pick.randint(3, 7)):
            self._condition(code, text)
        for _ in range(pick.randint(5, 11)):
            self._order(*pick.choice(MEDICINES))
        for _ in range(pick.randint(2, 5)):
            code, text = pick.choice(PROCEDURES)
            at = self._instant()
            done = {"performedPeriod": {"start": at, "end": at}, **self._seen()}
            self._add("Procedure", status="completed", code=_concept(SNOMED, code, text), **done)
        for _ in range(pick.randint(3, 8)):
            flu = _concept("http://hl7.org/fhir/sid/cvx", "140", "Influenza, seasonal, injectable")
            given = {"occurrenceDateTime": self._instant(), "primarySource": True, **self._seen()}
            self._add("Immunization", status="completed", vaccineCode=flu, **given)
        self._observe(
            "2132-9",
            "Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma",
            "pg/mL",
            420.0,
            80.0,
            self._instant(),
            "laboratory",
            {},
        )
        entries = [
            {
                "fullUrl": f"http://example.org/fhir/{one['resourceType']}/{one['id']}",
                "resource": one,
            }
            for one in self.resources
        ]
        bundle = {"resourceType": "Bundle", "id": self.id, "type": "collection", "entry": entries}
        return json.dumps(bundle, separators=(",", ":")).encode()

    def _add(self, kind: str, **elements: Any) -> None:
        subject = "patient" if kind == "Immunization" else "subject"
        own = {} if kind == "Patient" else {subject: {"reference": f"Patient/{self.id}"}}
        profile = f"http://hl7.org/fhir/us/core/StructureDefinition/us-core-{kind.lower()}"
        number = f"{self.id}-{len(self.resources)}"
        base = {"resourceType": kind, "id": number, "meta": {"profile": [profile]}}
        self.resources.append({**base, **own, **elements})

    def _instant(self) -> str:
        day = ON - timedelta(days=self.random.randint(3, 2900))
        return f"{day.isoformat()}T{self.random.randint(8, 17):02d}:15:00+00:00"

    def _seen(self) -> Resource:
        """At which visit."""
        visits = [one["id"] for one in self.resources if one["resourceType"] == "Encounter"]
        return _at(self.random.choice(visits))

    def _visit(self) -> None:
        at = self._instant()
        kind = _concept(SNOMED, "185349003", "Encounter for check up (procedure)")
        by = {
            "reference": f"Practitioner/pr{self.random.randint(1, 200)}",
            "display": "Dr. Example",
        }
        self._add(
            "Encounter",
            status="finished",
            type=[kind],
            participant=[{"individual": by}],
            serviceProvider={"reference": "Organization/org1", "display": "Example Clinic"},
            period={"start": at, "end": at},
            **{"class": {"system": f"{CODES}/v3-ActCode", "code": "AMB"}},
        )
        here = _at(self.resources[-1]["id"])
        if self.random.random() < 0.6:
            for vital in VITALS:
                self._observe(*vital, at, "vital-signs", here)
            self._pressure(at, here)
        if self.random.random() < 0.4:
            first = len(self.resources)
            for lab in LABS:
                self._observe(*lab, at, "laboratory", here)
            results = [f"Observation/{one['id']}" for one in self.resources[first:]]
            self._add(
                "DiagnosticReport",
                status="final",
                category=[_concept(f"{CODES}/v2-0074", "LAB", "Laboratory")],
                code=_concept(LOINC, "58410-2", "CBC panel - Blood by Automated count"),
                effectiveDateTime=at,
                issued=at,
                result=[{"reference": one} for one in results],
                **here,
            )

    def _observe(
        self,
        code: str,
        text: str,
        unit: str,
        mean: float,
        spread: float,
        at: str,
        category: str,
        here: Resource,
    ) -> None:
        self._add(
            "Observation",
            status="final",
            category=[_concept(f"{CODES}/observation-category", category, category)],
            code=_concept(LOINC, code, text),
            effectiveDateTime=at,
            issued=at,
            valueQuantity=self._quantity(mean, spread, unit),
            **here,
        )

    def _quantity(self, mean: float, spread: float, unit: str) -> Resource:
        value = round(max(mean / 2, self.random.gauss(mean, spread)), 1)
        return {"value": value, "unit": unit, "system": UCUM, "code": unit}

    def _pressure(self, at: str, here: Resource) -> None:
        parts = [
            {
                "code": _concept(LOINC, code, text),
                "valueQuantity": self._quantity(mean, 12.0, "mm[Hg]"),
            }
            for code, text, mean in PRESSURES
        ]
        self._add(
            "Observation",
            status="final",
            category=[_concept(f"{CODES}/observation-category", "vital-signs", "vital-signs")],
            code=_concept(LOINC, "85354-9", "Blood pressure panel"),
            effectiveDateTime=at,
            component=parts,
            **here,
        )

    def _condition(self, code: str, text: str) -> None:
        status = self.random.choice(("active", "active", "resolved"))
        diagnosis = ("encounter-diagnosis", "Encounter Diagnosis")
        self._add(
            "Condition",
            clinicalStatus=_concept(f"{CODES}/condition-clinical", status, status),
            verificationStatus=_concept(f"{CODES}/condition-ver-status", "confirmed", "confirmed"),
            category=[_concept(f"{CODES}/condition-category", *diagnosis)],
            code=_concept(SNOMED, code, text),
            onsetDateTime=self._instant(),
            recordedDate=self._instant(),
            **self._seen(),
        )

    def _order(self, code: str, text: str) -> None:
        rate = {
            "type": _concept(f"{CODES}/dose-rate-type", "ordered", "Ordered"),
            "doseQuantity": {"value": 1.0},
        }
        dosage = {
            "sequence": 1,
            "text": "Take 1 daily",
            "asNeededBoolean": False,
            "timing": {"repeat": {"frequency": 1, "period": 1.0, "periodUnit": "d"}},
            "doseAndRate": [rate],
        }
        self._add(
            "MedicationRequest",
            status=self.random.choice(("active", "stopped")),
            intent="order",
            medicationCodeableConcept=_concept(RXNORM, code, text),
            authoredOn=self._instant(),
            requester={"reference": "Practitioner/pr1", "display": "Dr. Example"},
            dosageInstruction=[dosage],
            **self._seen(),
        )


def _at(visit: str) -> Resource:
    return {"encounter": {"reference": f"Encounter/{visit}"}}


def _concept(system: str, code: str, text: str) -> Resource:
    return {"coding": [{"system": system, "code": code, "display": text}], "text": text}


def bundles(count: int, seed: int) -> list[bytes]:
    """So many Bundles, each of another person."""
    return [Record(seed, number).bundle() for number in range(count)]


# --- What is measured ----------------------------------------------------------------------------


def rate(step: Callable[[Any], object], given: Iterable[Any]) -> float:
    """How often a second of the processor a step is done."""
    given = list(given)
    step(given[0])
    begun = process_time()
    for one in given:
        step(one)
    return len(given) / (process_time() - begun)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping in which no key may stand twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bundles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()

    from corrin import fhir
    from corrin.care.guideline import Guideline
    from corrin.care.plan import plan
    from corrin.fhir.document import LIMITS, document
    from corrin.knowledge.load import knowledge, stays

    known = knowledge()
    guideline = Guideline.of(known, "general")
    made = bundles(asked.bundles, asked.seed)
    resources = sum(len(json.loads(one)["entry"]) for one in made) / len(made)
    size = sum(map(len, made)) / len(made) / 1000
    cores = os.cpu_count()
    print(
        f"Python {sys.version.split()[0]}, {cores} cores; {len(made)} Bundles of distinct people,"
    )
    print(f"{resources:.0f} resources and {size:.0f} kB each on average; one core\n")

    fhir.prepared(known)
    stays()

    def planned(reading: Any) -> object:
        return plan(reading.person, on=ON, guideline=guideline, ledger=reading.ledger)

    for one in bundles(OTHERS, asked.seed + 1):
        planned(fhir.read(one, knowledge=known, on=ON))
    rates = {
        "corrin: read and plan": rate(
            lambda one: planned(fhir.read(one, knowledge=known, on=ON)), made
        ),
        "corrin: read": rate(lambda one: fhir.read(one, knowledge=known, on=ON), made),
        "corrin: parse, strictly": rate(lambda one: document(one, LIMITS), made),
        "json, a key only once": rate(lambda one: json.loads(one, object_pairs_hook=once), made),
        "json": rate(json.loads, made),
        **others(made),
    }
    whole = 1 / rates["corrin: read and plan"]
    print(f"{'':<32}{'per second':>12}{'ms':>10}{'ratio':>10}")
    for name, per_second in rates.items():
        cells = f"{per_second:>12.0f}{1000 / per_second:>10.2f}{per_second * whole:>10.2f}"
        print(f"{name:<32}{cells}")
    parse, read = 1 / rates["corrin: parse, strictly"], 1 / rates["corrin: read"]
    readings = [fhir.read(one, knowledge=known, on=ON) for one in made]
    plans = 1 / rate(planned, readings)
    print("\nWhere the time of one record goes")
    for name, spent in (("parse", parse), ("read", read - parse), ("plan", plans)):
        print(f"{name:<32}{spent * 1000:>22.2f}{spent / (read + plans):>10.0%}")
    print(f"\nMost memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, the Bundles included")


def others(made: list[bytes]) -> dict[str, float]:
    """The rates of parsers that are installed only to be compared with."""
    found: dict[str, float] = {}
    if importlib.util.find_spec("orjson"):
        orjson = importlib.import_module("orjson")
        found["orjson"] = rate(orjson.loads, made)
    else:
        print("orjson is not installed: skipped")
    here = str(Path(__file__).parent)
    sys.path[:] = [place for place in sys.path if place != here]  # this file is named fhir too
    if importlib.util.find_spec("fhir") and importlib.util.find_spec("fhir.resources"):
        of = importlib.import_module("fhir.resources.R4B.bundle").Bundle
        found["fhir.resources (R4B)"] = rate(of.model_validate_json, made[:SLOW])
    else:
        print("fhir.resources is not installed: skipped")
    return found


if __name__ == "__main__":
    main()
