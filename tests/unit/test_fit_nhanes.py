"""The fit of the population layers, on small made-up files whose answers are known."""

import math
from dataclasses import replace

import numpy as np
import pytest
import yaml
from numpy.testing import assert_allclose

from fit.nhanes import heldout, kidneys, layers, spread, survey, within, write
from fit.nhanes.layers import Fit

COLUMNS = (
    "cycle,sdmvstra,sdmvpsu,wtmec2yr,age_y,sex,pregnant,egfr_ckdepi2021,b12_diet_ug,"
    "b12_supp_ug_d,mma_assay,b12_assay,b12_pmol_l,mma_nmol_l,hcy_umol_l,hb_g_dl,mcv_fl"
)
ROWS = """\
1999-2000,7,1,1000,80,F,,45,4.1,0,GC/MS,Bio-Rad,73.780591,310,12.5,11.8,92
2011-2012,8,2,3000,15,M,,,2.0,6,LC-MS/MS,Roche E170,250,140,,14.1,88
2011-2012,8,2,2000,30,F,1,45,5.0,0,LC-MS/MS,Roche E170,,120,6.0,12.0,90
"""
MMA, HCY = "methylmalonic_acid", "homocysteine"
TINY = math.log(1e-9)


@pytest.fixture
def people(tmp_path):
    file = tmp_path / "persons.csv"
    file.write_text(f"{COLUMNS}\n{ROWS}", encoding="utf-8")
    return survey.read(file)


def made_up(count, seed=1):
    """Persons of every age, sex and renal function, without results of metabolites."""
    random = np.random.default_rng(seed)
    nothing = np.full(count, np.nan)
    return survey.Survey(
        cycle=np.array(["1999-2000"] * count),
        cluster=np.array([str(i % 40) for i in range(count)]),
        weight=np.ones(count),
        age=random.uniform(5, 85, count),
        female=random.integers(0, 2, count).astype(float),
        pregnant=(random.uniform(size=count) < 0.1).astype(float),
        egfr=random.uniform(25, 120, count),
        diet=random.uniform(0.5, 12, count),
        supplement=random.choice([0.0, 6.0, 25.0], count),
        lcms=np.zeros(count),
        total_b12=np.exp(random.normal(5.6, 0.6, count)),
        methylmalonic_acid=nothing,
        homocysteine=nothing,
        haemoglobin=nothing,
        mcv=nothing,
    )


def known(**changed):
    """A fit whose every value is the start of the search, but for those that are named."""
    names = (*(f"{a}.{n}" for a in layers.ANALYTES for n in layers.NAMES[a]), "log_scatter")
    start = {f"{a}.{n}": v for a in layers.ANALYTES for n, v in layers.START[a].items()}
    values = start | {"log_scatter": TINY} | changed
    found = np.array([values.get(name, 0.0) for name in names])
    return Fit(names, found, 0.01 * np.eye(found.size), 3)


def test_units_weights_and_places_of_the_file(people):
    assert_allclose(people.haemoglobin, [118, 141, 120])
    assert_allclose(people.weight, [0.5, 1.5, 1.0])
    assert_allclose(people.pregnant, [0, 0, 1])
    assert_allclose(people.lcms, [0, 1, 1])
    assert list(people.cluster) == ["1999-2000/7/1", "2011-2012/8/2", "2011-2012/8/2"]
    assert math.isnan(people.homocysteine[1])


def test_assays_are_brought_to_one_scale(people):
    """By hand: 73.78 pmol/L are 100 pg/mL; 0.97 x 2 + 0.14 = 2.08, 10^2.08 = 120.226 pg/mL."""
    assert_allclose(people.total_b12[:2], [120.226 / 1.35537, 250], rtol=1e-5)


def test_kidneys_count_in_adults_who_are_not_pregnant(people):
    """90 over 45 is 2."""
    assert_allclose(people.renal, [math.log(2), 0, 0])


