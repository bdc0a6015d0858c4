"""Pages to read: every sentence rests on the knowledge, every figure is drawn from it, and somebody
of eleven can read them."""

import json
import shutil
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
import textstat
from click.testing import CliRunner
from msgspec.structs import replace

from corrin.care.figures import Limit, Micrograms, Shelf
from corrin.cli import corrin, run
from corrin.domain.leaflet import Figure, Sentence
from corrin.knowledge import check, due, load
from corrin.knowledge.leaflets import leaflets
from corrin.reading.topics import found
from corrin.render.leaflet import leaflet_page, said, told
from corrin.render.text import columns, text

KNOWLEDGE = load.knowledge()
HELD = leaflets(load.FOLDER)
EVERYWHERE = [part for each in HELD.values() for part in each.parts if part.everywhere]
SHELVES = {pack: Shelf.of(KNOWLEDGE, pack) for pack in KNOWLEDGE.packs}
READ = {
    (name, pack): told(HELD[name], EVERYWHERE, SHELVES[pack])
    for name, pack in product(HELD, SHELVES)
}
GRADE_MOST = 6
"""Flesch-Kincaid grade of a page: 0.39 words per sentence + 11.8 syllables per word - 15.59. Grade
six is of children of eleven and twelve. Names of medicines are counted like any other word."""
SMOG_MOST = 8
PART_MOST = 8

everyone = pytest.mark.parametrize(("name", "pack"), READ)


def words(name, pack):
    return " ".join(it.says for part in READ[name, pack].parts for it in part.says)


def test_the_subjects_of_the_issue_are_there():
    assert [*HELD] == [
        "what_b12_is",
        "where_it_comes_from",
        "why_people_lack_it",
        "tests",
        "tablets_or_injections",
        "having_an_injection",
        "how_long_recovery_takes",
        "for_life",
        "when_to_call_a_doctor",
    ]


# --- They can be read ----------------------------------------------------------------------------


@everyone
def test_a_page_is_read_at_eleven(name, pack):
    assert textstat.flesch_kincaid_grade(words(name, pack)) <= GRADE_MOST
    assert textstat.smog_index(words(name, pack)) <= SMOG_MOST


@everyone
def test_no_part_of_a_page_is_much_harder_than_the_page(name, pack):
    grades = {
        part.title: textstat.flesch_kincaid_grade(" ".join(it.says for it in part.says))
        for part in READ[name, pack].parts
    }

    assert {title: grade for title, grade in grades.items() if grade > PART_MOST} == {}


def test_the_words_of_a_clinician_would_be_too_hard():
    """The measure is seen to catch what it is for: an entry that was written for clinicians."""
    practice = {it.id: it.says for it in KNOWLEDGE.practice}

    assert textstat.flesch_kincaid_grade(practice["renal_impairment"]) > GRADE_MOST
    assert textstat.smog_index(practice["renal_impairment"]) > SMOG_MOST


@everyone
def test_a_page_fits_eighty_columns_and_is_no_longer_than_two_sheets(name, pack):
    shown = text(leaflet_page(READ[name, pack], SHELVES[pack], whole=False)).splitlines()
    body = shown[: shown.index("Where this comes from")]

    assert max(map(columns, shown)) <= 80
    assert len(body) <= 110
    assert "{" not in "".join(body)


@pytest.mark.parametrize("name", HELD)
def test_a_page_is_found_by_three_words_of_its_own(name):
    names = {each.id: (each.id, each.title, *each.names) for each in HELD.values()}
    alone = [word for word in HELD[name].names if found(word, names) == [name]]

    assert len(alone) >= 3, alone


# --- They rest on the knowledge ------------------------------------------------------------------


@everyone
def test_every_sentence_rests_on_entries_with_sources(name, pack):
    for part in READ[name, pack].parts:
        for it in part.says:
            assert it.rests_on, it.says
            assert it.sources, it.says
            for reference in it.rests_on:
                assert SHELVES[pack].entry(reference)


def test_what_was_not_checked_is_marked_for_the_reader():
    for page in READ.values():
        for part in page.parts:
            for it in part.says:
                assert (it.marked[-1] == "*") == (it.verified == "false")
                assert (it.marked[-1] == "†") == (it.verified in ("partial", "project"))

    shown = text(leaflet_page(READ["tests", "general"], SHELVES["general"], whole=False))
    assert "* not yet checked against its source." in shown


def test_the_weakest_entry_decides_the_mark():
    verified, unverified = "practice.after_an_injection", "practice.refer_visual_loss"

    assert said(Sentence(says="A.", by=(verified,)), SHELVES["uk"]).verified == "true"
    assert said(Sentence(says="A.", by=(verified, unverified)), SHELVES["uk"]).verified == "false"


