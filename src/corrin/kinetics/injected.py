"""What one injection does, remembered: free cobalamin does not see the rest of the body.

Free cobalamin and its depot obey equations of their own, and everything they feed is linear. So
the states are a linear part plus, for each form, the response to the depot and free amounts just
after its last dose; equal amounts give equal responses, and maintenance doses meet them again.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corrin.kinetics.compiled import compiled
from corrin.kinetics.equations import DEPOT_CN, DEPOT_OH, FUNCTIONAL, KINETIC, TC, Floats
from corrin.kinetics.parameters import Person
from corrin.kinetics.series import Series, follow, series
from corrin.kinetics.timeline import TICKS

Ints = NDArray[np.int64]

GRID = 32
"""Ticks between remembered states; they fall on the same ticks of every day."""
ROWS_A_DAY = TICKS // GRID
LONGEST = 200 * ROWS_A_DAY
"""Remembered states of a response at most; a depot not empty by then is taken as linear."""
SLOTS = 4
"""Responses remembered of each form."""
FORMS = 2
NEARLY_GONE = 1e-4
"""Share of the saturating concentrations below which transport is linear."""
SAME = 1e-9
"""Relative difference of amounts that are the same."""
NONE = -1
NEVER = 1 << 60


SLOT = np.dtype([("known", "i8"), ("ended", "i8"), ("phase", "i8")])
"""The last row worked out, NONE where the slot is free; 1 where transport is linear from that row
on, which is a midnight; ticks of the dose after midnight."""
FORM = np.dtype([("running", "i8"), ("began", "i8"), ("latest", "i8")])
"""The slot of the response that is running, or NONE; the tick of its dose; the slot filled last."""


class Memory(NamedTuple):
    """What is remembered of one person."""

    rows: Floats
    """(FORMS, SLOTS, LONGEST, KINETIC): states that a dose alone leads to."""
    first: Floats
    """(FORMS, SLOTS, GRID): the functional pool after each tick of the first row."""
    slots: NDArray[np.void]
    """(FORMS, SLOTS)"""
    forms: NDArray[np.void]
    """(FORMS,)"""
    work: Series
    nowhere: Floats
    """(0,)"""
    state: Floats
    """(KINETIC,)"""


def memory() -> Memory:
    """Room for one person at a time."""
    return Memory(
        rows=np.empty((FORMS, SLOTS, LONGEST, KINETIC)),
        slots=np.zeros((FORMS, SLOTS), SLOT),
        forms=np.zeros(FORMS, FORM),
        first=np.empty((FORMS, SLOTS, GRID)),
        work=series(),
        nowhere=np.empty(0),
        state=np.empty(KINETIC),
    )


@compiled
def forget(m: Memory) -> None:
    """Empty the memory, for another person or other parameters."""
    for form in range(FORMS):
        m.forms[form].running = NONE
        for slot in range(SLOTS):
            m.slots[form, slot].known = NONE


@compiled
def _ticks(row: int, phase: int) -> int:
    """Ticks from the dose to a remembered row."""
    return 0 if row == 0 else GRID * row - phase % GRID


@compiled
def _over(y: Floats, form: int, p: Person) -> bool:
    """Whether so little is left that transport is linear."""
    depot = DEPOT_OH if form else DEPOT_CN
    volume = p.v_free_oh if form else p.v_free_cn
    gone = NEARLY_GONE * min(p.k_m, p.c_renal) * volume
    out = (p.k_uptake_oh if form else p.k_uptake_cn) + p.v_max / (p.k_m * volume)
    release = p.k_depot_oh if form else p.k_depot_cn
    return y[depot + 1] <= gone and y[depot] * release <= gone * out


@compiled
def _extend(m: Memory, form: int, until: int, p: Person) -> None:
    """Work the running response out up to row `until`, or to its end."""
    index = m.forms[form].running
    slot = m.slots[form, index]
    while slot.known < until and slot.ended == 0:
        row = slot.known
        midnight = (slot.phase + _ticks(row, slot.phase)) % TICKS == 0
        full = row + ROWS_A_DAY >= LONGEST
        if midnight and (full or _over(m.rows[form, index, row], form, p)):
            slot.ended = 1
            return
        days = (_ticks(row + 1, slot.phase) - _ticks(row, slot.phase)) / TICKS
        for i in range(KINETIC):
            m.rows[form, index, row + 1, i] = m.rows[form, index, row, i]
        y = m.rows[form, index, row + 1]
        between = m.nowhere if row else m.first[form, index]
        follow(y, form, p, days, m.work, between)
        slot.known = row + 1


@compiled
def ends(m: Memory, form: int, by: int, p: Person) -> int:
    """The tick at which the running response becomes linear, if it does by a tick; else NEVER."""
    running = m.forms[form]
    if running.running == NONE:
        return NEVER
    slot = m.slots[form, running.running]
    _extend(m, form, (by - running.began + slot.phase % GRID) // GRID + 1, p)
    at = running.began + _ticks(slot.known, slot.phase)
    return at if slot.ended == 1 and at <= by else NEVER


@compiled
def add_response(m: Memory, x: Floats, form: int, now: int, p: Person) -> None:
    """Add to states `x` what the running response is at a tick, not beyond its end."""
    running = m.forms[form]
    slot = m.slots[form, running.running]
    since = now - running.began
    _extend(m, form, (since + slot.phase % GRID) // GRID, p)
    row = min((since + slot.phase % GRID) // GRID, slot.known)
    y = m.rows[form, running.running, row]
    beyond = since - _ticks(row, slot.phase)
    if beyond > 0:
        for i in range(KINETIC):
            m.state[i] = y[i]
        follow(m.state, form, p, beyond / TICKS, m.work, m.nowhere)
        y = m.state
    for i in range(KINETIC):
        x[i] += y[i]


@compiled
def functional(m: Memory, form: int, now: int, p: Person) -> float:
    """What the running response adds to the functional pool at a tick, not beyond its end.

    In the first row it is remembered for each tick; between the others Hermite's cubic is enough
    for the blood.
    """
    running = m.forms[form]
    slot = m.slots[form, running.running]
    since = now - running.began
    row = (since + slot.phase % GRID) // GRID
    _extend(m, form, row + 1, p)
    row = min(row, slot.known)
    y = m.rows[form, running.running, row]
    at = _ticks(row, slot.phase)
    if since == at or row == slot.known:
        return y[FUNCTIONAL]
    if row == 0:
        return m.first[form, running.running, since - 1]
    z = m.rows[form, running.running, row + 1]
    days = GRID / TICKS
    s = (since - at) / GRID
    slope = days * (p.f_functional * p.k_tc * y[TC] - p.k_functional * y[FUNCTIONAL])
    slope_z = days * (p.f_functional * p.k_tc * z[TC] - p.k_functional * z[FUNCTIONAL])
    rise = z[FUNCTIONAL] - y[FUNCTIONAL]
    bend = slope - rise + s * (2 * rise - slope - slope_z)
    return y[FUNCTIONAL] + s * (rise + (1 - s) * bend)


@compiled
def fold(m: Memory, x: Floats, form: int, now: int, p: Person) -> None:
    """End a running response: what it has come to joins the linear states `x`."""
    if m.forms[form].running != NONE:
        add_response(m, x, form, now, p)
        m.forms[form].running = NONE


@compiled
def begin(m: Memory, x: Floats, form: int, now: int, p: Person) -> None:
    """Take depot and free cobalamin out of the linear states, and run the response to them.

    What is too little to saturate anything stays where it is.
    """
    if not _over(x, form, p):
        respond(m, x, form, now)


@compiled
def respond(m: Memory, x: Floats, form: int, now: int) -> None:
    """Take depot and free cobalamin out of the linear states; the response begins at a tick."""
    depot = DEPOT_OH if form else DEPOT_CN
    in_depot, free = x[depot], x[depot + 1]
    x[depot] = x[depot + 1] = 0.0
    phase = now % TICKS
    margin = SAME * (in_depot + free)
    running = m.forms[form]
    running.began = now
    for index in range(SLOTS):
        if (
            m.slots[form, index].known != NONE
            and m.slots[form, index].phase == phase
            and abs(m.rows[form, index, 0, depot] - in_depot) <= margin
            and abs(m.rows[form, index, 0, depot + 1] - free) <= margin
        ):
            running.running = index
            return
    running.running = running.latest = (running.latest + 1) % SLOTS
    slot = m.slots[form, running.running]
    slot.known = slot.ended = 0
    slot.phase = phase
    for i in range(KINETIC):
        m.rows[form, running.running, 0, i] = 0.0
    m.rows[form, running.running, 0, depot] = in_depot
    m.rows[form, running.running, 0, depot + 1] = free