def test_the_covariates_of_three_persons(people):
    """By hand: decades about 50 years, in pieces that meet at 20 and 70."""
    woman, boy, mother = layers.covariates(people, MMA)

    assert_allclose(woman, [0, 2, 1, 1, 0, math.log(2), math.log(60 / 45), 0, 0], atol=1e-12)
    assert_allclose(boy, [-0.5, -3, 0, 0, 0, 0, 0, 1, 1], atol=1e-12)
    assert_allclose(mother, [0, -2, 0, 1, 1, 0, 0, 0, 1], atol=1e-12)


def test_folic_acid_counts_for_homocysteine_alone(people):
    """In the place of the assay: the first takes no supplement, the second does."""
    assert_allclose(layers.covariates(people, HCY)[:, -1], [0, 1, 0])
    unknown = replace(people, supplement=np.array([0.0, 6.0, np.nan]))
    assert_allclose(layers.covariates(unknown, HCY)[:, -1], [0, 1, 0.5])


def test_the_usual_filtration_of_an_age():
    """By hand: 100 at 50 years and 8 less a decade; below 20 years and in pregnancy none counts."""
    people = made_up(200)
    grown = (people.age >= 20) & (people.pregnant == 0)
    people = replace(people, egfr=np.where(grown, 100 - 0.8 * (people.age - 50), 1.0))

    found = kidneys.fit(people)

    assert found.level == pytest.approx(100)
    assert found.slope == pytest.approx(-8)
    assert found.persons == grown.sum()


def test_who_can_be_used(people):
    """The third has no total B12; the second is under 20, where no eGFR is asked."""
    assert list(layers.usable(people).age) == [80, 15]


def test_repeats_within_a_person(tmp_path):
    """By hand: differences 0.1, 0.2 and 0.6 about their median 0.2 are -0.1, 0 and 0.4.

    Their mean square is 0.17 / 3, half of it 0.028333; the median of their sizes is 0.1.
    """
    names = list(within.COLUMNS.values())
    first = [[100.0] * len(names) for _ in range(4)]
    second = [[100 * math.exp(rise)] * len(names) for rise in (0.1, 0.2, 0.6)]
    lines = [",".join(f"{name}_{visit}" for visit in (1, 2) for name in names)]
    lines += [
        ",".join(map(str, before + after)) for before, after in zip(first[:3], second, strict=True)
    ]
    lines.append(",".join([*map(str, first[3]), *([""] * len(names))]))
    file = tmp_path / "repeats.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    found = within.read(file)["total_b12"]

    assert found.persons == 3
    assert found.sd == pytest.approx(math.sqrt(0.17 / 6))
    assert found.robust == pytest.approx(0.1 / 0.6745 / math.sqrt(2))


def test_a_line_without_noise_is_found_again():
    slopes = np.array([5.0, 0.1, -0.05, 0.02, 0.08, -0.1, 0.2, 0.15, 0.07])
    people = made_up(60)
    people = replace(people, mcv=np.exp(spread.design(people) @ slopes))

    found = spread.fit(people, "mcv")

    assert_allclose(found.values, slopes, atol=1e-9)
    assert found.residual == pytest.approx(0, abs=1e-9)
    assert found.persons == 60


def noisy(count=60):
    people = made_up(count)
    random = np.random.default_rng(3)
    return replace(people, mcv=np.exp(4.5 + random.normal(0, 0.1, count)))


def twice(people, other_cluster=False):
    both = people.where(np.tile(np.arange(people.age.size), 2))
    if not other_cluster:
        return both
    names = [f"{name}{'b' if i >= people.age.size else ''}" for i, name in enumerate(both.cluster)]
    return replace(both, cluster=np.array(names))


def test_a_weight_of_two_is_two_persons():
    people = noisy()
    weight = np.where(np.arange(60) < 20, 2.0, 1.0)
    heavy = spread.fit(replace(people, weight=weight), "mcv")
    index = np.concatenate([np.arange(60), np.arange(20)])

    assert_allclose(heavy.values, spread.fit(people.where(index), "mcv").values, rtol=1e-9)


