"""Tables of foods: what is read of each format, what is refused and where, and what stays."""

import os
import shutil
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from corrin.cli import corrin
from corrin.errors import Refused
from corrin.foods import cache
from corrin.foods.usda import read_folder
from corrin.knowledge.load import knowledge
from corrin.reading.tokens import Spelling

SAMPLE = Path(__file__).with_name("sr28_sample.csv")
"""62 rows of Standard Reference 28, which is in the public domain."""

# Vitamin B12, micrograms in 100 g, as the tables of the USDA print it (SR28, nutrient 418).
PUBLISHED = {
    "Butter, salted": "0.17",
    "Cheese, blue": "1.22",
    "Cheese, cheddar": "1.10",
    "Cheese, feta": "1.69",
    "Cheese, swiss": "3.06",
    "Milk, whole, 3.25% milkfat, with added vitamin D": "0.45",
    "Yogurt, plain, whole milk, 8 grams protein per 8 ounce": "0.37",
    "Egg, whole, raw, fresh": "0.89",
    "Egg, whole, cooked, hard-boiled": "1.11",
    "Egg, yolk, raw, fresh": "1.95",
    "Beef, variety meats and by-products, liver, cooked, pan-fried": "83.13",
    "Beef, ground, unspecified fat content, cooked": "2.73",
    "Chicken, broilers or fryers, breast, meat only, cooked, roasted": "0.34",
    "Fish, cod, Atlantic, cooked, dry heat": "1.05",
    "Fish, mackerel, Atlantic, cooked, dry heat": "19.00",
    "Fish, salmon, Atlantic, farmed, cooked, dry heat": "2.80",
    "Fish, sardine, Atlantic, canned in oil, drained solids with bone": "8.94",
    "Mollusks, clam, mixed species, cooked, moist heat": "98.89",
    "Soymilk, original and vanilla, with added calcium, vitamins A and D": "0.85",
    "Lentils, mature seeds, cooked, boiled, without salt": "0.00",
}

FOOD = "fdc_id,data_type,description,food_category_id,publication_date\n"
NUTRIENT = """id,name,unit_name,nutrient_nbr,rank
1178,Vitamin B-12,UG,418,7300
1246,"Vitamin B-12, added",UG,578,7340
1003,Protein,G,203,600
"""
AMOUNTS = "id,fdc_id,nutrient_id,amount,data_points,derivation_id\n"
UNITS = "id,name\n1000,cup\n1009,slice\n9999,undetermined\n"
PORTIONS = (
    "id,fdc_id,seq_num,amount,measure_unit_id,portion_description,modifier,gram_weight,"
    "data_points,footnote,min_year_acquired\n"
)


def spelling():
    return Spelling.of(knowledge().language)


def fooddata(folder):
    """A download of FoodData Central with one food of each of its three dialects."""
    (folder / "food.csv").write_text(
        FOOD
        + '170899,sr_legacy_food,"Cheese, cheddar, sharp, sliced",1,2019-04-01\n'
        + '746782,foundation_food,"Milk, whole, 3.25% milkfat",1,2019-12-16\n'
        + '2705384,survey_fndds_food,"Soy milk, fortified",1111,2024-10-31\n'
        + '900001,sample_food,"Milk, part of a sample",1,2019-04-01\n'
        + '900002,sr_legacy_food,"Salt without a value",2,2019-04-01\n',
        encoding="utf-8",
    )
    (folder / "nutrient.csv").write_text(NUTRIENT, encoding="utf-8")
    (folder / "food_nutrient.csv").write_text(
        AMOUNTS
        + "1,170899,1178,0.88,1,1\n"
        + "2,170899,1003,24.2,1,1\n"
        + "3,746782,1178,0.54,24,1\n"
        + "4,2705384,418,1.1,,\n"  # the survey names nutrients by their number
        + "5,2705384,578,1.1,,\n"
        + "6,900001,1178,9.9,1,1\n",
        encoding="utf-8",
    )
    (folder / "food_portion.csv").write_text(
        PORTIONS
        + "1,170899,1,1,9999,,slice (2/3 oz),19,,,\n"
        + "2,746782,1,1,1000,,,249,,,\n"
        + "3,2705384,1,,9999,1 cup,10205,244,,,\n",
        encoding="utf-8",
    )
    (folder / "measure_unit.csv").write_text(UNITS, encoding="utf-8")
    return folder


def test_the_imported_table_gives_the_published_value_of_20_foods_by_name(tmp_path):
    shutil.copy(SAMPLE, tmp_path)
    file = tmp_path / "cache" / "foods.sqlite"
    (table,) = read_folder(tmp_path)
    cache.write(file, table.foods, spelling())

    found = {name: cache.by_id(file, name) for name in PUBLISHED}

    assert len(PUBLISHED) == 20
    assert {name: food.b12_micrograms_per_100_g for name, food in found.items()} == {
        name: Decimal(value) for name, value in PUBLISHED.items()
    }
    assert (len(table.foods), table.without_value) == (61, 1)


