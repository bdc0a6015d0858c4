"""Every published figure that sets the parameters, and what the model makes of it."""

from collections.abc import Iterable

import numpy as np
from scipy.special import ndtri

from corrin.kinetics.absorption import from_a_meal, through_the_gut
from corrin.kinetics.course import Course, Diet, NitrousOxide
from corrin.kinetics.equations import LOST, STORE
from corrin.kinetics.parameters import Parameters, changed
from corrin.kinetics.simulate import metabolites
from corrin.kinetics.start import at_serum, steady_state
from fit import population, recovery
from fit.figure import Figure, middle, reported
from fit.scenarios import (
    CN,
    IM,
    MORNING,
    OH,
    ORAL,
    PICOGRAMS,
    SUBLINGUAL,
    Floats,
    around,
    day_of_crossing,
    doses,
    follow,
    person,
    seen_before,
)

WITHIN = 0.146
"""SD of the logarithm of one person's serum B12 from day to day: NHANES 2001-2002."""
WITHIN_HOLOTC = 0.12
"""The same of holotranscobalamin: less than 13 %, Bor 2004."""
BPROOF = {"f_if": 0.9, "f_food": 0.8}
"""What the people of B-PROOF absorb. Their homocysteine had to be 12 to 50 µmol/L, by the abstract
of the trial (repub.eur.nl/pub/91609). In NHANES people of 65 and more from 12 µmol/L on, on 2.8 to
4.8 µg a day without a supplement, have 0.82 of the total B12 of those of 20 to 59 on 3 to 5 µg
(medians), and with these the model has 0.82 too."""
SCORES = ndtri((np.arange(9) + 0.5) / 9)
"""Normal scores, alike probable."""


def _each(p: Parameters, function, *arguments: float) -> Floats:
    return np.array([function(*arguments, one) for one in p])


def _tablet(p: Parameters, micrograms: float) -> Floats:
    return _each(p, through_the_gut, micrograms, 1.0) + p["f_passive"] * micrograms


def _meal(p: Parameters, micrograms: float) -> Floats:
    return _each(p, from_a_meal, micrograms) / p["nmol_per_ug"]


def absorption(p: Parameters) -> Iterable[Figure]:
    healthy, gastritis = person(p, age=40), person(p, f_if=0.0, age=60)
    for arm, dose in (("1ug", 1), ("5ug", 5), ("25ug", 25)):
        yield Figure(
            "adams1971",
            arm,
            "fraction_absorbed",
            None,
            reported("adams1971", arm, "fraction_absorbed"),
            _tablet(healthy, dose) / dose,
            0.15,
        )
    yield Figure(
        "oral300_pa",
        "300ug",
        "absorbed_ug",
        None,
        reported("oral300_pa", "300ug", "absorbed_ug"),
        _tablet(gastritis, 300),
        0.25,
    )
    for arm, dose in (("food2", 2), ("food5", 5)):
        yield Figure(
            "doets2013",
            arm,
            "absorbed_ug",
            None,
            reported("doets2013", arm, "absorbed_ug"),
            _meal(healthy, dose),
            0.25,
        )
    yield Figure(
        "garrod2019",
        "eggs",
        "absorbed_ug",
        None,
        reported("garrod2019", "eggs", "absorbed_ug"),
        _meal(healthy, 2),
        0.3,
    )


def _kept_out(p: Parameters, form, micrograms: float, days: float) -> Floats:
    """The share of an injected dose in the urine by then, over that of no dose."""
    q, start = at_serum(p, 300.0, 5.0)
    given = doses([0], micrograms, IM, form, 0.0)
    lost = [follow(q, start, 5.0, what, [days]).end[:, LOST] for what in (given, ())]
    return (lost[0] - lost[1]) / (micrograms * p["nmol_per_ug"])


def injections(p: Parameters) -> Iterable[Figure]:
    healthy = person(p, age=40)
    q, start = at_serum(healthy, 300.0, 5.0)
    for dose in (500, 1000):
        for form, name in ((CN, f"CN{dose}"), (OH, f"OH{dose}")):
            yield Figure(
                "glass1961",
                name,
                "urinary_fraction_72h",
                3.0,
                reported("glass1961", name, "urinary_fraction_72h"),
                _kept_out(healthy, form, dose, 3.0),
                0.2,
            )
        times = [0.2083, 1, 3, 21]
        oh, cn = (
            follow(q, start, 5.0, doses([0], dose, IM, form, 0.0), times).serum_b12
            for form in (OH, CN)
        )
        for index, time in enumerate(times):
            arm = f"OH/CN{dose}"
            yield Figure(
                "glass1961",
                arm,
                "serum_ratio_OH_to_CN",
                time,
                reported("glass1961", arm, "serum_ratio_OH_to_CN", time),
                oh[:, index] / cn[:, index],
                0.25,
            )
    for dose in (25, 100, 1000):
        yield Figure(
            "chlabel_cn",
            f"{dose}ug",
            "renal_loss_fraction",
            1.0,
            reported("chlabel_cn", f"{dose}ug", "renal_loss_fraction"),
            _kept_out(healthy, CN, dose, 1.0),
            0.2 if dose > 25 else 0.6,
        )


