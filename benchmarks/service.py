"""How fast the service answers `patient-view`, beside a stub that always answers the same.

One server process and one load generator share the machine; the records are those of
`benchmarks/fhir.py`, about 110 resources each, every one of another person. Runs: a steady rate,
as fast as a few callers can go, many more callers than are worked on at once, four times the rate
that the callers reached, and, with no pause, half of that rate. Under that overload every answer
must be 200 or 503 and never an empty list of cards in place of an error; `--overload` runs these
two alone and fails where that is not so, or where 99 in 100 of the accepted take over 100 ms.

    python benchmarks/service.py [--rate 100] [--seconds 10] [--overload]
"""

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import quantiles
from time import perf_counter, sleep
from typing import Any, NamedTuple

HERE = Path(__file__).parent
PATH = "/cds-services/corrin-b12"
STUB = """
import sys, uvicorn
BODY = b'{"cards":[' + b'"x"' + b',"xxxxxxxxxxxxxxxxxxxxxxxxxxxxx"' * 90 + b']}'
async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-length", str(len(BODY)).encode())]})
    await send({"type": "http.response.body", "body": BODY})
uvicorn.run(app, port=int(sys.argv[1]), log_level="error", lifespan="off")
"""
CALLERS, MANY = 4, 64
OVERLOAD = 4
ACCEPTED_MILLISECONDS = 100
KINDS = {
    "Condition": "conditions",
    "Observation": "observations",
    "MedicationRequest": "requests",
    "MedicationStatement": "statements",
    "MedicationAdministration": "administrations",
    "Procedure": "procedures",
    "AllergyIntolerance": "allergies",
    "FamilyMemberHistory": "family",
}


class Seen(NamedTuple):
    """What one run showed: milliseconds of the answers with 200, and how many of each status."""

    milliseconds: list[float]
    statuses: Counter[int]
    seconds: float

    def row(self, name: str) -> str:
        if len(self.milliseconds) < 2:
            return f"{name:34}  no answers"
        cuts = quantiles(self.milliseconds, n=100)
        other = sum(count for status, count in self.statuses.items() if status not in (200, 503))
        return (
            f"{name:34}{cuts[49]:8.1f}{cuts[98]:8.1f}{self.statuses[200] / self.seconds:10.0f}"
            f"{self.statuses[503]:8}{other:7}"
        )


def calls(count: int) -> list[bytes]:
    """The calls of `count` people, as a record system sends them."""
    sys.path.insert(0, str(HERE))
    from fhir import bundles

    return [_call(json.loads(data), number) for number, data in enumerate(bundles(count, 1))]


