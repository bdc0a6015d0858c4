"""Since when knowledge should have been reviewed."""

from datetime import date

from corrin.domain.knowledge import Knowledge


def first_review(knowledge: Knowledge) -> date:
    """The first day on which an entry of the knowledge is due for review."""
    rules = (rule for table in knowledge.rules.values() for rule in table.rules)
    return min(
        knowledge.edition.review,
        *(review.review for review in knowledge.reviews if review.review is not None),
        *(rule.review for rule in rules if rule.review is not None),
    )


def overdue_since(review: date, on: date) -> date | None:
    """The day of a review that was due by a day; None before it."""
    return review if review <= on else None
