"""An entry of a Bundle, or a thing inside it that is settled by itself."""

from typing import Any

from msgspec import Struct

from corrin.fhir.codes import Known
from corrin.fhir.values import Json, mapping, text


class Entry(Struct):
    """A resource, or a component, item or condition of one, and where it stands."""

    path: str
    """FHIRPath: `Bundle.entry[3].resource`, or the name of the type of a single resource."""
    resource: Json
    kind: str
    """The type of the resource."""
    holder: Json | None = None
    """The entry of the Bundle in which it stands."""

    concept: Any = None
    """The CodeableConcept by which it is shown, if that is one published coding."""
    known: Known | None = None
    """What `concept` stands for."""

    def known_as(self, codeable: Any) -> Known | None:
        """What a CodeableConcept of the entry stands for, if that was looked up before."""
        return self.known if codeable is self.concept else None

    @property
    def full_url(self) -> str | None:
        """By which the resource is referred to, where the Bundle says it."""
        return text(mapping(self.holder).get("fullUrl"))

    def at(self, element: str) -> str:
        """The path of an element of the entry."""
        return f"{self.path}.{element}"
