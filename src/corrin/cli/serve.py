"""`corrin serve` and `corrin cds`: the service, and how its cards were received."""

import os
import sys
from pathlib import Path

import click

from corrin.errors import Refused

MISSING = "The service needs more packages: pip install 'corrin[serve]'."


@click.command()
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="The settings, in TOML."
)
@click.option("--demo", is_flag=True, help="Serve demonstration patients too, on this machine.")
@click.option("--check", is_flag=True, help="Only say whether the settings can be used.")
@click.pass_context
def serve(ctx: click.Context, config: Path | None, *, demo: bool, check: bool) -> None:
    """Serve CDS Hooks and FHIR operations until it is stopped.

    Without settings only this machine is served, and no token is asked for.
    """
    try:
        import uvicorn

        from corrin import service
        from corrin.service.wire import Wire
    except ImportError:
        raise click.ClickException(MISSING) from None
    try:
        settings = service.read_settings(config, os.environ, demo=demo)
    except Refused as refused:
        _say_faults(refused)
        ctx.exit(2)
    if check:
        click.echo(f"The settings can be used; it would listen on {settings.host}.")
        return
    import logging  # slow to import

    logging.basicConfig(stream=sys.stdout, format="%(message)s", level=logging.INFO)
    tokens = "no token is asked for" if settings.open_to_all else "tokens are asked for"
    click.echo(f"corrin serves {settings.external}/cds-services; {tokens}. Ctrl-C stops it.")
    uvicorn.run(
        service.make(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        http=Wire,
        ws="none",
        server_header=False,
        proxy_headers=False,
        date_header=True,
        timeout_keep_alive=settings.limits.seconds,
        h11_max_incomplete_event_size=settings.limits.header_bytes,
        timeout_graceful_shutdown=settings.limits.seconds,
    )


def _say_faults(refused: Refused) -> None:
    for fault in refused.refusals:
        value = f" ({fault.value})" if fault.value else ""
        click.echo(
            f"corrin: {fault.field}{value}: {fault.why}. Accepted: {fault.accepted}.", err=True
        )


@click.group()
def cds() -> None:
    """Look at how the cards of the service were received."""


@cds.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def report(file: Path) -> None:
    """How each card was received, by the SQLite FILE that the settings of the service name."""
    from corrin.knowledge import load
    from corrin.service.received import lines, received

    try:
        rows = received(file, load.knowledge().cards)
    except ValueError as error:
        raise click.UsageError(f"{file} cannot be read: {error}.") from None
    for line in lines(rows):
        click.echo(line)
