"""A client that speaks to the application itself: ASGI messages, no socket, no clock."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from corrin.service import Settings, make

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HOST = "127.0.0.1:8000"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Sends requests to one application, as of a set instant."""

    def __init__(self, settings: Settings | None = None, **more: Any) -> None:
        self.now = NOW
        self.settings = settings or Settings(**{"guideline": "uk", **more})
        self.app = make(self.settings, now=lambda: self.now)

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, b"", headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.send("POST", path, data, {"content-type": "application/json", **headers})

    def send(
        self, method: str, path: str, data: bytes, headers: dict[str, str], chunk: int = 65_536
    ) -> Answer:
        return asyncio.run(self.sent(method, path, data, headers, chunk))

    async def sent(
        self, method: str, path: str, data: bytes, headers: dict[str, str], chunk: int = 65_536
    ) -> Answer:
        parts = [data[at : at + chunk] for at in range(0, len(data), chunk)] or [b""]
        pending = [
            {"type": "http.request", "body": part, "more_body": index + 1 < len(parts)}
            for index, part in enumerate(parts)
        ]
        messages: list[Any] = []

        async def receive() -> Any:
            return pending.pop(0) if pending else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            messages.append(message)

        given = {"host": HOST, **{name.replace("_", "-"): v for name, v in headers.items()}}
        plain, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "path": plain,
            "raw_path": plain.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "scheme": "http",
            "headers": [
                (k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in given.items()
            ],
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50_000),
        }
        await self.app(scope, receive, send)
        start = messages[0]
        found = {k.decode().lower(): v.decode("latin-1") for k, v in start["headers"]}
        body = b"".join(one.get("body", b"") for one in messages[1:])
        return Answer(start["status"], found, body)


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")
