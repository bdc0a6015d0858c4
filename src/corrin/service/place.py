"""One method at one address of the service, with all that is to be known of it."""

from collections.abc import Callable

import msgspec
from starlette.responses import Response

from corrin.service import hooks
from corrin.service.answers import FHIR_JSON, JSON
from corrin.service.desk import Desk, Sent

PARTS = {
    "feed": "[0-9a-f]{32}",
    "token": "[A-Za-z0-9_-]{43}",
    "service": f"{hooks.SERVICE}-[a-z-]+",
    "kind": "[A-Z][A-Za-z]*",
    "id": "[A-Za-z0-9.-]{1,64}",
}
"""What may stand in a part of an address that is left open."""

Act = Callable[[Desk, Sent], Response]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One method at one address."""

    method: str
    path: str
    act: Act
    says: str
    """What it does, for the reader of the OpenAPI document."""
    open: bool = False
    """Whether everybody may come, without a token."""
    demo: bool = False
    """Whether it is there with the demonstration patients only."""
    takes: str | None = None
    """The body, by the name of its schema in `openapi.yaml`."""
    takes_as: tuple[str, ...] = (FHIR_JSON, JSON)
    may_be_empty: bool = False
    """Whether a body can be left out."""
    asks: tuple[str, ...] = ()
    """The terms of its query, by their names among the parameters of `openapi.yaml`."""
    gives: str
    """The answer, by the name of its schema."""
    gives_as: str = FHIR_JSON
    status: int = 200
    refuses: tuple[int, ...] = ()
    """Other statuses, besides those of every address."""
