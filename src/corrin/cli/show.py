"""`corrin show`, `corrin regimens` and `corrin schema`: one thing that the program knows."""

from difflib import get_close_matches
from pathlib import Path

import click

import corrin
from corrin.cli import files

SCHEMAS = {
    "plan": "plan.schema.json",
    "person": "person_file.schema.json",
    "schedule": "schedule_request.schema.json",
    "timing": "timing_request.schema.json",
}


@click.command()
@click.argument("kind")
@click.argument("name", metavar="ID")
def show(kind: str, name: str) -> None:
    """Show one entry of the knowledge: its words, its figures, its sources.

    KIND is food, measure, parameter, maintenance, evidence, interaction, intake, analyte, concept
    (or finding, condition, medicine …), fact, rule, regimen, product, practice, recovery,
    monitoring, offer, pack,
    source or setting.
    """
    from corrin.care.named import named
    from corrin.knowledge import load
    from corrin.render.entry import entry_page

    knowledge = load.knowledge()
    known = named(knowledge)
    if kind not in known:
        raise click.UsageError(f"There is no kind {kind!r}; there are {', '.join(known)}.")
    if name not in known[kind]:
        near = get_close_matches(name, known[kind]) or sorted(known[kind])[:8]
        raise click.UsageError(f"There is no {kind} {name!r}. Near it: {', '.join(near)}.")
    files.write_page(entry_page(kind, name, knowledge), "text")


@click.command()
@click.argument("name", metavar="[ID]", required=False)
def regimens(name: str | None) -> None:
    """List every regimen by name, or show one with its phases and sources."""
    from corrin.knowledge import load
    from corrin.render.entry import regimens_page

    knowledge = load.knowledge()
    found = knowledge.regimens
    if name is not None and name not in found:
        raise click.UsageError(f"There is no regimen {name!r}; there are {', '.join(found)}.")
    shown = found.values() if name is None else (found[name],)
    files.write_page(regimens_page(shown, knowledge), "text")


@click.command()
@click.argument("name", metavar="NAME", type=click.Choice(list(SCHEMAS)))
def schema(name: str) -> None:
    """Print the JSON Schema of a plan, a person file or a request."""
    files.write((Path(corrin.__file__).parent / "schemas" / SCHEMAS[name]).read_bytes())
