"""What a person's results say, as yes, no or not decided.

Bounds are those of the sources; where two sources give two bounds, what lies between them is open.
"""

from collections.abc import Mapping
from fractions import Fraction

from tests.second_reading.facts import Person, Result
from tests.second_reading.three_valued import NO, OPEN, YES, Truth, no, yes_if

F = Fraction
ONE = F(1)

# labs.yaml, b12_total and holotc: NICE NG239 table 1, in the unit in which it is printed there.
TOTAL = {
    "ng/L": (F(180), F(350)),
    "pg/mL": (F(180), F(350)),
    "pmol/L": (F(133), F(258)),
}
ACTIVE = {"pmol/L": (F(25), F(70))}
# DECISIONS 16: 100 ng/L in pregnancy; DECISIONS 23: the exact factor 1000/1355.37 to pmol/L.
PREGNANCY_100 = {"ng/L": F(100), "pg/mL": F(100), "pmol/L": 100 * F(100000, 135537)}
# labs.yaml, b12_total "elevated": above 1000 pg/mL, 738 pmol/L.
ELEVATED = {"ng/L": F(1000), "pg/mL": F(1000), "pmol/L": F(738)}
# labs.yaml: unit -> factor to the unit of the bounds below.
TO = {
    "haemoglobin": {"g/L": F(1), "g/dL": F(10), "mmol/L": F("16.114")},
    "MCV": {"fL": F(1)},
    "platelets": {"10*9/L": F(1)},
    "neutrophils": {"10*9/L": F(1)},
    "white cell count": {"10*9/L": F(1)},
    "methylmalonic acid": {"nmol/L": F(1), "umol/L": F(1000)},
    "homocysteine": {"umol/L": F(1)},
    "eGFR": {"mL/min/1.73m2": F(1)},
    "ferritin": {"ug/L": F(1), "ng/mL": F(1)},
    "folate": {"ug/L": F(1), "ng/mL": F(1)},
    "potassium": {"mmol/L": F(1)},
    "copper": {"umol/L": F(1)},
    "LDH": {"U/L": F(1)},
    "bilirubin": {"umol/L": F(1)},
    "haptoglobin": {"g/L": F(1)},
}
YEAR_DAYS = 365  # DECISIONS 15: older than 12 months is history
# labs.yaml, hb: WHO 2024. Months from which the bound holds, for children.
CHILD_HB = ((6, F(105)), (24, F(110)), (60, F(115)), (144, F(120)))
ADULT_HB_MONTHS = 15 * 12


def results(person: Person, words: dict[str, Truth]) -> None:
    counting: dict[str, Result] = {}
    totals = []
    for result in person.results:
        if result.name == "total vitamin B12":
            totals.append(result)
        if -result.day > YEAR_DAYS:
            continue
        latest = counting.get(result.name)
        if latest is None or result.day > latest.day or latest.word == "pending":
            counting[result.name] = result
    words["none_printed"] = yes_if(not person.results)
    _total(counting.get("total vitamin B12"), totals, words)
    _active(counting.get("active vitamin B12"), words)
    words["b12_measured"] = words["total_known"] | words["active_known"]
    _raised_markers(counting, words)
    _blood(person, counting, words)
    _others(counting, words)


def _below(result: Result | None, bound: Fraction, factor: Fraction = ONE) -> Truth:
    """Whether the true value is below the bound: a comparator may leave it open."""
    if result is None or result.value is None:
        return NO
    value = result.value * factor
    if result.sign == "<":
        return YES if value <= bound else OPEN
    if result.sign == ">":
        return NO if value >= bound else OPEN
    return yes_if(value < bound)


def _above(result: Result | None, bound: Fraction, factor: Fraction = ONE) -> Truth:
    if result is None or result.value is None:
        return NO
    value = result.value * factor
    if result.sign == "<":
        return NO if value <= bound else OPEN
    if result.sign == ">":
        return YES if value >= bound else OPEN
    return yes_if(value > bound)