def test_the_same_person_again_in_the_same_cluster_teaches_nothing():
    """In another cluster it would: errors fall by the root of two."""
    once = spread.fit(noisy(), "mcv").errors

    assert_allclose(spread.fit(twice(noisy()), "mcv").errors, once, rtol=1e-9)
    apart = spread.fit(twice(noisy(), other_cluster=True), "mcv").errors
    assert_allclose(apart, once / math.sqrt(2), rtol=1e-9)


def test_a_metabolite_doubles_at_its_own_b12():
    """By hand: with c at c0 the median is the floor times two, whatever the slope."""
    people = replace(made_up(4), total_b12=np.full(4, 130.0), age=np.full(4, 50.0))
    people = replace(people, female=np.zeros(4), pregnant=np.zeros(4), egfr=np.full(4, 90.0))
    found = known(**{f"{MMA}.log_c0": math.log(130), f"{MMA}.base": math.log(110)})

    assert_allclose(layers.medians(found, people, MMA), 220, rtol=1e-6)


def test_the_distribution_is_students():
    """By hand, two degrees of freedom: P(t < z) = 1/2 + z / (2 root(2 + z^2)); 0.78868 at 1."""
    people = made_up(1)
    found = known(**{f"{HCY}.log_freedom": 0.0, f"{HCY}.log_scale": math.log(0.25)})
    middle = np.log(layers.medians(found, people, HCY))[:, None]

    below = layers.distribution(found, people, HCY, middle + np.array([[0, 0.25, -0.25]]))

    assert_allclose(below[0], [0.5, 0.788675, 0.211325], atol=1e-6)


def test_the_likelihood_of_a_result_at_its_median():
    """By hand: Student's density at its middle, two degrees of freedom, is 1 / (2 root 2)."""
    people = made_up(3)
    found = known(**{f"{HCY}.log_freedom": 0.0, f"{HCY}.log_scale": math.log(0.25)})
    people = replace(people, homocysteine=layers.medians(found, people, HCY))

    found, _ = layers._Data.of(people).scored(found.values)

    assert_allclose(found, math.log(1 / (2 * math.sqrt(2)) / 0.25), atol=1e-6)


def test_the_slopes_of_the_likelihood_are_its_slopes():
    random = np.random.default_rng(5)
    people = made_up(12)
    people = replace(
        people,
        methylmalonic_acid=np.exp(random.normal(5, 0.5, 12)),
        homocysteine=np.where(np.arange(12) < 9, np.exp(random.normal(2.2, 0.4, 12)), np.nan),
    )
    data, at = layers._Data.of(people), known(log_scatter=math.log(0.4)).values

    _, scores = data.scored(at)

    for i in range(at.size):
        step = 1e-6 * (np.arange(at.size) == i)
        slope = (data.scored(at + step)[0] - data.scored(at - step)[0]) / 2e-6
        assert_allclose(scores[:, i], slope, atol=1e-6, err_msg=str(i))


def test_what_was_drawn_from_known_layers_is_found_again():
    """Within four standard errors, which the fit states itself."""
    random = np.random.default_rng(7)
    true = known(log_scatter=math.log(0.5))
    people = made_up(3000)
    pool = np.log(people.total_b12) + random.normal(0, 0.5, 3000)
    drawn = {}
    for analyte in layers.ANALYTES:
        own = true.values[layers.PLACES[analyte]]
        freedom = 1 + math.exp(own[-1])
        noise = np.exp(own[-2]) * random.standard_t(freedom, 3000)
        raised = np.log1p(np.exp(np.exp(own[-3]) * (own[-4] - pool)))
        base = own[0] + layers.covariates(people, analyte) @ own[1 : -len(layers.SHAPE)]
        drawn[analyte] = np.exp(base + raised + noise)

    found = layers.fit(replace(people, **drawn))

    for name, value, wanted in zip(found.names, found.values, true.values, strict=True):
        if not name.endswith("lcms"):
            assert abs(value - wanted) < 4 * found.error(name), name
    assert found.error(f"{MMA}.lcms") == pytest.approx(0, abs=1e-9)