def test_what_was_added_and_the_portions_of_a_table_are_kept(tmp_path):
    shutil.copy(SAMPLE, tmp_path)
    foods = {food.id: food for food in read_folder(tmp_path)[0].foods}

    assert foods["ndb_08020"].category == "imported_fortified"
    assert foods["ndb_01129"].category == "egg"
    assert foods["ndb_01009"].category == "imported"
    assert ("1 oz", Decimal("28.35")) in {(p.says, p.grams) for p in foods["ndb_01009"].portions}


def test_a_download_of_fooddata_central(tmp_path):
    (table,) = read_folder(fooddata(tmp_path))

    foods = {food.id: food for food in table.foods}
    assert {name: food.b12_micrograms_per_100_g for name, food in foods.items()} == {
        "fdc_170899": Decimal("0.88"),
        "fdc_746782": Decimal("0.54"),
        "fdc_2705384": Decimal("1.1"),
    }
    assert table.without_value == 1
    assert foods["fdc_2705384"].category == "imported_fortified"
    assert [(p.says, p.grams) for food in table.foods for p in food.portions] == [
        ("1 slice (2/3 oz)", 19),
        ("1 cup", 249),
        ("1 cup", 244),
    ]


def test_a_table_of_the_dietary_survey(tmp_path):
    (tmp_path / "survey.csv").write_text(
        "fndds_food_code,description,b12_ug_per_100g,b12_added_ug_per_100g,median_reported_g\n"
        "11111000,Milk whole,0.54,0.0,172.8\n",
        encoding="utf-8",
    )
    (table,) = read_folder(tmp_path)

    (milk,) = table.foods
    assert (milk.id, milk.b12_micrograms_per_100_g) == ("fndds_11111000", Decimal("0.54"))
    assert milk.portions[0].grams == Decimal("172.8")


def broken(folder, change):
    fooddata(folder)
    change(folder)
    return folder


def rewrite(name, old, new):
    def change(folder):
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        pytest.param(
            rewrite("food_nutrient.csv", "0.88", "much"),
            "food_nutrient.csv, line 2",
            "not an amount",
            id="words for a number",
        ),
        pytest.param(
            rewrite("food_nutrient.csv", "0.54", "-0.54"),
            "food_nutrient.csv, line 4",
            "not an amount",
            id="a negative number",
        ),
        pytest.param(
            rewrite("food_nutrient.csv", "0.54", "NaN"),
            "food_nutrient.csv, line 4",
            "not an amount",
            id="no finite number",
        ),
        pytest.param(
            rewrite("food_nutrient.csv", ",9.9,1,1\n", ",9.9,1"),
            "food_nutrient.csv, line 7",
            "no end",
            id="cut in the last line",
        ),
        pytest.param(
            rewrite("food_nutrient.csv", "3,746782,1178,0.54,24,1", "3,746782,11"),
            "food_nutrient.csv, line 4",
            "3 cells, and the header 6",
            id="too few cells",
        ),
        pytest.param(
            rewrite("food_nutrient.csv", "nutrient_id", "nutrient"),
            "food_nutrient.csv, line 1",
            "column nutrient_id is missing",
            id="a column is missing",
        ),
        pytest.param(
            rewrite("food.csv", 'milkfat"', "milkfat"),
            "food.csv, line 3",
            "not CSV",
            id="a quote is left open",
        ),
        pytest.param(
            rewrite("nutrient.csv", "Vitamin B-12,UG", "Vitamin B-12,MG"),
            "nutrient.csv, line 2",
            "not micrograms",
            id="another unit",
        ),
        pytest.param(
            lambda folder: (folder / "food.csv").write_bytes(
                b"fdc_id,data_type,description\n\xff\n"
            ),
            "food.csv, line 2",
            "not UTF-8",
            id="not UTF-8",
        ),
        pytest.param(
            lambda folder: (folder / "food_nutrient.csv").write_bytes(b""),
            "food_nutrient.csv, line 1",
            "empty",
            id="empty",
        ),
        pytest.param(
            lambda folder: (folder / "nutrient.csv").unlink(),
            "nutrient.csv",
            "missing beside food.csv",
            id="a file is missing",
        ),
    ],
)
def test_a_file_that_is_malformed_or_cut_short_is_refused_with_its_line(
    tmp_path, change, field, why
):
    with pytest.raises(Refused) as refused:
        read_folder(broken(tmp_path, change))

    (one,) = refused.value.refusals
    assert (one.field, why in one.why) == (field, True), one
    assert one.accepted


def test_portions_that_are_no_list_are_refused(tmp_path):
    (tmp_path / "table.csv").write_text(
        "ndb_no,description,b12_ug_per_100g,portions_json\n01001,Butter,0.17,[1\n", encoding="utf-8"
    )
    with pytest.raises(Refused) as refused:
        read_folder(tmp_path)

    assert refused.value.refusals[0].field == "table.csv, line 2"


