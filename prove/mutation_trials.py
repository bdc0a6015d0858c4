"""Tries mutants of the core: a plugin of pytest that runs, for each, the tests that reach it.

    python -m pytest -p prove.mutation_trials --mutants NAMES --verdicts FILE [--at-most SECONDS]

`prove.mutation_code` starts it in the folder of the mutants. The tests are collected once. First
each runs over the code as it stands, those of a file in one process, which tells the functions of
the core that it calls and how long it takes; one that fails there, or takes long, is left out. Each
mutant then has a process of its own, which ends with the first test that fails. A failure counts
only if the same test passes without the mutant.
"""

import json
import os
import random
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path
from time import process_time
from typing import NoReturn

import msgspec
import pytest

REACH = Path("reach.json")
LONGEST = 5.0
"""Seconds of the processor that a test may take, to be asked at all."""
QUICK = 0.2
"""Seconds that most tests do not take."""
PATIENCE = 5
"""A test that takes so many times as long as it should, and so many seconds more, hangs."""
MEMORY = 6 << 30
"""Bytes that a mutant may take."""
CHOICE = "MUTANT_UNDER_TEST"
"""The variable of the surroundings by which the code that mutmut has laid out knows its mutant."""
NONE = "corrin.none"
"""The name of no mutant: the code runs as it stands."""
NOTING = "stats"
"""As it stands too, and each call is noted."""
SEED = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """What a test calls of the core and how long it takes, for one text of its file."""

    functions: tuple[str, ...]
    seconds: float
    file: str
    passed: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant, as `prove.mutation_code` reads it line by line."""

    name: str
    by: str | None
    """The test that noticed it."""
    asked: int
    """So many tests were run, the one that noticed it included."""
    reach: int
    """So many tests call the function."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", type=Path, help="a file with the name of a mutant in each line")
    parser.addoption("--verdicts", type=Path, help="a file to which each verdict is added")
    parser.addoption("--at-most", type=float, default=30.0, help="seconds for one mutant")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests once, run them for each mutant."""
    option = session.config.option
    trials = Trials(session.items, option.at_most)
    with option.verdicts.open("a", encoding="utf-8") as file:
        for name in option.mutants.read_text(encoding="utf-8").split():
            print(json.dumps(asdict(trials.verdict(name))), file=file, flush=True)
    return True


class Trials:
    """All tests, what each reaches, and which have noticed a mutant so far."""

    def __init__(self, items: Sequence[pytest.Item], at_most: float) -> None:
        self.items = {item.nodeid: item for item in items}
        self.at_most = at_most
        self.reach = reached(items)
        self.by_function: dict[str, list[str]] = defaultdict(list)
        usable: dict[str, list[str]] = defaultdict(list)
        for test in random.Random(SEED).sample(sorted(self.items), len(self.items)):
            if self.reach[test].passed and self.reach[test].seconds < LONGEST:
                usable[file_of(test)].append(test)
        for tests in usable.values():
            for function, calling in _by_function(tests, self.reach).items():
                self.by_function[function] += calling
        self.noticed: dict[str, list[str]] = defaultdict(list)
        """Tests that have noticed a mutant, by its function and by its module; latest last."""
        self.unsound: set[str] = set()
        """Tests that have failed without a mutant, and are not asked any more."""
        self.slowest: dict[str, float] = defaultdict(float)
        """What the slowest test of a file takes, which may be what it lays by for the others."""
        for test, reach in self.reach.items():
            self.slowest[file_of(test)] = max(self.slowest[file_of(test)], reach.seconds)

    def verdict(self, name: str) -> Verdict:
        """What becomes of a mutant."""
        function = name.rpartition("__mutmut_")[0]
        module = function.rpartition(".")[0]
        tests = self._in_order(function, module)
        begin = 0
        while True:
            asked, by = self._first_failing(name, tests[begin:])
            begin += asked
            if by is None:
                return Verdict(name, None, begin, len(tests))
            if self._first_failing(NONE, [by])[1] is None:
                self.noticed[function].append(by)
                self.noticed[module].append(by)
                return Verdict(name, by, begin, len(tests))
            self.unsound.add(by)

    def _in_order(self, function: str, module: str) -> list[str]:
        """The tests that call a function: what noticed its neighbours, then of each file as much.

        Each file has its turn when it has taken as long as the others, the quick tests first; what
        its slowest test takes may be what the first that is asked lays by, and counts beforehand.
        """
        spent = dict(self.slowest)
        turns: list[tuple[float, str]] = []
        every = [test for test in self.by_function[function] if test not in self.unsound]
        for test in sorted(every, key=lambda test: self.reach[test].seconds > QUICK):
            spent[file_of(test)] += self.reach[test].seconds
            turns.append((spent[file_of(test)], test))
        known = set(every)
        before = chain.from_iterable(self.noticed[of][::-1] for of in (function, module))
        likely = (test for test in before if test in known)
        return list(dict.fromkeys([*likely, *(test for _, test in sorted(turns))]))

    def _first_failing(self, name: str, tests: Sequence[str]) -> tuple[int, str | None]:
        """How many tests were run over a mutant, and the last of them if it failed or hung."""
        said = list(in_a_process(lambda: self._run(name, tests)))
        through = bool(said) and said[-1] == ""
        asked = [test for test in said if test]
        return len(asked), None if through else asked[-1]

    def _run(self, name: str, tests: Sequence[str]) -> Iterator[str]:
        """The name of each test before it is run; an empty one when all have passed."""
        choose(name)
        forget()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for test, after in zip_longest(tests, tests[1:]):
            yield test
            seconds = PATIENCE * (1 + self.slowest[file_of(test)])
            signal.setitimer(signal.ITIMER_PROF, seconds)
            if not passes(self.items[test], self.items[after] if after else None):
                return
            if process_time() > self.at_most:
                break
        yield ""


def in_a_process(work: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The lines that a copy of this process gives, as far as it comes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, reading, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as lines:
        yield from (line.removesuffix("\n") for line in lines)
    os.waitpid(child, 0)


def _work(work: Callable[[], Iterable[str]], reading: int, writing: int) -> NoReturn:
    os.close(reading)
    try:
        with os.fdopen(writing, "w", encoding="utf-8") as lines:
            for line in work():
                print(line, file=lines, flush=True)
    finally:
        os._exit(0)


class Failures:
    """Remembers whether anything failed in the test that has just run."""

    def __init__(self) -> None:
        self.seen = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seen = self.seen or report.failed


def passes(item: pytest.Item, after: pytest.Item | None) -> bool:
    """Whether a test passes, with what it sets up and takes down."""
    failures = Failures()
    item.config.pluginmanager.register(failures)
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
    item.config.pluginmanager.unregister(failures)
    return not failures.seen


def reached(items: Sequence[pytest.Item]) -> dict[str, Reach]:
    """What each test reaches; only those whose files have changed since last time are run."""
    before: dict[str, Reach] = {}
    if REACH.exists():
        before = msgspec.json.decode(REACH.read_bytes(), type=dict[str, Reach])
    texts = {path: _digest(path) for path in {item.path for item in items}}
    new: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.nodeid not in before or before[item.nodeid].file != texts[item.path]:
            new[file_of(item.nodeid)].append(item)
    for of_file in new.values():
        for line in in_a_process(partial(_looking, of_file, texts)):
            test, reach = json.loads(line)
            before[test] = msgspec.convert(reach, Reach)
        REACH.write_bytes(msgspec.json.encode(before))
    return before


def _by_function(tests: Sequence[str], reach: Mapping[str, Reach]) -> dict[str, list[str]]:
    """The tests of a file that call each function of the core.

    What a single one calls may be kept for the others, which then all may notice a change of it.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for test in tests:
        for function in reach[test].functions:
            found[function].append(test)
    return {
        function: [*calling, *(test for test in tests if test not in calling)]
        if len(calling) == 1
        else calling
        for function, calling in found.items()
    }


def choose(name: str) -> None:
    """Have the code run with a mutant, in this process and in those that it starts."""
    from mutmut.mutation import trampoline  # installed by `make mutation` alone

    os.environ[CHOICE] = name
    trampoline.get_mutant_under_test = lambda: name  # without a look at the surroundings each time


def forget() -> None:
    """Empty what functions of the program lay by, which collecting the tests has filled."""
    for name, module in tuple(sys.modules.items()):
        for value in vars(module).values() if name.startswith("corrin") else ():
            if clear := getattr(value, "cache_clear", None):
                clear()


def noted() -> set[str]:
    """Where mutmut notes each call."""
    from mutmut.state import state

    return state()._stats


def _looking(items: Sequence[pytest.Item], texts: dict[Path, str]) -> Iterator[str]:
    choose(NOTING)
    calls = noted()
    for item, after in zip_longest(items, items[1:]):
        calls.clear()
        start = process_time()
        passed = passes(item, after)
        reach = Reach(tuple(sorted(calls)), process_time() - start, texts[item.path], passed)
        yield json.dumps([item.nodeid, asdict(reach)])


def file_of(test: str) -> str:
    return test.partition("::")[0]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:16]
