"""The path a forecast takes: exact steps of the linear states, remembered responses to injections.

It agrees with `corrin.kinetics.exact` to 1e-6 in kinetics and metabolites, to 1e-4 in blood.
"""

import numpy as np

from corrin.kinetics import blood
from corrin.kinetics.absorption import (
    HYDROXO,
    INJECTED,
    INTRAVENOUS,
    NASAL,
    eat,
    from_a_meal,
    give,
    still_taken,
)
from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import BOUND, FUNCTIONAL, KINETIC, STATES, Floats
from corrin.kinetics.injected import (
    FORMS,
    NONE,
    Ints,
    Memory,
    add_response,
    begin,
    ends,
    fold,
    forget,
    functional,
    respond,
)
from corrin.kinetics.linear import (
    AHEAD,
    DAY,
    MEAL,
    PROPAGATORS,
    QUARTERS,
    ROWS_AHEAD,
    carry,
    look_ahead,
    propagators,
    step,
)
from corrin.kinetics.parameters import Parameters, Person
from corrin.kinetics.timeline import MEAL_TICKS, TICKS, Kind, Timeline

SHORTEST = 8
"""Ticks of the first steps of the blood after something happened; then half the time since."""
SETTLED = 4 * TICKS
"""After which the blood, well supplied, can take steps of half a day, across meals."""
STEPS_A_DAY, STEPS_A_QUARTER, STEPS_AN_EVENT = 4, MEAL_TICKS // SHORTEST, 24
"""At most; the start is an event too."""
NOTHING = 1e-13
"""nmol of depot and free cobalamin that need not be carried on."""


@compiled
def _clear(x: Floats) -> bool:
    """Whether no depot or free cobalamin is left in the linear states; what is less is dropped."""
    for i in range(BOUND):
        if x[i] > NOTHING:
            return False
    for i in range(BOUND):
        x[i] = 0.0
    return True


@compiled
def _later(x: Floats, ahead: Floats, row: int) -> float:
    """What the linear states `x` come to in the functional pool, so many rows of `ahead` on."""
    value = 0.0
    for i in range(KINETIC):
        value += x[i] * ahead[row, i]
    return value


