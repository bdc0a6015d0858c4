"""The connection below the application: nobody holds one without asking and taking something.

A request whose head does not arrive in its time, or cannot be read, ends the connection, and so
does an answer of which nothing is taken for as long; more connections than are kept open at once
are closed as they come. What the application itself turns away is told by the edge; here it is said
as briefly, and in the same form.
"""

import asyncio
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from corrin.fhir_out.values import encoded
from corrin.service.answers import FHIR_JSON, outcome, refused

CONNECTIONS_MOST = 1_000


class Wire(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with a limit on how long and by how many it is waited for."""

    _until: asyncio.TimerHandle | None = None
    _looks: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast("asyncio.Transport", transport))
        if len(self.connections) > CONNECTIONS_MOST:
            self.transport.abort()
            return
        self.transport.set_write_buffer_limits(0)  # whatever waits to be taken is watched
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE or self.conn.our_state is h11.DONE:
            self._wait()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        self._look_no_more()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look_after(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        self._look_no_more()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """That a request cannot be read; what was sent is not repeated."""
        del msg
        body = encoded(outcome(refused(400, "request", "it cannot be read", "HTTP/1.1")))
        headers = [
            (b"content-type", FHIR_JSON.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
            (b"connection", b"close"),
        ]
        events = (
            h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
            h11.Data(data=body),
            h11.EndOfMessage(),
        )
        for event in events:
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _wait(self) -> None:
        """Wait for the head of a request, and no longer than for a body."""
        if self._until is None:
            self._until = self.loop.call_later(self.timeout_keep_alive, self._give_up)

    def _stop(self) -> None:
        if self._until is not None:
            self._until.cancel()
            self._until = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

    def _look_after(self, left: int) -> None:
        """Look in a while how much of an answer is left: nothing more is written before."""
        self._looks = self.loop.call_later(self.timeout_keep_alive, self._look, left)

    def _look_no_more(self) -> None:
        if self._looks is not None:
            self._looks.cancel()
            self._looks = None

    def _look(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left < before:
            self._look_after(left)
        else:
            self.transport.abort()
