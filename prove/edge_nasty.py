"""B45: nasty requests over real sockets: refused soon, in bounded memory, and others are served.

A server of its own runs with its usual limits, and half a second for what does not arrive. Each
nasty request is sent by many hands at once; all the while somebody else asks for cards. What is
refused is told within a second, or the connection is closed.
"""

import gzip
import json
import multiprocessing
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep
from typing import Any

from corrin.service.calls import examples
from corrin.service.settings import Limits
from prove.figure import Figure
from prove.served import SERVE, free_port, wait_for

HOOK = "/cds-services/corrin-b12"
LIMIT_BYTES, LIMIT_SECONDS = Limits().bytes, 2
ALMOST = LIMIT_BYTES - 100_000
REFUSED_SECONDS = 1.0
MEBIBYTES = 64
PIECE = 65_536
Sender = Callable[[socket.socket, str], None]


def post(host: str, *lines: str, path: str = HOOK) -> bytes:
    """The head of a POST."""
    head = (f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Type: application/json", *lines)
    return "\r\n".join((*head, "", "")).encode("latin-1")


def whole(body: bytes, *lines: str, path: str = HOOK) -> Sender:
    """A request with a body that is sent whole."""

    def send(to: socket.socket, host: str) -> None:
        to.sendall(post(host, *lines, f"Content-Length: {len(body)}", path=path))
        to.sendall(body)

    return send


def raw(text: str) -> Sender:
    """Bytes as they are; HOST stands for the address."""

    def send(to: socket.socket, host: str) -> None:
        to.sendall(text.replace("HOST", host).encode("latin-1"))

    return send


def chunked(to: socket.socket, host: str) -> None:
    """A hundred MiB that nobody has announced."""
    to.sendall(post(host, "Transfer-Encoding: chunked"))
    for _ in range(1_600):
        to.sendall(f"{PIECE:x}\r\n".encode() + b" " * PIECE + b"\r\n")
    to.sendall(b"0\r\n\r\n")


def announced(to: socket.socket, host: str) -> None:
    """A hundred MiB that are announced."""
    to.sendall(post(host, "Content-Length: 104857600"))
    for _ in range(1_600):
        to.sendall(b" " * PIECE)


def slow(head: bytes, piece: bytes) -> Sender:
    """What comes a piece at a time; HOST stands for the address."""

    def send(to: socket.socket, host: str) -> None:
        to.sendall(head.replace(b"HOST", host.encode()))
        end = perf_counter() + 2 * LIMIT_SECONDS
        while perf_counter() < end:
            to.sendall(piece)
            sleep(0.1)

    return send


def _record(entries: int, resource: object) -> bytes:
    entry = [{"resource": resource}] * entries
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entry}).encode()


