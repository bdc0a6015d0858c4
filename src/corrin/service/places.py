"""Every address of the service: what is sent there, what comes back, and what does the work.

The routes and the OpenAPI document are both made of this table: neither can have an address that
the other lacks, and none is open to everybody unless it says so here.
"""

from starlette.responses import Response

from corrin.service import acts, hooks, openapi, shown
from corrin.service.answers import JSON, plain
from corrin.service.desk import Desk, Sent
from corrin.service.pages import HOOKS_PATH
from corrin.service.place import Place
from corrin.service.settings import Settings

HTML, TEXT, CSS, CALENDAR = "text/html", "text/plain", "text/css", "text/calendar"
FORM = "application/x-www-form-urlencoded"
OF_A_BODY = (400, 422)
"""What else may be answered to JSON: it is not what is described, or cannot be used."""


def places(settings: Settings) -> tuple[Place, ...]:
    """The addresses that there are under some settings."""
    return tuple(place for place in PLACES if settings.demo or not place.demo)


def described(desk: Desk, _sent: Sent) -> Response:
    """The OpenAPI document."""
    return plain(openapi.document(places(desk.settings), desk.settings))


VISITS = ("at", "zone")
SEARCH = ("patient", "subject", "_id", "code")
PLACES = (
    Place(
        method="GET",
        path=HOOKS_PATH,
        act=acts.discovery,
        says="CDS Hooks: what is offered at which hook, and what is to be sent beforehand.",
        gives="Discovery",
        gives_as=JSON,
    ),
    Place(
        method="POST",
        path=f"{HOOKS_PATH}/{hooks.SERVICE}",
        act=acts.hook,
        says="CDS Hooks: the cards of one moment of care; none where there is nothing to say.",
        takes="HookCall",
        takes_as=(JSON,),
        gives="Cards",
        gives_as=JSON,
        refuses=(*OF_A_BODY, 412),
    ),
    Place(
        method="POST",
        path=f"{HOOKS_PATH}/{hooks.SERVICE}/feedback",
        act=acts.feedback,
        says="CDS Hooks: what a clinician did about cards. A repeat changes nothing.",
        takes="FeedbackCall",
        takes_as=(JSON,),
        gives="Nothing",
        gives_as=JSON,
        refuses=(400, 404),
    ),
    Place(
        method="POST",
        path=f"{HOOKS_PATH}/{{service}}",
        act=acts.hook,
        says="The same for the Sandbox, to which each hook is offered under an id of its own.",
        demo=True,
        takes="HookCall",
        takes_as=(JSON,),
        gives="Cards",
        gives_as=JSON,
        refuses=(*OF_A_BODY, 404, 412),
    ),
    Place(
        method="POST",
        path=f"{HOOKS_PATH}/{{service}}/feedback",
        act=acts.feedback,
        says="The same for the Sandbox.",
        demo=True,
        takes="FeedbackCall",
        takes_as=(JSON,),
        gives="Nothing",
        gives_as=JSON,
        refuses=(400, 404),
    ),
    Place(
        method="POST",
        path="/fhir/PlanDefinition/$apply",
        act=acts.apply,
        says="The plan of a person as a CarePlan with everything inside.",
        takes="Parameters",
        gives="CarePlan",
        refuses=(*OF_A_BODY, 404),
    ),
    Place(
        method="POST",
        path="/fhir/PlanDefinition/$r5.apply",
        act=acts.apply_as_group,
        says="The plan of a person as a Bundle that begins with a RequestGroup.",
        takes="Parameters",
        gives="Bundle",
        refuses=(*OF_A_BODY, 404),
    ),
    Place(
        method="POST",
        path="/fhir/$corrin-plan",
        act=acts.plan,
        says="The plan of the person of a Bundle, as a transaction.",
        asks=("forecast",),
        takes="Record",
        gives="Bundle",
        refuses=OF_A_BODY,
    ),
    Place(
        method="POST",
        path="/fhir/QuestionnaireResponse/$extract",
        act=acts.extract,
        says="Observations from the answers to one of the two Questionnaires.",
        takes="QuestionnaireResponse",
        gives="Bundle",
        refuses=(*OF_A_BODY, 404),
    ),
    Place(
        method="POST",
        path="/calendar",
        act=acts.make_feed,
        says="A calendar feed of the plan of a Bundle. Its address is told once.",
        takes="Record",
        asks=VISITS,
        gives="Feed",
        gives_as=JSON,
        status=201,
        refuses=OF_A_BODY,
    ),
    Place(
        method="PUT",
        path="/calendar/{feed}",
        act=acts.change_feed,
        says="Other days at the same address, after the plan was made anew.",
        takes="Record",
        asks=VISITS,
        gives="Nothing",
        gives_as=JSON,
        refuses=(*OF_A_BODY, 404),
    ),
    Place(
        method="DELETE",
        path="/calendar/{feed}",
        act=acts.revoke_feed,
        says="End a feed and forget its days.",
        gives="Nothing",
        gives_as=JSON,
        refuses=(404,),
    ),
    Place(
        method="GET",
        path="/calendar/{token}.ics",
        act=shown.read_feed,
        says="A feed as iCalendar, for whoever has the address.",
        open=True,
        gives="Words",
        gives_as=CALENDAR,
        refuses=(404,),
    ),
    Place(
        method="GET",
        path="/fhir/metadata",
        act=shown.metadata,
        says="The CapabilityStatement.",
        open=True,
        gives="CapabilityStatement",
    ),
    Place(
        method="GET",
        path="/metadata",
        act=shown.metadata,
        says="The CapabilityStatement, for those who look at the root.",
        open=True,
        gives="CapabilityStatement",
    ),
    Place(
        method="GET",
        path="/",
        act=shown.start,
        says="What stands where, as a page to read.",
        open=True,
        gives="Words",
        gives_as=HTML,
    ),
    Place(
        method="GET",
        path="/evidence/{entry}",
        act=shown.evidence,
        says="What a card or a rule says and on what it rests, as a page to read.",
        open=True,
        gives="Words",
        gives_as=HTML,
        refuses=(404,),
    ),
    Place(
        method="GET",
        path="/style.css",
        act=shown.style,
        says="How the pages look.",
        open=True,
        gives="Words",
        gives_as=CSS,
    ),
    Place(
        method="GET",
        path="/openapi.json",
        act=described,
        says="This document.",
        open=True,
        gives="Anything",
        gives_as=JSON,
    ),
    Place(
        method="GET",
        path="/health",
        act=shown.health,
        says="Whether it runs, and of which version.",
        open=True,
        gives="Health",
        gives_as=JSON,
    ),
    Place(
        method="GET",
        path="/metrics",
        act=shown.metrics,
        says="Counts and durations, in the format that Prometheus reads.",
        open=True,
        gives="Words",
        gives_as=TEXT,
    ),
    Place(
        method="POST",
        path="/fhir/{kind}/_search",
        act=acts.searched_by_form,
        says="Demonstration patients: a search whose terms are sent as a form.",
        demo=True,
        takes="SearchForm",
        takes_as=(FORM,),
        may_be_empty=True,
        gives="Bundle",
        refuses=(400, 404),
    ),
    Place(
        method="GET",
        path="/fhir/{kind}/{id}",
        act=acts.demonstrated,
        says="Demonstration patients: one resource.",
        demo=True,
        gives="Resource",
        refuses=(404,),
    ),
    Place(
        method="GET",
        path="/fhir/{kind}",
        act=acts.searched,
        says="Demonstration patients: a search. Terms that are not listed are left out of account.",
        demo=True,
        asks=SEARCH,
        gives="Bundle",
        refuses=(400, 404),
    ),
)
