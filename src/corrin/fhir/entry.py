"""An entry of a Bundle, or a thing inside it that is settled by itself."""

from msgspec import Struct

from corrin.fhir.values import Json


class Entry(Struct):
    """A resource, or a component, item or condition of one, and where it stands."""

    path: str
    """FHIRPath: `Bundle.entry[3].resource`, or the name of the type of a single resource."""
    resource: Json
    kind: str
    """The type of the resource."""
    full_url: str | None = None
    holder: Json | None = None
    """The entry of the Bundle in which it stands."""

    def at(self, element: str) -> str:
        """The path of an element of the entry."""
        return f"{self.path}.{element}"