REFERRING = {
    "resourceType": "List",
    "entry": [{"item": {"reference": f"Observation/{n}"}} for n in range(50)],
}
BOMB = gzip.compress(b" " * LIMIT_BYTES)
DEEP = 100_000
PLAN = "/fhir/$corrin-plan"
SLOW_HEAD = b"POST /cds-services/corrin-b12 HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1000000\r\n"
NASTY: dict[str, Sender] = {
    "100 MiB announced": announced,
    "100 MiB in pieces": chunked,
    "a length below nothing": raw(
        f"POST {HOOK} HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n"
    ),
    "two lengths": raw(
        f"POST {HOOK} HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"
    ),
    "a length and pieces": raw(
        f"POST {HOOK} HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: HOST\r\n\r\n"
    ),
    "pieces that are none": raw(
        f"POST {HOOK} HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    ),
    "lists in lists": whole(b"[" * DEEP + b"]" * DEEP),
    "mappings in mappings": whole(b'{"a":' * DEEP + b"1" + b"}" * DEEP),
    "half of that": whole(b'{"a":' * DEEP),
    "very many values": whole(b"[" + b"1," * (ALMOST // 2) + b"1]"),
    "very many keys": whole(b"{" + b",".join(b'"%d":1' % n for n in range(150_000)) + b"}"),
    "one key very often": whole(b"{" + b'"a":1,' * (ALMOST // 6) + b'"a":1}'),
    "a key twice among very many": whole(b'{"a":0,"a":[' + b"1," * 140_000 + b"1]}"),
    "one endless text": whole(b'{"hook":"' + b"x" * ALMOST + b'"}'),
    "one endless number": whole(b'{"hook":' + b"9" * ALMOST + b"}"),
    "a huge exponent": whole(b'{"hook":1e999999999}'),
    "a backslash very often": whole(b'{"hook":"' + b"\\" * ALMOST),
    "NUL very often": whole(b"\0" * ALMOST),
    "too many entries": whole(_record(ALMOST // 20, {}), path=PLAN),
    "very many references": whole(_record(1_999, REFERRING), path=PLAN),
    "a packed body": whole(BOMB, "Content-Encoding: gzip"),
    "a packed body that does not say so": whole(BOMB),
    "packed twice": whole(gzip.compress(BOMB), "Content-Encoding: gzip, gzip"),
    "a body that stops": slow(SLOW_HEAD + b"Content-Type: application/json\r\n\r\n{", b""),
    "a body that comes slowly": slow(SLOW_HEAD + b"Content-Type: application/json\r\n\r\n{", b" "),
    "a head that comes slowly": slow(SLOW_HEAD, b"x: y\r\n"),
    "a line that comes slowly": slow(b"GET /", b"x"),
    "very many headers": raw(
        f"GET {HOOK} HTTP/1.1\r\nHost: HOST\r\n" + "X-A: b\r\n" * 20_000 + "\r\n"
    ),
    "one endless header": raw(f"GET / HTTP/1.1\r\nHost: HOST\r\nX-A: {'b' * 1_000_000}\r\n\r\n"),
    "one endless address": raw(f"GET /{'x' * 1_000_000} HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    "a header on two lines": raw("GET / HTTP/1.1\r\nHost: HOST\r\nX-A: b\r\n c\r\n\x00: d\r\n\r\n"),
    "no host": raw("GET / HTTP/1.1\r\n\r\n"),
    "another protocol": raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    "no protocol": raw("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "\x00" * 200),
}
"""Each is what is sent over one connection."""
SLOW = frozenset(name for name in NASTY if "slowly" in name or "stops" in name)
TOLD = frozenset({400, 404, 405, 408, 413, 415, 421, 422, 503})


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """The port and the process of a server with little patience."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "corrin.toml")
        path.write_text(f"[limits]\nseconds = {LIMIT_SECONDS}\n")
        port = free_port()
        command = [*SERVE, "--config", str(path)]
        environment = {**os.environ, "CORRIN_PORT": str(port)}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for(port, process)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait()


def answered(port: int, send: Sender) -> tuple[int, float]:
    """The status of the answer, 0 where the connection was closed without one, and the seconds.

    The seconds are those after all was sent, or after the other side has answered.
    """
    with socket.create_connection(("127.0.0.1", port), 10) as to:
        failed = False
        sender = Thread(target=_sent, args=(send, to, f"127.0.0.1:{port}"), daemon=True)
        begun = perf_counter()
        sender.start()
        try:
            head = to.recv(64)
        except OSError:
            failed = True
            head = b""
        took = perf_counter() - begun
        status = head.split()[1:2]
        return (0 if failed or not status else int(status[0])), took


def _sent(send: Sender, to: socket.socket, host: str) -> None:
    try:
        send(to, host)
    except OSError:
        return


class Others:
    """Somebody else, who asks for cards again and again, in a process of their own: the hands that
    send what is nasty must not keep them from asking."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.milliseconds: list[float] = []
        self.lost = 0

    @contextmanager
    def asking(self) -> Iterator[None]:
        spawn = multiprocessing.get_context("spawn")
        begun, end, told = spawn.Event(), spawn.Event(), spawn.SimpleQueue()
        process = spawn.Process(target=_ask, args=(self._port, begun, end, told))
        process.start()
        begun.wait()
        try:
            yield
        finally:
            end.set()
            self.milliseconds, self.lost = told.get()
            process.join()

    def p99(self) -> float:
        return quantiles(self.milliseconds, n=100)[98]


def _ask(port: int, begun: Event, end: Event, told: Any) -> None:
    """Ask until the end, and tell the milliseconds of the cards, and how often none came."""
    send = whole(json.dumps(examples("HookCall")["patient-view"]).encode())
    milliseconds: list[float] = []
    lost = 0
    begun.set()
    while not end.is_set():
        status, took = answered(port, send)
        if status == 200:
            milliseconds.append(took * 1000)
        else:
            lost += 1
        sleep(0.02)
    told.put((milliseconds, lost))


def measure(hands: int = 3) -> Figure:
    """Every nasty request, by several hands at once."""
    faults: list[str] = []
    slowest = (0.0, "")
    with server() as (port, pid):
        others, calm = Others(port), Others(port)
        answered(port, whole(json.dumps(examples("HookCall")["patient-view"]).encode()))
        with calm.asking():
            sleep(3)
        before = _memory(pid)
        with others.asking():
            for name, send in NASTY.items():
                for status, took in _together(port, send, hands):
                    most = REFUSED_SECONDS + (LIMIT_SECONDS if name in SLOW else 0)
                    if status not in TOLD and status != 0:
                        faults.append(f"{name}: {status}")
                    if took > most:
                        faults.append(f"{name}: {took:.1f} s")
                    if name not in SLOW:
                        slowest = max(slowest, (took, name))
        grown = _memory(pid) - before
        status, _ = answered(port, raw("GET /health HTTP/1.1\r\nHost: HOST\r\n\r\n"))
    if status != 200:
        faults.append(f"afterwards /health says {status}")
    if grown > MEBIBYTES:
        faults.append(f"memory grew by {grown:.0f} MiB")
    return Figure(
        measured=f"{len(NASTY)} nasty requests, {hands} at once: refused or closed, slowest "
        f"{slowest[0]:.2f} s ({slowest[1]}); memory grew by {grown:.0f} MiB; others' p99 "
        f"{others.p99():.0f} ms, {calm.p99():.0f} ms without them, {others.lost} of "
        f"{others.lost + len(others.milliseconds)} told to come later",
        faults=tuple(faults),
    )


def _together(port: int, send: Sender, hands: int) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    threads = [Thread(target=lambda: found.append(answered(port, send))) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _memory(pid: int) -> float:
    """The resident MiB of a process."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(measure().show())
