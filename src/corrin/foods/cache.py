"""Imported foods in one SQLite file, written whole or not at all."""

import json
import os
import sqlite3
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

from corrin.domain.food import NOT_KNOWN_DIET, Food, Portion
from corrin.errors import CorrinError
from corrin.reading.tokens import Spelling

VERSION = 1
"""Of the layout of the file."""
SCHEMA = """
CREATE TABLE food (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, category TEXT NOT NULL,
    per_100_g TEXT NOT NULL, portions TEXT NOT NULL, source TEXT NOT NULL, note TEXT
) WITHOUT ROWID, STRICT;
"""


class CacheUnreadable(CorrinError):
    """The file of imported foods is damaged, or of another version."""


def cache_file(environment: Mapping[str, str]) -> Path:
    """Where imported foods are kept: `CORRIN_CACHE`, else the caches of the platform."""
    own = environment.get("CORRIN_CACHE")
    if own:
        return Path(own) / "foods.sqlite"
    caches = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    return (Path(caches) if caches else Path.home() / ".cache") / "corrin" / "foods.sqlite"


def write(path: Path, foods: Iterable[Food], spelling: Spelling) -> int:
    """Replace the file by one that holds these foods; the first of two of one id is kept.

    Returns:
        How many foods it holds.

    Raises:
        OSError: the folder cannot be written. What stood there before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary)) as database:
            database.executescript(f"PRAGMA user_version = {VERSION};{SCHEMA}")
            with database:
                database.executemany(
                    "INSERT OR IGNORE INTO food VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (_row(food, spelling) for food in foods),
                )
            (count,) = database.execute("SELECT count(*) FROM food").fetchone()
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return int(count)


def find(path: Path, text: str, spelling: Spelling, most: int) -> tuple[Food, ...]:
    """Foods whose name holds the beginning of every word of a text, the shortest names first.

    Raises:
        CacheUnreadable: the file is damaged, or of another version.
    """
    words = spelling.folds(text)
    if not words or not path.is_file():
        return ()
    where = " AND ".join("folded LIKE ? ESCAPE '!'" for _ in words)
    wanted = [f"% {_escaped(word)}%" for word in words]
    query = f"SELECT * FROM food WHERE {where} ORDER BY length(name), id LIMIT ?"
    with _reading(path) as database:
        return tuple(map(_food, database.execute(query, (*wanted, most))))


def by_id(path: Path, name: str) -> Food | None:
    """The food of an id or of a whole name, in small letters or large.

    Raises:
        CacheUnreadable: the file is damaged, or of another version.
    """
    if not path.is_file():
        return None
    with _reading(path) as database:
        query = "SELECT * FROM food WHERE id = ? OR name = ? COLLATE NOCASE ORDER BY id LIMIT 1"
        row = database.execute(query, (name.strip(), name.strip())).fetchone()
    return None if row is None else _food(row)


@contextmanager
def _reading(path: Path) -> Generator[sqlite3.Connection]:
    unreadable = CacheUnreadable(
        f"The imported foods in {path} cannot be read. Import them again, or remove the file."
    )
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != VERSION:
                raise unreadable
            yield database
    except sqlite3.Error:
        raise unreadable from None


def _row(food: Food, spelling: Spelling) -> tuple[str | None, ...]:
    portions = json.dumps([[each.says, str(each.grams)] for each in food.portions])
    folded = f" {' '.join(spelling.folds(food.name))} "
    return (
        food.id,
        food.name,
        folded,
        food.category,
        str(food.b12_micrograms_per_100_g),
        portions,
        food.sources[0],
        food.note,
    )


def _food(row: tuple[str, str, str, str, str, str, str, str | None]) -> Food:
    id_, name, _, category, per_100_g, portions, source, note = row
    per = Decimal(per_100_g)
    return Food(
        id=id_,
        name=name,
        category=category,
        diet=NOT_KNOWN_DIET,
        named=False,
        b12_micrograms_per_100_g=per,
        portions=tuple(
            Portion(
                says=says,
                grams=Decimal(grams),
                b12_micrograms=(per * Decimal(grams) / 100).quantize(Decimal("0.01")),
            )
            for says, grams in json.loads(portions)
        ),
        sources=(source,),
        verified="true",
        note=note,
    )


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
