"""`regimen_request`: a prescription that somebody is about to write, checked before it is shown."""

from datetime import date
from decimal import Decimal
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from corrin.domain.person import Dose, Order, Route, Statement
from corrin.domain.regimen import INJECTED, EndEvent, Regimen
from corrin.person_file.details import exact_dose
from corrin.person_file.fields import ORDER, PHASE
from corrin.person_file.file import NUMBER, File, civil_day
from corrin.reading.amount import Frequency, Unreadable
from corrin.reading.strict import Tree, step
from corrin.reading.words import Lexicon
from corrin.record.doses import (
    ONCE_A_DAY,
    TOO_OFTEN,
    Given,
    check_dose,
    cobalamins,
    with_groups,
)
from corrin.record.report import said

KEY = "regimen_request"
ACCEPTED = "{drug, dose, route, frequency, …} or {regimen: …}"
CHECKED = "an order for vitamin B12 or folic acid, which are what is checked here"
UNTIL = frozenset({*get_args(EndEvent), "lifelong"})
DAYS_A_WEEK = 7
EVERY = {"every_days": 1, "every_weeks": DAYS_A_WEEK, "every_months": 1}


class Interval(Struct, frozen=True):
    """How often an order is to be given."""

    every_days: Decimal | None = None
    every_months: Decimal | None = None
    times_per_day: Decimal | None = None


