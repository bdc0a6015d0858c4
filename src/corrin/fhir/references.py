"""References between the resources of a record: by full URL, type and id, URN, or contained."""

from collections.abc import Iterable

from msgspec import Struct, field

from corrin.fhir.entry import Entry
from corrin.fhir.values import Json, mappings, text


class References(Struct):
    """The entries of a record by what refers to them; laid out when first asked."""

    entries: Iterable[Entry]
    _by_name: dict[str, Json] = field(default_factory=dict[str, Json])

    def find(self, reference: str | None, within: Json) -> Json | None:
        """The resource that a reference means; None where it is not in the record."""
        if reference is None:
            return None
        if reference.startswith("#"):
            contained = mappings(within.get("contained"))
            return next((one for one in contained if text(one.get("id")) == reference[1:]), None)
        if not self._by_name:
            for entry in self.entries:
                for name in names_of(entry):
                    self._by_name.setdefault(name, entry.resource)
        found = self._by_name.get(reference)
        return self._by_name.get(short(reference)) if found is None else found


def names_of(entry: Entry) -> list[str]:
    """The references by which an entry is meant: its full URL, and its type with its id."""
    names = [url] if (url := entry.full_url) else []
    if identity := text(entry.resource.get("id")):
        names.append(f"{entry.kind}/{identity}")
    return names


def short(reference: str) -> str:
    """Type and id of a reference to a server, without the version: `Patient/7`."""
    parts = reference.partition("/_history/")[0].rsplit("/", 2)
    return "/".join(parts[-2:])
