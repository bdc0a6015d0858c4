"""Runs a command while `corrin serve --demo` runs: python -m prove.served COMMAND…

The address of its FHIR server is put behind the command.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

WAIT_SECONDS = 60
SERVE = (str(Path(sys.executable).with_name("corrin")), "serve", "--demo")


class NotStarted(Exception):
    """The server did not begin to answer."""


@contextmanager
def serving(command: Sequence[str] = SERVE, **environment: str) -> Iterator[str]:
    """The address of a server that runs until the end of the block.

    Raises:
        NotStarted: it ended, or does not answer.
    """
    port = free_port()
    server = subprocess.Popen(
        command,
        env={**os.environ, "CORRIN_PORT": str(port), **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers.

    Raises:
        NotStarted: it ended, or does not answer.
    """
    end = monotonic() + WAIT_SECONDS
    while not _answers(port):
        if server.poll() is not None or monotonic() > end:
            raise NotStarted
        sleep(0.1)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def main(command: list[str]) -> int:
    try:
        with serving() as address:
            return subprocess.run([*command, f"{address}/fhir"], check=False).returncode
    except NotStarted:
        print("corrin serve did not start")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
