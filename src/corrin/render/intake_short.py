"""What is eaten and absorbed, in short: for part 3 of a plan."""

from corrin.domain.intake import Amount, Intake
from corrin.render.page import Block, Item, items
from corrin.render.phrases import number, sentence

VERDICTS = {
    "adequate": "adequate",
    "borderline": "borderline",
    "short": "short",
    "not_known": "not known",
}


def amount(it: Amount) -> str:
    """Micrograms, from the least to the most that they can be."""
    if it.low == it.high:
        return f"{number(it.low)} micrograms"
    return f"{number(it.low)} to {number(it.high)} micrograms"


def in_short(it: Intake) -> tuple[Block, ...]:
    """The target, the verdict and the sums, for part 3 of a plan."""
    target = (
        ""
        if it.target is None
        else (f" Target {number(it.target.micrograms_per_day)} micrograms a day;")
    )
    sums = f"eaten {amount(it.eaten)}, absorbed {amount(it.absorbed)}."
    says = f"{VERDICTS[it.verdict].capitalize()}: {sentence(it.says)}{target} {sums}"
    changes = [each.says for each in it.changes]
    return (
        *items(Item(says, (it.way.says,)), title="What is eaten"),
        *items(*changes, title="What would close the gap, each by itself"),
    )