def test_the_spread_between_people_is_what_the_spread_within_leaves():
    """By hand: Student's t of very many degrees is normal; 0.5^2 - 0.3^2 = 0.4^2."""
    assert write.between_people(0.5, 1e9, 0.3) == pytest.approx(0.4, rel=1e-6)


def test_what_is_written_can_be_read_and_is_on_the_scale_of_the_results():
    """By hand: the floor is the exponential of the base, and there is one degree more."""
    people = noisy()
    spreads = {"mcv": spread.fit(people, "mcv")}
    apart = dict.fromkeys(within.COLUMNS, within.Within(sd=0.1, robust=0.1, persons=9))
    found = known(**{f"{MMA}.base": math.log(110), f"{MMA}.log_freedom": math.log(6)})
    usual = kidneys.Kidneys(level=92.0, slope=-8.0, persons=7)
    covariance = np.array([[4.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])

    written = yaml.safe_load(write.text(found, spreads, covariance, apart, usual))

    assert written[MMA]["floor"]["value"] == 110
    assert written[MMA]["floor"]["error"] == 11
    assert written[MMA]["freedom"]["value"] == 7
    assert written["usual_kidneys"]["adult"]["value"] == -8
    assert written["correlation"]["methylmalonic_acid_mcv"]["value"] == 0.5
    assert written["within_person"]["total_b12"]["value"] == 0.1
    assert written["mcv"]["residual"]["value"] == pytest.approx(spreads["mcv"].residual, rel=1e-3)


def test_a_weighted_quantile():
    """By hand: half lies midway between the values at 1/4 and 3/4 of the weight."""
    share = np.array([0.25, 0.5, 0.25])

    assert heldout.quantile(np.array([3.0, 1.0, 2.0])[[1, 2, 0]], share, 0.5) == 1.5


def test_a_group_that_reads_twice_what_was_predicted():
    """By hand: every fold is 2; nobody is outside 90 %, and the middle alone is far from even.

    Quarters are even. Four persons of one weight are worth four: chance falls by the root of four.
    """
    middle = np.log(np.full(4, 100.0))
    row = heldout._row(
        "2011-2012",
        MMA,
        "everybody",
        np.ones(4),
        middle + math.log(2),
        middle,
        np.full(4, 0.5),
        np.array([0.5, 0.25, 1.0, 0.75]),
    )

    assert (row.persons, row.within_90) == (4, 1.0)
    assert_allclose([row.fold_of_median, row.median_fold, row.ninetieth_fold], 2)
    assert (row.uneven, row.levelled) == (0.5, 0.0)
    assert row.chance() == pytest.approx(1.36 / 2, abs=0.001)  # Kolmogorov's table at 5 %
    assert row.chance(50) == pytest.approx(1.95 / 2, abs=0.001)  # at 0.1 %, a fiftieth of that
    assert "| 2.00 | 2.00 | 2.00 | 100.0% | 0.500 |" in heldout.table([row])


def test_the_correlation_of_what_is_left_over():
    """Haemoglobin and cell volume with one noise between them: both leave over the same."""
    people = made_up(200)
    noise = np.random.default_rng(9).normal(0, 0.1, 200)
    people = replace(
        people,
        haemoglobin=np.exp(5 + noise),
        mcv=np.exp(4.5 + 2 * noise),
        methylmalonic_acid=np.full(200, 150.0),
        homocysteine=np.full(200, 9.0),
    )
    spreads = {name: spread.fit(people, name) for name in spread.ANALYTES}

    left = spread.correlation(people, spreads, known())

    assert left[1, 2] / math.sqrt(left[1, 1] * left[2, 2]) == pytest.approx(1)
