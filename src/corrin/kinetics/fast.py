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
    add_responses,
    begin,
    ends,
    fold,
    forget,
    functional,
)
from corrin.kinetics.linear import (
    BY_QUARTERS,
    DAY,
    MEAL,
    PROPAGATORS,
    QUARTERS,
    carry,
    propagators,
    step,
)
from corrin.kinetics.parameters import Parameters, Person
from corrin.kinetics.timeline import MEAL_TICKS, TICKS, Kind, Timeline

SHORTEST = 8
"""Ticks of the first steps of the blood after something happened; then half the time since."""
SHORT = 3
"""Times the functional pool of half supply, below which supply changes fast with it."""
SETTLED = 4 * TICKS
"""After which the blood, well supplied, can take steps of half a day, across meals."""
STEPS_A_DAY, STEPS_AN_EVENT = 4, 24
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
def _functional(m: Memory, x: Floats, now: int, p: Person) -> float:
    """The functional pool at a tick."""
    value = x[FUNCTIONAL]
    closely = value < SHORT * p.c_erythroid * p.c_reference
    for form in range(FORMS):
        if m.forms[form].running != NONE:
            value += functional(m, form, now, closely, p)
    return value


@compiled
def _look_ahead(
    m: Memory, x: Floats, now: int, meal: float, propagator: Floats, p: Person, pools: Floats
) -> None:
    """Set `pools` (2, 2) to the functional pool at each quarter of a day that is meals only."""
    for quarter in range(1, QUARTERS + 1):
        value = 0.0
        for j in range(KINETIC):
            value += x[j] * propagator[BY_QUARTERS[quarter], j, FUNCTIONAL]
        for eaten in range(1, quarter):
            value += meal * propagator[MEAL, eaten, FUNCTIONAL]
        for form in range(FORMS):
            if m.forms[form].running != NONE:
                value += functional(m, form, now + quarter * MEAL_TICKS, False, p)
        pools[(quarter - 1) // 2, (quarter - 1) % 2] = value


@compiled
def _kinetics(
    people: Parameters,
    x: Floats,
    propagator: Floats,
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
    """One person from tick `now`; `people` and `propagator`: a row for each stretch of `changes`.

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
                work[i] = x[i]
            add_responses(m, work, now, p)
            for i in range(KINETIC):
                out[row, i] = work[i]
            row += 1
        if row == out_ticks.size:
            return steps
        if step_ends.size and steps + 2 >= step_ends.size:
            raise IndexError  # compiled code would write beyond the end
        until = out_ticks[row]
        if event < tick.size:
            until = min(until, tick[event])
        if stretch < changes.size:
            until = min(until, changes[stretch])
        day = now // TICKS
        supplied = x[FUNCTIONAL] > p.c_erythroid * p.c_reference
        settled = step_ends.size == 0 or (supplied and now - happened >= SETTLED)
        whole_day = now == day * TICKS and until - now >= TICKS and settled
        whole_day = whole_day and meals[day, 0] == meals[day, -1]
        stop = now + TICKS
        if not whole_day:
            stop = min(until, (now // MEAL_TICKS + 1) * MEAL_TICKS)
            stop = min(stop, now + max(SHORTEST, (now - happened) // 4 * 2))
        for form in range(FORMS):
            if m.forms[form].running != NONE:
                finish = ends(m, form, stop, p)
                if finish < stop:
                    whole_day = False
                    stop = min(finish, (now // MEAL_TICKS + 1) * MEAL_TICKS)
        clear = clear or _clear(x)
        if whole_day:
            if meals[day, 0] != meal_size:
                meal_size = meals[day, 0]
                meal_brings = from_a_meal(meal_size, p)
            if step_ends.size:
                for half in range(2):
                    step_ends[steps + 1 + half] = now + (half + 1) * TICKS // 2
                following = pools[steps + 1 : steps + 3]
                _look_ahead(m, x, now, meal_brings, propagator[stretch], p, following)
                steps += 2
            step(x, propagator[stretch, DAY], clear, work)
            for i in range(BOUND, KINETIC):
                x[i] += meal_brings * propagator[stretch, MEAL, QUARTERS, i]
        elif step_ends.size:
            steps += 1
            step_ends[steps] = stop
            carry(x, (stop - now) // 2, propagator[stretch], clear, work)
            pools[steps, 0] = _functional(m, x, (now + stop) // 2, p)
            carry(x, stop - (now + stop) // 2, propagator[stretch], clear, work)
            pools[steps, 1] = _functional(m, x, stop, p)
        else:
            carry(x, stop - now, propagator[stretch], clear, work)
        for form in range(FORMS):
            if m.forms[form].running != NONE and ends(m, form, stop, p) <= stop:
                fold(m, x, form, stop, p)
                clear = False
        now = stop


@compiled
def _everyone(
    people: Parameters,
    start: Floats,
    propagator: Floats,
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
    people = np.repeat(parameters[:, None], len(changes) + 1, axis=1)
    for stretch, (intrinsic_factor, food, bile) in enumerate(changes, start=1):
        people["f_if"][:, stretch] *= intrinsic_factor
        people["f_food"][:, stretch] *= food
        people["r_bile"][:, stretch] *= bile
    return people


def run(
    parameters: Parameters,
    start: Floats,
    events: Timeline,
    out_ticks: Ints,
    m: Memory,
    *,
    with_blood: bool,
) -> Floats:
    """States (n, times, STATES) just after what happens at each time, from `start` (n, STATES).

    Without blood its states stay as they were at the start.
    """
    doses = events.kind == Kind.DOSE
    people = stretches(parameters, events)
    propagator = np.empty((people.size, PROPAGATORS, KINETIC, KINETIC))
    propagators(people.ravel(), propagator)
    out = np.empty((parameters.size, out_ticks.size, STATES))
    if not with_blood:
        out[..., KINETIC:] = start[:, None, KINETIC:]
    days = int(out_ticks[-1]) // TICKS + 1
    most = STEPS_A_DAY * days + STEPS_AN_EVENT * (events.tick.size + 1) + out_ticks.size
    _everyone(
        people,
        start,
        propagator.reshape(*people.shape, *propagator.shape[1:]),
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
    return out
