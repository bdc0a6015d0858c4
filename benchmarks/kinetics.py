"""How many patient-years a second the kinetic model runs, beside general solvers.

One person without intrinsic factor, two years: 1000 µg of cyanocobalamin a month into the muscle,
three meals a day, all markers every day. One core. All solve the same equations with the same doses
and meals; the error is the largest relative difference of a marker from the exact path. What is not
installed is skipped, and said. Nothing is asserted: a slow machine is not a fault.
"""

import re
import resource
from collections.abc import Callable
from importlib.util import find_spec
from time import perf_counter, process_time

import numpy as np

from corrin.kinetics.course import Course, Diet, Dose, Form, Route
from corrin.kinetics.equations import NAMES, Floats
from corrin.kinetics.parameters import NAMES as PARAMETERS
from corrin.kinetics.parameters import Parameters, changed, typical
from corrin.kinetics.sbml import EQUATIONS, OUTPUTS, sbml
from corrin.kinetics.simulate import metabolites, simulate
from corrin.kinetics.start import at_serum
from prove.numerics import MARKERS, METABOLITES, by_exact, by_stiff_solver, markers

YEARS = 2.0
DAYS = np.arange(1.0, 731.0)
PEOPLE = 64
COURSE = Course(
    diet=(Diet(day=0, micrograms_per_day=5.0),),
    doses=tuple(
        Dose(
            day=30 * month + 0.375,
            micrograms=1000,
            route=Route.INTRAMUSCULAR,
            form=Form.CYANOCOBALAMIN,
        )
        for month in range(24)
    ),
)


def ill(count: int) -> tuple[Parameters, Floats]:
    """The same person so many times."""
    p = changed(typical(count), f_if=0.05)
    return at_serum(changed(p, r_bile=p["r_bile"] * 0.05**0.5), 120.0, 5.0)


def best(run: Callable[[], object], times: int) -> float:
    """Seconds of the processor in the quickest run."""
    taken: list[float] = []
    for _ in range(times):
        begun = process_time()
        run()
        taken.append(process_time() - begun)
    return min(taken)


def show(name: str, seconds: float, found: dict[str, Floats], wanted: dict[str, Floats]) -> None:
    off = max(float(np.max(np.abs(found[marker] / wanted[marker] - 1))) for marker in found)
    print(f"{name:58s} {1000 * seconds:9.3f} {YEARS / seconds:12.0f}     {off:.0e}", flush=True)


def of(seen: object, names: tuple[str, ...]) -> dict[str, Floats]:
    return {name: getattr(seen, name)[:1] for name in names}


def ours(wanted: dict[str, Floats]) -> None:
    p, start = ill(PEOPLE)
    for name, run, names in (
        ("corrin, all states", simulate, MARKERS),
        ("corrin, kinetics and metabolites", metabolites, METABOLITES),
    ):
        seen = run(p, COURSE, DAYS, start)
        seconds = best(lambda run=run: run(p, COURSE, DAYS, start), 20) / PEOPLE
        show(name, seconds, of(seen, names), wanted)
    seconds = best(lambda: metabolites(p, COURSE, DAYS[::30], start), 20) / PEOPLE
    seen = metabolites(p, COURSE, DAYS, start)
    show(
        "corrin, kinetics and metabolites, read once a month",
        seconds,
        of(seen, METABOLITES),
        wanted,
    )


def roadrunner(wanted: dict[str, Floats]) -> None:
    import roadrunner as library

    p, start = ill(1)
    model = library.RoadRunner(sbml(p, start, COURSE, 731.0))
    model.timeCourseSelections = ["time", *OUTPUTS.values()]
    for relative in (1e-6, 1e-8):

        def run(relative: float = relative) -> Floats:
            model.resetToOrigin()
            model.integrator.setValue("relative_tolerance", relative)
            model.integrator.setValue("maximum_num_steps", 1_000_000)
            for name in NAMES:
                model.integrator.setIndividualTolerance(name, relative * 1e-3)
            return np.asarray(model.simulate(times=[0.0, *DAYS]))[1:, 1:]

        found = dict(zip(OUTPUTS, run().T[:, None], strict=True))
        show(f"libRoadRunner {library.__version__}, {relative:g}", best(run, 2), found, wanted)