def balance(p: Parameters) -> Iterable[Figure]:
    healthy = person(p, age=40)
    rest = steady_state(healthy, 5.0)
    loss = healthy["k_other"] + healthy["k_bile"] * (1 - healthy["r_bile"])
    bile = healthy["k_bile"] * rest[:, STORE] / p["nmol_per_ug"]
    body = rest[:, :LOST].sum(axis=1) / p["nmol_per_ug"]
    yield Figure("doets2013", "losses", "fractional_loss_per_day", None, 0.0013, loss, 0.25)
    yield Figure("co57_longterm", "all", "fractional_loss", None, 0.00059, loss, 0.4)
    without = p["k_other"] + p["k_bile"]
    yield Figure("iom1998", "pa", "fractional_loss_per_day_noIF", None, 0.002, without, 0.3)
    yield Figure("iom1998", "bile", "biliary_B12_ug_d", None, 1.4, bile, 0.6)
    yield Figure("iom1998", "pool", "body_pool_ug", None, 2500, body, 0.3)
    old = person(p, **BPROOF, age=74)
    at_rest = follow(old, steady_state(old, 3.8), 3.8, (), [MORNING])
    seen = np.mean([middle("bproof_base", sex, "serum_b12") for sex in ("men", "women")])
    yield Figure(
        "bproof_base", "both", "serum_b12", None, float(seen), at_rest.serum_b12[:, 0], 0.15
    )
    fed = follow(healthy, rest, 5.0, (), [MORNING])
    yield Figure("ganji2018", "21-30y", "mma", None, 121, population.young_mma(p), 0.1)
    yield Figure("badner1998", "control", "thcy", None, 9.6, fed.homocysteine[:, 0], 0.12)
    course = Course(
        diet=(Diet(day=0, micrograms_per_day=5.0),),
        nitrous_oxide=(NitrousOxide(day=0.2, hours=4.0),),
    )
    before, after = metabolites(healthy, course, [0.1, 0.3], rest).homocysteine.T
    yield Figure("badner1998", "N2O", "thcy_rise", 0.3, 22.6 - 13.0, after - before, 0.3)


def tablets(p: Parameters) -> Iterable[Figure]:
    schedules = {
        "oral": doses(range(121), 2000, ORAL, CN),
        "im": doses((1, 3, 7, 10, 14, 21, 30, 60, 90), 1000, IM, CN, 0.0),
    }
    for arm, given in schedules.items():
        first = {a: reported("kuzminski1998", arm, a, 0) for a in ("serum_b12", "mma", "thcy")}
        q, start = seen_before(
            person(p, f_if=0.05, age=70),
            first["serum_b12"] / PICOGRAMS,
            5.0,
            mma=first["mma"],
            homocysteine=first["thcy"],
        )
        seen = around(q, start, 5.0, given, 120.0)
        b12 = reported("kuzminski1998", arm, "serum_b12", 120) / PICOGRAMS
        yield Figure("kuzminski1998", arm, "serum_b12", 120, b12, seen["serum_b12"], 0.2)
        for analyte, name, sd in (("mma", "mma", 0.25), ("thcy", "homocysteine", 0.2)):
            observed = reported("kuzminski1998", arm, analyte, 120)
            yield Figure("kuzminski1998", arm, analyte, 120, observed, seen[name], sd)
    q, start = seen_before(person(p, f_if=0.05, age=60), 148.0, 5.0, mma=560.0, homocysteine=18.6)
    seen = around(q, start, 5.0, doses(range(31), 1000, ORAL, CN), 30.0)
    for analyte, name in (("serum_b12",) * 2, ("mma",) * 2, ("thcy", "homocysteine")):
        observed = reported("lacombe2024", "oral", analyte, 30)
        yield Figure("lacombe2024", "oral", analyte, 30, observed, seen[name], 0.25)
    for arm, route in (("sublingual", SUBLINGUAL), ("oral", ORAL)):
        q, start = seen_before(
            person(p, f_if=0.5, f_food=0.5, age=60),
            middle("sharabi2003", arm, "serum_b12", 0),
            4.0,
        )
        seen = around(q, start, 4.0, doses(range(29), 500, route, CN), 28.0)
        observed = middle("sharabi2003", arm, "serum_b12", 28)
        yield Figure("sharabi2003", arm, "serum_b12", 28, observed, seen["serum_b12"], 0.25)
    q, start = seen_before(person(p, f_if=0.7, f_food=0.5, age=80), 231.0, 4.0, homocysteine=17.1)
    before = follow(q, start, 4.0, (), [MORNING])
    yield Figure("dangour2015", "b12", "holotc", 0, 56, before.holotc[:, 0], 0.25)
    seen = around(q, start, 4.0, doses(range(366), 1000, ORAL, CN), 365.0)
    for analyte, name in (("serum_b12",) * 2, ("holotc",) * 2, ("thcy", "homocysteine")):
        observed = reported("dangour2015", "b12", analyte, 365)
        yield Figure("dangour2015", "b12", analyte, 365, observed, seen[name], 0.2)
    q, start = seen_before(person(p, f_if=0.7, f_food=0.5, age=80), 210.0, 3.5, mma=340.0)
    for dose in (2.5, 100, 250, 500, 1000):
        seen = around(q, start, 3.5, doses(range(113), dose, ORAL, CN), 112.0)
        observed = reported("eussen2005", f"{dose:g}", "mma_reduction")
        yield Figure(
            "eussen2005", f"{dose:g}", "mma_reduction", 112, observed, 1 - seen["mma"] / 340, 0.3
        )


