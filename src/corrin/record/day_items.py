"""The things taken in a day: words with a time, or a name with keys."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from corrin.domain.day import Taken
from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Dose, Notice
from corrin.domain.two_readings import POINT, two_readings
from corrin.errors import Refusal
from corrin.reading.amount import Unreadable
from corrin.reading.section import Section
from corrin.reading.strict import shown, step
from corrin.record.day_names import (
    AN_AMOUNT,
    BY_MOUTH,
    IMPOSSIBLE,
    Names,
    Thing,
    Understood,
    milligrams,
)
from corrin.record.day_times import (
    A_TIME,
    NOT_A_TIME,
    minute_of,
    read_times,
    split_times,
)
from corrin.record.day_words import with_named

ITEM = ("name", "at", "dose", "route", "code", "system", "note")
AN_ITEM = '{name: iron, at: "07:00"}, or words such as iron at 07:00'
NO_RULE_APPLIED = "not understood; no rule is applied to it"
ROUTES = "oral, sublingual, im, sc, iv, nasal or topical"


class Items:
    """Reads the items of one list after the other; what is odd is gathered."""

    def __init__(
        self, names: Names, dosed: frozenset[str], most_items: int, most_milligrams: Decimal
    ) -> None:
        self._names = names
        self._dosed = dosed
        """The concepts of which some rule asks the dose."""
        self._most_items = most_items
        self._most_milligrams = most_milligrams
        self.notes: list[Notice] = []
        self.not_understood: list[Notice] = []

    @classmethod
    def of(cls, names: Names, knowledge: Knowledge) -> "Items":
        """A reader that knows of what the dose matters, and what cannot be."""
        dosed = (
            concept
            for rule in knowledge.interactions.values()
            if rule.hours is not None and rule.dose_mg_at_least is not None
            for concept in rule.concepts
        )
        settings = knowledge.settings
        return cls(
            names,
            frozenset(dosed),
            int(settings["timing_items_most"].value),
            settings["timing_dose_milligrams_most"].value,
        )

    def read(
        self,
        section: Section,
        key: str,
        named: Mapping[str, int] | None = None,
        *,
        must_have_time: bool,
    ) -> list[Taken]:
        """What a list says, each time of each thing by itself."""
        found: list[Taken] = []
        raw = section.raw(key)
        if section.has(key) and not isinstance(raw, list):
            section.refuse(key, "it is not a list", f"[{AN_ITEM}]")
            return []
        for number, value in enumerate(section.listed(key, self._most_items)):
            path = f"{step(section.path, key)}[{number}]"
            if isinstance(value, str):
                found += self._from_words(section, path, value, named, must_have_time)
            elif isinstance(value, Mapping):
                tree: Mapping[object, object] = value  # pyright: ignore[reportUnknownVariableType]
                item = Section(tree, path, section.refusals, section.days)
                found += self._from_keys(item, named, must_have_time)
            else:
                refused = Refusal(
                    field=path,
                    value=None if value is None else "a list",
                    why="it is neither words nor a mapping",
                    accepted=AN_ITEM,
                )
                section.refusals.append(refused)
        return found

    def _from_words(
        self,
        section: Section,
        path: str,
        value: str,
        named: Mapping[str, int] | None,
        must_have_time: bool,
    ) -> list[Taken]:
        words, texts = split_times(value)
        minutes: list[int] = []
        for text in texts:
            minute = minute_of(text)
            if minute is None:
                section.refusals.append(
                    Refusal(field=path, value=shown(value), why=NOT_A_TIME, accepted=A_TIME)
                )
                return []
            minutes.append(minute)
        if not minutes:
            words, minutes, said = with_named(words, named or {})
            if said is not None:
                self._note(path, value, said)
        if must_have_time and not minutes:
            section.refusals.append(
                Refusal(field=path, value=shown(value), why="it has no time", accepted=AN_ITEM)
            )
            return []
        understood = self._names.words(words)
        if self._ambiguous(section, path, value, understood):
            return []
        return self._taken(path, path, words, understood, minutes, None, None)

    def _from_keys(
        self, item: Section, named: Mapping[str, int] | None, must_have_time: bool
    ) -> list[Taken]:
        item.only(ITEM)
        before = len(item.refusals)
        words = item.words("name")
        understood = self._coded(item, words)
        minutes = read_times(item, "at", named)
        if must_have_time:
            item.need("at", A_TIME)
        route = self._route(item)
        printed = item.words("dose")
        things = () if understood is None else understood.things
        matters = any(self._dosed & thing.concepts for thing in things)
        named_as = words or next((thing.name for thing in things), "")
        dose = self._dose(item, printed, named_as, matters or not things)
        if understood is not None and words is not None:
            self._ambiguous(item, step(item.path, "name"), words, understood)
        if understood is None or len(item.refusals) > before:
            return []
        shown_name = f"{named_as} {printed}" if printed else named_as
        field = step(item.path, "name")
        if dose is not None:
            dose = self._larger(item, dose, things, len(minutes) or 1)
        if len(things) > 1 and dose is not None and matters:
            why = "of which of its parts this is the dose is not said; it counts as not known"
            self._note(step(item.path, "dose"), printed, why)
            dose = None
        return self._taken(item.path, field, shown_name, understood, list(minutes), dose, route)

    def _coded(self, item: Section, words: str | None) -> Understood | None:
        """What the name or the code of an item means; None where it has neither."""
        code, system = item.words("code"), item.words("system")
        if code is None and words is None:
            item.need("name", "what is taken, such as vitamin C")
            return None
        if code is None:
            return None if words is None else self._names.words(words)
        if system is None:
            item.refuse("system", "it is missing", "the terminology of the code: ATC or RxNorm")
            return None
        found = self._names.code(system, code)
        if found is not None:
            return found
        if words is not None:
            self._note(step(item.path, "code"), code, "the code is not known; the name was read")
            return self._names.words(words)
        said = f"{system} {code}"
        self.not_understood.append(
            Notice(field=step(item.path, "code"), value=said, why=NO_RULE_APPLIED)
        )
        return None

    def _route(self, item: Section) -> str | None:
        text = item.words("route")
        found = None if text is None else self._names.route(text)
        if text is not None and found is None:
            item.refuse("route", "it is not one way of taking something", ROUTES)
        return found

    def _dose(self, item: Section, printed: str | None, of: str, matters: bool) -> Dose | None:
        """The dose, refused where it has no unit, is impossible, or matters and cannot be read."""
        if printed is None:
            return None
        read = self._names.dose(printed)
        unread = isinstance(read, Unreadable) and not IMPOSSIBLE.fullmatch(printed)
        unread = unread and two_readings(printed) is None
        among = self._names.dose_among(printed, of) if unread else None
        if among is not None:
            self._note(step(item.path, "dose"), printed, f"read as {among.printed}")
            read = among
        if isinstance(read, Unreadable):
            if matters or IMPOSSIBLE.fullmatch(printed):
                either = two_readings(printed) is not None
                item.refuse("dose", read.why, read.accepted if either else AN_AMOUNT)
            else:
                why = f"{read.why}; no rule of hours asks for it"
                self._note(step(item.path, "dose"), printed, why)
            return None
        if read is not None and milligrams(read, 1) > self._most_milligrams:
            most = f"{self._most_milligrams} mg"
            item.refuse("dose", f"nobody takes more than {most} at once", AN_AMOUNT)
            return None
        return read

    def _ambiguous(self, section: Section, field: str, said: str, understood: Understood) -> bool:
        """Whether words hold a dose that matters and can be read in two ways; it is refused."""
        for thing in understood.things:
            dose = thing.dose if self._dosed & thing.concepts else None
            if dose is not None and (either := two_readings(dose.printed)):
                accepted = f"{either}, whichever it is"
                refusal = Refusal(field=field, value=shown(said), why=POINT, accepted=accepted)
                section.refusals.append(refusal)
                return True
        return False

    def _larger(self, item: Section, dose: Dose, things: tuple[Thing, ...], times: int) -> Dose:
        """The larger of the dose under its key and that in the name; a difference is said."""
        for thing in things:
            named = thing.dose
            if named is None or milligrams(named, times) == milligrams(dose, times):
                continue
            why = f"the name says {named.printed}; the larger of the two counts"
            self._note(step(item.path, "dose"), dose.printed, why)
            dose = max(dose, named, key=lambda each: milligrams(each, times))
        return dose

    def _taken(
        self,
        path: str,
        field: str,
        name: str,
        understood: Understood,
        minutes: list[int],
        dose: Dose | None,
        route: str | None,
    ) -> list[Taken]:
        self._odd(field, name, understood)
        found: list[Taken] = []
        for thing in understood.things:
            found += self._times_of(path, name, thing, minutes, dose or thing.dose, route)
        return found

    def _times_of(
        self,
        path: str,
        name: str,
        thing: Thing,
        minutes: list[int],
        dose: Dose | None,
        route: str | None,
    ) -> Iterator[Taken]:
        often = dose.times_per_day if dose is not None else None
        if often is not None and minutes and often != len(minutes):
            why = f"it says {often.normalize():f} times a day and names {len(minutes)} of them"
            self._note(path, name, f"{why}; only what is named is kept apart")
        for minute in minutes or (None,):
            yield Taken(
                name=name,
                field=path,
                concepts=thing.concepts,
                at=minute,
                milligrams=None if dose is None else milligrams(dose, len(minutes) or 1),
                by_mouth=thing.by_mouth if route is None else route in BY_MOUTH,
            )

    def _odd(self, field: str, name: str, understood: Understood) -> None:
        if not understood.things and not understood.not_taken:
            self.not_understood.append(Notice(field=field, value=shown(name), why=NO_RULE_APPLIED))
            return
        for absent in understood.not_taken:
            self._note(field, name, f"it says that this is not taken now: {absent}")
        read_as = ", ".join(thing.name for thing in understood.things)
        for part in understood.left_over if read_as else ():
            self._note(field, part, f"it was not understood; the rest was read as {read_as}")
        for note in understood.notes:
            self._note(field, name, note)

    def _note(self, field: str, value: str | None, why: str) -> None:
        self.notes.append(
            Notice(field=field, value=None if value is None else shown(value), why=why)
        )
