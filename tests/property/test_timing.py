"""What must hold of the hours of every day, against rules written down here a second time.

The oracle asks every minute of the window by itself: no bits, no intervals, no clock. What it knows
is the grammar of requests: 120 minutes from 500 mg of vitamin C, 60 (better 120) from minerals,
60 before or 240 after colestyramine, items every day, doses at one minute added up.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from corrin.care.timing import hours
from corrin.care.timing_rules import timing_rules
from corrin.knowledge.load import knowledge
from corrin.timing_request import read

KNOWN = knowledge()
RULES = timing_rules(KNOWN, "general")
DAY = 24 * 60
VITAMIN_C = ("vitamin C", "ascorbic acid")
MINERALS = ("iron", "calcium carbonate", "magnesium oxide", "ferrous sulfate")
RESINS = ("colestyramine", "cholestyramine", "colestipol")
FREE = ("levothyroxine", "metformin", "omeprazole", "folic acid", "B-complex", "moonwort")


def clock(minute):
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def minute(text):
    return int(text[:2]) * 60 + int(text[3:])


times = st.integers(0, DAY - 1)
vitamin_c = st.builds(
    lambda name, at, dose: {"name": name, "at": clock(at)} | ({"dose": dose} if dose else {}),
    st.sampled_from(VITAMIN_C),
    times,
    st.sampled_from([None, "100 mg", "250 mg", "499 mg", "500 mg", "1 g", "300000 µg"]),
)
others = st.builds(
    lambda name, at: {"name": name, "at": clock(at)},
    st.sampled_from((*MINERALS, *RESINS, *FREE)),
    times,
)
items = st.lists(st.one_of(vitamin_c, others), max_size=8)
near = st.lists(
    st.one_of(vitamin_c, others).map(
        lambda item: item | {"at": clock(minute(item["at"]) // 40 * 40)}
    ),
    max_size=8,
)
days = st.one_of(items, near)
windows = st.tuples(times, times).map(lambda ends: [clock(end) for end in ends])
MILLIGRAMS = {"100 mg": 100, "250 mg": 250, "499 mg": 499, "500 mg": 500, "1 g": 1000}


def asked(taken, window, **more):
    return {"b12_route": "oral", "b12_window": window, "items": taken, **more}


def answer(request):
    return hours(read(request, KNOWN, RULES), RULES)


def in_window(window):
    """The minutes of a window; an end before the start lies on the next day."""
    start, end = map(minute, window)
    return [at % DAY for at in range(start, end + 1 + (DAY if end < start else 0))]


def in_spans(spans):
    return [at for span in spans for at in in_window(span)]


def grams_of_c(taken):
    """Milligrams of vitamin C at each minute; a dose that is not known counts as 500."""
    found = {}
    for item in taken:
        if item["name"] in VITAMIN_C:
            dose = item.get("dose")
            amount = 500 if dose is None else MILLIGRAMS.get(dose, 300)
            found[item["at"]] = found.get(item["at"], 0) + amount
    return found


def is_open(at, taken, mineral=60):
    """Whether every rule of the grammar holds at a minute of a day that recurs."""
    for when, amount in grams_of_c(taken).items():
        if amount >= 500 and apart(at, minute(when)) < 120:
            return False
    for item in taken:
        if item["name"] in MINERALS and apart(at, minute(item["at"])) < mineral:
            return False
        if item["name"] in RESINS:
            since, until = (at - minute(item["at"])) % DAY, (minute(item["at"]) - at) % DAY
            if since < 240 or until < 60:
                return False
    return True


def apart(one, other):
    return min((one - other) % DAY, (other - one) % DAY)


@given(days, windows)
def test_what_is_offered_is_all_that_the_rules_leave(taken, window):
    """No minute that is offered breaks a rule, and no minute that is not offered keeps them all."""
    found = answer(asked(taken, window))

    assert in_spans(found.allowed) == [at for at in in_window(window) if is_open(at, taken)]
    assert in_spans(found.preferred_120_for_minerals) == [
        at for at in in_window(window) if is_open(at, taken, mineral=120)
    ]


@given(days, windows, windows, windows)
def test_the_best_is_the_first_of_the_first_that_is_open(taken, window, second, fallback):
    found = answer(asked(taken, window, second_window=second, fallback_window=fallback))
    tried = (
        [at for at in in_window(window) if is_open(at, taken, mineral=120)],
        *(
            [at for at in in_window(each) if is_open(at, taken)]
            for each in (window, second, fallback)
        ),
    )
    best = next((minutes[0] for minutes in tried if minutes), None)

    assert found.best == (None if best is None else clock(best))


@given(days, windows)
def test_what_is_closed_has_its_reasons(taken, window):
    """Open and closed stretches fill the window; each closed one names what closes it."""
    found = answer(asked(taken, window))
    closed = in_spans([shut.closed for shut in found.why])

    assert sorted([*closed, *in_spans(found.allowed)]) == sorted(in_window(window))
    for shut in found.why:
        named = {at for reason in shut.because for item in reason.items for at in [item[-5:]]}
        alone = [item for item in taken if item["at"] in named]
        assert not any(is_open(at, alone) for at in in_window(shut.closed))


@given(days, windows, st.one_of(vitamin_c, others))
def test_another_item_never_opens_a_minute(taken, window, more):
    before, after = answer(asked(taken, window)), answer(asked([*taken, more], window))

    assert set(in_spans(after.allowed)) <= set(in_spans(before.allowed))


@given(days, windows, st.randoms())
def test_the_order_of_items_never_matters(taken, window, random):
    mixed = [*taken]
    random.shuffle(mixed)
    one, other = answer(asked(taken, window)), answer(asked(mixed, window))

    assert (one.allowed, one.why, one.relax, one.rules, one.notes, one.taken) == (
        *(other.allowed, other.why, other.relax, other.rules, other.notes, other.taken),
    )


@given(near, windows)
def test_one_change_opens_the_day_as_it_says(taken, window):
    """Each move and removal, made by itself, opens what was said, and one that opens is found."""
    found = answer(asked(taken, window))
    if found.feasible:
        assert found.relax == ()
        return
    for change in found.relax:
        if change.change == "window":
            assert all(is_open(at, taken) for at in in_spans(change.opens))
            continue
        dose = next(
            i
            for i, item in enumerate(taken)
            if item["at"] == change.at and written(item) == change.item
        )
        rest = [item for i, item in enumerate(taken) if i != dose]
        assert "ask whoever prescribed it" in change.says
        if change.change == "move":
            same = [item["at"] for item in rest if item["name"] == taken[dose]["name"]]
            assert change.to not in same
            rest.append(taken[dose] | {"at": change.to})
        assert in_spans(change.opens) == [at for at in in_window(window) if is_open(at, rest)]
    removable = {
        (item["at"], written(item))
        for i, item in enumerate(taken)
        if item["name"] in VITAMIN_C
        and any(is_open(at, taken[:i] + taken[i + 1 :]) for at in in_window(window))
    }
    assert {(c.at, c.item) for c in found.relax if c.change == "remove"} == removable


def written(item):
    return f"{item['name']} {item['dose']}" if "dose" in item else item["name"]


@given(days, windows, st.sampled_from(["im", "sc"]))
def test_injections_have_no_hours(taken, window, route):
    found = answer(asked(taken, window) | {"b12_route": route})

    assert in_spans(found.allowed) == in_window(window)
    assert found.why == ()


@given(days, windows)
def test_under_the_tongue_is_as_by_mouth(taken, window):
    one = answer(asked(taken, window))
    other = answer(asked(taken, window) | {"b12_route": "sublingual"})

    assert (one.allowed, one.preferred_120_for_minerals) == (
        *(other.allowed, other.preferred_120_for_minerals),
    )


# --- the clocks change ---------------------------------------------------------------------------

ZONES = st.sampled_from(
    [
        *("Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"),
        *("America/Santiago", "Asia/Beirut", "Pacific/Chatham", "Asia/Kolkata"),
    ]
)
SPRING_AND_AUTUMN = st.one_of(
    st.dates(date(2026, 3, 5), date(2026, 4, 30)),
    st.dates(date(2026, 9, 1), date(2026, 11, 8)),
)


def instants(on, zone):
    """Every minute of the days round a date, with what the clocks of a zone show at it.

    Clocks change at a quarter of an hour, so the offset is looked up once in each.
    """
    start = datetime.combine(on - timedelta(days=2), datetime.min.time(), UTC)
    for quarter in range(6 * DAY // 15):
        first = start + timedelta(minutes=15 * quarter)
        wall = first.astimezone(zone).replace(tzinfo=None)
        for more in range(15):
            yield first + timedelta(minutes=more), wall + timedelta(minutes=more)


def placed(wanted, shown):
    """When something at a wall time happens: the first such minute, or the first after it."""
    return next(
        at for at, wall in shown if wall >= wanted and (wall - wanted) < timedelta(hours=25)
    )


@given(near, windows, ZONES, SPRING_AND_AUTUMN)
def test_elapsed_minutes_count_where_the_clocks_change(taken, window, name, on):
    """By listing every minute of six days, and measuring from each to each item."""
    zone = ZoneInfo(name)
    shown = list(instants(on, zone))
    start, end = (
        datetime.combine(on, datetime.min.time()) + timedelta(minutes=minute(text))
        for text in window
    )
    end += timedelta(days=1) if end < start else timedelta()
    by_day = [
        (
            item,
            placed(
                datetime.combine(on, datetime.min.time())
                + timedelta(days=day, minutes=minute(item["at"])),
                shown,
            ),
        )
        for item in taken
        for day in (-1, 0, 1, 2)
    ]
    at_wall = {}
    for at, wall in shown:
        at_wall.setdefault(wall, []).append(at)
    walls = sorted(at_wall)
    first, last = (next(wall for wall in walls if wall >= edge) for edge in (start, end))
    expected = [
        clock(wall.hour * 60 + wall.minute)
        for wall in walls
        if first <= wall <= last and all(keeps(at, by_day) for at in at_wall[wall])
    ]

    found = answer(asked(taken, window, date=on.isoformat(), timezone=name))
    assert opened(found.allowed, walls, first, last) == expected


def opened(spans, walls, first, last):
    """The wall times in spans, in the order of the window."""
    inside = [clock(w.hour * 60 + w.minute) for w in walls if first <= w <= last]
    found, at = [], 0
    for start, end in spans:
        begin = inside.index(start, at)
        at = inside.index(end, begin)
        found += inside[begin : at + 1]
    return found


def keeps(at, by_day):
    """Whether every rule holds at an instant, by elapsed minutes."""
    amounts = {}
    for item, when in by_day:
        after = (at - when) / timedelta(minutes=1)
        if item["name"] in VITAMIN_C:
            dose = item.get("dose")
            amounts[when] = amounts.get(when, 0) + (
                500 if dose is None else MILLIGRAMS.get(dose, 300)
            )
        if item["name"] in MINERALS and abs(after) < 60:
            return False
        if item["name"] in RESINS and -60 < after < 240:
            return False
    return not any(
        amount >= 500 and abs(at - when) < timedelta(minutes=120)
        for when, amount in amounts.items()
    )
