"""What is answered to a request that cannot be: an OperationOutcome with its reasons."""

from collections.abc import Iterable, Mapping

from starlette.responses import Response

from corrin.domain.person import Notice
from corrin.errors import Refusal
from corrin.fhir_out.issues import no_plan
from corrin.fhir_out.values import Json, encoded

FHIR_JSON = "application/fhir+json"
JSON = "application/json"
RETRY_SECONDS = 1


class Answer(Exception):
    """A request ends here, with a status and the reasons."""

    def __init__(
        self,
        status: int,
        code: str,
        refusals: Iterable[Refusal],
        notices: Iterable[Notice] = (),
        *,
        retry_seconds: int = RETRY_SECONDS,
    ) -> None:
        self.status = status
        self.code = code
        self.refusals = tuple(refusals)
        self.notices = tuple(notices)
        self.retry_seconds = retry_seconds
        """After how long the same may be asked again; told with 503 only."""
        super().__init__(f"{status} {code}")


def refused(
    status: int,
    field: str,
    why: str,
    accepted: str,
    *,
    code: str = "invalid",
    value: str | None = None,
) -> Answer:
    """An answer with one reason."""
    return Answer(status, code, [Refusal(field=field, value=value, why=why, accepted=accepted)])


def outcome(answer: Answer) -> Json:
    """The OperationOutcome of an answer."""
    made = no_plan(answer.refusals, answer.notices)
    for issue in made["issue"][: len(answer.refusals)]:
        issue["code"] = answer.code
    return made


def as_response(answer: Answer) -> Response:
    headers = {"Retry-After": str(answer.retry_seconds)} if answer.status == 503 else {}
    return fhir(outcome(answer), answer.status, headers)


NOT_TRUSTED = Response(
    encoded(
        {
            "resourceType": "OperationOutcome",
            "issue": [
                {
                    "severity": "error",
                    "code": "login",
                    "diagnostics": "The call carries no token that is accepted here.",
                }
            ],
        }
    ),
    401,
    {"WWW-Authenticate": "Bearer"},
    FHIR_JSON,
)
"""The one answer to every call that is not trusted, whatever is wrong with it."""


def fhir(resource: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A resource as a response."""
    return Response(encoded(resource), status, headers, FHIR_JSON)


def plain(value: Json, status: int = 200) -> Response:
    """JSON that is no resource."""
    return Response(encoded(value), status, None, JSON)