@pytest.mark.parametrize(
    ("name", "pack", "says"),
    [
        # IOM 1998 for general and us; COMA 1991 for uk
        ("what_b12_is", "general", "An adult needs about 2.4 micrograms a day."),
        ("what_b12_is", "us", "An adult needs about 2.4 micrograms a day."),
        ("what_b12_is", "uk", "An adult needs about 1.5 micrograms a day."),
        ("where_it_comes_from", "us", "In pregnancy it is 2.6, and while you breast-feed 2.8."),
        # NICE NG239, table 1; AAFP 2025
        ("tests", "uk", "Below 180 ng/L (133 pmol/L) you very likely lack it."),
        ("tests", "uk", "Above 350 ng/L (258 pmol/L) you most likely do not."),
        ("tests", "us", "Below 180 pg/mL (133 pmol/L) you very likely lack it."),
        # the BNF; seed_004, lines 15 to 19
        (
            "tablets_or_injections",
            "uk",
            "3 times a week at first, for 6 doses. Then they come every",
        ),
        ("tablets_or_injections", "uk", "every 2 to 3 months."),
        ("tablets_or_injections", "general", "every day at first, for 7 doses."),
        ("tablets_or_injections", "general", "Injections of 1 mg (1,000 micrograms)"),
        # USDA SR28: whole milk a cup of 244 g, a large boiled egg of 50 g
        ("where_it_comes_from", "general", "about 1.1 micrograms, and a large boiled egg 0.56."),
        # NICE NG239, Context
        ("why_people_lack_it", "general", "About 5 % of those aged 65 to 74 lack it"),
        # the review of the uk pack at 3 months, 12 weeks
        ("how_long_recovery_takes", "uk", "seen again after about 12 weeks"),
    ],
)
def test_a_figure_is_the_one_of_its_source(name, pack, says):
    assert says in words(name, pack)


def test_the_packs_do_not_say_each_others_courses():
    assert "2 to 3 months" not in words("tablets_or_injections", "general")
    assert "every week" not in words("tablets_or_injections", "uk")


# --- Nobody with a red flag waits ----------------------------------------------------------------


@everyone
def test_every_page_begins_with_what_cannot_wait(name, pack):
    first = READ[name, pack].parts[0]

    assert first.title == "Get help now"
    for sign in ("walk", "sight", "bladder", "bowel", "chest hurts", "cannot breathe", "confused"):
        assert sign in first.says[0].says
    assert "Do not wait" in first.says[0].says


@pytest.mark.parametrize(
    "asked",
    [
        "numb feet",
        "my legs are numb",
        "I can't walk",
        "unsteady",
        "losing my sight",
        "cannot hold my water",
        "chest pain",
        "I cannot breathe",
        "she is confused",
        "my lips are swollen",
        "allergic reaction",
        "floppy baby",
        "black stool",
        "is this an emergency",
    ],
)
def test_words_of_alarm_lead_to_the_page_on_when_to_call_a_doctor(asked):
    names = {each.id: (each.id, each.title, *each.names) for each in HELD.values()}

    assert found(asked, names) == ["when_to_call_a_doctor"]


def test_whoever_finds_nothing_is_told_where_to_look_when_ill(monkeypatch, capsys):
    for command in ("evidence", "explain"):
        monkeypatch.setattr("sys.argv", ["corrin", command, "xyzzy"])
        assert run() == 2
        assert "If you feel ill: `corrin explain doctor`." in capsys.readouterr().err


@pytest.mark.parametrize("rule", KNOWLEDGE.rules["referral"].rules, ids=lambda r: r.id)
def test_every_referral_that_is_urgent_and_that_a_person_can_see_is_on_the_page(rule):
    """What only a laboratory or a clinician sees is not for this page."""
    unseen = {
        "refer_potassium": "a result",
        "refer_tma": "a blood picture",
        "refer_metabolic_screen": "a screening result",
        "refer_allergy_urgent": "what a clinician decides",
        "refer_child_severe": "a blood picture; children are brought to a doctor by refer_infant",
    }
    if rule.within not in ("now", "same_day") or rule.id in unseen:
        return
    page = HELD["when_to_call_a_doctor"]
    named = {by for part in page.parts for it in part.says for by in it.rests_on()}

    assert f"rule.{rule.id}" in named


# --- Figures -------------------------------------------------------------------------------------


def drawn(pack, reference, *path, quoted=None):
    return SHELVES[pack].draw(Figure(reference=reference, path=path, quoted=quoted))


