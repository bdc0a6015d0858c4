"""What to test and review: a ServiceRequest for each test, a Task for each review, the Goals."""

from collections.abc import Iterator

from corrin.domain.plan import Check, Test
from corrin.fhir_out.frame import Frame, definition_id
from corrin.fhir_out.medicines import PROPOSED, task
from corrin.fhir_out.values import Json, codings_of, filled, notes, words

TEST_CODES = ("loinc",)


def tests(frame: Frame) -> Iterator[Json]:
    """The tests to do next."""
    for test in frame.plan.tests:
        first = test.before_first_dose and frame.plan.treatment.start_before_results
        yield frame.resource(
            "ServiceRequest",
            test_item(test),
            {
                **PROPOSED,
                **_asked(frame, test.id, test.name),
                "priority": "urgent" if first else None,
                "occurrenceDateTime": frame.plan.basis.start.isoformat()
                if test.before_first_dose
                else None,
                "authoredOn": frame.on,
                "reasonCode": [words(test.says)],
                "note": notes("Before the first dose." if test.before_first_dose else None),
            },
        )


def test_item(test: Test) -> str:
    return f"test-{definition_id(test.id)}"


def _asked(frame: Frame, test: str, name: str) -> Json:
    return {
        "instantiatesCanonical": [
            frame.canonical("ActivityDefinition", f"test-{definition_id(test)}")
        ],
        "code": words(name, codings_of(test, frame.knowledge, TEST_CODES)),
        "subject": frame.subject,
    }


def checks(frame: Frame) -> Iterator[Json]:
    """The dated tests of the follow-up, and the reviews; what is not to be done is a note."""
    for check in frame.plan.monitoring:
        if not check.wanted:
            continue
        for test in check.tests:
            yield _check(frame, check, test)
        if not check.tests and check.on is not None:
            yield task(
                frame,
                check_item(check),
                on=check.on.isoformat(),
                code=check.name,
                says=_says(check),
            )


def check_item(check: Check, test: str | None = None) -> str:
    return "-".join(definition_id(part) for part in ("check", check.id, test) if part)


def _check(frame: Frame, check: Check, test: str) -> Json:
    known = frame.knowledge.analytes.get(test)
    name = known.name if known else test.replace("_", " ")
    return frame.resource(
        "ServiceRequest",
        check_item(check, test),
        {
            **PROPOSED,
            **_asked(frame, test, name),
            **_when(check),
            "authoredOn": frame.on,
            "reasonCode": [words(check.name)],
            "note": notes(_says(check)),
        },
    )


def _says(check: Check) -> str:
    return f"Expected: {check.expect} Otherwise: {check.otherwise}"


def _when(check: Check) -> Json:
    """On its day; a test that comes again says how often."""
    first = check.on.isoformat() if check.on else None
    if check.repeat_months is None:
        return {"occurrenceDateTime": first}
    bounds = {"start": first} if first else None
    repeat = {"boundsPeriod": bounds, "frequency": 1, "period": check.repeat_months}
    return {
        "occurrenceTiming": filled(
            {
                "event": [first] if first else [],
                "repeat": filled({**repeat, "periodUnit": "mo"}),
            }
        )
    }


def goals(frame: Frame) -> Iterator[Json]:
    """What is to be reached, by when."""
    for check in frame.plan.monitoring:
        if check.wanted and check.on is not None:
            yield frame.resource(
                "Goal",
                f"goal-{definition_id(check.id)}",
                {
                    "lifecycleStatus": "proposed",
                    "description": words(check.expect),
                    "subject": frame.subject,
                    "target": [{"dueDate": check.on.isoformat()}],
                    "note": notes(f"{check.name}. Otherwise: {check.otherwise}"),
                },
            )
