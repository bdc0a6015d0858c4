"""What the commands take from outside: a file or standard input, dates, and the day of today."""

import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from corrin.render.markdown import markdown
from corrin.render.page import Page
from corrin.render.text import text

if TYPE_CHECKING:
    from corrin.domain.knowledge import Knowledge


class Day(click.ParamType[date]):
    """A civil date, written as 2026-11-20 and in no other way."""

    name = "date"

    def convert(
        self, value: date | str, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or found.isoformat() != value:
            self.fail(f"{value!r} is not a date. Write it as 2026-11-20.", param, ctx)
        return found


class Base(click.ParamType[str]):
    """An address with which canonical names can begin."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from corrin.fhir_out.frame import BASE_ACCEPTED, is_base

        if not is_base(value):
            why = f"{value!r} cannot begin a canonical name. Accepted: {BASE_ACCEPTED}."
            self.fail(why, param, ctx)
        return value


canonical = click.option(
    "--canonical",
    type=Base(),
    help="Under which address the names in FHIR stand.  [default: https://corrin.example/fhir]",
)


def today() -> date:
    """The day on which the command runs: the only place where the program looks at a clock."""
    return date.today()  # noqa: TID251 - a command without --on means today


def check_guideline(name: str, knowledge: "Knowledge") -> None:
    """Refuse a guideline that the knowledge does not have.

    Raises:
        click.UsageError: there is none of that name.
    """
    if name not in knowledge.packs:
        known = ", ".join(knowledge.packs)
        raise click.UsageError(f"There is no guideline {name!r}; there are {known}.")


def check_day(option: str, day: date | None, knowledge: "Knowledge") -> None:
    """Refuse a day on which nobody is assessed.

    Raises:
        click.UsageError: it is too far away.
    """
    from corrin.care.schedule_rules import earliest_and_latest

    earliest, latest = earliest_and_latest(knowledge)
    if day is not None and not earliest <= day <= latest:
        raise click.UsageError(f"{option} {day} is not from {earliest} to {latest}.")


def read(name: str, most: int) -> bytes:
    """The bytes of a file, or of standard input for `-`: one more than `most` at most.

    Raises:
        click.UsageError: there is no such file, or it cannot be read.
    """
    with opened(name) as stream:
        return stream.read(most + 1)


@contextmanager
def opened(name: str) -> Generator[BinaryIO]:
    """A file to read from, or standard input for `-`.

    Raises:
        click.UsageError: there is no such file, or it cannot be read.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except FileNotFoundError:
        raise click.UsageError(f"There is no file {name!r}.") from None
    except IsADirectoryError:
        raise click.UsageError(
            f"{name!r} is a folder. Name one file, or - for the input."
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "the name is not one of a file"
        raise click.UsageError(f"{name!r} cannot be read: {why}.") from None


def write(data: bytes) -> None:
    """Bytes to the output as they are: JSON and calendars are in UTF-8 on every machine."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_page(page: Page, form: str, *, err: bool = False) -> None:
    """A page as text, or as Markdown where the form says `md`."""
    click.echo(markdown(page) if form == "md" else text(page), nl=False, err=err)


def topics(asked: str, names: Mapping[str, tuple[str, ...]], command: str) -> list[str]:
    """The ids of the topics that somebody's words name.

    Raises:
        click.UsageError: the words name none; those spelt like them are told.
    """
    from corrin.reading import topics
    from corrin.render.visible import cut

    if found := topics.found(asked, names):
        return found
    near = topics.near(asked, names)
    tell = f"Near it: {', '.join(near)}." if near else f"`corrin {command}` lists them all."
    ill = "If you feel ill: `corrin explain doctor`."
    raise click.UsageError(f"There is no topic {cut(asked)!r}. {tell} {ill}")
