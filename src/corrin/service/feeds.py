"""Calendar feeds: addresses that are secrets, and the neutral days behind them.

Who has the address can read the feed: calendars cannot sign in. So the secret has 256 bits, is kept
as a digest alone, ends by itself, can be revoked, and stands in no log. What is kept of a plan are
days and neutral titles.
"""

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from corrin.render.calendar import Entry
from corrin.render.feed import Kept, feed, merged

SECRET_BYTES = 32
LIVES_DAYS = 400
"""A year of care, and a little more; then a new address is given."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
TABLES = """
CREATE TABLE IF NOT EXISTS feed (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  secret BLOB NOT NULL UNIQUE,
  expires TEXT NOT NULL,
  changed TEXT NOT NULL,
  events BLOB NOT NULL
) STRICT;
"""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that was just made: the only time at which its address is known."""

    name: str
    token: str
    expires: datetime


class Full(Exception):
    """No more feeds are kept than these; the first of them ends by itself at `until`."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(until)


class Feeds:
    """The feeds, in the SQLite file of the service, or in memory until it ends."""

    def __init__(self, path: str | None, most: int) -> None:
        self._most = most
        self._store = sqlite3.connect(path or ":memory:", check_same_thread=False)
        self._store.execute("PRAGMA synchronous = FULL")
        with self._store:
            self._store.executescript(TABLES)

    def make(self, owner: str, entries: Iterable[Entry], now: datetime) -> Made:
        """A new feed of some days; those that have ended make room.

        Raises:
            Full: there is none.
        """
        with self._store:
            self._store.execute("DELETE FROM feed WHERE expires <= ?", (_written(now),))
        count, first = self._store.execute("SELECT count(*), min(expires) FROM feed").fetchone()
        if count >= self._most:
            raise Full(datetime.fromisoformat(first))
        name, token = secrets.token_hex(16), secrets.token_urlsafe(SECRET_BYTES)
        expires = now + timedelta(days=LIVES_DAYS)
        events = msgspec.json.encode(merged(name, (), entries, now.date()))
        row = (name, owner, _digest(token), _written(expires), _written(now), events)
        with self._store:
            self._store.execute("INSERT INTO feed VALUES (?, ?, ?, ?, ?, ?)", row)
        return Made(name=name, token=token, expires=expires)

    def change(self, name: str, owner: str, entries: Iterable[Entry], now: datetime) -> None:
        """Put other days in the place of those of a feed; the address stays.

        Raises:
            LookupError: the owner has no such feed.
        """
        row = self._store.execute(
            "SELECT events FROM feed WHERE name = ? AND owner = ?", (name, owner)
        ).fetchone()
        if row is None:
            raise LookupError
        before = msgspec.json.decode(row[0], type=list[Kept])
        after = merged(name, before, entries, now.date())
        if after != before:
            with self._store:
                self._store.execute(
                    "UPDATE feed SET events = ?, changed = ? WHERE name = ?",
                    (msgspec.json.encode(after), _written(now), name),
                )

    def revoke(self, name: str, owner: str) -> None:
        """End a feed and forget its days.

        Raises:
            LookupError: the owner has no such feed.
        """
        with self._store:
            gone = self._store.execute(
                "DELETE FROM feed WHERE name = ? AND owner = ?", (name, owner)
            )
        if gone.rowcount == 0:
            raise LookupError

    def read(self, token: str, now: datetime) -> bytes:
        """The calendar behind an address.

        Raises:
            LookupError: there is none, it has ended, or it was revoked.
        """
        if not TOKEN.fullmatch(token):
            raise LookupError
        row = self._store.execute(
            "SELECT events, changed, expires FROM feed WHERE secret = ?", (_digest(token),)
        ).fetchone()
        if row is None or datetime.fromisoformat(row[2]) <= now:
            raise LookupError
        kept = msgspec.json.decode(row[0], type=list[Kept])
        return feed(kept, at=datetime.fromisoformat(row[1]))

    def close(self) -> None:
        self._store.close()


def _digest(token: str) -> bytes:
    """What is kept of a secret; it is random, so that one plain digest is enough."""
    return hashlib.sha256(token.encode()).digest()


def _written(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")