def _thrice(micrograms: float, form, days: int):
    times = [day + hour for day in range(days) for hour in (0.05, 0.25, 0.45)]
    return doses(times, micrograms, ORAL, form, 0.0)


def _median_of_maxima(before: Floats, after: Floats, within: float) -> Floats:
    """What is reported as the median rise where each person's highest of two samples counts.

    Each sample, the one before too, has the error of a person from day to day, so that the
    highest of several is above the first even where nothing was given.
    """
    first, one, other = np.exp(within * np.array(np.meshgrid(SCORES, SCORES, SCORES)))
    noisy = np.maximum(after[:, 0, None] * one.ravel(), after[:, 1, None] * other.ravel())
    return np.median(noisy - before[:, 0, None] * first.ravel(), axis=1)


def low_doses(p: Parameters) -> Iterable[Figure]:
    healthy = person(p, age=40)
    q, start = at_serum(healthy, 300.0, 5.0)
    before = follow(q, start, 5.0, (), [1.0, 2.0])
    after = follow(q, start, 5.0, _thrice(9, CN, 1), [1.0, 2.0])
    highest = _median_of_maxima(before.holotc, after.holotc, WITHIN_HOLOTC)
    yield Figure("bor2004", "healthy", "delta_holotc", 1, 34, highest, 0.35)
    highest = _median_of_maxima(before.serum_b12, after.serum_b12, WITHIN)
    yield Figure("bor2004", "healthy", "delta_serum_b12", 2, 36, highest, 0.5)
    for status, dose, serum, diet in (
        ("low", 1.5, 135.0, 1.3),
        ("low", 3, 135.0, 1.3),
        ("low", 6, 135.0, 1.3),
        ("normal", 9, 300.0, 5.0),
    ):
        q, start = at_serum(healthy, serum, diet)
        before = follow(q, start, diet, (), [2.0]).holotc[:, 0]
        for form, name in ((CN, "CN"), (OH, "OH")):
            arm = f"{status}{dose:g}{name}"
            after = follow(q, start, diet, _thrice(dose, form, 2), [2.0]).holotc[:, 0]
            observed = reported("greibe2017cobasorb", arm, "delta_holotc")
            yield Figure(
                "greibe2017cobasorb", arm, "delta_holotc", 2, observed, after - before, 0.4
            )


def depletion(p: Parameters) -> Iterable[Figure]:
    healthy = person(p, age=60)
    q, start = at_serum(healthy, 430 / PICOGRAMS, 5.0)
    without = changed(q, f_if=0.0, r_bile=0.0)
    times = np.arange(0, 4001, 10.0)
    seen = follow(without, start, 5.0, (), times).serum_b12
    below = day_of_crossing(times, seen, 200 / PICOGRAMS)
    yield Figure("hu2013", "total", "median_time_to_deficiency", None, 456, below, 0.4)
    yield Figure("adachi2000", "tg", "median_time_to_lt200", None, 640, below, 0.4)
    first, last = (middle("lederer2019", "vegan", "serum_b12", day) / PICOGRAMS for day in (0, 28))
    q, start = at_serum(person(p, age=40), first, 5.0)
    vegan = follow(q, start, 0.0, (), [28.0 + MORNING]).serum_b12[:, 0]
    yield Figure("lederer2019", "vegan", "serum_b12", 28, last, vegan, 0.08)


PARTS = (
    *(absorption, injections, balance, tablets, low_doses, depletion),
    *(recovery.blood, recovery.series, recovery.timing, population.at_rest),
)


def figures(p: Parameters) -> list[Figure]:
    """Every figure, for each set of parameters."""
    return [figure for part in PARTS for figure in part(p)]
