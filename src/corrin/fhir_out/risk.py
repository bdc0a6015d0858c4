"""A forecast, where one was asked for and is made, as a RiskAssessment."""

from collections.abc import Iterator

from corrin import __version__
from corrin.fhir_out.foretold import Predicted
from corrin.fhir_out.frame import Frame
from corrin.fhir_out.medicines import offered, request_item
from corrin.fhir_out.values import Json, filled, notes, words

FORECAST = "forecast"
STATUS = "preliminary"
CHANGES_NOTHING = (
    "A forecast from a model and from people like this one. It changes no advice, and no test or "
    "dose depends on it."
)


def risks(frame: Frame) -> Iterator[Json]:
    """The RiskAssessment of a forecast; none where none was asked for, or none is made."""
    foretold = frame.foretold
    if foretold is None or foretold.refused:
        return
    first = frame.to("MedicationRequest", request_item(0)) if offered(frame) else None
    yield frame.resource(
        "RiskAssessment",
        FORECAST,
        {
            "basedOn": first,
            "status": STATUS,
            "method": words(f"Kinetic model of vitamin B12, corrin {__version__}"),
            "code": words("When markers are normal again under the course"),
            "subject": frame.subject,
            "occurrenceDateTime": frame.on,
            "performer": {"type": "Device", "display": f"corrin {__version__}"},
            "reasonCode": [words(foretold.course)],
            "basis": [{"type": "Observation", "display": one} for one in foretold.basis],
            "prediction": [_prediction(one) for one in foretold.predicted],
            "note": notes(CHANGES_NOTHING, *foretold.notes),
        },
    )


def _prediction(one: Predicted) -> Json:
    """R4 gives a probability in percent."""
    return filled(
        {
            "outcome": words(one.outcome),
            "probabilityDecimal": one.percent,
            "whenPeriod": {"start": one.first.isoformat(), "end": one.last.isoformat()},
            "rationale": one.says,
        }
    )