def test_a_figure_is_drawn_from_the_pack():
    assert drawn("uk", "intake.of_pack", "adult") == Decimal("1.5")
    assert drawn("general", "intake.of_pack", "adult") == Decimal("2.4")
    assert drawn("us", "band.total_b12", "low")[0] == Limit(Decimal(180), "pg/mL")
    assert drawn("uk", "band.total_b12", "high")[0] == Limit(Decimal(350), "ng/L")
    assert drawn("uk", "regimen.oral_diet_low", "maintenance", "dose_high") == Micrograms(
        Decimal(150)
    )
    assert drawn("uk", "monitoring.first_review", "after") == "12 weeks"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("intake.iom_1998", ("child",)),  # two rows that differ
        ("intake.iom_1998", ("dragons",)),
        ("food.ndb_01129", ("portion",)),  # which one
        ("food.ndb_01129", ("portion", "1")),  # in two portions
        ("regimen.uk_bnf_neuro", ("transition", "dose")),
        ("regimen.uk_bnf_neuro", ("loading", "colour")),
        ("recovery.reversible", ("onset",)),
        ("monitoring.haematocrit", ("before",)),
        ("practice.over_50", ("says", "again")),
    ],
)
def test_a_figure_that_an_entry_does_not_have_once_is_not_drawn(reference, path):
    with pytest.raises(LookupError) as error:
        drawn("general", reference, *path)

    assert str(error.value) == f"`{reference}` has no figure `{'.'.join(path)}`"


@pytest.mark.parametrize("reference", ["band.ferritins", "practice.nothing", "nothing"])
def test_of_an_entry_that_is_not_there_nothing_is_drawn(reference):
    with pytest.raises(LookupError) as error:
        drawn("general", reference, "says")

    assert str(error.value) == f"there is no entry `{reference}`"


def test_a_sentence_falls_into_words_and_figures_in_order():
    says = 'Below {band.total_b12.low} it is low; {practice.over_50 "10 to 30 %"} of those over 50.'
    low = Figure(reference="band.total_b12", path=("low",))
    quoted = Figure(reference="practice.over_50", quoted="10 to 30 %")

    sentence = Sentence(says=says, by=("practice.over_50", "rule.test_mma"))

    assert list(sentence.pieces()) == ["Below ", low, " it is low; ", quoted, " of those over 50."]
    assert sentence.rests_on() == ("practice.over_50", "rule.test_mma", "band.total_b12")


@pytest.mark.parametrize("says", ["Below {total B12} it is low.", "Below } it is low."])
def test_a_brace_that_begins_no_figure_is_an_error(says):
    with pytest.raises(ValueError, match="begins no figure") as error:
        list(Sentence(says=f" {says} ").pieces())

    assert str(error.value) == f"the brace in `{says}` begins no figure"


@pytest.mark.parametrize("quoted", ["10 to 30 %", "10", "30 %", "over 50"])
def test_a_quotation_stands_in_the_entry(quoted):
    assert drawn("uk", "practice.over_50", quoted=quoted) == quoted


@pytest.mark.parametrize("quoted", ["20 to 30 %", "0 to 30 %", "1", "10 to 3", "fifty"])
def test_a_quotation_that_is_changed_or_cut_is_not(quoted):
    with pytest.raises(LookupError, match=rf"^`practice\.over_50` does not say `{quoted}`$"):
        drawn("uk", "practice.over_50", quoted=quoted)


# --- The knowledge check -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("by: [rule.test_mma, rule.alert_renal]", "by: []", "It cites nothing."),
        ("rule.alert_renal]", "source.nih_ods]", "A source says nothing by itself."),
        ("rule.alert_renal", "rule.alert_kidney", "There is no entry `rule.alert_kidney`."),
        ("{band.total_b12.low}", "180 ng/L", "The figure `180` is typed in."),
        ("{band.total_b12.low}", "{band.total_b12.lowest}", "has no figure `lowest`"),
        ("{band.total_b12.low}", "{total B12}", "begins no figure"),
        ('"about half"', '"about a third"', "does not say `about a third`"),
        ('{rule.cause_gastritis_likely "about half"}', "half", "The figure `half of` is typed in."),
        ("Then a second test helps.", "It takes three weeks.", "`three weeks` is typed in."),
        ("names: [test, ", "nicknames: [test, ", "The key `nicknames` is not known."),
        ("form: list", "form: poem", "`poem` is not in the list."),
        ("id: tests\n", "id: test\n", "The file has another name."),
        (
            "- title: The first test\n",
            "- title: The first test\n    everywhere: true\n",
            "Keep one.",
        ),
    ],
)
def test_the_check_finds_a_fault_in_a_leaflet(tmp_path, before, after, told):
    copy = tmp_path / "knowledge"
    shutil.copytree(load.FOLDER, copy)
    files = [copy / "leaflets" / f"{name}.yaml" for name in ("tests", "for_life")]
    file = next(path for path in files if before in path.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace(before, after, 1), "utf-8")

    says, holds = check.report(copy)

    assert not holds
    assert told in says


