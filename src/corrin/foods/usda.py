"""The tables of the United States Department of Agriculture into foods.

Three kinds are read, told apart by their columns: the CSV download of FoodData Central (`food.csv`,
`food_nutrient.csv`, `nutrient.csv` and, where they are there, `food_portion.csv` and
`measure_unit.csv`); one table in the style of Standard Reference 28; and one in the style of the
Food and Nutrient Database for Dietary Studies. A food without a value of vitamin B12 is left out
and counted.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import cast

from msgspec import Struct, field

from corrin.domain.food import NOT_KNOWN_DIET, Food, Portion
from corrin.errors import Refusal, Refused
from corrin.foods.table import Row, columns, rows

SR28 = ("ndb_no", "description", "b12_ug_per_100g", "portions_json")
FNDDS = ("fndds_food_code", "description", "b12_ug_per_100g", "median_reported_g")
FOOD = ("fdc_id", "data_type", "description")
FOOD_NUTRIENT = ("fdc_id", "nutrient_id", "amount")
NUTRIENT = ("id", "name", "unit_name", "nutrient_nbr")
PORTION = (
    "fdc_id",
    "amount",
    "measure_unit_id",
    "portion_description",
    "modifier",
    "gram_weight",
)
B12, ADDED = "418", "578"
"""The numbers of vitamin B12, and of what of it was added, in `nutrient_nbr`."""
PARTS_OF_SAMPLES = frozenset(
    {"sample_food", "sub_sample_food", "market_acquisition", "agricultural_acquisition"}
)
UNDETERMINED = "undetermined"
ACCEPTED = (
    "food.csv, food_nutrient.csv and nutrient.csv of FoodData Central, or one table with the"
    " columns ndb_no or fndds_food_code, description and b12_ug_per_100g"
)


class Table(Struct):
    """The foods of one table, and how many rows had no value."""

    source: str
    files: tuple[str, ...]
    foods: list[Food] = field(default_factory=list[Food])
    without_value: int = 0

    def add(
        self,
        made: "tuple[str, str]",
        row: Row,
        per_100_g: Decimal | None,
        added: Decimal | None,
        portions: tuple[Portion, ...],
    ) -> None:
        """Add a food by id and name, or count it as one without a value."""
        if per_100_g is None:
            self.without_value += 1
            return
        id_, name = made
        if not name:
            raise row.refused("", "the food has no name", "a description")
        self.foods.append(
            Food(
                id=id_,
                name=name,
                category=_category(name, added),
                diet=NOT_KNOWN_DIET,
                named=False,
                b12_micrograms_per_100_g=per_100_g,
                portions=portions,
                sources=(self.source,),
                verified="true",
                note=f"from the imported table {self.files[0]}",
            )
        )


def read_folder(folder: Path) -> list[Table]:
    """Every table of a folder, and of the folders in it.

    Raises:
        Refused: none is of a kind that is known, or one cannot be read whole.
    """
    tables: list[Table] = []
    for place in sorted({folder, *(path for path in folder.iterdir() if path.is_dir())}):
        if (place / "food.csv").is_file():
            tables.append(_fooddata(place))
        for path in sorted(place.glob("*.csv")):
            found = set(columns(path))
            if found.issuperset(SR28[:3]):
                tables.append(_standard_reference(path))
            elif found.issuperset(FNDDS[:3]):
                tables.append(_dietary_studies(path))
    if not tables:
        why = "it holds no table of foods that is known"
        raise Refused([Refusal(field="FOLDER", value=str(folder), why=why, accepted=ACCEPTED)])
    return tables


def _standard_reference(path: Path) -> Table:
    table = Table("usda_sr28", (path.name,))
    for row in rows(path, SR28):
        added = row.amount("b12_added_ug_per_100g_sr26") if _has(row, "sr26") else None
        made = f"ndb_{row.text('ndb_no')}", row.text("description")
        table.add(made, row, row.amount("b12_ug_per_100g"), added, tuple(_weights(row)))
    return table


def _has(row: Row, ending: str) -> bool:
    return f"b12_added_ug_per_100g_{ending}" in row.cells


def _weights(row: Row) -> Iterator[Portion]:
    """The portions of a food, which its row holds as JSON."""
    said = row.text("portions_json") or "[]"
    try:
        listed = json.loads(said, parse_float=Decimal, parse_int=Decimal)
        for each in cast(list[dict[str, Decimal | str | None]], listed):
            amount, grams = each.get("amount"), Decimal(str(each["g"]))
            says = " ".join(str(part) for part in (_plain(amount), each["unit"]) if part)
            yield Portion(says=says, grams=grams)
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError):
        accepted = 'a list such as [{"amount": 1.0, "unit": "cup", "g": 244.0}]'
        raise row.refused(
            f"portions_json: {said}", "it is not a list of portions", accepted
        ) from None


def _dietary_studies(path: Path) -> Table:
    table = Table("fndds_nhanes", (path.name,))
    for row in rows(path, FNDDS):
        grams = row.amount("median_reported_g")
        usual = (Portion(says="1 serving, the median of the survey", grams=grams),) if grams else ()
        added = (
            row.amount("b12_added_ug_per_100g") if "b12_added_ug_per_100g" in row.cells else None
        )
        made = f"fndds_{row.text('fndds_food_code')}", row.text("description")
        table.add(made, row, row.amount("b12_ug_per_100g"), added, usual)
    return table


def _fooddata(folder: Path) -> Table:
    """The download of FoodData Central. Some of its tables name a nutrient by its number in place
    of its id; both are taken."""
    for name in ("food_nutrient.csv", "nutrient.csv"):
        if not (folder / name).is_file():
            why = f"{name} is missing beside food.csv"
            raise Refused([Refusal(field=name, value=None, why=why, accepted=ACCEPTED)])
    table = Table("usda_fdc", ("food.csv", "food_nutrient.csv", "nutrient.csv"))
    amounts = _amounts(folder, B12), _amounts(folder, ADDED)
    portions = _portions(folder)
    for row in rows(folder / "food.csv", FOOD):
        if row.text("data_type") in PARTS_OF_SAMPLES:
            continue
        number = row.text("fdc_id")
        made = f"fdc_{number}", row.text("description")
        of, added = amounts[0].get(number), amounts[1].get(number)
        table.add(made, row, of, added, tuple(portions.get(number, ())))
    return table


def _amounts(folder: Path, number: str) -> dict[str, Decimal]:
    """What each food holds of a nutrient, in micrograms per 100 g."""
    names = {number}
    for row in rows(folder / "nutrient.csv", NUTRIENT):
        if row.text("nutrient_nbr").partition(".")[0] == number:
            if row.text("unit_name").upper() != "UG":
                raise row.refused(row.text("unit_name"), "its unit is not micrograms", "UG")
            names.add(row.text("id"))
    found: dict[str, Decimal] = {}
    for row in rows(folder / "food_nutrient.csv", FOOD_NUTRIENT):
        if row.text("nutrient_id") in names and (amount := row.amount("amount")) is not None:
            found[row.text("fdc_id")] = amount
    return found


def _portions(folder: Path) -> dict[str, list[Portion]]:
    """The portions of each food: a count of a unit, a count with a modifier, or one in words."""
    if not (folder / "food_portion.csv").is_file():
        return {}
    units: dict[str, str] = {}
    if (folder / "measure_unit.csv").is_file():
        units = {
            r.text("id"): r.text("name") for r in rows(folder / "measure_unit.csv", ("id", "name"))
        }
    found: defaultdict[str, list[Portion]] = defaultdict(list)
    for row in rows(folder / "food_portion.csv", PORTION):
        grams = row.amount("gram_weight")
        unit = units.get(row.text("measure_unit_id"), UNDETERMINED)
        words = row.text("portion_description")
        if not words:
            parts = (_plain(row.amount("amount")), "" if unit == UNDETERMINED else unit)
            words = " ".join(filter(None, (*parts, row.text("modifier"))))
        if grams and words:
            found[row.text("fdc_id")].append(Portion(says=words, grams=grams))
    return found


def _category(name: str, added: Decimal | None) -> str:
    """How its vitamin B12 is bound, as far as the table says."""
    if added:
        return "imported_fortified"
    return "egg" if name.startswith("Egg,") else "imported"


def _plain(number: Decimal | str | None) -> str:
    """A count without a zero at the end of its fraction."""
    if number is None:
        return ""
    value = Decimal(str(number))
    return format(value.to_integral_value() if value == int(value) else value.normalize(), "f")
