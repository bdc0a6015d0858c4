"""What is shown in place of a plan where none was possible."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corrin.domain.person import Notice
from corrin.errors import Refusal
from corrin.render.page import Item, Page, Section, items
from corrin.render.phrases import sentence
from corrin.render.visible import cut, quoted

ALIKE = 3
"""Things with one and the same reason that are shown unless the whole plan is asked for."""


def refusal_page(
    refused: Iterable[Refusal],
    also: Iterable[Notice] = (),
    *,
    title: str = "No plan was possible",
) -> Page:
    """The page that says why there is no answer, and what else was odd."""
    rest = items(*map(notice, also))
    return Page(
        title,
        ("Nothing was concluded from the input.",),
        (
            Section("Refused", items(*map(notice, refused))),
            *((Section("Also", rest),) if rest else ()),
        ),
    )


def notice(it: Notice | Refusal, entry: str | None = None) -> Item:
    """Field, value, entry and reason; for a refusal also what would be accepted, to be typed as
    shown."""
    value = "" if it.value is None else f" {quoted(it.value)}"
    within = "" if entry in (None, it.value) else f", of {quoted(entry)}"
    says = f"{cut(it.field)}{value}{within}: {sentence(it.why)}"
    return Item(f"{says} Accepted: {it.accepted}" if isinstance(it, Refusal) else says)


def notices(
    found: Sequence[Notice | Refusal], *, of: Mapping[str, str], full: bool
) -> Iterator[Item]:
    """Each thing that was not taken, and of what entry it is; of many with one reason the first,
    how many more, and of what.

    Args:
        of: the words of each entry of the input by its field.
    """
    total = Counter(map(_reason, found))
    told = Counter[tuple[str, str]]()
    folded: dict[tuple[str, str], dict[str, None]] = {}
    for it in found:
        reason, entry = _reason(it), _entry(it.field, of)
        told[reason] += 1
        if full or total[reason] <= ALIKE + 1 or told[reason] <= ALIKE:
            yield notice(it, entry)
            continue
        named = folded.setdefault(reason, {})
        named.update({quoted(entry): None} if entry else {})
        if told[reason] == total[reason]:
            what = f" Of {'; '.join(named)}." if named else ""
            yield Item(f"{total[reason] - ALIKE} more: {sentence(it.why)}{what} --full lists each.")


def _entry(field: str, of: Mapping[str, str]) -> str | None:
    """The words of the entry in which something stands."""
    within = (field[:end] for end in range(len(field), 0, -1) if field[end:][:1] in ("", ".", "["))
    return next((of[path] for path in within if path in of), None)


def _reason(it: Notice | Refusal) -> tuple[str, str]:
    return it.why, it.accepted if isinstance(it, Refusal) else ""
