"""Why B12 is short: the leading cause, what contributes, what else it could be."""

from corrin.care.reasons import Reasons
from corrin.domain.plan import Cause


def cause(reasons: Reasons) -> Cause:
    """The cause, from the table that takes its first row, and the rows that hold beside it."""
    leading = reasons.first("cause")
    beside = [
        rule
        for rule in reasons.collect("cause")
        if rule.gives != leading.gives and rule.when is not None
    ]
    return Cause(
        leading=leading.gives,
        conclusion=reasons.conclude(leading),
        contributing=tuple(
            reasons.conclude(rule) for rule in (*beside, *reasons.collect("beside"))
        ),
        differential=tuple(reasons.conclude(rule) for rule in reasons.collect("differential")),
        lifelong=leading.lifelong,
        reversible=leading.reversible,
        prove=leading.prove,
    )
