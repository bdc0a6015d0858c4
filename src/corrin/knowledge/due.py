"""`corrin knowledge due`: which entries are to be reviewed by a date."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from corrin.domain.knowledge import Knowledge, Rule
from corrin.domain.leaflet import Leaflet
from corrin.knowledge.entries import entries


def due(
    knowledge: Knowledge, on: date, pages: Iterable[Leaflet] = ()
) -> list[tuple[date, str, str]]:
    """Review date, section and id of each entry to be reviewed on or before a date, oldest first.

    An entry that names no date of its own is due with the edition.
    """
    stated = {(review.section, review.entry): review.review for review in knowledge.reviews}
    dates: list[tuple[date, str, str]] = []
    for section, name, value in entries(knowledge):
        own = value.review if isinstance(value, Rule) else stated.get((section, name))
        dates.append((own or knowledge.edition.review, section, name))
    dates += ((page.review or knowledge.edition.review, "leaflets", page.id) for page in pages)
    return sorted(item for item in dates if item[0] <= on)


def report(knowledge: Knowledge, on: date, pages: Iterable[Leaflet] = ()) -> str:
    """What is due, one line for each entry, and how many of each section."""
    found = due(knowledge, on, pages)
    if not found:
        return f"nothing is due by {on}"
    lines = [f"{review}  {section}, {name}" for review, section, name in found]
    counts = Counter(section for _, section, _ in found)
    summary = ", ".join(f"{section} {count}" for section, count in counts.items())
    return "\n".join([*lines, "", f"{len(found)} entries are due by {on}: {summary}"])
