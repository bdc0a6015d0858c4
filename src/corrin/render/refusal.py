"""What is shown in place of a plan where none was possible."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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


def notice(it: Notice | Refusal) -> Item:
    """Field, value and reason; for a refusal also what would be accepted, to be typed as shown."""
    value = "" if it.value is None else f" {quoted(it.value)}"
    says = f"{cut(it.field)}{value}: {sentence(it.why)}"
    return Item(f"{says} Accepted: {it.accepted}" if isinstance(it, Refusal) else says)


def notices(found: Sequence[Notice | Refusal], *, full: bool) -> Iterator[Item]:
    """Each thing that was not taken; of many with one reason the first, and how many more."""
    total = Counter(map(_reason, found))
    told = Counter[tuple[str, str]]()
    for it in found:
        reason = _reason(it)
        told[reason] += 1
        if full or total[reason] <= ALIKE + 1 or told[reason] <= ALIKE:
            yield notice(it)
        elif told[reason] == total[reason]:
            yield Item(f"{total[reason] - ALIKE} more: {sentence(it.why)} --full lists each.")


def _reason(it: Notice | Refusal) -> tuple[str, str]:
    return it.why, it.accepted if isinstance(it, Refusal) else ""
