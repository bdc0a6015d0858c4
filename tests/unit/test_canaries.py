"""The canaries: each rule is seen to fire and to stay silent, and planted failures are noticed."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from corrin.canaries import record
from corrin.canaries.firing import watched
from corrin.canaries.panel import PANEL, Panel, panel
from corrin.canaries.selfcheck import differs, laid_over, look, recorded, selfcheck
from corrin.domain.analyte import Band
from corrin.domain.knowledge import Knowledge, Rule
from corrin.domain.rule import Condition
from corrin.domain.words import WordIndex
from corrin.knowledge.conditions import parse
from corrin.knowledge.load import knowledge
from corrin.reading.cues import Index

HERE = knowledge()
FEWEST_PEOPLE = 120
EVERY = 3


# --- The panel itself ---------------------------------------------------------------------------


def test_the_knowledge_does_what_was_recorded():
    report = selfcheck(HERE)

    assert report.text.endswith("every rule fires and stays silent as recorded.")
    assert report.ok


def test_the_panel_is_large_enough_and_watches_every_rule():
    people = panel()
    fires = [recorded(canary) for canary in people.people]

    assert len(people.people) >= FEWEST_PEOPLE
    assert people.every == EVERY
    for row, pack in watched(HERE).items():
        seen = [
            row in f for f, c in zip(fires, people.people, strict=True) if pack in (None, c.pack)
        ]
        assert seen.count(True) >= EVERY, row
        assert seen.count(False) >= EVERY, row


@pytest.mark.parametrize(
    "canary", [c for c in panel().people if c.must or c.must_not], ids=lambda canary: canary.id
)
def test_the_record_agrees_with_what_a_reader_of_the_rules_expects(canary):
    fires = {rule for _, rule in recorded(canary)}

    assert set(canary.must) - fires == set()
    assert set(canary.must_not) & fires == set()


def test_every_canary_has_its_own_name_and_says_why_it_is_there():
    people = panel().people

    assert len({canary.id for canary in people}) == len(people)
    assert all(canary.about.endswith(".") for canary in people)
    assert {canary.pack for canary in people} == set(HERE.packs)


def test_what_must_fire_names_rules_that_exist():
    known = {rule for _, rule in watched(HERE)} | {row.id for row in HERE.monitoring}

    assert {name for c in panel().people for name in (*c.must, *c.must_not)} <= known


def test_recording_again_changes_nothing(tmp_path):
    copy = tmp_path / "panel.yaml"
    copy.write_bytes(PANEL.read_bytes())
    record.rewrite(copy, HERE)

    assert copy.read_text(encoding="utf-8") == PANEL.read_text(encoding="utf-8")


def test_a_canary_that_cannot_be_read_is_not_recorded(tmp_path):
    people = panel()
    broken = replace(people.people[0], id="broken", person={"symptoms": ["zzxqy"]})
    copy = tmp_path / "panel.yaml"
    copy.write_text(
        record.written(Panel(on=people.on, every=1, people=(broken,))), encoding="utf-8"
    )

    with pytest.raises(ValueError, match="broken: no longer understood"):
        record.rewrite(copy, HERE)


# --- Planted failures ---------------------------------------------------------------------------


def rules(kept: Callable[[Rule], Rule | None], *, of: str) -> Knowledge:
    """The knowledge with the rules of one table changed; None drops a rule."""
    table = HERE.rules[of]
    changed = tuple(new for rule in table.rules if (new := kept(rule)) is not None)
    assert changed != table.rules
    return replace(HERE, rules={**HERE.rules, of: replace(table, rules=changed)})


def without(table: str, rule: str) -> Knowledge:
    return rules(lambda r: None if r.id == rule else r, of=table)


def when(table: str, rule: str, condition: Condition | None) -> Knowledge:
    return rules(lambda r: replace(r, when=condition) if r.id == rule else r, of=table)


def inverted(table: str, rule: str) -> Knowledge:
    found = next(r.when for r in HERE.rules[table].rules if r.id == rule)
    assert found is not None
    return when(table, rule, ("not", found))


def fact(name: str, **changes: Any) -> Knowledge:
    return replace(HERE, facts={**HERE.facts, name: replace(HERE.facts[name], **changes)})


def lost(section: str, name: str) -> Knowledge:
    """An entry renamed upstream: the rules still ask for the old name."""
    entries = dict(getattr(HERE, section))
    entries[f"{name}_v2"] = replace(entries.pop(name), id=f"{name}_v2")
    return reworded(replace(HERE, **{section: entries}))


def gone(name: str) -> Knowledge:
    """The knowledge without a concept."""
    kept = {known: entry for known, entry in HERE.concepts.items() if known != name}
    return reworded(replace(HERE, concepts=kept))


def concept(known: str, **changes: Any) -> Knowledge:
    changed = {**HERE.concepts, known: replace(HERE.concepts[known], **changes)}
    return reworded(replace(HERE, concepts=changed))


def reworded(planted: Knowledge) -> Knowledge:
    """With the words laid out anew, as they are when the files are compiled."""
    index = Index.of(planted.concepts.values(), planted.language)
    words = WordIndex(names=index.names, kinds=index.kinds, cues=index.cues)
    return replace(planted, words=words)


def unit(analyte: str, ucum: str, **changes: Any) -> Knowledge:
    entry = HERE.analytes[analyte]
    units = tuple(replace(u, **changes) if u.ucum == ucum else u for u in entry.units)
    return replace(HERE, analytes={**HERE.analytes, analyte: replace(entry, units=units)})


def bands(change: Callable[[Band], Band | None], *, of: str) -> Knowledge:
    """The knowledge with every band of one name changed, shared or of a pack."""

    def changed(them: tuple[Band, ...]) -> tuple[Band, ...]:
        new = (change(band) if band.name == of else band for band in them)
        return tuple(band for band in new if band is not None)

    packs = {n: replace(p, bands=changed(p.bands)) for n, p in HERE.packs.items()}
    return replace(HERE, bands=changed(HERE.bands), packs=packs)


def shifted(name: str, side: str, by: str) -> Knowledge:
    def shift(band: Band) -> Band:
        bounds = tuple(
            b if getattr(b, side) is None else replace(b, **{side: getattr(b, side) + Decimal(by)})
            for b in band.bounds
        )
        return replace(band, bounds=bounds)

    return bands(shift, of=name)


def offers(pack: str, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Knowledge:
    found = HERE.packs[pack]
    return replace(HERE, packs={**HERE.packs, pack: replace(found, offers=change(found.offers))})


def without_offer(pack: str, name: str) -> Knowledge:
    return offers(pack, lambda them: tuple(o for o in them if o.id != name))


def offer(pack: str, name: str, **changes: Any) -> Knowledge:
    return offers(
        pack, lambda them: tuple(replace(o, **changes) if o.id == name else o for o in them)
    )


def monitoring(name: str, **changes: Any) -> Knowledge:
    rows = (replace(m, **changes) if m.id == name else m for m in HERE.monitoring)
    return replace(HERE, monitoring=tuple(rows))


PLANTED: dict[str, Callable[[], Knowledge]] = {
    # a rule is gone or turned round
    "allergy alert gone": lambda: without("alerts", "alert_hypersensitivity"),
    "allergy block gone": lambda: without("blocks", "block_allergy"),
    "child block gone": lambda: without("blocks", "block_child"),
    "folic acid alert gone": lambda: without("alerts", "alert_folate"),
    "nitrous oxide alert gone": lambda: without("alerts", "alert_nitrous_stop"),
    "cord referral gone": lambda: without("referral", "refer_cord"),
    "antibody as a cause gone": lambda: without("cause", "cause_antibody"),
    "pregnancy band between gone": lambda: without("status", "status_pregnancy_between"),
    "start before results never": lambda: when("start", "start_before_results", "pack_none"),
    "severe anaemia inverted": lambda: inverted("alerts", "alert_severe_anaemia"),
    "folic acid order inverted": lambda: inverted("order", "order_folate_first"),
    "Leber order inverted": lambda: inverted("order", "order_leber"),
    "a rule fires for everybody": lambda: when("alerts", "alert_copper", None),
    "not known taken as no": lambda: when(
        "actions", "act_supplement", parse("diet_low and not deficient and not shown(any_finding)")
    ),
    "two rows swapped": lambda: replace(
        HERE,
        rules={
            **HERE.rules,
            "status": replace(
                HERE.rules["status"],
                rules=tuple(reversed(HERE.rules["status"].rules[:-1]))
                + HERE.rules["status"].rules[-1:],
            ),
        },
    ),
    # a fact is renamed, loses a part, or means something else
    "fact renamed": lambda: lost("facts", "n2o_recreational"),
    "fact about kidneys gone": lambda: lost("facts", "renal_impairment"),
    "fact of the wrong group": lambda: fact("gait_sign", concepts=("neuro_sensory",)),
    "fact with the wrong property": lambda: fact("b12_confirmed", marker="total_b12 indeterminate"),
    "fact of the wrong analyte": lambda: fact("b12_confirmed", marker="active_b12 confirmed"),
    "adult from 18": lambda: fact("under_16", below=Decimal(216)),
    "metformin from 40 months": lambda: fact("metformin_long", min_months=Decimal(40)),
    "allergy read as medicine": lambda: fact("allergy_cobalamin", allergy=False),
    "mother mistaken for the child": lambda: fact("mother_low_diet", subject="self"),
    # a concept or an analyte is renamed, or leaves its group
    "concept renamed": lambda: lost("concepts", "metformin"),
    "vegan leaves the strict diets": lambda: concept("vegan", is_a=()),
    "numbness leaves the nerve signs": lambda: concept("numbness", is_a=()),
    "hydroxocobalamin leaves the cobalamins": lambda: concept("hydroxocobalamin", is_a=()),
    "words of numbness gone": lambda: concept("numbness", name="zzz", synonyms=()),
    "concept gone": lambda: gone("fatigue"),
    "analyte renamed": lambda: lost("analytes", "methylmalonic_acid"),
    "analyte with another role": lambda: replace(
        HERE,
        analytes={**HERE.analytes, "total_b12": replace(HERE.analytes["total_b12"], role="other")},
    ),
    # bounds and units
    "lower bound up by one": lambda: shifted("total_b12", "low", "1"),
    "lower bound down by one": lambda: shifted("total_b12", "low", "-1"),
    "upper bound up by one": lambda: shifted("total_b12", "high", "1"),
    "active B12 up by one": lambda: shifted("active_b12", "low", "1"),
    "severe anaemia in the wrong unit": lambda: shifted("severe_anaemia", "low", "-72"),
    "grams for decilitres swapped": lambda: unit("haemoglobin", "g/dL", numerator=Decimal(1)),
    "kidney bound gone": lambda: bands(lambda _: None, of="egfr"),
    # offers and follow-up
    "offer gone": lambda: without_offer("uk", "uk_neuro"),
    "offer of another regimen": lambda: offer("us", "us_pernicious", regimen="us_label_pa"),
    "cyanocobalamin in Leber's disease": lambda: offer("general", "general_leber", when="pack_uk"),
    "potassium not watched": lambda: monitoring("potassium_48h", when="pack_none"),
}


def pack_none(planted: Knowledge) -> Knowledge:
    """With a fact that holds for nobody."""
    nobody = replace(HERE.facts["pack_uk"], id="pack_none", pack="none")
    return replace(planted, facts={**planted.facts, "pack_none": nobody})


def alarms(planted: Knowledge) -> Iterator[bool]:
    """Whether each canary raises an alarm, as one after the other is seen."""
    people = panel()
    guidelines = laid_over(planted)
    if isinstance(guidelines, str):
        yield True
        return
    for canary in people.people:
        yield differs(canary, look(canary, people, planted, guidelines))


def test_nothing_planted_raises_no_alarm():
    assert not any(alarms(pack_none(HERE)))


def test_at_least_forty_failures_are_planted():
    assert len(PLANTED) >= 40


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_failure_raises_an_alarm(name):
    assert any(alarms(pack_none(PLANTED[name]())))


FEW = replace(
    panel(),
    every=1,
    people=tuple(
        canary
        for canary in panel().people
        if canary.id in ("bound_below", "tma", "leber", "metformin", "nothing", "nothing_us")
    ),
)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (lambda: without("alerts", "alert_tma"), "alerts/alert_tma fell silent in tma"),
        (lambda: inverted("notes", "note_biotin"), "notes/note_biotin fires now in bound_below"),
        (lambda: when("alerts", "alert_copper", None), "alerts/alert_copper fires in all 6."),
        (lambda: without_offer("us", "us_leber"), "offers/us_leber fell silent in leber"),
        (
            lambda: offer("us", "us_leber", product="methylcobalamin"),
            "leber: leber_hydroxocobalamin with hydroxocobalamin (ready) was offered; now",
        ),
        (
            lambda: offer("uk", "uk_none", regimen="uk_bnf_neuro"),
            "nothing: nothing (not_indicated)",
        ),
        (
            lambda: gone("metformin"),
            "metformin: no longer understood: medicines[0]",
        ),
        (lambda: lost("analytes", "total_b12"), "tests/test_antibody fell silent in bound_below"),
        (lambda: lost("settings", "alerts_most"), "bound_below: KeyError: 'alerts_most'"),
        (
            lambda: lost("settings", "result_counts_for_days"),
            "The knowledge does not hold together: KeyError: 'result_counts_for_days'",
        ),
        (lambda: lost("facts", "under_16"), "The knowledge does not hold together: KeyError"),
        (
            lambda: without("alerts", "alert_tma"),
            "alerts/alert_tma fell silent in tma (the knowledge has no such rule)",
        ),
        (
            lambda: replace(HERE, packs={n: p for n, p in HERE.packs.items() if n != "us"}),
            "nothing_us: there is no pack us",
        ),
    ],
)
def test_the_alarm_names_what_is_wrong(planted, said):
    report = selfcheck(pack_none(planted()), FEW)

    assert said in report.text
    assert not report.ok


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ({"deceased": "yes", "deceased_date": "2020-01-01"}, "bad: the whole record is refused."),
        ({"symptoms": ["zzxqy"]}, "bad: no longer understood: symptoms[0]."),
        ({"resourceType": "Patient"}, "bad: Refused: refused: resourceType."),
    ],
)
def test_a_canary_that_cannot_be_read_is_an_alarm(person, said):
    bad = replace(FEW.people[0], id="bad", person=person)

    report = selfcheck(HERE, replace(FEW, people=(bad,)))

    assert said in report.text
    assert not report.ok


def test_a_rule_that_too_few_watch_is_named():
    people = panel()
    twice = replace(people, people=(FEW.people[0], replace(FEW.people[0], id="again")))

    report = selfcheck(HERE, twice)

    assert "alerts/alert_tma fires in 0 of" in report.text
    assert not report.ok
