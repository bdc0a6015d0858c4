"""The rules of the house that no tool keeps for us. Each guard is shown to catch its fault."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "corrin"
MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
CORE = [module for module in MODULES if module.startswith(("domain", "care"))]


def parsed(module: str) -> ast.Module:
    return ast.parse((SOURCE / module).read_text(encoding="utf-8"), module)


# --- Clinical numbers live in the knowledge ----------------------------------------------------


class Allowed(NamedTuple):
    where: str  # a glob under src/corrin; its * crosses folders
    numbers: set[float | str]  # literals, without their sign; or the words round them
    why: str


# A number belongs here when no clinician could disagree with it. A threshold, a dose, an interval,
# an age or a limit of plausibility is knowledge: give it an entry with a source instead.
ALLOWED = [
    Allowed("*", {0, 1, 2}, "none, one, both"),
    Allowed("domain/*", {7, 12}, "days in a week, months in a year"),
    Allowed("domain/*", {10, 100, 1000}, "powers of ten between units"),
    Allowed("domain/code*", {3, 4, 5, 6, 7, 8, 9}, "the group of Verhoeff's check digit"),
    Allowed("care/schedule*", {7, 12}, "days in a week, months in a year"),
    Allowed("care/schedule*", {24, 60}, "hours in a day, minutes in an hour"),
    Allowed("reading/*", {7, 12, 24, 60, 366}, "the calendar"),
    Allowed("reading/*", {1024}, "bytes, for the limits on what is read"),
    Allowed(
        "reading/strict*", {64, 100, 500, 100_000, 150_000, 5_000_000}, "how much is read at most"
    ),
    Allowed("person_file*", {7, 12, 1024}, "the calendar, the size of a cache"),
    Allowed("record/*", {12, 100}, "months in a year, percent"),
    Allowed("fhir/*", {7, 12, 24, 1000}, "the calendar, grams in a kilogram"),
    Allowed("fhir/document*", {20, 31, 64, 256}, "bytes of a value, zlib's window, levels, bytes"),
    Allowed("fhir/document*", {100}, "brackets that are looked at together"),
    Allowed("fhir/document*", {150_000, 2_000_000, 20_000_000}, "how much is read at most"),
    Allowed("fhir/bundle*", {20_000}, "how many entries are read at most"),
    Allowed("fhir/measure*", {10}, "characters of a day"),
    Allowed("fhir/codes*", {200, 4096}, "what is kept of published codings at most"),
    Allowed("fhir/release*", {200, 1024}, "what is kept of the addresses of profiles at most"),
    Allowed("fhir/timeless*", {2000}, "a day that stands for every day"),
    Allowed("knowledge/load*", {50_000}, "new objects between two looks for garbage"),
    Allowed("fhir/values*", {20}, "powers of ten beyond all measure"),
    Allowed("reading/*", {3, 4, 5, 6, 10}, "letters, digits and words looked at together"),
    Allowed("reading/topics*", {0.8}, "how like a misspelt word must be to a name"),
    Allowed("reading/when*", {2000}, "a day that stands for every day"),
    Allowed("reading/words*", {1000}, "characters of the longest phrase"),
    Allowed("care/timing*", {24, 60}, "hours in a day, minutes in an hour"),
    Allowed("care/timing*", {1000}, "micrograms in a milligram"),
    Allowed("care/interactions*", {1000}, "micrograms in a milligram"),
    Allowed("record/day*", {60, 1000}, "minutes in an hour, micrograms in a milligram"),
    Allowed("record/day_times*", {48}, "how many times of a day are read at most"),
    Allowed("render/day_bar*", {3}, "cells of an hour in the bar"),
    Allowed("care/months*", {12}, "months in a year"),
    Allowed("care/phase_words*", {7}, "days in a week"),
    Allowed("care/follow*", {7, 1000}, "days in a week, micrograms in a milligram"),
    Allowed("care/summary*", {7}, "days in a week"),
    Allowed("care/absorption*", {4, 8, 26}, "the places of a quadrature"),
    Allowed("care/absorption*", {0.01}, "rounding to a hundredth"),
    Allowed("care/intake*", {7}, "days in a week"),
    Allowed("foods/*", {100, 0.01}, "grams in a hundred, rounding to a hundredth"),
    Allowed("foods/usda*", {"100g", "100 g"}, "the name of a column, the base of a table"),
    Allowed("*foods.py", {3, 10, "100 g"}, "how many are shown, the base of a table"),
    Allowed("reading/food*", {0.1, 100}, "rounding to a tenth, grams in a hundred"),
    Allowed("reading/food_label*", {100, "100 g", "100 ml", "0.38 ug"}, "a label, as an example"),
    Allowed("care/choose*", {64}, "completions tried before a question is asked"),
    Allowed("care/assess*", {4}, "digits of a converted value that are shown"),
    Allowed("knowledge/*", {12}, "months in a year"),
    Allowed("knowledge/leaflet*", {3}, "words by which a topic can be found, at least"),
    Allowed("render/*", {4, 8, 72, 75, 80, 100}, "indents, columns, octets of a calendar line"),
    Allowed("render/*", {7, 12, 24, 60}, "the calendar"),
    Allowed("forecast/foretold*", {100, 0.1}, "percent, rounding to a tenth"),
    Allowed("render/zone*", {28, 256}, "years in which the calendar repeats, the size of a cache"),
    Allowed("render/feed*", {6, 12, 90}, "hours and days of a feed"),
    Allowed("render/*", {1000}, "micrograms in a milligram"),
    Allowed("fhir_out/dosage*", {20}, "dates that one Timing carries at most"),
    Allowed("fhir_out/frame*", {6, 8, 16, 32, 0x0F, 0x3F, 0x80}, "bits and bytes of a UUID"),
    Allowed(
        "service/*",
        {200, 201, 400, 401, 404, 405, 408, 412, 413, 415, 421, 422, 500, 503},
        "statuses of HTTP",
    ),
    Allowed("service/app*", {500_000}, "bytes of a body that is large"),
    Allowed("service/desk*", {256}, "how many bytes there are"),
    Allowed("service/app*", {600}, "seconds for which a browser remembers what is let in"),
    Allowed("service/app*", {8, 0.002}, "turns of the loop between two works, and their seconds"),
    Allowed("service/cards*", {5, 8}, "things repeated on a card"),
    Allowed("service/edge*", {3, 6, 8, 20, 1000}, "digits, bytes, milliseconds in a second"),
    Allowed("service/edge*", {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5}, "seconds of a histogram"),
    Allowed("service/feedback*", {3, 4, 6, 8, 15, 32, 62, 76, 100}, "bits and bytes, answers"),
    Allowed("service/feeds*", {16, 32, 400}, "bytes of a secret, days that it lives"),
    Allowed("service/demo*", {30}, "terms of a search"),
    Allowed("service/hooks*", {64, 198}, "characters of an id and of a name"),
    Allowed("service/keys*", {2_048}, "bits of the shortest RSA key"),
    Allowed("service/extract*", {4, 16}, "the version and the bytes of a UUID"),
    Allowed("service/settings*", {5, 10, 16, 50, 60, 64, 20_000}, "what one request may cost"),
    Allowed("service/settings*", {2_000, 8_000, 16_384, 2_000_000}, "the same, and a port"),
    Allowed("service/settings*", {100_000, 150_000}, "the same: feeds, brackets and commas"),
    Allowed("service/typed*", {float("inf")}, "stands for a number without a place"),
    Allowed("service/wire*", {1_000}, "connections kept open at once"),
    Allowed("service/tokens*", {60, 3_600, 8_192, 100_000}, "seconds, characters, tokens"),
    Allowed("kinetics/*", {0.5, 1000, 1e6}, "a half; powers of ten between units"),
    Allowed("kinetics/*", {3, 4, 5, 6, 7}, "routes, stages, orders, rows"),
    Allowed("forecast/picture*", {3, 5}, "columns of the legend, where a scale is marked"),
    Allowed("forecast/fitted*", {1e-6}, "a variance that is nothing"),
    Allowed("kinetics/course*", {24}, "hours in a day"),
    Allowed("kinetics/course*", {1_000, 10_000, 20_000, 36_525}, "beyond what anybody is given"),
    Allowed("kinetics/equations*", {10, 12, 19}, "how many states"),
    Allowed("kinetics/absorption*", {24}, "hours in a day"),
    Allowed("kinetics/timeline*", {256}, "ticks in a day"),
    Allowed("kinetics/linear*", {9, 10, 0.05}, "terms and norm of a series"),
    Allowed("kinetics/integrate*", {0.9, 0.2, 1e-14}, "the control of an integrator's step"),
    Allowed("kinetics/exact*", {1e-4, 1e-10, 1e-13}, "an integrator's tolerance and first step"),
    Allowed("kinetics/injected*", {8, 32, 60, 200}, "how much is remembered"),
    Allowed("kinetics/injected*", {1e-4, 1e-9}, "what is nearly gone, what is the same"),
    Allowed("kinetics/series*", {14, 1e-7, 1e-14}, "terms of a series, and how small the last is"),
    Allowed("kinetics/fast*", {8, 24, 1e-13}, "ticks, steps, nothing"),
    Allowed("kinetics/simulate*", {8, 800_000}, "markers; bytes at a time"),
    Allowed(
        "kinetics/start*", {80, 0.02, 1e-3, 1e-9, 1e-12, 10_000, 1e6}, "where it is looked for"
    ),
    Allowed("cli*", {3}, "the exit code for no plan at all"),
    Allowed("cli/many*", {16, 32}, "letters of a digest, people in a part"),
    Allowed("cli/forecast*", {1_000_000}, "how much is read at most"),
    Allowed("kinetics/pareto*", {0.2, 0.5, 3, 4, 5, 10, 30}, "constants of the estimator"),
    Allowed("kinetics/personal*", {100, 1e6, 1e-9}, "percent, units, what is nothing"),
    Allowed("kinetics/personal*", {9_000}, "far beyond what a course can begin with"),
    Allowed("kinetics/population*", {10}, "slopes of age are for ten years"),
    Allowed("kinetics/posterior*", {0.02, 15, 1e-3, 0.2, 5, 4, 1e-6}, "steps of the search"),
    Allowed("kinetics/posterior*", {8, 1.1, 0.05, 0.7, 0.4}, "the proposal and its check"),
    Allowed("forecast/*", {7, 12, 24, 60, "30.4375", 30.4375}, "the calendar"),
    Allowed("forecast/course*", {4, 100}, "which days are shown"),
    Allowed("forecast/whatif*", {730}, "the longest interval that is compared"),
    Allowed("forecast/sentences*", {10, 20}, "early, mid and late in a month"),
    Allowed("forecast/given*", {"1 mg", "8 weeks", "2 years"}, "an example of what is accepted"),
    Allowed("render/refusal*", {3}, "how much is shown without --full"),
    Allowed("forecast/page*", {3, 8}, "how much is shown without --full"),
    Allowed("forecast/sketch*", {8, 9, 64, 1e-3, 10}, "rows and columns of a picture"),
    Allowed("forecast/picture*", {8, 2.2, 0.02}, "inches, and where ticks stand"),
    Allowed("forecast/whole*", {200}, "how many draws are followed"),
]

UNITS = (
    r"[pnumµ]?mol/L|[pnumµ]?g/[dm]?L|I?U/L|fL|[×x]10|%|micrograms?|[µumn]c?g|g|m[lL]"
    r"|hours?|days?|weeks?|months?|years?"
)
QUANTITY = re.compile(rf"\d[\d.,]*\s?(?:{UNITS})(?![\w/])")
CONVERSIONS = {"Decimal", "Fraction", "float", "int"}
POSITIONS = {"indent", "maxsplit", "ndigits", "width"}
"""Arguments that say where text goes; like an index, they measure no person."""


def positions(tree: ast.AST) -> Iterator[ast.AST]:
    """What counts characters, items or digits: indices, slices, and how far to round."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(slice=ast.Slice() | ast.Constant() | ast.UnaryOp() as position):
                yield from ast.walk(position)
            case ast.keyword(arg=str(name), value=value) if name in POSITIONS:
                yield from ast.walk(value)
            case ast.Call(func=ast.Name(id="round"), args=[_, digits]):
                yield from ast.walk(digits)
            case ast.FormattedValue(format_spec=ast.JoinedStr() as layout):
                yield from ast.walk(layout)
            case ast.Expr(value=ast.Constant(value=str()) as docstring):
                yield docstring