def run(arguments, home):
    return CliRunner().invoke(corrin, arguments, env={"CORRIN_CACHE": str(home)})


def test_a_folder_without_a_table_is_refused_and_says_what_would_be_one(tmp_path):
    shown = run(["foods", "import", str(tmp_path)], tmp_path / "home")

    assert shown.exit_code == 3
    assert "ndb_no" in shown.stderr
    assert not (tmp_path / "home").exists()


def test_the_old_cache_stays_where_a_file_is_refused(tmp_path):
    home, good, bad = tmp_path / "home", tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    shutil.copy(SAMPLE, good)
    assert run(["foods", "import", str(good)], home).exit_code == 0
    before = (home / "foods.sqlite").read_bytes()
    (bad / "sr28.csv").write_bytes(SAMPLE.read_bytes()[:-40])

    shown = run(["foods", "import", str(bad)], home)

    assert shown.exit_code == 3
    assert "line 63" in " ".join(shown.stderr.split())
    assert (home / "foods.sqlite").read_bytes() == before
    assert [path.name for path in home.iterdir()] == ["foods.sqlite"]


def test_the_old_cache_stays_where_the_new_one_cannot_be_written(tmp_path, monkeypatch):
    file = tmp_path / "foods.sqlite"
    shutil.copy(SAMPLE, tmp_path)
    foods = read_folder(tmp_path)[0].foods
    cache.write(file, foods, spelling())
    before = file.read_bytes()

    def fails(*_):
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="no space"):
        cache.write(file, foods[:3], spelling())

    assert file.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"foods.sqlite", SAMPLE.name}


def test_find_looks_in_the_knowledge_and_in_what_was_imported(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    run(["foods", "import", str(fooddata(folder))], tmp_path)

    shown = run(["foods", "find", "cheddar"], tmp_path)

    text = " ".join(shown.stdout.split())
    assert shown.exit_code == 0
    assert "Cheese, cheddar (ndb_01009): 1.1 micrograms in 100 g [usda_sr28]" in text
    assert (
        "Cheese, cheddar, sharp, sliced (fdc_170899): 0.88 micrograms in 100 g [usda_fdc]" in text
    )
    assert "imported table" in text


def test_find_knows_plurals_beginnings_and_british_words(tmp_path):
    for words in ("prawn", "PRAWNS", "shrimps", "crustaceans shrimp"):
        assert "ndb_15151" in run(["foods", "find", words], tmp_path).stdout


def test_find_says_what_to_do_where_nothing_is_found(tmp_path):
    shown = run(["foods", "find", "moonfish"], tmp_path)

    assert shown.exit_code == 1
    assert "corrin foods import" in shown.stderr


def test_signs_of_a_pattern_are_only_signs(tmp_path):
    shutil.copy(SAMPLE, tmp_path)
    file = tmp_path / "foods.sqlite"
    cache.write(file, read_folder(tmp_path)[0].foods, spelling())

    found = cache.find(file, "%", spelling(), 99)
    assert {"%" in food.name for food in found} == {True}
    assert len(found) < len(PUBLISHED)


def test_a_damaged_cache_says_what_to_do(tmp_path):
    (tmp_path / "foods.sqlite").write_bytes(b"this is no database, and longer than a header" * 9)

    shown = CliRunner().invoke(corrin, ["foods", "find", "cheddar"], env=home(tmp_path))

    assert "Import them again" in str(shown.exception)


def home(folder):
    return {**os.environ, "CORRIN_CACHE": str(folder)}


def test_a_cache_of_another_version_is_not_read(tmp_path):
    with sqlite3.connect(tmp_path / "foods.sqlite") as database:
        database.execute("PRAGMA user_version = 99")

    with pytest.raises(cache.CacheUnreadable):
        cache.by_id(tmp_path / "foods.sqlite", "ndb_01009")


def test_intake_uses_what_was_imported(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    run(["foods", "import", str(fooddata(folder))], tmp_path)
    person = tmp_path / "person.yaml"
    person.write_text(
        "age_years: 40\nsex: male\nconditions: []\n"
        "diet: [{food: fdc_170899, amount: 100 g, frequency: daily}]\n",
        encoding="utf-8",
    )

    shown = run(["intake", str(person), "--on", "2026-11-20"], tmp_path)

    text = " ".join(shown.stdout.split())
    assert "Cheese, cheddar, sharp, sliced, 100 g, once a day: 0.88 micrograms a day" in text
    assert "[usda_fdc]" in text


def test_where_imported_foods_are_kept(tmp_path):
    own, xdg = tmp_path / "own", tmp_path / "xdg"

    assert cache.cache_file({"CORRIN_CACHE": str(own)}) == own / "foods.sqlite"
    assert cache.cache_file({"XDG_CACHE_HOME": str(xdg)}) == xdg / "corrin" / "foods.sqlite"
    assert cache.cache_file({}) == Path.home() / ".cache" / "corrin" / "foods.sqlite"
