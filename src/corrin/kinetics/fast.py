"""The path a forecast takes: exact steps of the linear states, remembered responses to injections.

It agrees with `corrin.kinetics.exact` to 1e-6 in kinetics and metabolites, to 1e-4 in blood.
"""

import numpy as np

from corrin.kinetics import blood
from corrin.kinetics.absorption import (
    HYDROXO,
    INJECTED,
    INTRAVENOUS,
    MEALS,
    NASAL,
    eat,
    from_a_meal,
    give,
    still_taken,
)
from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import BOUND, FUNCTIONAL, GUT, KINETIC, STATES, STORE, Floats
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
    respond,
)
from corrin.kinetics.linear import (
    AHEAD,
    DAY,
    HALF_DAY,
    NODE,
    NODES,
    PROPAGATORS,
    QUARTER,
    THREE_QUARTERS,
    carry,
    propagators,
)
from corrin.kinetics.parameters import Parameters, Person
from corrin.kinetics.timeline import MEAL_TICKS, TICKS, Kind, Timeline

REST_OF_DAY = (THREE_QUARTERS, HALF_DAY, QUARTER)
"""The propagator from each meal to the end of its day."""
NOTHING = 1e-13
"""nmol of depot and free cobalamin that need not be carried on."""


@compiled
def _first(x: Floats) -> int:
    """The first state that must be carried."""
    for i in range(BOUND):
        if x[i] > NOTHING:
            return 0
    for i in range(BOUND):
        x[i] = 0.0
    return BOUND


@compiled
def _ahead(
    rows: Floats, first: int, x: Floats, eaten: Floats, node: int
) -> float:
    """The functional pool so many nodes into a day that begins with `x`. (32)"""
    value = 0.0
    for j in range(first, KINETIC):
        value += rows[node, j] * x[j]
    for meal in range((node - 1) * NODE // MEAL_TICKS):
        since = rows[node - (meal + 1) * MEAL_TICKS // NODE]
        value += eaten[0, meal] * since[GUT] + eaten[1, meal] * since[STORE]
    return value


@compiled
def _whole_day(
    m: Memory,
    x: Floats,
    now: int,
    eaten: Floats,
    propagator: Floats,
    p: Person,
    nodes: Floats,
    work: Floats,
) -> None:
    """Carry `x` over a day of meals and nothing else; fill the nodes of the day. (32)

    `eaten` (2, MEALS) is what each meal brings to the gut and to the store, nmol.
    """
    first = _first(x)
    for node in range(nodes.size):
        nodes[node] = _ahead(propagator[AHEAD], first, x, eaten, node + 1)
    for i in range(first, KINETIC):
        value = 0.0
        for j in range(first, KINETIC):
            value += propagator[DAY, i, j] * x[j]
        for meal in range(MEALS):
            since = propagator[REST_OF_DAY[meal], i]
            value += eaten[0, meal] * since[GUT] + eaten[1, meal] * since[STORE]
        work[i] = value
    for i in range(first, KINETIC):
        x[i] = work[i]
    if nodes.size:
        for form in range(FORMS):
            if m.forms[form].running != NONE:
                for node in range(NODES):
                    respond(m, form, now + (node + 1) * NODE, p)
                    nodes[node] += m.state[FUNCTIONAL]


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
    m: Memory,
    nodes: Floats,
    out: Floats,
) -> None:
    """One person; `people` and `propagator` hold a row for each stretch between `changes`."""
    work, eaten = np.empty(KINETIC), np.empty((2, MEALS))
    forget(m)
    now, stretch, event, row, load, loaded_at = 0, 0, 0, 0, 0.0, 0
    p = people[0]
    end = max(out_ticks[-1], (nodes.size - 1) * NODE)
    if nodes.size:
        nodes[0] = x[FUNCTIONAL]
    while True:
        if stretch < changes.size and changes[stretch] <= now:
            for form in range(FORMS):
                fold(m, x, form, now, p)
            while stretch < changes.size and changes[stretch] <= now:
                stretch += 1
            p = people[stretch]
            forget(m)
            if _first(x) == 0:
                for form in range(FORMS):
                    begin(m, x, form, now)
        if now % MEAL_TICKS == 0 and now % TICKS != 0:
            eat(x, meals[now // TICKS, now % TICKS // MEAL_TICKS - 1], p)
        while event < tick.size and tick[event] <= now:
            route, given = int(what[event, 1]), int(what[event, 2])
            form = 1 if given == HYDROXO else 0
            free = route in INJECTED or route in (INTRAVENOUS, NASAL)
            if free:
                fold(m, x, form, now, p)
            load = still_taken(load, (now - loaded_at) / TICKS, p)
            loaded_at = now
            load += give(x, what[event, 0], route, given, load, p)
            if free:
                begin(m, x, form, now)
            event += 1
        while row < out_ticks.size and out_ticks[row] <= now:
            for i in range(KINETIC):
                work[i] = x[i]
            add_responses(m, work, now, p)
            for i in range(KINETIC):
                out[row, i] = work[i]
            row += 1
        if now >= end:
            return
        until = end if row == out_ticks.size else out_ticks[row]
        if event < tick.size:
            until = min(until, tick[event])
        if stretch < changes.size:
            until = min(until, changes[stretch])
        whole_day = now % TICKS == 0 and until - now >= TICKS
        stop = now + TICKS if whole_day else min(until, (now // NODE + 1) * NODE)
        for form in range(FORMS):
            finish = ends(m, form, stop, p)
            if finish < stop:
                whole_day = False
                stop = min(finish, (now // NODE + 1) * NODE)
        if whole_day:
            for meal in range(MEALS):
                absorbed = from_a_meal(meals[now // TICKS, meal], p)
                eaten[0, meal] = p.f_tc_food * absorbed
                eaten[1, meal] = (1 - p.f_tc_food) * absorbed
            begins = min(now // NODE + 1, nodes.size)
            of_day = nodes[begins : begins + NODES]
            _whole_day(m, x, now, eaten, propagator[stretch], p, of_day, work)
        else:
            carry(x, stop - now, _first(x), propagator[stretch], work)
        for form in range(FORMS):
            if ends(m, form, stop, p) <= stop:
                fold(m, x, form, stop, p)
        now = stop
        if nodes.size and not whole_day and now % NODE == 0:
            for i in range(KINETIC):
                work[i] = x[i]
            add_responses(m, work, now, p)
            nodes[now // NODE] = work[FUNCTIONAL]


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
    m: Memory,
    nodes: Floats,
    out: Floats,
) -> None:
    x = np.empty(KINETIC)
    for i in range(start.shape[0]):
        for j in range(KINETIC):
            x[j] = start[i, j]
        _kinetics(
            people[i],
            x,
            propagator[i],
            changes,
            tick,
            what,
            meals,
            out_ticks,
            m,
            nodes[i],
            out[i],
        )


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
    nodes = np.empty(
        (parameters.size, blood.nodes_until(int(out_ticks[-1])) if with_blood else 0)
    )
    _everyone(
        people,
        start,
        propagator.reshape(*people.shape, *propagator.shape[1:]),
        events.tick[~doses],
        events.tick[doses],
        events.what[doses],
        events.meals,
        out_ticks,
        m,
        nodes,
        out,
    )
    if with_blood:
        blood.fill(parameters, start, nodes, out_ticks, out)
    else:
        out[..., KINETIC:] = start[:, None, KINETIC:]
    return out
