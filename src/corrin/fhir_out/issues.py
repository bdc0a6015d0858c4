"""What stands against something, or must not be missed: DetectedIssue; what was not read."""

from collections.abc import Iterable, Iterator

from corrin.domain.person import Notice
from corrin.domain.plan import Because, Conclusion, OrderCheck
from corrin.errors import Refusal
from corrin.fhir_out.frame import Frame, definition_id
from corrin.fhir_out.values import Json, filled, words

SEVERITY = {
    "now": "high",
    "same_day": "high",
    "before_first_dose": "high",
    "days": "moderate",
    "week": "moderate",
}
"""How severe an issue is in the words of FHIR, by how soon somebody must act; else it is low."""
STATUS = "preliminary"
"""Of every issue: no clinician has confirmed it."""


def issues(frame: Frame) -> Iterator[Json]:
    """The alerts, the red flags, the blocks, and what is wrong with an order."""
    plan = frame.plan
    for alert in plan.alerts:
        severity = SEVERITY.get(alert.within, "low")
        yield _issue(frame, f"alert-{alert.id}", alert.id, severity, alert.says, alert.because)
    for kind, conclusions in (
        ("flag", plan.assessment.red_flags),
        ("block", plan.treatment.blocks),
    ):
        for found in conclusions:
            yield _of_conclusion(frame, kind, found)
    for number, check in enumerate(plan.treatment.order):
        if not check.accepted or check.warned:
            yield _of_order(frame, number, check)


def _of_conclusion(frame: Frame, kind: str, found: Conclusion) -> Json:
    item = f"{kind}-{found.because.rule}"
    return _issue(frame, item, found.id, "high", found.says, found.because)


def _of_order(frame: Frame, number: int, check: OrderCheck) -> Json:
    severity = "moderate" if check.accepted else "high"
    made = _issue(
        frame, f"order-{number + 1}", check.because.rule, severity, check.says, check.because
    )
    instead = [{"action": words(check.instead)}] if check.instead else []
    return filled({**made, "mitigation": instead})


def _issue(frame: Frame, item: str, code: str, severity: str, says: str, because: Because) -> Json:
    url = _first_url(frame, because)
    return frame.resource(
        "DetectedIssue",
        definition_id(item),
        {
            "status": STATUS,
            "code": words(
                code.replace("_", " "),
                [{"system": f"{frame.base}/CodeSystem/conclusions", "code": definition_id(code)}],
            ),
            "severity": severity,
            "patient": frame.subject,
            "identifiedDateTime": frame.on,
            "evidence": [
                {"code": [words(entry.words)]} for entry in because.entries if entry.words
            ],
            "detail": says,
            "reference": url,
        },
    )


def _first_url(frame: Frame, because: Because) -> str | None:
    known = frame.knowledge.sources
    urls = (known[source.id].url for source in because.sources if source.id in known)
    return next((url for url in urls if url), None)


def outcome(frame: Frame) -> Json | None:
    """What of the input was refused, doubted or not understood, and why there is no forecast where
    one was asked for, as an OperationOutcome."""
    plan = frame.plan
    found = no_plan(plan.refused, (*plan.warnings, *plan.not_understood))["issue"]
    if frame.foretold is not None:
        found += (_no_forecast(refusal) for refusal in frame.foretold.refused)
    return {"resourceType": "OperationOutcome", "id": "reading", "issue": found} if found else None


def _no_forecast(refusal: Refusal) -> Json:
    why = f"no forecast is made: {refusal.why}. Accepted: {refusal.accepted}."
    return _notice("warning", "business-rule", refusal.field, refusal.value, why)


def no_plan(refused: Iterable[Refusal], noticed: Iterable[Notice] = ()) -> Json:
    """An OperationOutcome of what was refused and of what was doubted or not understood."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            *(refusal_issue(refusal) for refusal in refused),
            *(
                _notice("warning", "incomplete", notice.field, notice.value, notice.why)
                for notice in noticed
            ),
        ],
    }


def refusal_issue(refusal: Refusal) -> Json:
    """A refusal as an issue: where, what, why, and what would be accepted."""
    accepted = f" Accepted: {refusal.accepted}." if refusal.accepted else ""
    return _notice("error", "invalid", refusal.field, refusal.value, f"{refusal.why}.{accepted}")


def _notice(severity: str, code: str, field: str, value: str | None, why: str) -> Json:
    said = f"{field}{f' ({value})' if value else ''}: {why}"
    return filled(
        {
            "severity": severity,
            "code": code,
            "diagnostics": said,
            "expression": [field] if field else [],
        }
    )
