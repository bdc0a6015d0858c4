"""How long a plan takes: warm, inside one process, and cold, from the shell.

Figures are those of the machine on which this runs; the floors measured beside them make them
comparable. Nothing is asserted: a slow machine is not a fault. Run `make bench`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
PERSON = ROOT / "examples" / "amina.yaml"
ON = date(2026, 11, 20)
WARM, COLD = 50, 20
STEPS = """
from time import perf_counter
marks = [("interpreter start", perf_counter())]
import corrin.cli, corrin.cli.plan
from corrin import person_file
from corrin.care.guideline import Guideline
from corrin.care.plan import plan
from corrin.knowledge import load
from corrin.render.plan_page import plan_page
from corrin.render.text import text
marks.append(("import", perf_counter()))
knowledge = load.knowledge()
marks.append(("knowledge load", perf_counter()))
from datetime import date
from pathlib import Path
import sys
on = date.fromisoformat(sys.argv[2])
reading = person_file.read(Path(sys.argv[1]).read_bytes(), knowledge=knowledge, on=on)
marks.append(("read the person", perf_counter()))
made = plan(
    reading.person, on=on, guideline=Guideline.of(knowledge, "general"), ledger=reading.ledger
)
marks.append(("plan", perf_counter()))
text(plan_page(made, full=False))
marks.append(("render", perf_counter()))
import json
print(json.dumps(marks))
"""
"""What `corrin plan` does, with the clock read between the steps."""


def main() -> None:
    """Print both tables."""
    subprocess.run([*corrin_plan()], cwd=ROOT, capture_output=True, check=False)  # compiled, cached
    print(f"{platform()}\n")
    warm()
    print()
    cold()


def platform() -> str:
    return f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {PERSON.name}"


def corrin_plan() -> tuple[str, ...]:
    command = Path(sys.executable).with_name("corrin")
    return str(command), "plan", str(PERSON), "--on", ON.isoformat()


# --- Warm ----------------------------------------------------------------------------------------


def warm() -> None:
    """Read, plan and render one person again and again, in this process."""
    from corrin import person_file
    from corrin.care.guideline import Guideline
    from corrin.care.plan import plan
    from corrin.knowledge import load
    from corrin.render.plan_page import plan_page
    from corrin.render.text import text

    knowledge, data = load.knowledge(), PERSON.read_bytes()
    reading = person_file.read(data, knowledge=knowledge, on=ON)
    if reading.person is None:
        raise SystemExit(f"{PERSON} gives no person")
    person, guideline = reading.person, Guideline.of(knowledge, "general")
    made = plan(person, on=ON, guideline=guideline, ledger=reading.ledger)
    steps: dict[str, Callable[[], object]] = {
        "read the person": lambda: person_file.read(data, knowledge=knowledge, on=ON),
        "plan": lambda: plan(person, on=ON, guideline=guideline, ledger=reading.ledger),
        "render": lambda: text(plan_page(made, full=False)),
    }
    times = {name: sorted(timed(step) for _ in range(WARM)) for name, step in steps.items()}
    total = sum(median(of) for of in times.values())
    print(f"Warm, in one process, {WARM} times")
    header("ms", "best", "median", "share")
    for name, of in times.items():
        row(name, f"{of[0]:.2f}", f"{median(of):.2f}", f"{median(of) / total:.0%}")
    best = sum(of[0] for of in times.values())
    row("all three", f"{best:.2f}", f"{total:.2f}", "")


# --- Cold ----------------------------------------------------------------------------------------


def cold() -> None:
    """Start from the shell each time, beside the floors of the same machine."""
    floors = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "python -c 'import json, click'": (sys.executable, "-c", "import json, click"),
        "corrin plan": corrin_plan(),
    }
    times: dict[str, list[float]] = {name: [] for name in floors}
    steps: list[dict[str, float]] = []
    for _ in range(COLD):  # taking turns: what disturbs the machine disturbs all
        for name, command in floors.items():
            times[name].append(timed(lambda command=command: ran(command)))
        steps.append(step_times())
    floor = median(times["python -c pass"])
    print(f"Cold, from the shell, {COLD} times")
    header("ms", "best", "median", "ratio")
    for name, of in times.items():
        row(name, f"{min(of):.0f}", f"{median(of):.0f}", f"{median(of) / floor:.1f}")
    total = median(sum(each.values()) for each in steps)
    print("\nWhere the time of one plan goes")
    header("ms", "best", "median", "share")
    for name in steps[0]:
        of = [each[name] for each in steps]
        row(name, f"{min(of):.1f}", f"{median(of):.1f}", f"{median(of) / total:.0%}")


def step_times() -> dict[str, float]:
    """Milliseconds of each step in a process of its own, its start included."""
    begun = perf_counter()
    done = ran((sys.executable, "-c", STEPS, str(PERSON), ON.isoformat()))
    marks: list[tuple[str, float]] = json.loads(done)
    times: dict[str, float] = {}
    for name, at in marks:  # one clock for all processes of a machine
        times[name], begun = (at - begun) * 1000, at
    return times


def timed(step: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = perf_counter()
    step()
    return (perf_counter() - begun) * 1000


def ran(command: tuple[str, ...]) -> bytes:
    """What a command prints; 1 is the exit code of a plan that needs attention."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return done.stdout


# --- The tables ----------------------------------------------------------------------------------


def header(unit: str, *columns: str) -> None:
    row(unit, *columns)
    print("-" * 62)


def row(name: str, *cells: str) -> None:
    print(f"{name:<32}" + "".join(f"{cell:>10}" for cell in cells))


if __name__ == "__main__":
    main()
