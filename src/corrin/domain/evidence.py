"""What B12 does and does not do: a popular claim, what was found, and whether the claim holds."""

from typing import Literal

from msgspec import Struct

from corrin.domain.rule import Citation, Verified

Group = Literal[
    "deficiency",
    "body",
    "energy_and_mind",
    "nerves_and_pain",
    "mouth",
    "infection",
    "pregnancy",
    "cancer",
    "heart_and_bone",
    "taking",
    "safety",
]
Direction = Literal[
    "benefit",
    "no_effect",
    "harm_signal",
    "association_inverse",
    "association_positive",
    "uncertain",
    "mechanism",
]
"""Where the findings point; `mechanism` is how the body works, not the effect of a treatment."""

Certainty = Literal["high", "moderate", "low", "very_low"]
Holds = Literal["yes", "partly", "unproven", "no"]
"""Whether a popular claim holds; `unproven` where nothing shows that it does or does not."""


class Evidence(Struct, frozen=True, kw_only=True):
    """A claim about what B12 does, how sure it is, and whether the popular form of it holds."""

    id: str
    group: Group
    outcome: str
    names: tuple[str, ...]
    """The words by which people ask for it, beside its id and its outcome."""
    population: str
    """In whom it was studied."""
    direction: Direction
    effect: str
    """What was found and how large it is."""
    studies: str | None = None
    participants: str | None = None
    certainty: Certainty
    popular_claim: str
    claim_holds: Holds
    holds_for: str | None = None
    """For whom the claim holds, where it does."""
    answer: str
    """The claim answered in a sentence or two, for somebody who is no clinician."""
    note: str | None = None
    see: tuple[str, ...] = ()
    """References to the entries that say what to do."""
    sources: tuple[Citation, ...]
    verified: Verified = "false"

    def __post_init__(self) -> None:
        if (self.claim_holds in ("yes", "partly")) != (self.holds_for is not None):
            raise ValueError("a claim that holds, and no other, says in `holds_for` for whom")
