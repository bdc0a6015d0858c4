"""What all the resources of one plan share: of whom, of which plan, under which names.

Identifiers hang on the plan alone, so that the same input gives the same resources again and a
server can tell a repeat (`ifNoneExist`) from something new. Whatever differs in a plan gives other
identifiers: nothing that somebody has accepted since is overwritten.
"""

import hashlib
import re
from datetime import UTC, date, datetime, time
from uuid import UUID

import msgspec

from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Person
from corrin.domain.plan import Plan
from corrin.domain.regimen import Phase
from corrin.fhir_out.foretold import Foretold
from corrin.fhir_out.values import Json, filled

BASE = "https://corrin.example/fhir"
"""Under which canonical names and identifier systems stand where a deployer names no other."""
BASE_ACCEPTED = "https://host/path, without a slash at its end"
_BASE = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~-]+)*")
RESOURCE_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
PATIENT = "Patient/"


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One plan about to be written as FHIR."""

    plan: Plan
    phases: tuple[Phase, ...]
    """Of the leading offer, as meant for this person."""
    knowledge: Knowledge
    subject: Json
    """A Reference to the person."""
    input_sha256: str
    """Of the bytes from which the person was read, in hexadecimal digits."""
    recorded: datetime
    base: str = BASE
    identity: str
    """What tells this plan from every other: the beginning of a digest of it."""
    foretold: Foretold | None = None
    """The forecast, where one was asked for."""

    def identifier(self, item: str) -> list[Json]:
        return [{"system": f"{self.base}/plan-item", "value": f"{self.identity}.{item}"}]

    def id_of(self, item: str) -> str:
        """A UUID that hangs on the plan and the item only (version 8, RFC 9562)."""
        made = hashlib.sha256(f"{self.identity}.{item}".encode()).digest()
        return str(UUID(bytes=_as_version_8(made)))

    def to(self, kind: str, item: str) -> Json:
        """A Reference to another resource of the same Bundle."""
        return {"reference": f"urn:uuid:{self.id_of(item)}", "type": kind}

    def canonical(self, kind: str, name: str) -> str:
        """The versioned name of a definition that `corrin knowledge export` writes."""
        return canonical(self.base, kind, name, self.plan.basis.knowledge_version)

    @property
    def on(self) -> str:
        """The day of the assessment."""
        return self.plan.basis.on.isoformat()

    @property
    def at(self) -> str:
        """The instant at which the plan was written down."""
        return self.recorded.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def resource(self, kind: str, item: str, elements: Json) -> Json:
        """A resource of the plan with its id and identifier, and what it says."""
        named = {"resourceType": kind, "id": self.id_of(item), "identifier": self.identifier(item)}
        return filled({**named, **elements})


def frame(
    plan: Plan,
    phases: tuple[Phase, ...],
    knowledge: Knowledge,
    *,
    person: Person,
    data: bytes,
    recorded: datetime | None = None,
    base: str = BASE,
    in_record: bool,
    foretold: Foretold | None = None,
) -> Frame:
    """The frame of one plan.

    Args:
        data: the bytes from which the person was read; only their digest is written.
        recorded: when it is written down; without it, the beginning of the day of the plan.
        in_record: whether the id of the person is that of a Patient on a FHIR server.
        foretold: the forecast, where one was asked for.
    """
    made = hashlib.sha256(repr((person.patient_id, base)).encode())
    made.update(msgspec.json.encode(plan))
    if foretold is not None:
        made.update(msgspec.json.encode(foretold))
    return Frame(
        plan=plan,
        phases=phases,
        knowledge=knowledge,
        subject=subject(person, base, in_record=in_record),
        input_sha256=hashlib.sha256(data).hexdigest(),
        recorded=recorded or _begin(plan.basis.on),
        base=base,
        identity=made.hexdigest()[:32],
        foretold=foretold,
    )


def subject(person: Person, base: str, *, in_record: bool) -> Json:
    """A Reference to the person: to the Patient of a server, else by the number of the file."""
    number = person.patient_id
    if number is None:
        return {"type": "Patient", "display": "The person of this plan"}
    if in_record and RESOURCE_ID.fullmatch(number):
        return {"reference": f"{PATIENT}{number}"}
    return {"type": "Patient", "identifier": {"system": f"{base}/person", "value": number}}


def is_base(url: str) -> bool:
    """Whether canonical names can begin with an address."""
    return _BASE.fullmatch(url) is not None


def canonical(base: str, kind: str, name: str, version: str) -> str:
    """The versioned canonical name of a definition."""
    return f"{base}/{kind}/{name}|{version}"


def definition_id(name: str) -> str:
    """The id of a definition: letters, digits and hyphens."""
    return name.replace("_", "-")


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _as_version_8(digest: bytes) -> bytes:
    """Sixteen bytes with the bits of version and variant that RFC 9562 asks for."""
    made = bytearray(digest[:16])
    made[6] = made[6] & VERSION_MASK | VERSION_8
    made[8] = made[8] & VARIANT_MASK | VARIANT
    return bytes(made)


VERSION_MASK, VERSION_8 = 0x0F, 0x80
VARIANT_MASK, VARIANT = 0x3F, 0x80
