"""`corrin evidence`: what B12 is good for, claim by claim."""

from typing import Literal

import click

from corrin.cli import files, options

Format = Literal["text", "json", "md"]


@click.command()
@click.argument("topic", nargs=-1)
@options.form()
def evidence(topic: tuple[str, ...], form: Format) -> None:
    """Say what B12 is good for: every claim in a line, or the claims that TOPIC asks for.

    TOPIC is the name of a claim or words, such as tiredness, me/cfs, or does b12 give energy.
    """
    from corrin.knowledge import load
    from corrin.render.evidence import claim_page, claims_page

    knowledge = load.knowledge()
    claims = knowledge.evidence
    names = {it.id: (it.id, it.outcome, *it.names) for it in claims.values()}
    wanted = files.topics(" ".join(topic), names, "evidence") if topic else [*claims]
    if form == "json":
        from corrin.render.json import encoded

        shown = [claims[name] for name in wanted]
        files.write(encoded({"knowledge_version": knowledge.version, "claims": shown}))
    elif len(wanted) == 1:
        files.write_page(claim_page(claims[wanted[0]], knowledge), form)
    else:
        files.write_page(claims_page(claims[name] for name in wanted), form)
