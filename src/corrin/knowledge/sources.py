"""`corrin knowledge sources`: each document, how far it was read, and what rests on it."""

from collections import Counter, defaultdict
from textwrap import fill

from corrin.domain.knowledge import Knowledge
from corrin.domain.source import HOW_READ, Source
from corrin.knowledge.entries import entries
from corrin.knowledge.references import sources_of


def report(knowledge: Knowledge) -> str:
    """The documents, each with its title, year, how far it was read and the entries citing it."""
    citing: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for section, name, value in entries(knowledge):
        for source in sources_of(value):
            citing[source].append((section, name))
    return "\n\n".join(_shown(source, citing[source.id]) for source in knowledge.sources.values())


def _shown(source: Source, citing: list[tuple[str, str]]) -> str:
    origin = ", ".join(str(said) for said in (source.organisation, source.year) if said)
    lines = [f"{source.id}: {source.title}"]
    lines += [f"  {origin}"] if origin else []
    lines += (
        [f"  {source.url}{'' if source.url_seen else ' (address not opened)'}"]
        if source.url
        else []
    )
    cited = f"  {HOW_READ[source.verified]}; cited by {len(citing)}: {', '.join(_named(citing))}"
    lines.append(fill(cited.removesuffix(": "), subsequent_indent="    "))
    return "\n".join(lines)


def _named(citing: list[tuple[str, str]]) -> list[str]:
    """The entries by name; codes, of which there are many, by how many of each system."""
    codes = Counter(name.partition(" ")[0] for section, name in citing if section == "codes")
    others = [f"{section} {name}" for section, name in citing if section != "codes"]
    return [*others, *(f"{number} codes of {system}" for system, number in codes.items())]
