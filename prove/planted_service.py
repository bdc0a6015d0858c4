"""The service with a fault in it, for `prove.contract` to find: CORRIN_PORT=… python -m … FAULT."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from corrin.service import make, read_settings


class Canned(NamedTuple):
    """What is answered to a method at a path, whatever is sent."""

    method: str
    path: str
    status: int
    body: Any
    kind: str = "application/json"


OUTCOME = {"severity": "error", "code": "exception", "diagnostics": "x"}
CARD = {
    "uuid": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
    "summary": "x" * 140,
    "detail": "x",
    "indicator": "info",
    "source": {"label": "x", "url": "https://x"},
    "overrideReasons": [{"code": "x", "system": "x", "display": "x"}],
    "links": [{"label": "x", "url": "https://x", "type": "absolute"}],
}
CARE_PLAN = {"resourceType": "CarePlan", "status": "draft", "intent": "proposal", "subject": {}}
FAULTS: Mapping[str, Canned] = {
    "a summary that is too long": Canned(
        "POST", "/cds-services/corrin-b12", 200, {"cards": [CARD]}
    ),
    "a status that is not described": Canned("POST", "/fhir/$corrin-plan", 418, {}),
    "a body that is not looked at": Canned(
        "POST", "/fhir/PlanDefinition/$apply", 200, CARE_PLAN, "application/fhir+json"
    ),
    "a fault of the program": Canned(
        "POST",
        "/calendar",
        500,
        {"resourceType": "OperationOutcome", "issue": [OUTCOME]},
        "application/fhir+json",
    ),
    "a wrong type of content": Canned("GET", "/health", 200, "ok", "text/plain"),
    "a method that is not there": Canned("DELETE", "/metrics", 200, {}),
}


def planted(inside: ASGIApp, fault: Canned) -> ASGIApp:
    """An application that answers as a fault has it, and otherwise as it is."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if (scope.get("method"), scope.get("path")) != (fault.method, fault.path):
            await inside(scope, receive, send)
            return
        while (await receive()).get("more_body"):
            pass
        answer = Response(json.dumps(fault.body), fault.status, None, fault.kind)
        await answer(scope, receive, send)

    return app


def main(name: str) -> None:
    import uvicorn

    settings = read_settings(None, os.environ, demo=True)
    uvicorn.run(
        planted(make(settings), FAULTS[name]), port=settings.port, log_level="error", ws="none"
    )


if __name__ == "__main__":
    main(sys.argv[1])
