"""What the routes share while the process runs: settings, knowledge, what is kept, the clock."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from starlette.requests import Request

from corrin.errors import Refused
from corrin.fhir.document import document
from corrin.fhir.values import Json
from corrin.knowledge import load
from corrin.reading.strict import Limits as ReadingLimits
from corrin.service.answers import Answer, refused
from corrin.service.edge import Figures
from corrin.service.feedback import Feedback
from corrin.service.feeds import Feeds
from corrin.service.settings import Issuer, Settings
from corrin.service.typed import typed

NOT_A_MARK = bytes(set(range(256)) - set(b",{}[]"))
"""All but what stands between values, which is counted before anything is parsed."""


class Sent(Struct, frozen=True, kw_only=True):
    """A request of somebody who is trusted, read whole."""

    issuer: Issuer
    kind: str
    """Of the body, as its Content-Type names it."""
    body: bytes
    query: bytes
    by_page: bool
    """Whether a page in a browser sent it, which then names its origin."""
    path: dict[str, str]
    """The parts of the address that the route leaves open."""

    @classmethod
    def of(cls, request: Request, issuer: Issuer, body: bytes) -> "Sent":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        query: bytes = request.scope["query_string"]
        return cls(
            issuer=issuer,
            kind=kind,
            body=body,
            query=query,
            by_page="origin" in request.headers,
            path=request.path_params,
        )


class Desk:
    """What every act may use."""

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self.settings = settings
        self.knowledge = load.knowledge()
        self.figures = Figures()
        self.now = now
        self.feedback = Feedback(settings.feedback, self.knowledge.cards, settings.limits.answers)
        self.feeds = Feeds(settings.feeds, settings.limits.feeds)

    def resource(self, sent: Sent) -> tuple[Json, bool]:
        """The JSON of a request, and whether it may hold elements that change a meaning.

        Raises:
            Answer: it is no JSON, or more than is read.
        """
        limits = self.settings.limits
        if sent.kind not in ("application/json", "application/fhir+json"):
            raise refused(
                415, "Content-Type", "it is not JSON", "application/json", value=sent.kind
            )
        if len(sent.body) > limits.marks < len(sent.body.translate(None, NOT_A_MARK)):
            most = f"up to {limits.marks} brackets and commas"
            raise refused(413, "body", "it holds too many values", most, code="too-long")
        within = ReadingLimits(
            size=limits.bytes,
            depth=limits.depth,
            entries=limits.values,
            flawed=limits.flawed,
            string=limits.bytes,
            key=limits.bytes,
        )
        try:
            found = document(sent.body, within)
        except Refused as error:
            raise Answer(400, "structure", error.refusals) from None
        if found.refused:
            raise Answer(400, "structure", found.refused)
        if not found.as_texts:
            return found.resource, found.modifiers
        try:
            return typed(found.resource, sent.body), found.modifiers
        except ValueError:
            raise refused(400, "body", "it is not JSON", "strict JSON", code="structure") from None

    def pack(self, issuer: Issuer) -> str:
        return issuer.guideline or self.settings.guideline

    def close(self) -> None:
        self.feedback.close()
        self.feeds.close()