def _total(result: Result | None, every: list[Result], words: dict[str, Truth]) -> None:
    word = "" if result is None else result.word
    low, high = TOTAL.get("" if result is None else result.unit, (F(0), F(0)))
    words["total_known"] = yes_if(result is not None and word != "pending")
    words["total_pending"] = yes_if(word == "pending")
    words["total_number"] = yes_if(result is not None and result.value is not None)
    # DECISIONS 13: undetectable reads as below any threshold; low or very low stay words.
    words["total_low"] = _below(result, low) | yes_if(word == "undetectable")
    words["total_high"] = _above(result, high)
    words["total_straddles"] = yes_if(OPEN in (words["total_low"], words["total_high"]))
    words["total_mid"] = words["total_number"] & no(words["total_low"]) & no(words["total_high"])
    words["total_lt100"] = (
        _below(result, PREGNANCY_100.get(result.unit, F(0))) if result else NO
    ) | yes_if(word == "undetectable")
    words["word_low"] = yes_if(word in ("low", "very_low"))
    words["word_normal"] = yes_if(word == "normal")
    words["word_high"] = yes_if(word == "high")
    above = [r for r in every if r.value is not None and _above(r, ELEVATED[r.unit]) == YES]
    recent = [r for r in above if -r.day <= YEAR_DAYS]
    words["elevated_once"] = yes_if(bool(above))
    words["elevated_now"] = yes_if(result in above)
    told_high = [r for r in every if r.word == "high"]  # whether that is above 1000: open
    words["elevated_twice"] = yes_if(len({r.day for r in recent}) > 1) | (
        OPEN if len({r.day for r in (*above, *told_high)}) > 1 else NO
    )
    same = [r for r in every if result is not None and r.day == result.day and r.value is not None]
    bands = {_band(r) for r in same}
    told = [r for r in every if result is not None and r.day == result.day and r.word]
    if told and len(told) + len(same) > 1:
        bands |= {None}  # a word beside a number: open
        same += told
    words["conflict"] = OPEN if None in bands and len(same) > 1 else yes_if(len(bands) > 1)


def _band(result: Result) -> str | None:
    low, high = TOTAL[result.unit]
    below, above = _below(result, low), _above(result, high)
    if OPEN in (below, above):
        return None
    return "low" if below == YES else "high" if above == YES else "mid"


def _active(result: Result | None, words: dict[str, Truth]) -> None:
    low, high = ACTIVE["pmol/L"]
    words["active_known"] = yes_if(result is not None and result.value is not None)
    words["active_low"] = _below(result, low)
    words["active_high"] = _above(result, high)
    words["active_mid"] = words["active_known"] & no(words["active_low"]) & no(words["active_high"])


def _raised(result: Result | None, sure: Fraction, normal: Fraction) -> tuple[Truth, Truth]:
    """Raised, normal: by word, by the printed range, or between two published bounds open."""
    if result is None or result.word == "pending":
        return NO, NO
    if result.word:
        return yes_if(result.word == "high"), yes_if(result.word == "normal")
    factor = TO[result.name][result.unit]
    if result.high is not None:
        raised = _above(result, result.high)
        return raised, no(raised)
    raised, over_normal = _above(result, sure, factor), _above(result, normal, factor)
    held = YES if raised == YES else NO if over_normal == NO else OPEN
    return held, no(held)


def _raised_markers(counting: Mapping[str, Result], words: dict[str, Truth]) -> None:
    # labs.yaml, mma: 271 to 400 nmol/L are all printed as upper limits.
    mma, normal = _raised(counting.get("methylmalonic acid"), F(400), F(271))
    words["mma_raised"], words["mma_normal"] = mma, normal
    # labs.yaml, hcy: adult 15; supplemented or younger 13; pregnancy 10.
    lowest = F(13) if words["pregnant"] == NO else F(10)
    hcy, normal = _raised(counting.get("homocysteine"), F(15), lowest)
    words["hcy_raised"], words["hcy_normal"] = hcy, normal
    words["mma_known"] = words["mma_raised"] | words["mma_normal"]
    words["hcy_known"] = words["hcy_raised"] | words["hcy_normal"]
    egfr = counting.get("eGFR")
    words["egfr_low"] = _below(egfr, F(60))
    words["egfr_lt_30"] = _below(egfr, F(30))
    words["egfr_known"] = yes_if(egfr is not None)
    words["egfr_good"] = words["egfr_known"] & no(words["egfr_low"])


