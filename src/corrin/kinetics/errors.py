"""What the model refuses, and why."""


class NotSimulated(ValueError):
    """An argument the model cannot take: which, what it was, what would do."""

    def __init__(self, field: str, value: object, accepted: str) -> None:
        super().__init__(f"{field} {value} is not simulated; {accepted}")
        self.field = field
        self.value = value
        self.accepted = accepted
