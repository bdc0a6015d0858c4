"""Facts about one person: yes, no or not known, and each with its grounds on demand.

A fact is answered from the person's statements, results and scalars, or from other facts. The
questions that a person can answer may be *assumed*, which is how every completion of what is
not known is tried before something is asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import compress, repeat
from operator import is_not

from corrin.care.given import POSSIBLE, all_over, treated_since, treatments
from corrin.care.guideline import ORDER, Asked, Guideline, Row, lately_of, of_order, table_of
from corrin.care.markers import Answer, Markers
from corrin.care.schedule_dates import add_months
from corrin.domain.knowledge import Fact, Rule
from corrin.domain.person import Dose, Order, Person, Result, Statement
from corrin.domain.regimen import days_apart
from corrin.domain.rule import Condition, Values, decided, leaves

Tried = tuple[tuple[Rule, ...], tuple[bool | None, ...]]
"""The rules of a table, and of each whether it holds."""


def before_first(holds: tuple[bool | None, ...]) -> int:
    """How many rules come before the first that certainly holds: all, where none does."""
    return holds.index(True) if True in holds else len(holds)


class Facts:
    """What is known of a person on a day under a guideline."""

    def __init__(
        self,
        guideline: Guideline,
        person: Person,
        on: date,
        by_analyte: Mapping[str, Sequence[Result]],
        by_group: Mapping[str, tuple[Statement, ...]],
        treated_since: date | None,
        assumed: Mapping[str, bool],
        known: Values,
    ) -> None:
        self.guideline = guideline
        self.person = person
        self.on = on
        self.values: dict[str, bool | None] = {**known}
        self.markers = Markers(guideline, by_analyte, on, treated_since, self.values)
        self.by_group = by_group
        self.assumed = assumed
        self._unassumed: Facts | None = None
        self._grounds: dict[str, tuple[str, ...]] = {}
        self._tried: dict[str, Tried] = {}

    @classmethod
    def of(cls, person: Person, on: date, guideline: Guideline) -> "Facts":
        """The facts of a person."""
        by_group: dict[str, list[Statement]] = {}
        for statement in person.statements:
            for group in guideline.groups.get(statement.concept) or (statement.concept,):
                by_group.setdefault(group, []).append(statement)
        grouped = {group: tuple(found) for group, found in by_group.items()}
        by_analyte = _by_analyte(person.results, on)
        since = treated_since(grouped, on, guideline)
        facts = cls(
            guideline, person, on, by_analyte, grouped, since, {}, guideline.blanks[person.asked]
        )
        ordered = () if person.order is None else (ORDER,)
        stated = {name for of in (*grouped, *ordered) for name in guideline.rest_on.get(of, ())}
        for name in stated:
            facts.values[name] = facts._answer(name)
        lately = map(lately_of, filter(facts.markers.recent, by_analyte))
        for measured in (*by_analyte, *lately):
            for name in guideline.measured.get(measured, ()):
                del facts.values[name]
        guideline.complete(facts.values, facts._answer)
        return facts

    def assume(self, fact: str, value: bool) -> "Facts":
        """The same person, as if a fact were known; answers that do not hang on it are kept."""
        facts = Facts(
            self.guideline,
            self.person,
            self.on,
            self.markers.by_analyte,
            self.by_group,
            self.markers.treated_since,
            {**self.assumed, fact: value},
            self.values,
        )
        facts._unassumed = self.known
        facts._grounds.update(self._grounds)
        again = self.guideline.assumed[fact]
        for name in again.asked:
            del facts.values[name]
        for name in again.facts & facts._grounds.keys():
            del facts._grounds[name]
        facts.values[fact], facts._grounds[fact] = value, ()
        again.complete(facts.values, facts._answer)
        return facts

    def value(self, name: str) -> bool | None:
        """Yes, no or not known, by the name of a fact."""
        return self.values[name]

    @property
    def known(self) -> "Facts":
        """The same person without anything assumed."""
        return self._unassumed or self

    def taken_for_granted(self, name: str) -> tuple[str, ...]:
        """The assumed facts that gave a fact another value than what is known gives it."""
        if self._unassumed is None or self._unassumed.values[name] is self.values[name]:
            return ()
        if name in self.assumed:
            return (name,)
        under = [self.taken_for_granted(other) for other in self._asked_by(name)]
        return tuple(dict.fromkeys(fact for facts in under for fact in facts))

    def _asked_by(self, name: str) -> Iterator[str]:
        """The facts that gave a fact its value, directly; of a marker those of its bands."""
        fact = self.guideline.facts[name]
        if fact.condition is not None:
            yield from self.because(fact.condition)
        elif fact.table is not None:
            rules, holds = self.tried(table_of(fact.table))
            for rule in rules[: before_first(holds) + 1]:
                if rule.when is not None:
                    yield from self.because(rule.when)
        else:
            yield from (other for other in self.assumed if name in self.guideline.hang_on[other])

    def grounds(self, name: str) -> tuple[str, ...]:
        """The entries of the input that gave a fact its value."""
        grounds = self._grounds.get(name)
        if grounds is None:
            known = self.values[name] is not None
            grounds = self._grounds_of(self.guideline.facts[name]) if known else ()
            self._grounds[name] = grounds
        return grounds

    def holds(self, condition: Condition | None) -> bool | None:
        """Whether a condition over facts holds; none at all holds for everybody."""
        return condition is None or self.guideline.truth.of(condition)(self.values)

    def each(self, rows: tuple[Asked, ...]) -> tuple[bool | None, ...]:
        """Of each row of a list of the knowledge whether it holds."""
        return self.guideline.truths.of(rows)(self.values)

    def held(self, rows: tuple[Row, ...]) -> Iterator[Row]:
        """The rows of a list of the knowledge that certainly hold."""
        return compress(rows, self.guideline.proofs.of(rows)(self.values))

    def tried(self, table: str) -> Tried:
        """The rules of a table that takes its first, and of each whether it holds."""
        tried = self._tried.get(table)
        if tried is None:
            rules = self.guideline.table(table).rules
            tried = self._tried[table] = rules, self.each(rules)
        return tried

    def because(self, condition: Condition) -> tuple[str, ...]:
        """The facts that decided a condition, each once."""
        return decided(condition, self.values)[1]

    def undecided(self, condition: Condition) -> Iterator[str]:
        """The facts not known on which a condition hangs and which a person can state."""
        for name in leaves(condition):
            if self.values[name] is not None:
                continue
            fact = self.guideline.facts[name]
            if fact.askable:
                yield name
            elif fact.condition is not None:
                yield from self.undecided(fact.condition)
            elif fact.table is not None:
                for rule in self.guideline.table(table_of(fact.table)).rules:
                    if rule.when is not None:
                        yield from self.undecided(rule.when)

    def statements(self, fact: Fact) -> tuple[Statement, ...]:
        """The statements that a fact of concepts rests on."""
        found: dict[int, Statement] = {}
        for concept in fact.concepts:
            for statement in self.by_group.get(concept, ()):
                if _of(fact.subject, statement) and statement.allergy == fact.allergy:
                    found[id(statement)] = statement
        return tuple(found.values())

    def _answer(self, name: str) -> bool | None:
        """The value of a fact that is not made of others by a condition; what was said keeps its
        grounds, the rest finds them when asked."""
        fact = self.guideline.facts[name]
        if fact.table is not None:
            self._tabulate(table_of(fact.table))
            return self.values[name]
        value, self._grounds[name] = self._said(fact)
        return value

    def _said(self, fact: Fact) -> Answer:
        if fact.concepts:
            return self._stated(fact)
        if fact.marker is not None:
            return self.markers.answer(fact.marker, fact.min_days, fact.max_days)
        if fact.scalar is not None:
            return self._scalar(fact)
        if fact.tested is not None:
            return fact.tested in self.person.tested, ()
        if fact.begun is not None:
            return fact.begun in self.person.begun, ()
        if self.person.order is not None and of_order(fact):
            return self._ordered(fact, self.person.order)
        return self._treated(fact)

    def _grounds_of(self, fact: Fact) -> tuple[str, ...]:
        """The entries behind a fact that is made of others, or of which nothing is stated."""
        if fact.concepts or fact.treated:
            return fact.lists
        condition = fact.condition
        if fact.table is not None:
            rules, holds = self.tried(table_of(fact.table))
            condition = next((rule.when for rule in rules[before_first(holds) :]), None)
        if condition is None:
            return ()
        names = decided(condition, self.values)[1]
        return tuple(dict.fromkeys(source for name in names for source in self.grounds(name)))

    def _tabulate(self, table: str) -> None:
        """Work out all the facts that a table answers: by every conclusion that it may give, up to
        the first that is certain."""
        rules, holds = self.tried(table)
        may = compress(rules, map(is_not, holds[: before_first(holds) + 1], repeat(False)))
        given = frozenset([rule.gives for rule in may])
        self.values.update(self.guideline.tabled[table, given])

    def _scalar(self, fact: Fact) -> Answer:
        name = str(fact.scalar)
        value: bool | str | int | Decimal | None = getattr(self.person, name)
        source = self.person.sources.get(name)
        grounds = (source,) if source else ()
        if value is None:
            return None, ()
        if isinstance(value, str):
            return value == fact.equals, grounds
        if isinstance(value, bool):
            return value, grounds
        enough = fact.at_least is None or value >= fact.at_least
        return enough and (fact.below is None or value < fact.below), grounds

    def _ordered(self, fact: Fact, order: Order) -> Answer:
        if fact.order is not None:
            groups = self.guideline.groups.get(order.drug or "", frozenset())
            return fact.order in groups, (order.source,) if order.drug else ()
        if fact.order_daily:
            daily = order.micrograms_a_day
            below = None if daily is None or fact.below is None else daily < fact.below
            return below, (order.source,)
        if fact.order_min_days is not None:
            days = self._days_apart(order) or self._days_in_course(order)
            return (days is not None and days >= fact.order_min_days), (order.source,)
        return order.route in fact.order_route, (order.source,)

    def _days_apart(self, given: Order | Dose | None) -> Decimal | None:
        """How many days lie between two doses; None where that was not said."""
        if given is None:
            return None
        month = self.guideline.knowledge.settings["interval_days_in_month"].value
        return given.every_days or (given.every_months and given.every_months * month)

    def _days_in_course(self, order: Order) -> Decimal | None:
        """How many days lie between the first doses of an order with phases or of a regimen."""
        if order.phases:
            return self._days_apart(order.phases[0])
        regimen = self.guideline.knowledge.regimens.get(order.regimen or "")
        if regimen is None or not regimen.phases:
            return None
        month = self.guideline.knowledge.settings["interval_days_in_month"].value
        return days_apart(regimen.phases[0].timing, month)

    def _treated(self, fact: Fact) -> Answer:
        given = [
            statement
            for statement in treatments(self.by_group, self.on, self.guideline)
            if not fact.routes or statement.route in fact.routes
        ]
        if fact.min_days is not None:
            latest = self.on - timedelta(days=fact.min_days)
            given = [s for s in given if s.since is not None and s.since <= latest]
        if fact.max_interval_days is not None:
            apart = [(statement, self._days_apart(statement.dose)) for statement in given]
            given = [s for s, days in apart if days is not None and days <= fact.max_interval_days]
        if fact.since_last_days is not None and given:
            return all_over(given, self.on - timedelta(days=fact.since_last_days))
        if given:
            return True, tuple(statement.source for statement in given)
        return self._unsaid(fact)

    def _stated(self, fact: Fact) -> Answer:
        stated = self.statements(fact)
        open_ones = False
        matching: list[Statement] = []
        for statement in stated:
            fits = self._fits(statement, fact)
            if fits:
                matching.append(statement)
            open_ones = open_ones or fits is None
        if matching:
            return True, tuple(s.source for s in matching)
        if open_ones:
            return None, tuple(s.source for s in stated)
        denied = [s for s in stated if not s.present and s.concept in fact.concepts]
        if {s.concept for s in denied} == set(fact.concepts):
            return False, tuple(s.source for s in denied)
        return self._unsaid(fact)

    def _unsaid(self, fact: Fact) -> Answer:
        """What follows from nothing being stated of a fact."""
        absent = self.guideline.blanks[self.person.asked][fact.id]
        return absent, () if absent is None else fact.lists

    def _fits(self, statement: Statement, fact: Fact) -> bool | None:
        doubted = (POSSIBLE & statement.qualifiers) - set(fact.qualifiers)
        if not statement.present or (doubted and not fact.allergy):
            return False  # an allergy that is doubted or past still stands until it is cleared
        if statement.status not in fact.status:
            return False
        if fact.qualifiers and not statement.qualifiers & set(fact.qualifiers):
            return False
        if fact.only_in and statement.listed not in fact.only_in:
            return False
        if fact.routes and statement.route not in fact.routes:
            return None if statement.route is None else False
        if fact.max_length_cm is not None and (
            statement.length_cm is None or statement.length_cm > fact.max_length_cm
        ):
            return False
        over = fact.over_length_cm
        if over is not None and (statement.length_cm is None or statement.length_cm <= over):
            return False
        return self._lasts(statement, fact)

    def _lasts(self, statement: Statement, fact: Fact) -> bool | None:
        if fact.min_months is None:
            return True
        if statement.since is None:
            return None
        return _longer(statement.since, statement.until or self.on, fact.min_months)


def _longer(since: date, end: date, months: Decimal) -> bool:
    """Whether more than so many calendar months lie between two days."""
    return add_months(since, int(months)) < end


def _of(subject: str, statement: Statement) -> bool:
    """Whether a statement is of a subject; any blood relative counts as a relative."""
    if subject == "relative":
        return statement.subject not in ("self", "partner")
    return statement.subject == subject


def _by_analyte(results: Iterable[Result], on: date) -> dict[str, list[Result]]:
    """A person's own results up to a day."""
    found: dict[str, list[Result]] = {}
    for result in results:
        if result.on <= on and result.subject == "self":
            found.setdefault(result.analyte, []).append(result)
    return found
