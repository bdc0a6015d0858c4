"""Runs a command while `corrin serve --demo` runs: python -m prove.served COMMAND…

The address of its FHIR server is put behind the command.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

WAIT_SECONDS = 60


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main(command: list[str]) -> int:
    port = free_port()
    corrin = str(Path(sys.executable).with_name("corrin"))
    server = subprocess.Popen(
        [corrin, "serve", "--demo"],
        env={**os.environ, "CORRIN_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        end = monotonic() + WAIT_SECONDS
        while not _answers(port):
            if server.poll() is not None or monotonic() > end:
                print("corrin serve did not start")
                return 1
            sleep(0.1)
        return subprocess.run([*command, f"http://127.0.0.1:{port}/fhir"], check=False).returncode
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