@compiled
def _day_ahead(x: Floats, ahead: Floats, meal: Floats, brings: float, pools: Floats) -> None:
    """Set `pools` (2, 2) to the functional pool at each quarter of a day that is meals only."""
    for quarter in range(1, QUARTERS + 1):
        value = _later(x, ahead, AHEAD + quarter - 1)
        for eaten in range(1, quarter):
            value += brings * meal[eaten, FUNCTIONAL]
        pools[(quarter - 1) // 2, (quarter - 1) % 2] = value


@compiled
def _closely(
    x: Floats,
    ahead: Floats,
    now: int,
    stop: int,
    happened: int,
    step_ends: Ints,
    pools: Floats,
    steps: int,
) -> int:
    """Steps of the blood to the next meal or event, longer and longer; returns their number."""
    begun = now
    while begun < stop:
        end = min(stop, begun + max(SHORTEST, (begun - happened) // 4 * 2))
        steps += 1
        step_ends[steps] = end
        pools[steps, 0] = _later(x, ahead, (begun + end) // 2 - now)
        pools[steps, 1] = _later(x, ahead, end - now)
        begun = end
    return steps


@compiled
def _apart(m: Memory, dose: Floats) -> bool:
    """Whether a dose is all that would be free, so that the linear states do not see it."""
    route, form = int(dose[1]), 1 if int(dose[2]) == HYDROXO else 0
    free = route in INJECTED or route in (INTRAVENOUS, NASAL)
    return free and m.forms[form].running == NONE


@compiled
def _respond(
    m: Memory,
    form: int,
    now: int,
    p: Person,
    step_ends: Ints,
    pools: Floats,
    first: int,
    last: int,
) -> None:
    """Add to the functional pool in these steps what the running response comes to."""
    begun = now
    for row in range(first, last + 1):
        middle = (begun + step_ends[row]) // 2
        pools[row, 0] += functional(m, form, middle, p)
        pools[row, 1] += functional(m, form, step_ends[row], p)
        begun = step_ends[row]


@compiled
def _kinetics(
    people: Parameters,
    x: Floats,
    propagator: Floats,
    ahead: Floats,
    changes: Ints,
    tick: Ints,
    what: Floats,
    meals: Floats,
    out_ticks: Ints,
    now: int,
    m: Memory,
    step_ends: Ints,
    pools: Floats,
    out: Floats,
) -> int:
    """One person from tick `now`; of `people`, `propagator` and `ahead` a row for each stretch.

    Fills the kinetic states of `out` (times, STATES), and what `blood.fill` needs unless
    `step_ends` is empty. Returns the number of steps.
    """
    work = np.empty(KINETIC)
    stretch, event, row, steps = 0, 0, 0, 0
    load, loaded_at, happened, meal_size, meal_brings = 0.0, now, now, -1.0, 0.0
    p, clear = people[0], False
    forget(m)
    if step_ends.size:
        pools[0, 1] = x[FUNCTIONAL]
    while True:
        if stretch < changes.size and changes[stretch] <= now:
            for form in range(FORMS):
                fold(m, x, form, now, p)
            while stretch < changes.size and changes[stretch] <= now:
                stretch += 1
            p = people[stretch]
            forget(m)
            happened, meal_size, clear = now, -1.0, False
            if not _clear(x):
                for form in range(FORMS):
                    begin(m, x, form, now, p)
        if now % MEAL_TICKS == 0 and now % TICKS != 0:
            eat(x, meals[now // TICKS, now % TICKS // MEAL_TICKS - 1], p)
        while event < tick.size and tick[event] <= now:
            route, given = int(what[event, 1]), int(what[event, 2])
            form = 1 if given == HYDROXO else 0
            free = route in INJECTED or route in (INTRAVENOUS, NASAL)
            if free:
                fold(m, x, form, now, p)
                happened = now
            load = still_taken(load, (now - loaded_at) / TICKS, p)
            loaded_at = now
            load += give(x, what[event, 0], route, given, load, p)
            if free:
                begin(m, x, form, now, p)
                clear = False
            event += 1
        while row < out_ticks.size and out_ticks[row] <= now:
            for i in range(KINETIC):
                out[row, i] = x[i]
            for form in range(FORMS):
                if m.forms[form].running != NONE:
                    add_response(m, out[row], form, now, p)
            row += 1
        if row == out_ticks.size:
            return steps
        if step_ends.size and steps + STEPS_A_QUARTER >= step_ends.size:
            raise IndexError  # compiled code would write beyond the end
        until = out_ticks[row]
        if stretch < changes.size:
            until = min(until, changes[stretch])
        night = now + TICKS
        if step_ends.size == 0 and clear and now % TICKS == 0 and until >= night:
            while event < tick.size and tick[event] < night and _apart(m, what[event]):
                given = int(what[event, 2])
                give(x, what[event, 0], int(what[event, 1]), given, load, p)
                respond(m, x, 1 if given == HYDROXO else 0, tick[event])
                event += 1
        if event < tick.size:
            until = min(until, tick[event])
        day = now // TICKS
        supplied = x[FUNCTIONAL] > p.c_erythroid * p.c_reference
        settled = step_ends.size == 0 or (supplied and now - happened >= SETTLED)
        whole_day = now == day * TICKS and until - now >= TICKS and settled
        whole_day = whole_day and meals[day, 0] == meals[day, -1]
        stop = now + TICKS
        if not whole_day:
            stop = min(until, (now // MEAL_TICKS + 1) * MEAL_TICKS)
        clear = clear or _clear(x)
        before = steps
        if whole_day:
            if meals[day, 0] != meal_size:
                meal_size = meals[day, 0]
                meal_brings = from_a_meal(meal_size, p)
            if step_ends.size:
                steps += 2
                step_ends[steps - 1], step_ends[steps] = now + TICKS // 2, stop
                meal = propagator[stretch, MEAL]
                following = pools[steps - 1 : steps + 1]
                _day_ahead(x, ahead[stretch], meal, meal_brings, following)
            step(x, propagator[stretch, DAY], clear, work)
            for i in range(BOUND, KINETIC):
                x[i] += meal_brings * propagator[stretch, MEAL, QUARTERS, i]
        else:
            if step_ends.size:
                steps = _closely(x, ahead[stretch], now, stop, happened, step_ends, pools, steps)
            carry(x, stop - now, propagator[stretch], clear, work)
        for form in range(FORMS):
            if m.forms[form].running != NONE:
                if step_ends.size:
                    _respond(m, form, now, p, step_ends, pools, before + 1, steps)
                if ends(m, form, stop, p) <= stop:
                    fold(m, x, form, stop, p)
                    clear = False
        now = stop


@compiled
def _everyone(
    people: Parameters,
    start: Floats,
    propagator: Floats,
    ahead: Floats,
    changes: Ints,
    tick: Ints,
    what: Floats,
    meals: Floats,
    out_ticks: Ints,
    now: int,
    m: Memory,
    step_ends: Ints,
    pools: Floats,
    out: Floats,
) -> None:
    x = np.empty(KINETIC)
    for i in range(start.shape[0]):
        for j in range(KINETIC):
            x[j] = start[i, j]
        steps = _kinetics(
            people[i],
            x,
            propagator[i],
            ahead[i],
            changes,
            tick,
            what,
            meals,
            out_ticks,
            now,
            m,
            step_ends,
            pools,
            out[i],
        )
        if step_ends.size:
            blood.fill(people[i, 0], start[i], step_ends, pools, steps, out_ticks, out[i])


def stretches(parameters: Parameters, events: Timeline) -> Parameters:
    """The people (n, changes + 1) between the changes of absorption."""
    changes = events.what[events.kind == Kind.ABSORPTION]
    if not len(changes):
        return parameters[:, None]
    people = np.repeat(parameters[:, None], len(changes) + 1, axis=1)
    for stretch, (intrinsic_factor, food, bile) in enumerate(changes, start=1):
        people["f_if"][:, stretch] *= intrinsic_factor
        people["f_food"][:, stretch] *= food
        people["r_bile"][:, stretch] *= bile
    return people


def run(
    parameters: Parameters, start: Floats, events: Timeline, out_ticks: Ints, m: Memory, out: Floats
) -> None:
    """Fill `out` (n, times, KINETIC or STATES) with the states just after what happens at each
    time, from `start` (n, STATES); without the blood where there is no room for it."""
    doses = events.kind == Kind.DOSE
    with_blood = out.shape[-1] == STATES
    people = stretches(parameters, events)
    propagator = np.empty((people.size, PROPAGATORS, KINETIC, KINETIC))
    propagators(people.ravel(), propagator)
    ahead = np.empty((people.size, ROWS_AHEAD if with_blood else 0, KINETIC))
    look_ahead(propagator, ahead)
    days = int(out_ticks[-1]) // TICKS + 1
    most = STEPS_A_DAY * days + STEPS_AN_EVENT * (events.tick.size + 1) + out_ticks.size
    _everyone(
        people,
        start,
        propagator.reshape(*people.shape, *propagator.shape[1:]),
        ahead.reshape(*people.shape, *ahead.shape[1:]),
        events.tick[~doses],
        events.tick[doses],
        events.what[doses],
        events.meals,
        out_ticks,
        0,
        m,
        np.zeros(most if with_blood else 0, np.int64),
        np.zeros((most if with_blood else 0, 2)),
        out,
    )