def _call(bundle: Any, number: int) -> bytes:
    found: dict[str, Any] = {
        key: {"resourceType": "Bundle", "type": "searchset", "entry": []} for key in KINDS.values()
    }
    patient: Any = {}
    for entry in bundle["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] == "Patient":
            patient = resource
        elif key := KINDS.get(resource["resourceType"]):
            found[key]["entry"].append({"resource": resource})
    body = {
        "hook": "patient-view",
        "hookInstance": str(number),
        "context": {"userId": "Practitioner/1", "patientId": patient["id"]},
        "prefetch": {"patient": patient, **found},
    }
    return json.dumps(body).encode()


class Caller:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, body: bytes) -> int:
        """The status of one answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(
            f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        )
        writer.write(body)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length:")[2].split("\r\n")[0])
        await reader.readexactly(length)
        if "connection: close" in head:
            writer.close()
            self._streams = None
        return int(head.split()[1])


async def steady(port: int, bodies: list[bytes], rate: int, seconds: int) -> Seen:
    """So many requests a second, each at its time whether the one before was answered or not.

    A thread keeps the time: the timers of the loop are late by up to a millisecond, which is no
    waiting for an answer.
    """
    free: list[Caller] = [Caller(port) for _ in range(MANY)]
    times: list[float] = []
    statuses: Counter[int] = Counter()

    async def one(body: bytes, due: float) -> None:
        caller = free.pop() if free else Caller(port)
        status = await caller.send(body)
        statuses[status] += 1
        if status == 200:
            times.append((perf_counter() - due) * 1000)
        free.append(caller)

    begun = perf_counter()
    loop = asyncio.get_running_loop()
    tasks: list[asyncio.Task[None]] = []

    def pace() -> None:
        for number in range(rate * seconds):
            due = begun + number / rate
            sleep(max(0.0, due - perf_counter()))
            loop.call_soon_threadsafe(
                lambda number=number, due=due: tasks.append(
                    loop.create_task(one(bodies[number % len(bodies)], due))
                )
            )

    await asyncio.to_thread(pace)
    await asyncio.gather(*tasks)
    return Seen(times, statuses, perf_counter() - begun)


async def as_fast(port: int, bodies: list[bytes], callers: int, seconds: int) -> Seen:
    """As fast as so many callers go, each with its next request when it has its answer."""
    times: list[float] = []
    statuses: Counter[int] = Counter()
    end = perf_counter() + seconds

    async def one(number: int) -> None:
        caller = Caller(port)
        while perf_counter() < end:
            begun = perf_counter()
            status = await caller.send(bodies[number % len(bodies)])
            statuses[status] += 1
            if status == 200:
                times.append((perf_counter() - begun) * 1000)
            number += callers

    begun = perf_counter()
    await asyncio.gather(*(one(number) for number in range(callers)))
    return Seen(times, statuses, perf_counter() - begun)


async def overloaded(port: int, bodies: list[bytes], seconds: int) -> tuple[int, Seen, Seen]:
    """The rate that few callers reach; what four times as many see; what half as many see then."""
    reached = await as_fast(port, bodies, CALLERS, seconds)
    rate = max(1, round(reached.statuses[200] / reached.seconds))
    during = await steady(port, bodies, OVERLOAD * rate, seconds)
    after = await steady(port, bodies, max(1, rate // 2), min(2, seconds))
    return rate, during, after


def overload_faults(during: Seen, after: Seen) -> list[str]:
    """What must not be seen under overload, and right after it."""
    faults = [
        f"{count} answers with {status}"
        for seen in (during, after)
        for status, count in seen.statuses.items()
        if status not in (200, 503)
    ]
    if not during.statuses[503]:
        faults.append("it was no overload: nobody was told to come later")
    for name, seen in (("during", during), ("after", after)):
        cuts = quantiles(seen.milliseconds, n=100) if len(seen.milliseconds) > 1 else []
        if not cuts or cuts[98] > ACCEPTED_MILLISECONDS:
            faults.append(f"{name}: p99 {cuts[98]:.0f} ms" if cuts else f"{name}: no answers")
    if after.statuses[503]:
        faults.append(f"{after.statuses[503]} were told to come later after it")
    return faults


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def started(command: list[str], port: int) -> tuple[subprocess.Popen[bytes], float]:
    """A server that answers, and how many seconds that took."""
    begun = perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, "CORRIN_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process, perf_counter() - begun
        except OSError:
            if process.poll() is not None or perf_counter() - begun > 60:
                raise SystemExit("The server did not start.") from None


def processor_seconds(process: subprocess.Popen[bytes]) -> float:
    """What the server has used so far, which other work on the machine hardly changes."""
    fields = (
        Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_megabytes(process: subprocess.Popen[bytes]) -> float:
    text = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the service.")
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--overload", action="store_true", help="only that, and judge it")
    arguments = parser.parse_args()
    bodies = calls(200)
    size = sum(map(len, bodies)) / len(bodies) / 1000
    print(f"{len(bodies)} people, {size:.0f} kB a call on average")
    print(f"{'':34}{'p50 ms':>8}{'p99 ms':>8}{'answers/s':>10}{'503':>8}{'other':>7}{'cpu ms':>9}")
    if arguments.overload:
        sys.exit(judged(bodies, arguments.seconds))
    servers = {
        "stub": [sys.executable, "-c", STUB],
        "corrin": [str(Path(sys.executable).with_name("corrin")), "serve"],
    }
    for name, command in servers.items():
        port = free_port()
        process, seconds = started([*command, *([str(port)] if name == "stub" else [])], port)
        try:
            idle = memory_megabytes(process)
            asyncio.run(as_fast(port, bodies, 1, 2))  # warm
            for title, run in (
                (
                    f"{arguments.rate} a second",
                    steady(port, bodies, arguments.rate, arguments.seconds),
                ),
                (f"{CALLERS} callers", as_fast(port, bodies, CALLERS, arguments.seconds)),
                (f"{MANY} callers", as_fast(port, bodies, MANY, arguments.seconds)),
            ):
                used = processor_seconds(process)
                seen = asyncio.run(run)
                used = (processor_seconds(process) - used) * 1000 / max(1, seen.statuses[200])
                print(f"{seen.row(f'{name}: {title}')}{used:9.1f}")
            if name == "corrin":  # the stub turns nobody away
                rate, during, after = asyncio.run(overloaded(port, bodies, arguments.seconds))
                print(during.row(f"{name}: {OVERLOAD} x {rate} a second"))
                print(after.row(f"{name}: {rate // 2} a second, at once after"))
            after = memory_megabytes(process)
            print(f"{name}: started in {seconds:.1f} s; {idle:.0f} MB idle, {after:.0f} MB after")
        finally:
            process.terminate()
            process.wait()


def judged(bodies: list[bytes], seconds: int) -> int:
    """Overload the service alone, and say whether it held."""
    port = free_port()
    process, _ = started([str(Path(sys.executable).with_name("corrin")), "serve"], port)
    try:
        asyncio.run(as_fast(port, bodies, 1, 2))  # warm
        rate, during, after = asyncio.run(overloaded(port, bodies, seconds))
    finally:
        process.terminate()
        process.wait()
    print(during.row(f"corrin: {OVERLOAD} x {rate} a second"))
    print(after.row(f"corrin: {rate // 2} a second, at once after"))
    faults = overload_faults(during, after)
    print("; ".join(faults) or "it held")
    return 1 if faults else 0


if __name__ == "__main__":
    main()
