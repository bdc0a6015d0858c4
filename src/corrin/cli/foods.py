"""`corrin foods`: foods by name, and tables of foods from elsewhere."""

import os
from pathlib import Path

import click

from corrin.cli import files
from corrin.errors import Refused


@click.group()
def foods() -> None:
    """Find foods by name, and import tables of foods."""


@foods.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
def find(text: str, limit: int) -> None:
    """Find the foods with TEXT in their name, and their vitamin B12.

    Looks in the knowledge and in what `corrin foods import` took in; says which it is from.
    """
    from corrin.foods.cache import cache_file
    from corrin.foods.find import find as found_by
    from corrin.knowledge import load
    from corrin.reading.tokens import Spelling
    from corrin.render.foods import foods_page

    knowledge = load.knowledge()
    path = cache_file(os.environ)
    spelling = Spelling.of(knowledge.language)
    found = found_by(text, knowledge.foods.values(), spelling, path, limit)
    if not found:
        where = "" if path.is_file() else " Nothing was imported: see `corrin foods import`."
        raise click.ClickException(f"No food is known as {text!r}.{where}")
    files.write_page(foods_page(text, found), "text")


@foods.command(name="import")
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
)
@click.pass_context
def import_(ctx: click.Context, folder: Path) -> None:
    """Take in the tables of foods in FOLDER, in place of what was imported before.

    Reads the CSV download of USDA FoodData Central (food.csv, food_nutrient.csv, nutrient.csv,
    food_portion.csv, measure_unit.csv), and single tables in the style of Standard Reference 28 and
    of the Food and Nutrient Database for Dietary Studies. They are kept in the folder that
    CORRIN_CACHE names, or in the caches of the platform. A file that is malformed or cut short is
    refused with its line, and what was imported before stays.
    """
    from corrin.foods.cache import cache_file, write
    from corrin.foods.usda import read_folder
    from corrin.knowledge import load
    from corrin.reading.tokens import Spelling
    from corrin.render.refusal import refusal_page

    spelling = Spelling.of(load.knowledge().language)
    path = cache_file(os.environ)
    try:
        tables = read_folder(folder)
    except Refused as refused:
        title = "Nothing was imported"
        files.write_page(refusal_page(refused.refusals, title=title), "text", err=True)
        ctx.exit(3)
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be read: {error.strerror}.") from None
    try:
        count = write(path, (food for table in tables for food in table.foods), spelling)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from None
    for table in tables:
        without = f"; {table.without_value} without a value left out" if table.without_value else ""
        click.echo(f"{table.files[0]} ({table.source}): {len(table.foods)} foods{without}")
    click.echo(f"{count} foods in {path}")
