"""`corrin selfcheck`: whether this installation answers as it should."""

import click


@click.command()
@click.pass_context
def selfcheck(ctx: click.Context) -> None:
    """Check that every rule fires, and stays silent, in people in whom that is known.

    Exits with 1 where anything differs from the record.
    """
    from corrin.canaries.selfcheck import selfcheck as check
    from corrin.knowledge import load

    report = check(load.knowledge())
    click.echo(report.text)
    ctx.exit(0 if report.ok else 1)
