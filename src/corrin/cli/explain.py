"""`corrin explain`: short pages in plain words."""

from typing import Literal

import click

from corrin.cli import files, options

Format = Literal["text", "json", "md"]


@click.command()
@click.argument("topic", nargs=-1)
@click.option("--guideline", default="general", show_default=True, help="Whose figures to give.")
@click.option("--sources", "whole", is_flag=True, help="What each sentence rests on.")
@options.form()
def explain(topic: tuple[str, ...], guideline: str, whole: bool, form: Format) -> None:
    """Read a short page in plain words: TOPIC is its name or words, such as how long.

    Without TOPIC the pages are listed.
    """
    from corrin.care.figures import Shelf
    from corrin.knowledge import load
    from corrin.knowledge.leaflets import leaflets
    from corrin.render.leaflet import leaflet_page, leaflets_page, told

    knowledge = load.knowledge()
    if guideline not in knowledge.packs:
        known = ", ".join(knowledge.packs)
        raise click.UsageError(f"There is no guideline {guideline!r}; there are {known}.")
    held = leaflets(load.FOLDER)
    names = {each.id: (each.id, each.title, *each.names) for each in held.values()}
    wanted = files.topics(" ".join(topic), names, "explain") if topic else [*held]
    if len(wanted) > 1 and form != "json":
        files.write_page(leaflets_page(held[name] for name in wanted), form)
        return
    shelf = Shelf.of(knowledge, guideline)
    everyone = [part for each in held.values() for part in each.parts if part.everywhere]
    pages = [told(held[name], everyone, shelf) for name in wanted]
    if form == "json":
        from corrin.render.json import encoded

        basis = {"guideline": guideline, "knowledge_version": knowledge.version}
        files.write(encoded({**basis, "pages": pages}))
    else:
        files.write_page(leaflet_page(pages[0], shelf, whole=whole), form)