def _blood(person: Person, counting: Mapping[str, Result], words: dict[str, Truth]) -> None:
    hb = counting.get("haemoglobin")
    factor = TO["haemoglobin"][hb.unit] if hb else F(1)
    words["hb_bound"] = yes_if(person.age_months >= CHILD_HB[0][0])
    words["hb_known"] = yes_if(hb is not None)
    lowest, highest = _anaemia_bounds(person, words)
    sure, possible = _below(hb, lowest, factor), _below(hb, highest, factor)
    words["anaemia"] = YES if sure == YES else OPEN if possible else NO
    words["hb_lt_70"] = _below(hb, F(70), factor)
    words["hb_lt_80"] = _below(hb, F(80), factor)
    words["hb_lt_100"] = _below(hb, F(100), factor)
    words["hb_lt_110"] = _below(hb, F(110), factor)
    platelets, neutrophils = counting.get("platelets"), counting.get("neutrophils")
    white = counting.get("white cell count")
    # DECISIONS 45: platelets < 150, neutrophils < 1.8 or leucocytes < 4.0.
    words["platelets_low"] = _below(platelets, F(150))
    words["neutropenia"] = _below(neutrophils, F("1.8"))
    words["neutrophils_lt_1"] = _below(neutrophils, F(1))
    words["white_low"] = words["neutropenia"] | _below(white, F(4))
    mcv = counting.get("MCV")
    words["macrocytic"] = _above(mcv, F(100))
    words["mcv_115"] = yes_if(mcv is not None and mcv.value is not None and mcv.value >= 115)
    film = counting.get("blood film")
    words["film_known"] = yes_if(film is not None)
    words["megaloblastic"] = yes_if(film is not None and film.word == "megaloblastic")
    words["hypersegmented"] = yes_if(film is not None and film.word == "hypersegmented neutrophils")
    words["schistocytes"] = yes_if(film is not None and film.word == "schistocytes")


def _anaemia_bounds(person: Person, words: Mapping[str, Truth]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest bound that may hold (WHO 2024, labs.yaml)."""
    if person.age_months < ADULT_HB_MONTHS:
        bound = F(105)
        for since, value in CHILD_HB:
            if person.age_months >= since:
                bound = value
        return (bound, bound) if person.age_months >= CHILD_HB[0][0] else (F(0), F(1000))
    if person.sex == "male":
        return F(130), F(130)
    if words["pregnant"] == YES:
        weeks = person.gestation_weeks
        if weeks is None or weeks in (12, 13, 14, 26, 27, 28):
            return F(105), F(110)
        bound = F(105) if 14 < weeks < 26 else F(110)
        return bound, bound
    top = F(120) if person.sex == "female" else F(130)
    return (F(105) if words["pregnant"] == OPEN else F(120)), top


def _others(counting: Mapping[str, Result], words: dict[str, Truth]) -> None:
    ferritin, folate, potassium = (counting.get(n) for n in ("ferritin", "folate", "potassium"))
    words["ferritin_known"] = yes_if(ferritin is not None)
    # labs.yaml: WHO < 15; UK practice calls < 30 iron deficiency: between them open.
    words["ferritin_low"] = (
        YES if _below(ferritin, F(15)) == YES else (OPEN if _below(ferritin, F(30)) else NO)
    )
    words["folate_known"] = yes_if(folate is not None)
    # labs.yaml, folate_serum: < 3 deficient, 3 to 4.5 indeterminate.
    words["folate_low"] = (
        YES
        if _below(folate, F(3)) == YES
        else (NO if folate is None or _above(folate, F("4.5")) == YES else OPEN)
    )
    words["potassium_known"] = yes_if(potassium is not None)
    words["potassium_low"] = _below(potassium, F("3.5"))
    words["potassium_lt_3"] = _below(potassium, F(3))
    antibody = counting.get("intrinsic factor antibody")
    words["ifab_positive"] = yes_if(antibody is not None and antibody.word == "positive")
    words["ifab_negative"] = yes_if(antibody is not None and antibody.word == "negative")
    words["ifab_known"] = words["ifab_positive"] | words["ifab_negative"]
    words["ifab_pending"] = yes_if(antibody is not None and antibody.word == "pending")
    ttg = counting.get("tissue transglutaminase IgA")
    words["ttg_positive"] = yes_if(ttg is not None and ttg.word == "positive")
    words["ttg_known"] = yes_if(ttg is not None)
    copper = counting.get("copper")
    words["copper_known"] = yes_if(copper is not None)
    words["copper_low"] = yes_if(
        copper is not None
        and (
            copper.word in ("low", "undetectable")
            or (copper.value is not None and copper.low is not None and copper.value < copper.low)
        )
    )
    ldh, bilirubin, hapto = (counting.get(n) for n in ("LDH", "bilirubin", "haptoglobin"))
    words["ldh_raised"] = _by_range(ldh, above=True)
    words["bilirubin_raised"] = _by_range(bilirubin, above=True)
    words["haptoglobin_low"] = yes_if(hapto is not None and hapto.word == "low")


def _by_range(result: Result | None, *, above: bool) -> Truth:
    if result is None:
        return NO
    if result.word:
        return yes_if(result.word == ("high" if above else "low"))
    return _above(result, result.high) if result.high is not None else OPEN
