"""Since when knowledge should have been reviewed."""

from datetime import date

from corrin.domain.knowledge import Knowledge


def overdue_since(knowledge: Knowledge, on: date) -> date | None:
    """The first day on which an entry of the knowledge was due for review; None before it."""
    rules = (rule for table in knowledge.rules.values() for rule in table.rules)
    dates = (
        knowledge.edition.review,
        *(review.review for review in knowledge.reviews if review.review is not None),
        *(rule.review for rule in rules if rule.review is not None),
    )
    first = min(dates)
    return first if first <= on else None
