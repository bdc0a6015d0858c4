"""What is not known, and what it would change: each question once, with all that hangs on it."""

from collections.abc import Iterator

from corrin.care.choose import Asked, Choice
from corrin.care.facts import Facts
from corrin.domain.knowledge import Rule
from corrin.domain.plan import Missing
from corrin.domain.rule import leaves

OFFER = "the treatment offered"


def missing(facts: Facts, choice: Choice) -> Iterator[Missing]:
    """What is not known; what would change the offer comes first."""
    rules = list(facts.held(facts.guideline.table("missing").rules))
    first: dict[str, list[str]] = {}
    for asked in choice.questions:
        fact = facts.guideline.facts[asked.fact]
        rule = next((rule for rule in rules if _asks(rule, asked, fact.lists)), None)
        first.setdefault(rule.gives if rule else asked.fact, []).append(fact.asks)
    by_id = {rule.gives: rule for rule in reversed(rules)}
    for name, asks in first.items():
        yield _in_one(name, by_id.get(name), asks)
    for name in dict.fromkeys(rule.gives for rule in rules):
        if name not in first:
            yield _in_one(name, by_id[name], [])


def _asks(rule: Rule, asked: Asked, lists: tuple[str, ...]) -> bool:
    """Whether a question about one thing is answered by what a rule asks for."""
    return rule.gives in lists or (rule.when is not None and asked.fact in leaves(rule.when))


def _in_one(name: str, rule: Rule | None, asks: list[str]) -> Missing:
    """One question: what a rule asks for, the single things in it, and all that they change."""
    changes = [OFFER] if asks else []
    if rule is None:
        return Missing(id=name, asks="; ".join(asks), would_change=OFFER)
    single = [each for each in asks if each != rule.says]
    above_all = f": {'; '.join(single)}" if single else ""
    changes.append(rule.prove or "the plan")
    return Missing(id=name, asks=f"{rule.says}{above_all}", would_change="; ".join(changes))
