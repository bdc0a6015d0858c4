"""The connection: who neither asks nor takes what was asked for does not keep it from others."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corrin.service.wire import Wire

SECONDS = 1
LONG, BUFFER = 2_000_000, 65_536
"""Bytes of an answer, and of a buffer of the system, which holds far less of it."""
ASKED = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
DRIPPED = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"


class Served:
    """A server of long answers, and how many are being given."""

    def __init__(self, size: int = LONG) -> None:
        self.working = 0
        self._size = size
        routes = [Route("/", self._answer, methods=["GET", "POST"])]
        self.config = uvicorn.Config(
            self._counted(Starlette(routes=routes)),
            http=Wire,
            ws="none",
            lifespan="off",
            log_level="critical",
            timeout_keep_alive=SECONDS,
        )
        self.server = uvicorn.Server(self.config)
        self.port = 0

    async def _answer(self, request: Request) -> Response:
        if "upgrade" in request.headers:
            return Response(await request.body())
        return Response(b"x" * self._size)

    def _counted(self, inside: Any) -> Any:
        async def counted(scope: Any, receive: Any, send: Any) -> None:
            self.working += 1
            try:
                await inside(scope, receive, send)
            finally:
                self.working -= 1

        return counted

    @property
    def connections(self) -> int:
        return len(self.server.server_state.connections)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Served"]:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
            self.port = listening.getsockname()[1]
            serving = asyncio.create_task(self.server.serve(sockets=[listening]))
            while not self.server.started:
                await asyncio.sleep(0.01)
            try:
                yield self
            finally:
                self.server.should_exit = self.server.force_exit = True
                await serving


async def until_gone(served: Served, seconds: float) -> bool:
    """Whether all connections end in a time."""
    for _ in range(int(seconds * 20)):
        if not served.connections and not served.working:
            return True
        await asyncio.sleep(0.05)
    return False


def client(port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    made.connect(("127.0.0.1", port))
    made.setblocking(False)
    return made


@pytest.mark.parametrize("requests", [1, 20])
def test_an_answer_that_is_not_taken_ends_the_connection(requests):
    async def run() -> bool:
        async with Served().running() as served:
            with client(served.port) as deaf:
                deaf.send(ASKED * requests)
                while not served.connections:
                    await asyncio.sleep(0.01)
                return await until_gone(served, SECONDS * 5)

    assert asyncio.run(run())


def test_an_answer_that_is_taken_slowly_is_given_whole():
    async def run() -> int:
        async with Served().running() as served:
            with client(served.port) as slow:
                loop = asyncio.get_running_loop()
                await loop.sock_sendall(slow, ASKED)
                taken = 0
                for _ in range(5):
                    await asyncio.sleep(SECONDS / 2)
                    for _ in range(4):
                        taken += len(await loop.sock_recv(slow, BUFFER))
                while taken < LONG and (more := await loop.sock_recv(slow, LONG)):
                    taken += len(more)
                return taken

    assert asyncio.run(run()) >= LONG


def test_a_body_that_drips_on_after_its_answer_ends_the_connection():
    async def run() -> bool:
        async with Served(size=1).running() as served:
            with client(served.port) as dripping:
                loop = asyncio.get_running_loop()
                await loop.sock_sendall(dripping, DRIPPED)
                for _ in range(12):
                    await asyncio.sleep(SECONDS / 4)
                    try:
                        await loop.sock_sendall(dripping, b"x")
                    except ConnectionError:
                        break
                return served.connections == 0

    assert asyncio.run(run())


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Length: 5\r\n\r\nhello",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ],
)
def test_the_body_beside_an_offer_of_http_2_is_read(body):
    """So every HttpClient of Java sends its first request to an address without TLS."""
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
    offer = b"Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"

    async def run() -> bytes:
        async with Served().running() as served:
            with client(served.port) as java:
                loop = asyncio.get_running_loop()
                await loop.sock_sendall(java, head + offer + body)
                return await loop.sock_recv(java, BUFFER)

    answer = asyncio.run(run())

    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"hello")
