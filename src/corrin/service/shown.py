"""What everybody may see: it holds nothing of any person, or is found by a secret alone."""

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from corrin import __version__
from corrin.service import acts, operations, pages
from corrin.service.answers import plain, refused
from corrin.service.desk import Desk, Sent


def start(desk: Desk, _sent: Sent) -> Response:
    return HTMLResponse(pages.start(desk.settings, desk.knowledge))


def evidence(desk: Desk, sent: Sent) -> Response:
    page = pages.evidence(sent.path["entry"], desk.knowledge)
    if page is None:
        raise refused(404, "path", "there is no such evidence", "the link of a card")
    return HTMLResponse(page)


def style(_desk: Desk, _sent: Sent) -> Response:
    return Response(pages.STYLE, media_type="text/css")


def health(desk: Desk, _sent: Sent) -> Response:
    return plain({"status": "ok", "version": __version__, "knowledge": desk.knowledge.version})


def metrics(desk: Desk, _sent: Sent) -> Response:
    return PlainTextResponse(desk.figures.text())


def read_feed(desk: Desk, sent: Sent) -> Response:
    try:
        body = desk.feeds.read(sent.path["token"], desk.now())
    except LookupError:
        raise acts.NO_FEED from None
    return Response(body, media_type="text/calendar")


def metadata(desk: Desk, _sent: Sent) -> Response:
    return operations.metadata(desk.settings, desk.knowledge)