def test_a_figure_that_changes_in_the_knowledge_changes_on_the_page_or_is_a_problem(tmp_path):
    copy = tmp_path / "knowledge"
    shutil.copytree(load.FOLDER, copy)
    file = copy / "practice.yaml"
    file.write_text(
        file.read_text("utf-8").replace("10 to 30 % of\n    them", "40 % of them"), "utf-8"
    )

    says, holds = check.report(copy)

    assert not holds
    assert "`practice.over_50` does not say `10 to 30 %`" in says


def test_a_leaflet_is_due_for_review_with_the_edition_or_on_its_own_day():
    own = replace(HELD["tests"], review=date(2027, 3, 1))
    listed = due.due(KNOWLEDGE, date(2027, 3, 1), [own, HELD["for_life"]])

    assert listed == [(date(2027, 3, 1), "leaflets", "tests")]
    assert (KNOWLEDGE.edition.review, "leaflets", "for_life") in due.due(
        KNOWLEDGE, KNOWLEDGE.edition.review, [HELD["for_life"]]
    )


# --- The command ---------------------------------------------------------------------------------


def test_the_pages_are_listed():
    ran = CliRunner().invoke(corrin, ["explain"])

    assert ran.exit_code == 0
    for name in HELD:
        assert f"\n{name} " in ran.output


def test_a_page_is_printed_by_words_and_with_what_it_rests_on():
    ran = CliRunner().invoke(corrin, ["explain", "how", "long", "--sources"])

    assert ran.output.startswith("How long recovery takes\n")
    assert "  [recovery reticulocytes; recovery haemoglobin: clinpharm_text,\n" in ran.output
    assert "redwhale_b12_2025: " in ran.output


def test_a_page_follows_the_guideline():
    ran = CliRunner().invoke(corrin, ["explain", "what_b12_is", "--guideline", "uk"])

    assert "An adult needs about 1.5 micrograms a day." in ran.output
    assert "Guideline United Kingdom, " in ran.output


def test_a_page_as_json_says_what_each_sentence_rests_on():
    ran = CliRunner().invoke(corrin, ["explain", "tests", "--format", "json"])
    (page,) = json.loads(ran.output)["pages"]

    assert page["id"] == "tests"
    assert page["parts"][0]["says"][0]["rests_on"][0] == "rule.refer_cord_emergency"


def test_a_page_as_markdown():
    ran = CliRunner().invoke(corrin, ["explain", "for life", "--format", "md"])

    assert ran.output.startswith("# Living with a need for life\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["explain", "injektion"], "There is no topic 'injektion'. Near it: injection"),
        (["explain", "xyzzy"], "`corrin explain` lists them all."),
        (["explain", "tests", "--guideline", "moon"], "There is no guideline 'moon'"),
    ],
)
def test_what_cannot_be_explained_is_said_with_2(arguments, told, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["corrin", *arguments])

    assert run() == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("homocysteine", "tests"),
        ("folic acid", "tablets_or_injections"),
        ("how do I inject myself", "having_an_injection"),
        ("self-injection", "having_an_injection"),
        ("pregnancy", "where_it_comes_from"),
        ("laughing gas", "why_people_lack_it"),
    ],
)
def test_a_question_finds_the_page_that_says_it(asked, page):
    names = {each.id: (each.id, each.title, *each.names) for each in HELD.values()}

    assert found(asked, names) == [page]


@pytest.mark.parametrize(
    ("food", "word", "micrograms"),
    [("ndb_01077", "cup", "1.1"), ("ndb_01129", "large", "0.56")],
)
def test_a_portion_is_drawn_by_a_word_of_it(food, word, micrograms):
    """USDA SR28: whole milk has 0.45 in 100 g, a cup 244 g; a boiled egg 1.11, a large one 50 g."""
    figure = Figure(reference=f"food.{food}", path=("portion", word))

    assert SHELVES["general"].draw(figure) == Decimal(micrograms)


@pytest.mark.parametrize("word", ["bucket", "1"])
def test_a_word_of_no_portion_or_of_several_draws_nothing(word):
    with pytest.raises(LookupError, match=rf"`food.ndb_01077` has no figure `portion.{word}`"):
        SHELVES["general"].draw(Figure(reference="food.ndb_01077", path=("portion", word)))