class Orders:
    """Reads the order of one file; a refused field refuses the whole order."""

    def __init__(self, file: File, lexicon: Lexicon, on: date) -> None:
        self._file = file
        self._lexicon = lexicon
        self._on = on
        self._refused = False

    def read(self) -> Order | None:
        """The order, or None where there is none that can stand."""
        tree = self._file.mapping(KEY, ACCEPTED)
        if tree is None:
            return None
        texts = self._texts(KEY, tree, ORDER)
        order = self._phase(KEY, texts, None)
        phases = tree.get("phases")
        if order is not None and phases is not None:
            order = self._with_phases(order, phases)
        if self._refused or order is None:
            self._file.settle(KEY, "refused", "a value in it was refused")
            return None
        concept = self._file.knowledge.concepts.get(order.drug or "")
        self._file.report.settle(KEY, "used", read_as=(concept.name,) if concept else ())
        return order

    def _with_phases(self, order: Order, phases: Tree) -> Order:
        if not isinstance(phases, list):
            self._refuse(step(KEY, "phases"), said(phases), "it is not a list", "a list of phases")
            return order
        most = int(self._file.setting("order_phases_most"))
        if len(phases) > most:
            why, accepted = "it has more phases than any course", f"{most} phases at most"
            self._refuse(step(KEY, "phases"), said(phases), why, accepted)
            return order
        read: list[Order] = []
        for index, tree in enumerate(phases):
            path = f"{step(KEY, 'phases')}[{index}]"
            if not isinstance(tree, dict):
                self._refuse(path, said(tree), "it is not a phase", ACCEPTED)
                continue
            phase = self._phase(path, self._texts(path, tree, PHASE), order)
            read += [phase] if phase else []
        return replace(order, phases=tuple(read))

    def _texts(self, path: str, tree: dict[str, Tree], known: frozenset[str]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for key, value in tree.items():
            if key not in known:
                self._file.unknown_key(path, key, value, known)
            elif isinstance(value, str) and value.strip():
                texts[key] = value.strip()
            elif isinstance(value, list | dict) and value and key != "phases":
                self._refuse(step(path, key), said(value), "one value is expected here", "a text")
        return texts

    def _phase(self, path: str, texts: dict[str, str], whole: Order | None) -> Order | None:
        words = texts.get("drug", whole.drug_words if whole else "")
        regimen = self._regimen(path, texts)
        if not words and regimen is None:
            if not self._refused:
                why = "it names neither a drug nor a regimen"
                self._refuse(path, None, why, ACCEPTED)
            return None
        course = self._file.knowledge.regimens.get(regimen or "")
        named = self._drug(path, texts["drug"]) if "drug" in texts else None
        drug = named.concept if named else whole and whole.drug
        if course is not None and drug is None:
            drug = course.product
        elif course is not None and drug is not None:
            self._of_course(path, texts, course, drug)
        known = (drug,) if drug else ()
        route = self._route(path, texts) or (named.route if named else None)
        route = route or (whole.route if whole else None)
        if route is None and course is not None:
            route = course.phases[0].route
        dose = self._dose(path, texts, cobalamin=bool(cobalamins(known, self._file.knowledge)))
        dose = dose or (named.dose if named else None)
        interval = self._interval(path, texts)
        if dose is not None and interval.times_per_day is not None:
            dose = replace(dose, times_per_day=interval.times_per_day)
        self._check(path, known, dose, route, texts, interval)
        return Order(
            source=path,
            drug=drug,
            drug_words=words or regimen or "",
            dose=dose,
            route=route,
            every_days=interval.every_days,
            every_months=interval.every_months,
            count=self._count(path, texts),
            until=self._until(path, texts),
            regimen=regimen,
        )

    def _drug(self, path: str, words: str) -> Statement | None:
        """The medicine that is ordered, with the dose and route where its words hold them."""
        field = step(path, "drug")
        reading = self._lexicon.read(words, list_name="medicines", source=path, on=self._on)
        concepts = tuple(dict.fromkeys(s.concept for s in reading.statements if s.present))
        if len(concepts) > 1:
            self._refuse(field, words, "it names several medicines", "one medicine")
        elif not concepts:
            self._refuse(field, words, "it is not a medicine that is known", CHECKED)
        elif not self._checked(concepts[0]):
            self._refuse(field, words, "nothing is known of how it is ordered", CHECKED)
        elif reading.not_understood or reading.notes:
            why = "a part of it is not understood: " + "; ".join(
                (*reading.not_understood, *reading.notes)
            )
            self._refuse(field, words, why, "the name; its dose and route in their own fields")
        return next((s for s in reading.statements if s.present), None)

    def _of_course(self, path: str, texts: dict[str, str], course: Regimen, drug: str) -> None:
        """Refuse a drug that is not the one of the regimen named beside it."""
        products = {course.product, *course.product_alternatives}
        if "drug" in texts and products.isdisjoint(with_groups(drug, self._file.knowledge)):
            for key in ("drug", "regimen"):
                why = f"the regimen is of {course.product}"
                self._refuse(step(path, key), texts[key], why, "one of the two")

    def _checked(self, concept: str) -> bool:
        """Whether the knowledge has anything to say of an order for it."""
        asked = {fact.order for fact in self._file.knowledge.facts.values()}
        return not asked.isdisjoint(with_groups(concept, self._file.knowledge))

    def _regimen(self, path: str, texts: dict[str, str]) -> str | None:
        text = texts.get("regimen")
        if text is not None and text not in self._file.knowledge.regimens:
            field = step(path, "regimen")
            self._refuse(field, text, "it is not a regimen that is known", "the id of a regimen")
        return text

    def _route(self, path: str, texts: dict[str, str]) -> Route | None:
        text = texts.get("route")
        route = self._lexicon.read_route(text) if text else None
        if text and route is None:
            why = "it is not a route that is known"
            self._refuse(step(path, "route"), text, why, "im, sc, oral, sublingual or nasal")
        return route

    def _dose(self, path: str, texts: dict[str, str], *, cobalamin: bool) -> Dose | None:
        text = texts.get("dose")
        if text is None:
            return None
        dose = exact_dose(text, self._lexicon)
        if not isinstance(dose, Unreadable):
            return dose
        if cobalamin:
            self._refuse(step(path, "dose"), text, dose.why, dose.accepted)
        else:
            self._file.report.unread(step(path, "dose"), text, dose.why)
        return None

    def _interval(self, path: str, texts: dict[str, str]) -> Interval:
        said_by = [key for key in (*EVERY, "frequency") if key in texts]
        if len(said_by) > 1:
            for key in said_by:
                self._refuse(step(path, key), texts[key], "how often is said twice", "one of them")
        if "frequency" in texts:
            often = self._lexicon.read_frequency(texts["frequency"])
            if often is None:
                why = "how often is not understood"
                self._refuse(step(path, "frequency"), texts["frequency"], why, "daily, every 3 …")
            return _interval_of(often or Frequency())
        for key in said_by:
            every = self._positive(path, key, texts[key])
            if every is not None:
                months = key == "every_months"
                return Interval(None if months else every * EVERY[key], every if months else None)
        return Interval()

    def _positive(self, path: str, key: str, text: str) -> Decimal | None:
        if NUMBER.fullmatch(text) and Decimal(text) > 0:
            return Decimal(text)
        self._refuse(step(path, key), text, "it is not a number above zero", "a number above zero")
        return None

    def _count(self, path: str, texts: dict[str, str]) -> int | None:
        if "count" not in texts:
            return None
        number = self._positive(path, "count", texts["count"])
        most = self._file.setting("order_doses_most")
        if number is not None and (number != int(number) or number > most):
            why = "it is not a possible number of doses"
            self._refuse(step(path, "count"), texts["count"], why, f"a whole number up to {most}")
        return int(number) if number is not None else None

    def _until(self, path: str, texts: dict[str, str]) -> str | None:
        text = texts.get("until")
        field = step(path, "until")
        day = civil_day(text) if text is not None else None
        if day is not None and day <= self._on:
            self._refuse(field, text, "it is over before it begins", "a day after the assessment")
        if text is None or text in UNTIL or day is not None:
            return text
        self._refuse(field, text, "it is not an end that is known", ", ".join(sorted(UNTIL)))
        return None

    def _check(
        self,
        path: str,
        concepts: tuple[str, ...],
        dose: Dose | None,
        route: Route | None,
        texts: dict[str, str],
        interval: Interval,
    ) -> None:
        given = Given(concepts, dose, route, step(path, "dose"), step(path, "route"), "treatment")
        if not check_dose(self._file, KEY, given):
            self._refused = True
        most = self._file.setting("injections_per_day_most")
        often = interval.times_per_day or 0
        injected = route in INJECTED and cobalamins(concepts, self._file.knowledge)
        if injected and (often > most or (interval.every_days or 1) * most < 1):
            key = "frequency" if "frequency" in texts else "every_days"
            self._refuse(step(path, key), texts.get(key), TOO_OFTEN, ONCE_A_DAY)
        elif injected and interval.every_days == 1 and not self._refused:
            self._daily(path, texts)

    def _daily(self, path: str, texts: dict[str, str]) -> None:
        """Warn of daily injections that go on for longer than a loading phase."""
        most = self._file.setting("order_daily_days_most")
        count, until = texts.get("count"), texts.get("until", "")
        end = civil_day(until)
        if count is not None:
            short = not NUMBER.fullmatch(count) or Decimal(count) <= most
        else:
            short = until == "no_further_improvement" or (end and (end - self._on).days <= most)
        if not short:
            key = next(key for key in ("count", "until", "frequency", "every_days") if key in texts)
            why = f"daily injections for more than {most} days; is another interval meant?"
            self._file.report.warn(step(path, key), texts[key], why)

    def _refuse(self, field: str, value: str | None, why: str, accepted: str) -> None:
        self._refused = True
        self._file.report.refuse(field, value, why, accepted)


def _interval_of(often: Frequency) -> Interval:
    """A frequency as an interval; so many times a day is kept as such."""
    if often.times_per_day is not None:
        return Interval(every_days=Decimal(1), times_per_day=often.times_per_day)
    return Interval(often.every_days, often.every_months)