def scipy(wanted: dict[str, Floats]) -> None:
    p, start = ill(1)
    for relative in (1e-6, 1e-8):

        def run(relative: float = relative) -> Floats:
            return by_stiff_solver(p, start, COURSE, DAYS, "LSODA", relative)

        found = markers(p, COURSE, DAYS, run())
        show(f"scipy LSODA, compiled equations, {relative:g}", best(run, 1), found, wanted)


def slopes(p: Parameters) -> Callable[[object, object, object], object]:
    """The equations of the exchange as a function for diffrax."""
    import jax.numpy as jnp

    text = EQUATIONS.replace("\\\n", " ").replace("^", "**")
    lines = re.findall(r"^\s*(\w+)('?) :?= (.*)$", text, re.MULTILINE)
    code = [(name, bool(prime), compile(right, name, "eval")) for name, prime, right in lines]
    fixed = {name: float(p[name][0]) for name in PARAMETERS} | {"min": jnp.minimum, "inactive": 0.0}

    def rates(_: object, y: object, __: object) -> object:
        scope = fixed | dict(zip(NAMES, y, strict=True))  # type: ignore[call-overload]
        change = {}
        for name, prime, right in code:
            value = eval(right, {}, scope)
            (change if prime else scope)[name] = value
        return jnp.stack([change[name] for name in NAMES])

    return rates


def diffrax(wanted: dict[str, Floats]) -> None:
    import diffrax as library
    import jax
    import jax.numpy as jnp

    from corrin.kinetics.absorption import eat, give

    jax.config.update("jax_enable_x64", True)
    p, start = ill(1)
    term = library.ODETerm(slopes(p))
    meal, dose = np.zeros(len(NAMES)), np.zeros(len(NAMES))
    eat(meal, 5.0 / 3, p[0])
    give(dose, 1000.0, int(Route.INTRAMUSCULAR), int(Form.CYANOCOBALAMIN), 0.0, p[0])
    given = np.isin(np.arange(730), np.arange(24) * 30)
    stops = jnp.array([0.0, 0.25, 0.375, 0.5, 0.75, 1.0])

    def day(y: object, has_dose: object, relative: float) -> object:
        for n in range(5):
            solved = library.diffeqsolve(
                term,
                library.Tsit5(),
                stops[n],
                stops[n + 1],
                0.01,
                y,
                stepsize_controller=library.PIDController(relative, relative * 1e-3),
                saveat=library.SaveAt(t1=True),
                max_steps=10_000,
            )
            y = solved.ys[0]
            if n in (0, 2, 3):
                y = y + meal
            if n == 1:
                y = y + has_dose * dose
        return y, y

    for relative in (1e-6, 1e-8):

        def all_days(y: object, relative: float = relative) -> object:
            return jax.lax.scan(lambda y, has: day(y, has, relative), y, jnp.array(given * 1.0))[1]

        for many, count in ((jax.jit(all_days), 1), (jax.jit(jax.vmap(all_days)), 32)):
            begin = jnp.array(start[0] if count == 1 else np.repeat(start, count, axis=0))
            states = np.asarray(many(begin).block_until_ready()).reshape(-1, 730, len(NAMES))[:1]
            begun = perf_counter()
            many(begin).block_until_ready()
            seconds = (perf_counter() - begun) / count
            found = markers(p, COURSE, DAYS, np.ascontiguousarray(states))
            show(
                f"diffrax {library.__version__} Tsit5, {count} at once, {relative:g}",
                seconds,
                found,
                wanted,
            )


def memory() -> None:
    """The most that ten thousand draws hold, read once a week."""
    p, start = ill(10_000)
    begun = process_time()
    simulate(p, COURSE, np.arange(0, 731, 7.0), start)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"10,000 people read once a week: {process_time() - begun:.1f} s of the processor,"
        f" {most:.0f} MB at most in the whole process"
    )


def main() -> None:
    """Print the table."""
    p, start = ill(1)
    begun = perf_counter()
    simulate(p, COURSE, DAYS[:2], start)
    print(f"first call: {perf_counter() - begun:.1f} s\n")
    memory()
    wanted = markers(p, COURSE, DAYS, by_exact(p, start, COURSE, DAYS))
    print(f"\n{'two years, read every day':58s} {'ms':>9s} {'years / s':>12s}     error")
    ours(wanted)
    for name, run in (("roadrunner", roadrunner), ("scipy", scipy), ("diffrax", diffrax)):
        if find_spec(name):
            run(wanted)
        else:
            print(f"{name} is not installed")


if __name__ == "__main__":
    main()
