"""The command line: arguments in, sentences out.

Exit codes: 0 a plan; 1 a plan in which something is refused, asked, blocked or urgent; 2 the
command could not be used as it was written; 3 no plan was possible; 70 a fault of the program.
"""

import io
import os
import sys
import traceback
from pathlib import Path

import click

from corrin import __version__
from corrin.cli.check import check
from corrin.cli.evidence import evidence
from corrin.cli.explain import explain
from corrin.cli.foods import foods
from corrin.cli.forecast import forecast
from corrin.cli.intake import intake
from corrin.cli.interactions import interactions
from corrin.cli.knowledge import knowledge, sources
from corrin.cli.plan import plan
from corrin.cli.schedule import schedule
from corrin.cli.selfcheck import selfcheck
from corrin.cli.serve import cds, serve
from corrin.cli.show import regimens, schema, show
from corrin.cli.timing import timing
from corrin.errors import CorrinError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corrin", message="%(prog)s %(version)s")
def corrin() -> None:
    """Personal vitamin B12 plans, from guidelines that can be read and checked.

    Supports a clinician's decision; it does not diagnose or prescribe.
    """


COMMANDS = (
    *(plan, check, schedule, intake, foods, timing, interactions, explain, evidence),
    *(forecast, serve, cds),
    *(regimens, show, sources, knowledge, schema, selfcheck),
)
for command in COMMANDS:
    corrin.add_command(command)


def main() -> None:
    """Run the command; whatever happens, the reader gets a sentence and never a stack trace."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what the terminal cannot show is written out
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run())


def run() -> int:
    """The exit code of the command that `sys.argv` asks for."""
    try:
        code: int | None = corrin.main(prog_name="corrin", standalone_mode=False)
        sys.stdout.flush()
        return code or 0
    except click.ClickException as error:
        _say(error.format_message())
        return 2
    except CorrinError as error:
        _say(str(error))
        return 2
    except click.Abort:
        _say("Stopped.")
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - a stack trace could hold what a person's file says
        _say(
            "A fault in corrin: nothing was concluded from the input."
            f" Please report it with this line, which holds nothing of the input: {_where(error)}"
        )
        return os.EX_SOFTWARE


def _say(sentence: str) -> None:
    click.echo(f"corrin: {sentence}", err=True)


def _where(error: Exception) -> str:
    """The kind of the fault and its place in the program."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "corrin" in Path(frame.filename).parts] or list(frames)
    place = Path(ours[-1].filename)
    return f"{type(error).__name__}, {place.parent.name}/{place.name}:{ours[-1].lineno}"
