"""The blocks of the manual's pages: found, run, compared with what is shown, and renewed.

A console block holds `$ ` commands, each with what it prints. `...` stands for what is left out:
on a line of its own for whole lines. A command that exits with another code than 0 says so in a
comment of the shell: `$ corrin plan examples/amina.yaml  # exits with 1`.
"""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
FENCE = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
EXITS = re.compile(r"# exits with (\d+)\s*$")
DIGEST = re.compile(r"\+[0-9a-f]{12}\b")
"""The end of the knowledge's version: it changes with every edit, so no page shows it."""
LEFT_OUT = "..."


class Block(NamedTuple):
    """A fenced block: its page, its line, what stands behind the fence, and its text."""

    page: Path
    line: int
    kind: str
    body: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


class Command(NamedTuple):
    """A command, the output that the page shows, and the exit code that it names."""

    line: str
    shown: str
    code: int


def pages() -> list[Path]:
    """Every page that somebody wrote or that is generated."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(page, line, found["kind"].strip(), found["body"])


def commands(body: str) -> Iterator[Command]:
    """The commands of a console block."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        exits = EXITS.search(line)
        yield Command(line, shown, int(exits[1]) if exits else 0)


def run(line: str, folder: Path) -> tuple[str, int]:
    """What a command prints, errors included, and its exit code."""
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return DIGEST.sub(f"+{LEFT_OUT}", done.stdout), done.returncode


def same(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed."""
    return doctest.OutputChecker().check_output(
        shown, printed, doctest.ELLIPSIS | doctest.DONT_ACCEPT_BLANKLINE
    )


def workplace(page: Path, folder: Path) -> None:
    """A folder with the examples and the files that the blocks of a page name."""
    (folder / "examples").symlink_to(ROOT / "examples")
    for block in blocks(page):
        name = block.kind.rpartition(" ")[2]
        if Path(name).suffix in (".yaml", ".json") and "/" not in name:
            (folder / name).write_text(block.body, encoding="utf-8")


def renewed(page: Path) -> tuple[str, list[str]]:
    """The page with outputs as they are now, and those whose place was not found again."""
    text, lost = page.read_text(encoding="utf-8"), []
    with TemporaryDirectory() as name:
        workplace(page, Path(name))
        for block in blocks(page):
            if block.kind != "console":
                continue
            body = ""
            for command in commands(block.body):
                printed, code = run(command.line, Path(name))
                shown = command.shown
                if code != command.code:  # whether that is right is for a reader to say
                    lost.append(f"{block}: {command.line} exits with {code}")
                elif not same(shown, printed):
                    shown, missing = _cut(command.shown, printed)
                    lost += [f"{block}: not printed any more: {line}" for line in missing]
                body += f"$ {command.line}\n{shown}"
            text = text.replace(f"```console\n{block.body}```", f"```console\n{body}```")
    return text, lost


def _cut(shown: str, printed: str) -> tuple[str, list[str]]:
    """The same parts of a new output: each from its first line on, as many paragraphs as before."""
    if LEFT_OUT not in shown.splitlines():
        return printed, []
    lines, lost, parts = printed.splitlines(), [], []
    for part in re.split(rf"^{re.escape(LEFT_OUT)}$\n?", shown, flags=re.MULTILINE):
        wanted = part.strip("\n").splitlines()
        if wanted and wanted[0] in lines:
            rest = "\n".join(lines[lines.index(wanted[0]) :]).split("\n\n")
            kept = "\n\n".join(rest[: part.strip("\n").count("\n\n") + 1])
            part = f"{kept}\n"
        elif wanted:
            lost.append(wanted[0])
        parts.append(part)
    return f"{LEFT_OUT}\n".join(parts), lost