def numbers(tree: ast.AST) -> Iterator[tuple[int, float | str]]:
    """Line and value of every number in the code, also where a string holds it."""
    passed_over = set(positions(tree))
    converted = {
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in CONVERSIONS
        and node.args
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or node in passed_over:
            continue
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node.lineno, node.value
        elif isinstance(node.value, str) and node in converted:
            yield node.lineno, abs(float(node.value))
        elif isinstance(node.value, str):
            for quantity in QUANTITY.findall(node.value):
                yield node.lineno, quantity


def clinical_numbers(module: str, tree: ast.AST) -> list[str]:
    allowed = {n for row in ALLOWED if fnmatch(module, row.where) for n in row.numbers}
    return [f"{module}:{line}: {n}" for line, n in numbers(tree) if n not in allowed]


@pytest.mark.parametrize("module", MODULES)
def test_no_clinical_number_is_written_in_python(module):
    assert clinical_numbers(module, parsed(module)) == []


@pytest.mark.parametrize(
    "fault",
    [
        "if b12 < 180: pass",
        "low = b12 < 179.5",
        "low = base_excess < -5",
        "bound = Decimal('148')",
        "bound = decimal.Decimal('2.21')",
        "gap = timedelta(days=56)",
        "def repeat(every_months=3): pass",
        "match b12:\n    case 350: pass",
        "doses = {'loading': 6}",
        "text = 'Give 1000 micrograms today.'",
        "text = f'below 180 ng/L {name}'",
        "text = 'Repeat in 3 months.'",
    ],
)
def test_a_clinical_number_in_python_is_caught(fault):
    assert len(clinical_numbers("care/assess.py", ast.parse(fault))) == 1


@pytest.mark.parametrize(
    "innocent",
    [
        "fourth = values[3]",
        "year = text[:4]",
        "shown = round(value, 3)",
        "shown = f'{value:.3f} {other:.4g}'",
        "text = json.dumps(value, indent=4)",
        "'''Bands: 180 ng/L is 133 pmol/L.'''",
        "known = True",
        "text = 'B12 and CYP3A4, ISO 8601'",
    ],
)
def test_what_measures_no_person_may_stand_in_python(innocent):
    assert clinical_numbers("care/assess.py", ast.parse(innocent)) == []


# --- The core reads no clock and needs only the standard library --------------------------------

CLOCKS = {
    *(f"datetime.date.{name}" for name in ("today",)),
    *(f"datetime.datetime.{name}" for name in ("now", "today", "utcnow")),
    *(f"time.{name}" for name in ("gmtime", "localtime", "monotonic", "perf_counter")),
    *(f"time.{name}" for name in ("time", "time_ns")),
}


def imports(tree: ast.AST) -> dict[str, str]:
    """Each imported name as it is used here → where it comes from."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for name in names:
                    origin = name.name if name.asname else name.name.partition(".")[0]
                    found[name.asname or origin] = origin
            case ast.ImportFrom(module=str(module), names=names):
                for name in names:
                    found[name.asname or name.name] = f"{module}.{name.name}"
    return found


def clocks(tree: ast.AST) -> list[str]:
    origins = imports(tree)
    used = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    used += [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    names = (name.partition(".") for name in used)
    return [
        name
        for first, dot, rest in names
        if (name := f"{origins.get(first, first)}{dot}{rest}") in CLOCKS
    ]


@pytest.mark.parametrize("module", CORE)
def test_the_core_reads_no_clock(module):
    assert clocks(parsed(module)) == []


@pytest.mark.parametrize(
    "fault",
    [
        "from datetime import date\nstart = date.today()",
        "import datetime\nat = datetime.datetime.now(datetime.UTC)",
        "import datetime as dt\non = dt.date.today()",
        "from datetime import date\nclock = date.today",
        "from time import time\nstamp = time()",
        "import time\nstamp = time.time()",
    ],
)
def test_a_clock_in_the_core_is_caught(fault):
    assert len(clocks(ast.parse(fault))) == 1


def test_a_person_may_have_a_now():
    assert clocks(ast.parse("status = person.now")) == []


RECORDS = {
    *("msgspec.Struct", "msgspec.field", "msgspec.structs.replace"),
    *("msgspec.UNSET", "msgspec.UnsetType"),
}
"""Of msgspec, the core takes the records and not what reads and writes."""


@pytest.mark.parametrize("module", CORE)
def test_the_core_needs_only_the_standard_library_and_records(module):
    origins = {*imports(parsed(module)).values()} - RECORDS
    roots = {origin.partition(".")[0] for origin in origins}

    assert roots - sys.stdlib_module_names <= {"corrin"}


def test_every_folder_of_code_is_a_package_that_the_import_contracts_see():
    folders = {(SOURCE / module).parent for module in MODULES}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_command_line_starts_without_numerical_or_testing_libraries():
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, corrin.cli; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()

    assert "corrin.cli" in loaded
    assert {"numpy", "numba", "hypothesis", "pytest"}.isdisjoint(loaded)


# --- Requirements are pinned, hashed, and name no registry --------------------------------------

PINNED = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>[\w.!+]+)(?: ; [\w =\"]+)?(?: --hash=sha256:[0-9a-f]{64})+"
)


def pinned(text: str) -> tuple[dict[str, str], list[str]]:
    """The pinned versions, and the lines that pin nothing."""
    joined = re.sub(r"\s*\\\n\s*", " ", text)
    lines = [line.partition("#")[0].strip() for line in joined.splitlines()]
    found = {line: PINNED.fullmatch(line) for line in lines if line}
    versions = {normal(pin["name"]): pin["version"] for pin in found.values() if pin}
    return versions, [line for line, pin in found.items() if not pin]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name)[0]).lower()


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "prove.txt"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_registry(name):
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")

    assert pinned(text)[1] == []
    assert "://" not in text


@pytest.mark.parametrize(
    "fault",
    [
        "click==8.5.1",
        "click>=8 --hash=sha256:" + "0" * 64,
        "--index-url registry.example",
        "click @ file:///wheels/click.whl",
    ],
)
def test_a_loose_requirement_is_caught(fault):
    assert pinned(fault)[1] == [fault]


def test_what_pyproject_asks_for_is_in_the_locked_requirements():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, build = asked["project"], asked["build-system"]["requires"]
    run, dev, prove = (
        pinned((ROOT / "requirements" / name).read_text(encoding="utf-8"))[0]
        for name in ("run.txt", "dev.txt", "prove.txt")
    )

    assert {normal(name) for name in [*project["dependencies"], *build]} <= run.keys()
    extras = {
        extra: {normal(name) for name in names} - {normal(project["name"])}
        for extra, names in project["optional-dependencies"].items()
    }
    assert extras["dev"] | extras["serve"] | extras["forecast"] <= dev.keys()
    assert {normal(name) for name in project["optional-dependencies"]["prove"]} <= prove.keys()
    assert run.items() <= dev.items()
    assert run.items() <= prove.items()


# --- The project stands alone -------------------------------------------------------------------

# Brackets in the patterns keep this page from matching itself.
FOREIGN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.])[/](?:work|root|home|Users)/\w",
        r"[/]opt/pypi",
        r"\.\.[/]shared\b",
        r"\bLL[M]s?\b|language m[o]dels?\b|artificial intel[l]igence",
        r"\b(?:Chat[G]PT|Cl[a]ude|Op[e]nAI|Anthr[o]pic|Copil[o]t)\b",
        r"\bAI[- ](?:agent|assist|generat|model|tool)",
        r"\b(?:agent|coding|earlier|previous|this) sess[i]on\b",
        r"\b(?:system|user|this) pr[o]mpt\b",
    )
]


LEFT_BEHIND = {"__pycache__", "build", "dist", "htmlcov", "node_modules"}


def written(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that somebody wrote: not what tools leave behind."""
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path
        elif path.name == ".ci" or not (path.name.startswith(".") or path.name in LEFT_BEHIND):
            yield from written(path)


def foreign(text: str) -> list[str]:
    return [found[0] for pattern in FOREIGN for found in pattern.finditer(text)]


def test_no_page_names_the_machine_or_the_means_by_which_it_was_written():
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in written()
        if (words := foreign(path.read_text(encoding="utf-8", errors="replace")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "fault",
    [
        "open('/" + "work/main/x')",
        "../" + "shared/design",
        "as the L" + "LM said",
        "from an earlier sess" + "ion",
    ],
)
def test_a_foreign_word_is_caught(fault):
    assert len(foreign(fault)) == 1


def test_clinical_words_are_not_foreign():
    text = "AI of 4.0 µg/day (EFSA); after each dialysis session; prompt referral; nhs.uk/work/x"

    assert foreign(text) == []
